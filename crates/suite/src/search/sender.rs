//! Sends the requests of a search: within its limits, with a rest where the service throttles.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use eks_auth_mock::Clock;
use tokio::time::Instant;

use crate::client::{Client, Connector, Limits};
use crate::exchange::{Exchange, Flaw, NoAnswer, Received};
use crate::expect::THROTTLED;
use crate::pace::Pace;
use crate::redact::Secrets;
use crate::request::RequestSpec;
use crate::sign::Signer;
use crate::skew::{Skew, SkewMeter};
use crate::streak::Streak;
use crate::target::Target;
use crate::throttle;

/// So many requests in a row that nothing listens to, and the service is lost.
const LOST_AFTER: u32 = 8;
/// So many requests in a row without a whole answer in time, and the service is lost for good.
const LOST_AFTER_LATE: u32 = 32;
/// So many requests of a budget, or a tenth of it, are kept for what was found.
const RESERVE: u64 = 16;
/// So long a service may take to come back after it was lost.
const COMEBACK: Duration = Duration::from_secs(5);
/// The rest between two tries to connect.
const CONNECT_REST: Duration = Duration::from_millis(100);

/// What all workers of a search share.
pub(crate) struct Line {
    connector: Connector,
    limits: Limits,
    signer: Signer,
    clock: Clock,
    throttled: AtomicU64,
    unconnected: Streak,
    late: Streak,
    was_away: AtomicBool,
    skew: SkewMeter,
    pace: Pace,
    secrets: Option<Arc<Secrets>>,
}

impl Line {
    /// `budget` bounds the requests in all, `rate` those of a second.
    pub(crate) fn new(target: &Target, limits: Limits, budget: Option<u64>, rate: Option<f64>) -> Self {
        Self {
            limits,
            signer: target.signer(),
            connector: target.connector(),
            clock: target.clock().clone(),
            throttled: AtomicU64::new(0),
            unconnected: Streak::default(),
            late: Streak::default(),
            was_away: AtomicBool::new(false),
            skew: SkewMeter::of(target.kind()),
            pace: Pace::new(rate, budget),
            secrets: target.stages().secrets(target.now()),
        }
    }

    /// The suite's clock in epoch seconds.
    pub(crate) fn now(&self) -> f64 {
        self.clock.now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
    }

    /// How many requests went out.
    pub(crate) fn requests(&self) -> u64 {
        self.pace.traffic().requests
    }

    /// How many answers were 429.
    pub(crate) fn throttled(&self) -> u64 {
        self.throttled.load(Ordering::Relaxed)
    }

    /// How far the service's clock is from the suite's, if it is too far.
    pub(crate) fn skew(&self) -> Option<Skew> {
        self.skew.read()
    }

    /// How fast requests go out, and how many.
    pub(crate) fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Whether no more should be made up: the rest of the budget goes to what was found and has to be looked into.
    pub(crate) fn is_spent(&self) -> bool {
        let reserve = self.pace.budget().map_or(0, |budget| RESERVE.min(budget / 10));
        self.pace.is_spent_but_for(reserve)
    }

    /// Whether nothing listens any more.
    pub(crate) fn is_lost(&self) -> bool {
        self.unconnected.reaches(LOST_AFTER)
    }

    /// Whether nothing is answered any more by whoever listens there.
    pub(crate) fn is_mute(&self) -> bool {
        self.late.reaches(LOST_AFTER_LATE)
    }

    /// Whether there was a time at which nobody listened.
    pub(crate) fn was_away(&self) -> bool {
        self.was_away.load(Ordering::Relaxed)
    }

    /// Waits a little for the service to listen again. Returns whether it does.
    pub(crate) async fn comes_back(&self) -> bool {
        let deadline = Instant::now() + COMEBACK;
        loop {
            if tokio::net::TcpStream::connect(self.connector.endpoint().address()).await.is_ok() {
                self.unconnected.end();
                return true;
            }
            self.was_away.store(true, Ordering::Relaxed);
            if Instant::now() >= deadline {
                return false;
            }
            tokio::time::sleep(CONNECT_REST).await;
        }
    }

    /// One user of the service, with a connection of its own.
    pub(crate) fn sender(self: &Arc<Self>) -> Sender {
        self.sender_within(self.limits.timeout())
    }

    /// The same with another bound on one request.
    pub(crate) fn sender_within(self: &Arc<Self>, timeout: Duration) -> Sender {
        let limits = self.limits.with_timeout(timeout.min(self.limits.timeout()));
        Sender { client: Client::new(self.connector.clone(), limits), line: Arc::clone(self) }
    }
}

/// Sends one request after the other.
pub(crate) struct Sender {
    client: Client,
    line: Arc<Line>,
}

impl Sender {
    /// Signs and sends a request; where it is throttled, again after a rest.
    pub(crate) async fn send(&mut self, request: &RequestSpec) -> Exchange {
        let mut exchange = self.send_once(request).await;
        for attempt in 0..throttle::TRIES {
            let Some(rest) = throttle::rest(&exchange, attempt, self.line.pace.patience()) else { break };
            self.line.pace.back_off(rest);
            self.line.clock.rest(rest).await;
            exchange = self.send_once(request).await;
        }
        exchange
    }

    /// Makes the next request go out on a connection of its own.
    pub(crate) fn forget_connection(&mut self) {
        self.client.forget_connection();
    }

    async fn send_once(&mut self, request: &RequestSpec) -> Exchange {
        let line = Arc::clone(&self.line);
        line.pace.turn().await;
        let prepared = request.clone().prepare(&line.signer, line.connector.endpoint().prefix(), line.now());
        let exchange = self.client.exchange(&prepared).await;
        line.pace.note(&exchange, self.client.take_repeats());
        line.skew.note(&exchange);
        let exchange = match &line.secrets {
            Some(secrets) => exchange.keeping(secrets),
            None => exchange,
        };
        let received = exchange.received();
        line.unconnected.note(received.is_unreachable());
        line.late.note(is_late(received));
        if exchange.answer().is_some_and(|answer| answer.status() == THROTTLED) {
            line.throttled.fetch_add(1, Ordering::Relaxed);
        }
        exchange
    }
}

/// Whether there was no whole answer in time.
fn is_late(received: &Received) -> bool {
    matches!(received, Received::Nothing(NoAnswer::TimedOut) | Received::Broken { flaw: Flaw::TimedOut, .. })
}
