//! A door without an HTTP library: for answers that go over the wire as no library would send them.
//!
//! It reads requests as strictly as the other door does, and leaves every decision to the service.

mod incoming;
mod outgoing;

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::exchange::decided;
use crate::delivery::{Closing, Delivery, Interim, Length, Version};
use crate::{Answer, Clock, Flaw, Request, Service};
use incoming::{Body, Head, Incoming};

/// How long a head, or a body, may take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a client may take to read the last answer before the connection is gone.
const FAREWELL: Duration = Duration::from_secs(2);

/// Answers the requests on a connection until either side ends it, or the server stops.
pub(super) async fn serve(
    stream: TcpStream,
    service: &Service,
    clock: &Clock,
    mut stopped: watch::Receiver<bool>,
) {
    let mut incoming = Incoming::new(stream);
    loop {
        let head = tokio::select! {
            head = tokio::time::timeout(PATIENCE, incoming.head()) => head.unwrap_or(Head::End),
            _ = stopped.wait_for(|stopped| *stopped) => return,
        };
        let goes_on = match head {
            Head::End => return,
            Head::Unreadable => {
                let malformed = Request::new("", "").with_flaw(Flaw::BodyUnreadable);
                let _ = send(incoming.stream(), &decided(service, clock, &malformed).await, "").await;
                false
            }
            Head::Request(request) => match exchange(&mut incoming, request, service, clock).await {
                Some(goes_on) => goes_on,
                None => return,
            },
        };
        if !goes_on {
            return farewell(incoming).await;
        }
    }
}

/// One exchange; whether the connection goes on after it, or nothing where it broke.
async fn exchange(
    incoming: &mut Incoming,
    head: incoming::Request,
    service: &Service,
    clock: &Clock,
) -> Option<bool> {
    let delivery = service.delivery();
    let incoming::Request { request, body, expects_continue, keeps } = head;
    if delivery.interim == Interim::Hints {
        incoming.stream().write_all(outgoing::HINTS).await.ok()?;
    }
    if expects_continue && delivery.interim != Interim::Never && !incoming.has_more() {
        incoming.stream().write_all(outgoing::CONTINUE).await.ok()?;
    }
    let sound = !matches!(body, Body::Flawed(_));
    let request = match tokio::time::timeout(PATIENCE, incoming.body(body)).await {
        Ok(Ok(body)) => request.with_body(body),
        Ok(Err(flaw)) => request.with_flaw(flaw),
        Err(_) => request.with_flaw(Flaw::BodyUnreadable),
    };
    let flawed = request.flaw().is_some();
    let answer = decided(service, clock, &request).await;
    send(incoming.stream(), &answer, request.method()).await?;
    Some(keeps && sound && !flawed && keeps_open(&answer))
}

/// Writes an answer in its pieces.
async fn send(stream: &mut TcpStream, answer: &Answer, method: &str) -> Option<()> {
    let delivery = answer.delivery();
    let bytes = outgoing::bytes(answer, method);
    tokio::time::sleep(delivery.before).await;
    let piece = bytes.len().div_ceil(delivery.pieces.max(1)).max(1);
    for (index, piece) in bytes.chunks(piece).enumerate() {
        if index > 0 {
            tokio::time::sleep(delivery.between).await;
        }
        stream.write_all(piece).await.ok()?;
    }
    Some(())
}

/// Whether an answer leaves the connection open.
fn keeps_open(answer: &Answer) -> bool {
    let Delivery { version, length, closing, .. } = answer.delivery();
    let told = answer.header("connection").is_some_and(|value| value.eq_ignore_ascii_case("close"));
    let ends = version == Version::Old || length == Length::End || closing == Closing::Unannounced;
    !told && !ends && answer.cut().is_none()
}

/// Ends the connection so that the client gets to read the answer: whatever still comes is read and thrown away, since a
/// system that closes on unread bytes resets the connection.
async fn farewell(mut incoming: Incoming) {
    let stream = incoming.stream();
    let _ = stream.shutdown().await;
    let mut waste = vec![0; 16 * 1024];
    let _ = tokio::time::timeout(FAREWELL, async {
        while stream.read(&mut waste).await.is_ok_and(|count| count > 0) {}
    })
    .await;
}
