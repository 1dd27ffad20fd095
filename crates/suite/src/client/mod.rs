//! Sends any bytes over HTTP/1.1 and reads hostile bytes, bounded in time and memory.
//!
//! No HTTP library stands between the suite and the wire: a library would refuse to send what a service must be
//! able to refuse, and would hide what the judge must see.

mod connection;
mod connector;
mod endpoint;
mod limits;
mod many;
mod read;
mod stream;
mod trust;
mod write;

use std::time::Duration;

pub use endpoint::{Endpoint, EndpointError, without_user};
pub use limits::Limits;
pub use trust::{Trust, TrustError};
pub(crate) use write::{Conflict, Framing, Ornament, Place, Style};

pub(crate) use connector::Connector;
pub(crate) use many::interleave;

use connection::Connection;
use limits::Deadline;
#[cfg(feature = "laws")]
pub(crate) use read::received;

use crate::exchange::{Exchange, NoAnswer, Received, Sent};
use crate::request::Prepared;

/// The rest between two tries to connect.
const CONNECT_REST: Duration = Duration::from_millis(100);

/// One user of the service, with at most one connection that is kept between requests.
pub(crate) struct Client {
    connector: Connector,
    limits: Limits,
    kept: Option<Connection>,
    repeats: u64,
}

impl Client {
    pub(crate) fn new(connector: impl Into<Connector>, limits: Limits) -> Self {
        Self { connector: connector.into(), limits, kept: None, repeats: 0 }
    }

    /// Sends one request, on the kept connection where there is one, and reads its answer.
    ///
    /// A kept connection may have been closed while it was idle: a request that got no byte of an answer there goes out
    /// once more on a fresh one.
    pub(crate) async fn exchange(&mut self, request: &Prepared) -> Exchange {
        let bytes = write::encode(request, self.connector.endpoint());
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
        let deadline = Deadline::from_now(&self.limits);
        let mut connection = match self.kept.take() {
            Some(connection) => connection,
            None => match Connection::open_alive(&self.connector, deadline).await {
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
