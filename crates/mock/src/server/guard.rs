//! A connection whose incoming bytes are looked at, and by some faults changed, on their way to hyper.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use super::head::Head;
use super::heads::{Conflicts, Heads, LONGEST_HEAD};

/// What ends a head.
const END: &[u8] = b"\r\n\r\n";

/// A TCP stream beside which [`Heads`] follows what is read.
pub(super) struct Guard {
    stream: TcpStream,
    heads: Heads,
    conflicts: Arc<Conflicts>,
    misreading: Option<Misreading>,
}

impl Guard {
    /// `misread` is what a fault makes of the connection's first head.
    pub(super) fn new(stream: TcpStream, conflicts: Arc<Conflicts>, misread: Option<fn(&mut Head)>) -> Self {
        Guard { stream, heads: Heads::new(), conflicts, misreading: misread.map(Misreading::new) }
    }

    fn poll_stream(&mut self, context: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let Some(misreading) = &mut self.misreading else {
            return Pin::new(&mut self.stream).poll_read(context, buffer);
        };
        while misreading.ready.is_empty() {
            let mut chunk = [0; 4096];
            let mut read = ReadBuf::new(&mut chunk);
            ready!(Pin::new(&mut self.stream).poll_read(context, &mut read))?;
            if read.filled().is_empty() {
                misreading.end();
                break;
            }
            misreading.feed(read.filled());
        }
        let count = misreading.ready.len().min(buffer.remaining());
        misreading.ready.drain(..count).for_each(|byte| buffer.put_slice(&[byte]));
        Poll::Ready(Ok(()))
    }
}

/// Holds the first head of a connection back until it is complete, and passes on what a fault makes of it; all that follows
/// goes through as it is.
struct Misreading {
    change: fn(&mut Head),
    head: Option<Vec<u8>>,
    ready: VecDeque<u8>,
}

impl Misreading {
    fn new(change: fn(&mut Head)) -> Self {
        Misreading { change, head: Some(Vec::new()), ready: VecDeque::new() }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let Some(mut held) = self.head.take() else {
            self.ready.extend(bytes);
            return;
        };
        held.extend_from_slice(bytes);
        match held.windows(END.len()).position(|window| window == END) {
            Some(end) => {
                let (head, rest) = held.split_at(end);
                let mut head = Head::read(head);
                (self.change)(&mut head);
                self.ready.extend(head.into_bytes());
                self.ready.extend(&rest[END.len()..]);
            }
            None if held.len() > LONGEST_HEAD => self.ready.extend(held),
            None => self.head = Some(held),
        }
    }

    /// Nothing more comes: what was held back is passed on as it is.
    fn end(&mut self) {
        self.ready.extend(self.head.take().unwrap_or_default());
    }
}

impl AsyncRead for Guard {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let before = buffer.filled().len();
        let read = this.poll_stream(context, buffer);
        if let Some(new) = buffer.filled().get(before..) {
            this.heads.follow(new, &this.conflicts);
        }
        read
    }
}

impl AsyncWrite for Guard {
    fn poll_write(self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(context, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_flush(context)
    }

    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
