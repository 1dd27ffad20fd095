//! One connection, and one request and answer on it at a time.

use std::io::ErrorKind;
use std::time::Duration;

use tokio::time::{timeout, timeout_at};

use super::read::{Progress, Reader};
use super::stream::{Glimpse, Stream};
use super::write::Encoded;
use super::{Connector, Deadline, Limits};
use crate::exchange::{Flaw, NoAnswer, NotConnected, Received};

/// How long a client waits for `100 Continue` before it sends the body all the same (RFC 9110 §10.1.1).
const CONTINUE_WAIT: Duration = Duration::from_millis(500);

/// The rest between two segments of a request that is cut where a service might not expect it.
const CUT_REST: Duration = Duration::from_millis(20);

/// How long the suite looks for the end of a connection that it asked to be closed.
const CLOSING: Duration = Duration::from_secs(1);

/// How long the suite looks for a second answer, or the end, after a request that has two readings.
const AFTERMATH: Duration = Duration::from_millis(100);

/// How often a connection is opened anew that was closed before anything was sent on it.
const ANEW: usize = 3;

pub(crate) struct Connection {
    stream: Stream,
}

impl Connection {
    pub(crate) async fn open(connector: &Connector, deadline: Deadline) -> Result<Self, NotConnected> {
        Ok(Self { stream: connector.connect(deadline.first_byte()).await? })
    }

    /// Opens a connection that the service has not closed again before anything could be sent: on a busy machine it may have
    /// lain idle for longer than the service waits. Whoever closes every one is asked on the last of them.
    pub(super) async fn open_alive(connector: &Connector, deadline: Deadline) -> Result<Self, NotConnected> {
        let mut connection = Self::open(connector, deadline).await?;
        for _ in 0..ANEW {
            if !connection.has_ended() {
                break;
            }
            connection = Self::open(connector, deadline).await?;
        }
        Ok(connection)
    }

