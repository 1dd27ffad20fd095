//! Sends any bytes over HTTP/1.1 and reads hostile bytes, bounded in time and memory.
//!
//! No HTTP library stands between the suite and the wire: a library would refuse to send what a service must be
//! able to refuse, and would hide what the judge must see.

mod connection;
mod endpoint;
mod many;
mod read;
mod write;

use std::time::Duration;

pub use endpoint::{Endpoint, EndpointError};
pub(crate) use write::{Conflict, Framing, Ornament, Place, Style};

pub(crate) use many::interleave;

use connection::Connection;
#[cfg(feature = "laws")]
pub(crate) use read::received;

use crate::exchange::{Exchange, NoAnswer, Received, Sent};
use crate::request::Prepared;

/// The rest between two tries to connect.
const CONNECT_REST: Duration = Duration::from_millis(100);

/// The bounds on what the suite reads and waits for, stated once.
///
/// # Example
///
/// ```
/// use eks_auth_suite::client::Limits;
///
/// assert_eq!(Limits::default().body_bytes(), 1024 * 1024);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    timeout: Duration,
    head_bytes: usize,
    body_bytes: usize,
}

impl Limits {
    /// How many headers one answer may have.
    pub(crate) const HEADERS: usize = 128;
    /// How many interim (1xx) answers may come before the real one.
    pub(crate) const INTERIM: usize = 8;

    /// The bound on one request: from connecting to the last byte of the answer.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The bound on the head of one answer, in bytes.
    #[must_use]
    pub fn head_bytes(&self) -> usize {
        self.head_bytes
    }

    /// The bound on the body of one answer, in bytes.
    #[must_use]
    pub fn body_bytes(&self) -> usize {
        self.body_bytes
    }

    /// The same bounds with another time for one request.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self { timeout: Duration::from_secs(10), head_bytes: 64 * 1024, body_bytes: 1024 * 1024 }
    }
}

/// One user of the service, with at most one connection that is kept between requests.
pub(crate) struct Client {
    endpoint: Endpoint,
    limits: Limits,
    kept: Option<Connection>,
    repeats: u64,
}

impl Client {
    pub(crate) fn new(endpoint: Endpoint, limits: Limits) -> Self {
        Self { endpoint, limits, kept: None, repeats: 0 }
    }

    /// Sends one request, on the kept connection where there is one, and reads its answer.
    ///
    /// A kept connection may have been closed while it was idle: a request that got no byte of an answer there goes out
    /// once more on a fresh one.
    pub(crate) async fn exchange(&mut self, request: &Prepared) -> Exchange {
        let bytes = write::encode(request, &self.endpoint);
        let reused = self.kept.is_some();
        let mut received = self.attempt(request, &bytes).await;
        let idle_close = matches!(received, Received::Nothing(NoAnswer::Closed | NoAnswer::Reset));
        if reused && idle_close {
            self.repeats += 1;
            received = self.attempt(request, &bytes).await;
        }
        Exchange::new(sent(request, &bytes), received)
    }

    /// How many requests went out once more since this was asked last.
    pub(crate) fn take_repeats(&mut self) -> u64 {
        std::mem::take(&mut self.repeats)
    }

    /// Makes the next request go out on a connection of its own.
    pub(crate) fn forget_connection(&mut self) {
        self.kept = None;
    }

    async fn attempt(&mut self, request: &Prepared, bytes: &write::Encoded) -> Received {
        let deadline = tokio::time::Instant::now() + self.limits.timeout;
        let mut connection = match self.kept.take() {
            Some(connection) => connection,
            None => match Connection::open_alive(&self.endpoint, deadline).await {
                Ok(connection) => connection,
                Err(reason) => return Received::Nothing(NoAnswer::NotConnected(reason)),
            },
        };
        let (received, reusable) =
            connection.round_trip(request.method(), bytes, &self.limits, deadline).await;
        if reusable {
            self.kept = Some(connection);
        }
        received
    }
}

/// Waits until the endpoint takes connections, or the time is over.
pub(crate) async fn wait_for(endpoint: &Endpoint, wait: Duration) {
    let deadline = tokio::time::Instant::now() + wait;
    while tokio::time::Instant::now() < deadline {
        if tokio::net::TcpStream::connect(endpoint.address()).await.is_ok() {
            return;
        }
        tokio::time::sleep(CONNECT_REST).await;
    }
}

fn sent(request: &Prepared, bytes: &write::Encoded) -> Sent {
    Sent::new(
        request.method(),
        request.target(),
        bytes.headers().to_vec(),
        request.body().to_vec(),
        request.at(),
    )
    .with_token(request.token().map(str::to_owned))
    .with_version(request.style().version())
}

/// A request as it goes over the wire, all of its segments together.
#[cfg(test)]
pub(crate) fn wire_bytes(request: &Prepared, endpoint: &Endpoint) -> Vec<u8> {
    write::encode(request, endpoint).segments().concat()
}
