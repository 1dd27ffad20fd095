//! The bytes of one connection, plain or through TLS.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::client::TlsStream;

/// One connection to the service.
pub(super) struct Stream {
    wire: Wire,
    early: Early,
}

enum Wire {
    Plain(TcpStream),
    Encrypted(Box<TlsStream<TcpStream>>),
}

/// What was read before anybody waited for it: left for whoever reads next.
enum Early {
    Nothing,
    Byte(u8),
    Failure(io::Error),
}

/// What has come without being waited for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Glimpse {
    /// Nothing yet.
    Nothing,
    /// Bytes.
    Bytes,
    /// The end of the connection, in order or not.
    End,
}

impl Stream {
    pub(super) fn plain(stream: TcpStream) -> Self {
        Self { wire: Wire::Plain(stream), early: Early::Nothing }
    }

    pub(super) fn encrypted(stream: TlsStream<TcpStream>) -> Self {
        Self { wire: Wire::Encrypted(Box::new(stream)), early: Early::Nothing }
    }

    /// Waits for bytes; none at the end. Through TLS an end that the service does not announce is an error.
    pub(super) async fn read(&mut self, space: &mut [u8]) -> io::Result<usize> {
        match std::mem::replace(&mut self.early, Early::Nothing) {
            Early::Failure(error) => return Err(error),
            Early::Byte(byte) => {
                let Some(first) = space.first_mut() else { return Ok(0) };
                *first = byte;
                return Ok(1);
            }
            Early::Nothing => {}
        }
        match &mut self.wire {
            Wire::Plain(stream) => stream.read(space).await,
            Wire::Encrypted(stream) => stream.read(space).await,
        }
    }

    /// Writes all of these bytes, and holds none back.
    pub(super) async fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.wire {
            Wire::Plain(stream) => stream.write_all(bytes).await,
            Wire::Encrypted(stream) => {
                stream.write_all(bytes).await?;
                stream.flush().await
            }
        }
    }

    /// Looks without waiting, and leaves what is there for the next read.
    pub(super) fn look(&mut self) -> Glimpse {
        if let Early::Nothing = self.early {
            let mut space = [0; 1];
            let mut buffer = ReadBuf::new(&mut space);
            match self.poll_read(&mut buffer) {
                Poll::Pending => return Glimpse::Nothing,
                // The end stays the end: it need not be kept.
                Poll::Ready(Ok(())) => match buffer.filled().first() {
                    Some(byte) => self.early = Early::Byte(*byte),
                    None => return Glimpse::End,
                },
                Poll::Ready(Err(error)) => self.early = Early::Failure(error),
            }
        }
        if let Early::Failure(_) = self.early { Glimpse::End } else { Glimpse::Bytes }
    }

    fn poll_read(&mut self, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let mut context = Context::from_waker(Waker::noop());
        match &mut self.wire {
            Wire::Plain(stream) => Pin::new(stream).poll_read(&mut context, buffer),
            Wire::Encrypted(stream) => Pin::new(stream.as_mut()).poll_read(&mut context, buffer),
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn what_was_looked_at_is_still_there_to_be_read() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let socket = TcpStream::connect(address).await.expect("it listens");
        let (mut peer, _) = listener.accept().await.expect("a connection");
        let mut stream = Stream::plain(socket);
        assert_eq!(stream.look(), Glimpse::Nothing);
        peer.write_all(b"ab").await.expect("it is open");
        until(&mut stream, Glimpse::Bytes).await;
        assert_eq!(stream.look(), Glimpse::Bytes);
        let mut space = [0; 2];
        assert_eq!(stream.read(&mut space).await.expect("a byte"), 1);
        assert_eq!(stream.read(&mut space[1..]).await.expect("a byte"), 1);
        assert_eq!(&space, b"ab");
        drop(peer);
        until(&mut stream, Glimpse::End).await;
        assert_eq!(stream.read(&mut space).await.expect("the end"), 0);
    }

    async fn until(stream: &mut Stream, expected: Glimpse) {
        while stream.look() != expected {
            tokio::task::yield_now().await;
        }
    }
}
