//! The system's clock and its chance: what a door gives the service.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use ring::rand::{SystemRandom, generate};

use crate::Moment;

/// This moment, with a nonce that no other exchange has.
pub(crate) fn now() -> Moment {
    let (seconds, nanoseconds) = match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => (i64::try_from(since.as_secs()).unwrap_or(i64::MAX), since.subsec_nanos()),
        // A clock before 1970 is a clock that nobody has set.
        Err(_) => (0, 0),
    };
    Moment::new(seconds, nonce()).with_nanoseconds(nanoseconds)
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
        assert!(now().seconds() > 1_700_000_000);
    }
}
