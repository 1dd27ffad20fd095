//! How fast requests go out, and how many: one measure for everything of a run that sends.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Serialize;
use tokio::sync::watch;
use tokio::time::Instant;

use crate::exchange::Exchange;
use crate::judge::{Disposition, disposition};
use crate::throttle::Patience;

/// Bounds how fast requests go out and how many, and counts what comes of them. Shared by all that send at once.
pub(crate) struct Pace {
    apart: Option<Duration>,
    budget: Option<u64>,
    next: Mutex<Instant>,
    taken: AtomicU64,
    granted: AtomicU64,
    refused: AtomicU64,
    spent: watch::Sender<bool>,
}

/// What a run sent, and what came of it.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Serialize)]
pub struct Traffic {
    /// Requests that went out.
    pub requests: u64,
    /// Those that were granted credentials.
    pub granted: u64,
    /// Those that were refused.
    pub refused: u64,
}

impl Pace {
    /// So many requests in a second and in all at the most; as many as can be had where nothing is said.
    pub(crate) fn new(rate: Option<f64>, budget: Option<u64>) -> Self {
        let apart = |rate: f64| Duration::try_from_secs_f64(1.0 / rate).unwrap_or(Duration::from_secs(1));
        Self {
            apart: rate.map(apart),
            budget,
            next: Mutex::new(Instant::now()),
            taken: AtomicU64::new(0),
            granted: AtomicU64::new(0),
            refused: AtomicU64::new(0),
            spent: watch::Sender::new(false),
        }
    }

    /// Waits until one more request may go out. Once the budget is spent it never returns: whoever wants to know waits for
    /// [`spent`](Self::spent) as well.
    pub(crate) async fn turn(&self) {
        let within = |taken: u64| self.budget.is_none_or(|budget| taken < budget).then_some(taken + 1);
        if self.taken.fetch_update(Ordering::Relaxed, Ordering::Relaxed, within).is_err() {
            self.spent.send_replace(true);
            std::future::pending::<()>().await;
        }
        if let Some(due) = self.due() {
            tokio::time::sleep_until(due).await;
        }
    }

    /// When the next request may go out, with the place after it taken. A rest that others were asked for is kept too.
    fn due(&self) -> Option<Instant> {
        let apart = self.apart?;
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let due = (*next).max(Instant::now());
        *next = due + apart;
        Some(due)
    }

    /// Lets nothing more go out for so long: the service asks for it.
    pub(crate) fn back_off(&self, rest: Duration) {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(Instant::now() + rest);
    }

    /// How a service is waited for that asks to be.
    pub(crate) fn patience(&self) -> Patience {
        if self.apart.is_some() { Patience::Long } else { Patience::Short }
    }

    /// Counts what came of a request that went out, and so often once more on a fresh connection.
    pub(crate) fn note(&self, exchange: &Exchange, repeats: u64) {
        self.taken.fetch_add(repeats, Ordering::Relaxed);
        match disposition(exchange) {
            Disposition::Granted => _ = self.granted.fetch_add(1, Ordering::Relaxed),
            Disposition::Refused(_) => _ = self.refused.fetch_add(1, Ordering::Relaxed),
            Disposition::Neither(_) => {}
        }
    }

    /// What was sent so far.
    pub(crate) fn traffic(&self) -> Traffic {
        Traffic {
            requests: self.taken.load(Ordering::Relaxed),
            granted: self.granted.load(Ordering::Relaxed),
            refused: self.refused.load(Ordering::Relaxed),
        }
    }

    /// Whether the budget is used up but for this many requests.
    pub(crate) fn is_spent_but_for(&self, reserve: u64) -> bool {
        self.budget.is_some_and(|budget| self.taken.load(Ordering::Relaxed).saturating_add(reserve) >= budget)
    }

    /// How many requests go out in all at the most, if that is bounded.
    pub(crate) fn budget(&self) -> Option<u64> {
        self.budget
    }

    /// Whether there are bounds at all.
    pub(crate) fn is_bounded(&self) -> bool {
        self.apart.is_some() || self.budget.is_some()
    }

    /// Waits until somebody wanted to send beyond the budget.
    pub(crate) async fn spent(&self) {
        // The sender lives as long as this does.
        _ = self.spent.subscribe().wait_for(|spent| *spent).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn budget_is_never_overdrawn() {
        let pace = Pace::new(None, Some(3));
        for _ in 0..3 {
            assert!(!pace.is_spent_but_for(0));
            pace.turn().await;
        }
        tokio::select! {
            () = pace.turn() => panic!("a fourth request"),
            () = pace.spent() => {}
        }
        assert!(pace.is_spent_but_for(0));
        assert_eq!(pace.traffic().requests, 3);
    }

    #[test]
    fn requests_keep_their_distance() {
        let pace = Pace::new(Some(0.25), None);
        let due: Vec<Instant> = (0..3).filter_map(|_| pace.due()).collect();
        let apart: Vec<Duration> = due.windows(2).map(|pair| pair[1] - pair[0]).collect();
        assert_eq!(apart, [Duration::from_secs(4); 2]);
    }

    #[test]
    fn everybody_rests_when_the_service_asks_for_it() {
        let pace = Pace::new(Some(1_000.0), None);
        let asked = Instant::now();
        pace.back_off(Duration::from_secs(7));
        assert!(pace.due().is_some_and(|due| due >= asked + Duration::from_secs(7)));
    }

    #[tokio::test]
    async fn without_bounds_nothing_waits() {
        let pace = Pace::new(None, None);
        pace.turn().await;
        assert_eq!(pace.due(), None);
        assert!(!pace.is_spent_but_for(0) && !pace.is_bounded());
    }
}
