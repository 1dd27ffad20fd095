//! The system's clock and its chance: what a door gives the service.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use ring::rand::{SystemRandom, generate};

use crate::Moment;

/// Where a server takes the time from: the system, or a clock that stands still until it is set forward.
///
/// Clones of a standing clock show the same time, so that a server and whoever tests it can share one: then nothing that
/// depends on the time is different in two runs, and hours pass in no time.
///
/// ```
/// use std::time::{Duration, SystemTime};
///
/// use eks_auth_mock::Clock;
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let clock = Clock::standing_at(SystemTime::UNIX_EPOCH);
/// clock.clone().rest(Duration::from_secs(3_600)).await;
/// assert_eq!(clock.now(), SystemTime::UNIX_EPOCH + Duration::from_secs(3_600));
/// # });
/// ```
#[derive(Clone, Debug, Default)]
pub struct Clock(Option<Arc<Mutex<SystemTime>>>);

impl Clock {
    /// The system's clock.
    #[must_use]
    pub fn system() -> Self {
        Clock(None)
    }

    /// A clock that shows this until somebody rests by it.
    #[must_use]
    pub fn standing_at(time: SystemTime) -> Self {
        Clock(Some(Arc::new(Mutex::new(time))))
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> SystemTime {
        match &self.0 {
            None => SystemTime::now(),
            Some(time) => *time.lock().unwrap_or_else(PoisonError::into_inner),
        }
    }

    /// Lets so much time pass: waits for it, or sets a standing clock forward.
    pub async fn rest(&self, duration: Duration) {
        match &self.0 {
            None => tokio::time::sleep(duration).await,
            Some(time) => {
                let mut time = time.lock().unwrap_or_else(PoisonError::into_inner);
                // A clock at the end of time stays there.
                *time = time.checked_add(duration).unwrap_or(*time);
            }
        }
    }

    /// This moment, with a nonce that no other exchange has.
    pub(crate) fn moment(&self) -> Moment {
        let (seconds, nanoseconds) = match self.now().duration_since(UNIX_EPOCH) {
            Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
            // A clock before 1970 is a clock that nobody has set.
            Err(_) => (0, 0),
        };
        Moment::new(seconds, nonce()).with_nanoseconds(nanoseconds)
    }
}

fn nonce() -> u128 {
    match generate::<[u8; 16]>(&SystemRandom::new()) {
        Ok(bytes) => u128::from_be_bytes(bytes.expose()),
        // The credentials are invented, so a number that is merely new will do where the system has no randomness.
        Err(_) => counted_nonce(),
    }
}

fn counted_nonce() -> u128 {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u64(count);
    u128::from(hasher.finish()) << 64 | u128::from(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonces_are_new_each_time() {
        assert_ne!(nonce(), nonce());
        assert_ne!(counted_nonce(), counted_nonce());
    }

    #[test]
    fn time_is_after_this_was_written() {
        assert!(Clock::system().moment().seconds() > 1_700_000_000);
    }
}
