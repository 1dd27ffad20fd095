//! What looks random: drawn from the clock, for seeds and token IDs that nobody named. Nothing secret depends on it.

use std::time::{SystemTime, UNIX_EPOCH};

/// A seed for a run whose user named none; short enough to be typed again.
pub(crate) fn seed() -> u64 {
    mixed(nanoseconds()) >> 32
}

/// A UUID of version 4 for the `jti` of a token.
pub(crate) fn uuid() -> String {
    let (high, low) = (mixed(nanoseconds()), mixed(nanoseconds() ^ u64::from(std::process::id())));
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 48 & 0x3fff | 0x8000,
        low & 0xffff_ffff_ffff
    )
}

fn nanoseconds() -> u64 {
    // The lowest 64 bits are all that is wanted of the clock.
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_nanos() as u64)
}

/// The finalizer of SplitMix64: each bit of the input changes about half of the output.
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ value >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_short() {
        assert!(seed() <= u64::from(u32::MAX));
    }

    #[test]
    fn uuids_have_their_form() {
        let uuid = uuid();
        let lengths: Vec<usize> = uuid.split('-').map(str::len).collect();
        assert_eq!(lengths, [8, 4, 4, 4, 12]);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'), "{uuid}");
    }

    #[test]
    fn neighbouring_moments_give_distant_numbers() {
        assert!((mixed(1) ^ mixed(2)).count_ones() > 10);
    }
}
