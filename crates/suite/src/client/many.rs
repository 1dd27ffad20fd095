//! Several requests at the same time: all on one connection, or each on its own and mixed.

use std::time::Duration;

use super::connection::Connection;
use super::{Client, Connector, Deadline, Limits, sent, write};
use crate::exchange::{Exchange, NoAnswer, Received};
use crate::request::Prepared;

/// The rest after each round of pieces, so that they travel alone.
const ROUND: Duration = Duration::from_millis(10);

impl Client {
    /// Sends all requests at once on one fresh connection and reads the answers in order. Those that the service closes
    /// the connection before have none.
    pub(crate) async fn pipeline(&mut self, requests: &[Prepared]) -> Vec<Exchange> {
        let encoded: Vec<(&str, write::Encoded)> = requests
            .iter()
            .map(|request| (request.method(), write::encode(request, self.connector.endpoint())))
            .collect();
        self.forget_connection();
        let deadline = Deadline::from_now(&self.limits);
        let (received, unanswered) = match Connection::open(&self.connector, deadline).await {
            Err(reason) => (Vec::new(), NoAnswer::NotConnected(reason)),
            Ok(mut connection) => {
                let (received, goes_on) = connection.pipeline(&encoded, &self.limits).await;
                if goes_on {
                    self.kept = Some(connection);
                }
                (received, NoAnswer::Closed)
            }
        };
        let received = received.into_iter().chain(std::iter::repeat(Received::Nothing(unanswered)));
        let all = requests.iter().zip(&encoded).zip(received);
        all.map(|((request, (_, bytes)), received)| Exchange::new(sent(request, bytes), received)).collect()
    }
}

/// Sends each request on a connection of its own, all of them piece by piece and by turns, so that every one is begun
/// before any is finished, and the last that was begun is finished first.
pub(crate) async fn interleave(
    connector: &Connector,
    limits: &Limits,
    requests: &[Prepared],
) -> Vec<Exchange> {
    let deadline = Deadline::from_now(limits);
    let mut lines = Vec::with_capacity(requests.len());
    for request in requests {
        let bytes = write::encode(request, connector.endpoint());
        lines.push((request, pieces(&bytes), bytes, Connection::open(connector, deadline).await));
    }
    for round in 0..PIECES {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        if round % 2 == 1 {
            order.reverse();
        }
        for index in order {
            if let Some((_, pieces, _, Ok(connection))) = lines.get_mut(index) {
                let piece = pieces.get(round).cloned().unwrap_or_default();
                // Who takes no more may have answered: that is looked at below.
                let _ = tokio::time::timeout_at(deadline.end(), connection.write(&piece)).await;
            }
        }
        tokio::time::sleep(ROUND).await;
    }
    let mut exchanges = Vec::with_capacity(lines.len());
    for (request, _, bytes, connection) in lines {
        let received = match connection {
            Ok(mut connection) => connection.answer(request.method(), limits, deadline).await,
            Err(reason) => Received::Nothing(NoAnswer::NotConnected(reason)),
        };
        exchanges.push(Exchange::new(sent(request, &bytes), received));
    }
    exchanges
}

/// In how many pieces an interleaved request goes out.
const PIECES: usize = 4;

/// Two pieces of the head and two of the body.
fn pieces(bytes: &write::Encoded) -> [Vec<u8>; PIECES] {
    let (first, second) = bytes.head().split_at(bytes.head().len() / 2);
    let (third, fourth) = bytes.body().split_at(bytes.body().len() / 2);
    [first, second, third, fourth].map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests;
