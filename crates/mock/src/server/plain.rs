//! A door without an HTTP library: for answers that go over the wire as no library would send them.
//!
//! It reads requests as strictly as the other door does, and leaves every decision to the service.

mod careless;
mod incoming;
pub(crate) mod outgoing;

pub(crate) use careless::Shared;

use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::exchange::decided;
use crate::delivery::{Closing as Ending, Delivery, Interim, Length, Version};
use crate::reception::{Closing, Expectation, Followers};
use crate::{Answer, Clock, Flaw, Request, Service};
use careless::Habits;
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
    let mut line = Line::new(stream, service, clock);
    loop {
        let begun = Instant::now();
        let head = tokio::select! {
            head = tokio::time::timeout(PATIENCE, line.incoming.head()) => head.unwrap_or(Head::End),
            _ = stopped.wait_for(|stopped| *stopped) => return,
        };
        let goes_on = match head {
            Head::End => return,
            Head::Unreadable => {
                let malformed = Request::new("", "").with_flaw(Flaw::BodyUnreadable);
                let malformed = decided(service, clock, &malformed).await;
                let _ = send(line.incoming.stream(), &malformed, "").await;
                false
            }
            Head::Request(head) => match line.exchange(head, begun.elapsed()).await {
                Some(goes_on) => goes_on,
                None => return,
            },
        };
        if !goes_on {
            return farewell(line.incoming).await;
        }
    }
}

/// A connection of the service.
pub(crate) struct Line<'s> {
    incoming: Incoming,
    service: &'s Service,
    clock: &'s Clock,
    habits: Habits,
}

/// A request that was read to its end.
struct Taken {
    request: Request,
    /// Whether the connection can go on after it.
    keeps: bool,
}

impl<'s> Line<'s> {
    pub(crate) fn new(stream: TcpStream, service: &'s Service, clock: &'s Clock) -> Self {
        let incoming = Incoming::new(stream, *service.reception());
        Line { incoming, service, clock, habits: Habits::default() }
    }

    pub(crate) fn stream(&mut self) -> &mut TcpStream {
        self.incoming.stream()
    }

    /// The next request, read to its end; nothing where none comes, or none that can be read.
    pub(crate) async fn request(&mut self) -> Option<Request> {
        match tokio::time::timeout(PATIENCE, self.incoming.head()).await {
            Ok(Head::Request(head)) => Some(self.take(head).await?.request),
            _ => None,
        }
    }

    /// The service's answer.
    pub(crate) async fn decided(&self, request: &Request) -> Answer {
        decided(self.service, self.clock, request).await
    }

    /// One exchange, or where a fault takes several requests together, all of them; whether the connection goes on after
    /// it, or nothing where it broke.
    async fn exchange(&mut self, head: incoming::Request, rested: Duration) -> Option<bool> {
        let reception = *self.service.reception();
        let mut batch = vec![self.take(head).await?];
        let together = matches!(reception.followers, Followers::Reversed | Followers::Copied);
        while together && self.incoming.has_more() {
            let Head::Request(head) = self.incoming.head().await else { return None };
            batch.push(self.take(head).await?);
        }
        if reception.followers == Followers::Reversed {
            batch.reverse();
        }
        let (mut first, mut goes_on) = (None, true);
        for Taken { request, keeps } in batch {
            let copied = first.clone().filter(|_| reception.followers == Followers::Copied);
            let answer = match copied {
                Some(answer) => answer,
                None => self.answer(request.clone(), rested).await,
            };
            send(self.incoming.stream(), &answer, request.method()).await?;
            goes_on &= self.ends_well(&request, keeps, &answer);
            first.get_or_insert(answer);
        }
        if reception.followers == Followers::Dropped {
            self.incoming.forget();
        }
        Some(goes_on)
    }

    /// Reads a request to its end; nothing where the connection ends instead.
    async fn take(&mut self, head: incoming::Request) -> Option<Taken> {
        let (delivery, reception) = (self.service.delivery(), self.service.reception());
        let incoming::Request { request, body, expects_continue, keeps } = head;
        self.service.shared().begin(request.target());
        if delivery.interim == Interim::Hints {
            self.incoming.stream().write_all(outgoing::HINTS).await.ok()?;
        }
        if reception.closing == Closing::Hasty && !keeps {
            return None;
        }
        let mut body = body;
        if expects_continue {
            if reception.expectation == Expectation::Insisted && self.incoming.has_more() {
                self.incoming.forget();
                body = Body::Sized(0);
            }
            if delivery.interim != Interim::Never && !self.incoming.has_more() {
                self.incoming.stream().write_all(outgoing::CONTINUE).await.ok()?;
            }
        }
        let sound = !matches!(body, Body::Flawed(_));
        let read = tokio::time::timeout(PATIENCE, self.incoming.body(body)).await;
        if self.incoming.has_failed() {
            return None;
        }
        let request = match read {
            Ok(Ok(body)) => request.with_body(body),
            Ok(Err(flaw)) => request.with_flaw(flaw),
            Err(_) => request.with_flaw(Flaw::BodyUnreadable),
        };
        let keeps = (keeps || reception.closing == Closing::Ignored) && sound && request.flaw().is_none();
        Some(Taken { request, keeps })
    }

    /// The service's answer, or what a careless one takes for it.
    async fn answer(&mut self, request: Request, rested: Duration) -> Answer {
        let reception = self.service.reception();
        let answer = match self.service.shared().exchange(request, reception.whose).await {
            Ok(request) => decided(self.service, self.clock, &request).await,
            Err(request) => careless::in_use(&decided(self.service, self.clock, &request).await),
        };
        self.habits.tell(answer, reception, rested)
    }

    /// Whether the connection goes on after an answer.
    fn ends_well(&mut self, request: &Request, keeps: bool, answer: &Answer) -> bool {
        let reception = self.service.reception();
        if reception.body_left_after == Some(answer.status()) {
            self.incoming.put_back(request.body());
        }
        keeps && keeps_open(answer)
    }
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
    let ends = version == Version::Old || length == Length::End || closing == Ending::Unannounced;
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
