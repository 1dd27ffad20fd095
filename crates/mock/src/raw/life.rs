//! How many requests a service lives to answer.

use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

use super::Transport;

/// The requests of all connections, and when there are too many.
pub(super) struct Life {
    requests: AtomicU64,
    most: u64,
    ended: Notify,
}

impl Life {
    /// The life that the fault gives.
    pub(super) fn first(transport: Transport) -> Self {
        let most = match transport {
            Transport::Mortal { requests, .. } => requests,
            _ => u64::MAX,
        };
        Self { requests: AtomicU64::new(0), most, ended: Notify::new() }
    }

    /// A life that no number of requests ends.
    pub(super) fn without_end() -> Self {
        Self { requests: AtomicU64::new(0), most: u64::MAX, ended: Notify::new() }
    }

    /// Counts a request. Returns its number, the first being 1.
    pub(super) fn count(&self) -> u64 {
        let number = self.requests.fetch_add(1, Ordering::Relaxed).saturating_add(1);
        if self.is_over() {
            self.ended.notify_one();
        }
        number
    }

    /// Whether more requests came than it answers.
    pub(super) fn is_over(&self) -> bool {
        self.requests.load(Ordering::Relaxed) > self.most
    }

    /// Waits for its end.
    pub(super) async fn over(&self) {
        self.ended.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn life_ends_with_the_request_that_is_too_many() {
        let life = Life::first(Transport::Mortal { requests: 2, away: None });
        assert_eq!((life.count(), life.count()), (1, 2));
        assert!(!life.is_over());
        life.count();
        assert!(life.is_over());
        life.over().await;
    }
}