    /// Sends the request and reads one answer; also says whether the connection can carry another.
    pub(crate) async fn round_trip(
        &mut self,
        method: &str,
        request: &Encoded,
        limits: &Limits,
        deadline: Deadline,
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
            return self.watch(received, &reader, AFTERMATH).await;
        }
        if request.asks_to_close() {
            return (self.watch(received, &reader, CLOSING).await.0, false);
        }
        (received, reader.may_reuse())
    }

    /// Sends all requests in one piece and reads their answers in order, as many as come.
    pub(super) async fn pipeline(
        &mut self,
        requests: &[(&str, Encoded)],
        limits: &Limits,
    ) -> (Vec<Received>, bool) {
        let bytes: Vec<u8> = requests.iter().flat_map(|(_, request)| request.segments().concat()).collect();
        // Whether it is taken whole does not matter: there may be answers to the part that was.
        let _ = timeout(limits.timeout(), self.write(&bytes)).await;
        let (mut rest, mut goes_on) = (Vec::new(), true);
        let mut answers = Vec::with_capacity(requests.len());
        for (index, (method, _)) in requests.iter().enumerate() {
            if !goes_on {
                break;
            }
            let mut reader = Reader::new(method, limits);
            reader.feed(&rest);
            if index + 1 < requests.len() {
                reader = reader.before_others();
            }
            let received = self.receive(&mut reader, Deadline::from_now(limits)).await;
            goes_on = matches!(received, Received::Answer(_)) && reader.may_reuse();
            rest = reader.into_rest();
            answers.push(received);
        }
        (answers, goes_on)
    }

    /// Writes some bytes; false when the service takes no more.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).await.is_ok()
    }

    /// Reads one answer to a request that was written piece by piece.
    pub(super) async fn answer(&mut self, method: &str, limits: &Limits, deadline: Deadline) -> Received {
        self.receive(&mut Reader::new(method, limits), deadline).await
    }

    /// After an ambiguous request, or one that ends the connection: whether a second answer comes, or that end.
    async fn watch(&mut self, received: Received, reader: &Reader, patience: Duration) -> (Received, bool) {
        let Received::Answer(answer) = received else { return (received, false) };
        match timeout(patience, self.stream.read(&mut [0; 1])).await {
            Ok(Ok(1..)) => (Received::Broken { partial: Some(answer), flaw: Flaw::Trailing }, false),
            Ok(Ok(0)) => (Received::Answer(answer.closed()), false),
            Ok(Err(_)) => (Received::Answer(answer.reset()), false),
            Err(_) => (Received::Answer(answer), reader.may_reuse()),
        }
    }

    /// Whether bytes have come that no request asked for: the end of an answer longer than it said, or a second one.
    fn has_unasked_bytes(&mut self) -> bool {
        self.stream.look() == Glimpse::Bytes
    }

    /// Whether the service has closed the connection, as far as is known without asking. What it sent unasked is left.
    fn has_ended(&mut self) -> bool {
        self.stream.look() == Glimpse::End
    }

    /// Writes the request segment by segment; false when the service stopped taking it.
    async fn send(&mut self, request: &Encoded, reader: &mut Reader, deadline: Deadline) -> bool {
        for (index, segment) in request.segments().iter().enumerate() {
            if index > 0 {
                self.pause(request, reader, index).await;
                // An answer before the body was sent: the connection cannot be kept, the body is still owed.
                if reader.has_final_head() {
                    return false;
                }
            }
            if !matches!(timeout_at(deadline.first_byte(), self.stream.write_all(segment)).await, Ok(Ok(())))
            {
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
        } else if request.is_cut_in_places() {
            tokio::time::sleep(CUT_REST).await;
        } else {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    async fn receive(&mut self, reader: &mut Reader, deadline: Deadline) -> Received {
        let mut chunk = vec![0; 16 * 1024];
        loop {
            if let Progress::Done(received) = reader.progress() {
                return received;
            }
            let due = if reader.has_begun() { deadline.end() } else { deadline.first_byte() };
            match timeout_at(due, self.stream.read(&mut chunk)).await {
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

#[cfg(test)]
mod tests {
    use tokio::io::AsyncWriteExt;
    use tokio::net::TcpListener;

    use super::*;
    use crate::client::Endpoint;

    #[tokio::test]
    async fn connection_that_was_closed_before_anything_was_sent_has_ended() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let endpoint: Endpoint = format!("http://{address}").parse().expect("a URL");
        let deadline = Deadline::from_now(&Limits::default());
        let mut connection = Connection::open(&endpoint.into(), deadline).await.expect("it listens");
        let (accepted, _) = listener.accept().await.expect("a connection");
        assert!(!connection.has_ended());
        drop(accepted);
        while !connection.has_ended() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn silence_is_given_up_before_an_answer_that_has_begun() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let endpoint: Endpoint = format!("http://{address}").parse().expect("a URL");
        let first_byte = Duration::from_millis(50);
        // So long that the test would not end if it were this one that counts.
        let limits = Limits::default().with_timeout(Duration::from_secs(3_600)).with_first_byte(first_byte);
        let deadline = Deadline::from_now(&limits);
        let mut connection = Connection::open(&endpoint.into(), deadline).await.expect("it listens");
        let received = connection.answer("POST", &limits, deadline).await;
        assert!(matches!(received, Received::Nothing(NoAnswer::TimedOut)), "{received}");
        // What has begun has its time: there is an answer after the first byte was due.
        let (mut accepted, _) = listener.accept().await.expect("a connection");
        accepted.write_all(b"H").await.expect("it is open");
        while !matches!(connection.stream.look(), Glimpse::Bytes) {
            tokio::task::yield_now().await;
        }
        let peer = async {
            tokio::time::sleep(2 * first_byte).await;
            accepted.write_all(b"TTP/1.1 204 No Content\r\n\r\n").await.expect("it is open");
        };
        let deadline = Deadline::from_now(&limits);
        let (received, ()) = tokio::join!(connection.answer("POST", &limits, deadline), peer);
        assert!(matches!(received, Received::Answer(_)), "{received}");
    }
}
