//! One TCP connection, and one request and answer on it at a time.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout, timeout_at};

use super::read::{Progress, Reader};
use super::write::Encoded;
use super::{Endpoint, Limits};
use crate::exchange::{Flaw, NoAnswer, NotConnected, Received};

/// How long a client waits for `100 Continue` before it sends the body all the same (RFC 9110 §10.1.1).
const CONTINUE_WAIT: Duration = Duration::from_millis(500);

/// How long the suite looks for a second answer, or the end, after a request that has two readings.
const AFTERMATH: Duration = Duration::from_millis(100);

pub(crate) struct Connection {
    stream: TcpStream,
}

impl Connection {
    pub(crate) async fn open(endpoint: &Endpoint, deadline: Instant) -> Result<Self, NotConnected> {
        match timeout_at(deadline, TcpStream::connect(endpoint.address())).await {
            Err(_) => Err(NotConnected::TimedOut),
            Ok(Err(error)) if error.kind() == ErrorKind::ConnectionRefused => Err(NotConnected::Refused),
            Ok(Err(_)) => Err(NotConnected::Failed),
            Ok(Ok(stream)) => {
                // Without it a small segment may wait 40 ms for an acknowledgement; losing it costs only time.
                let _ = stream.set_nodelay(true);
                Ok(Self { stream })
            }
        }
    }

    /// Sends the request and reads one answer; also says whether the connection can carry another.
    pub(crate) async fn round_trip(
        &mut self,
        method: &str,
        request: &Encoded,
        limits: &Limits,
        deadline: Instant,
    ) -> (Received, bool) {
        let mut reader = Reader::new(method, limits);
        if self.has_unasked_bytes() {
            return (Received::Broken { partial: None, flaw: Flaw::Trailing }, false);
        }
        if !self.send(request, &mut reader, deadline).await {
            // The service may have answered, and closed, before it read everything: look for that answer.
            let received = self.receive(&mut reader, deadline).await;
            return (received, false);
        }
        let received = self.receive(&mut reader, deadline).await;
        if request.is_ambiguous() {
            return self.watch(received, &reader).await;
        }
        (received, reader.may_reuse())
    }

    /// After an ambiguous request: whether a second answer comes, or the connection ends.
    async fn watch(&mut self, received: Received, reader: &Reader) -> (Received, bool) {
        let Received::Answer(answer) = received else { return (received, false) };
        match timeout(AFTERMATH, self.stream.read(&mut [0; 1])).await {
            Ok(Ok(1..)) => (Received::Broken { partial: Some(answer), flaw: Flaw::Trailing }, false),
            Ok(_) => (Received::Answer(answer.closed()), false),
            Err(_) => (Received::Answer(answer), reader.may_reuse()),
        }
    }

    /// Whether bytes have come that no request asked for: the end of an answer longer than it said, or a second one.
    fn has_unasked_bytes(&self) -> bool {
        matches!(self.stream.try_read(&mut [0; 1]), Ok(1))
    }

    /// Writes the request segment by segment; false when the service stopped taking it.
    async fn send(&mut self, request: &Encoded, reader: &mut Reader, deadline: Instant) -> bool {
        for (index, segment) in request.segments().iter().enumerate() {
            if index > 0 {
                self.pause(request, reader, index).await;
                // An answer before the body was sent: the connection cannot be kept, the body is still owed.
                if reader.has_final_head() {
                    return false;
                }
            }
            if !matches!(timeout_at(deadline, self.stream.write_all(segment)).await, Ok(Ok(()))) {
                return false;
            }
        }
        true
    }

    /// Between two segments: waits for `100 Continue` where it was asked for, else long enough for the first to travel alone.
    async fn pause(&mut self, request: &Encoded, reader: &mut Reader, index: usize) {
        if request.expects_continue() && index == 1 {
            let mut chunk = [0; 1024];
            if let Ok(Ok(count)) = timeout(CONTINUE_WAIT, self.stream.read(&mut chunk)).await {
                reader.feed(&chunk[..count]);
            }
        } else {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn receive(&mut self, reader: &mut Reader, deadline: Instant) -> Received {
        let mut chunk = vec![0; 16 * 1024];
        loop {
            if let Progress::Done(received) = reader.progress() {
                return received;
            }
            match timeout_at(deadline, self.stream.read(&mut chunk)).await {
                Err(_) => return reader.broken_off(NoAnswer::TimedOut, Flaw::TimedOut),
                Ok(Ok(0)) => return reader.end_of_stream(),
                Ok(Ok(count)) => reader.feed(&chunk[..count]),
                Ok(Err(error)) if error.kind() == ErrorKind::ConnectionReset => {
                    return reader.broken_off(NoAnswer::Reset, Flaw::BodyCut);
                }
                Ok(Err(_)) => return reader.broken_off(NoAnswer::Closed, Flaw::BodyCut),
            }
        }
    }
}
