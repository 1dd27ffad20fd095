//! Integers at the ends of types, of calendars and of clocks.

/// An integer, and what it is in words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Integer {
    what: &'static str,
    value: i128,
}

impl Integer {
    const fn new(what: &'static str, value: i128) -> Self {
        Self { what, value }
    }

    /// What it is, in words.
    #[must_use]
    pub fn what(&self) -> &'static str {
        self.what
    }

    /// The integer.
    #[must_use]
    pub fn value(&self) -> i128 {
        self.value
    }
}

/// Integers in ascending order. As seconds since 1970 many of them are the first or last moment of some clock; others are
/// such a moment in smaller units.
pub static INTEGERS: &[Integer] = &[
    Integer::new("one above -2^127, as far as 128 bits go", i128::MIN + 1),
    Integer::new("one below -2^64", -(1 << 64) - 1),
    Integer::new("-2^64", -(1 << 64)),
    Integer::new("one below -2^63", -(1 << 63) - 1),
    Integer::new("-2^63", -(1 << 63)),
    Integer::new("one above -2^63", -(1 << 63) + 1),
    Integer::new("one below -2^53", -(1 << 53) - 1),
    Integer::new("-2^53", -(1 << 53)),
    Integer::new("one second before the year 0", -62_167_219_201),
    Integer::new("the first second of the year 1, which Go takes for no time at all", -62_135_596_800),
    Integer::new("the first second of 1601, where Windows begins to count", -11_644_473_600),
    Integer::new("one below -2^32", -(1 << 32) - 1),
    Integer::new("-2^32", -(1 << 32)),
    Integer::new("the first second of 1900, where NTP begins to count", -2_208_988_800),
    Integer::new("one below -2^31", -(1 << 31) - 1),
    Integer::new("-2^31", -(1 << 31)),
    Integer::new("-32769", -32_769),
    Integer::new("-32768", -32_768),
    Integer::new("-256", -256),
    Integer::new("-129", -129),
    Integer::new("-128", -128),
    Integer::new("-1", -1),
    Integer::new("0", 0),
    Integer::new("1", 1),
    Integer::new("9", 9),
    Integer::new("10", 10),
    Integer::new("127", 127),
    Integer::new("128", 128),
    Integer::new("255", 255),
    Integer::new("256", 256),
    Integer::new("32767", 32_767),
    Integer::new("32768", 32_768),
    Integer::new("65535", 65_535),
    Integer::new("65536", 65_536),
    Integer::new("the first second of the second day of 1970", 86_400),
    Integer::new("2^24 + 1, the first that a float of 32 bits cannot hold", 16_777_217),
    Integer::new("a date of 2001 in nine digits", 999_999_999),
    Integer::new("a date of 2001 in ten digits", 1_000_000_000),
    Integer::new("one below 2^31, the last second that 32 bits with a sign hold, in 2038", (1 << 31) - 1),
    Integer::new("2^31", 1 << 31),
    Integer::new("one above 2^31", (1 << 31) + 1),
    Integer::new("one below 2^32, the last second that 32 bits hold, in 2106", (1 << 32) - 1),
    Integer::new("2^32", 1 << 32),
    Integer::new("one above 2^32", (1 << 32) + 1),
    Integer::new("the last second that 64 bits hold in nanoseconds, in 2262", 9_223_372_036),
    Integer::new("the first second that 64 bits do not hold in nanoseconds", 9_223_372_037),
    Integer::new("a date of 2286 in ten digits", 9_999_999_999),
    Integer::new("a date of 2286 in eleven digits", 10_000_000_000),
    Integer::new("the last second of the year 9999", 253_402_300_799),
    Integer::new("the first second of the year 10000", 253_402_300_800),
    Integer::new("10^12, a date of 2001 in milliseconds", 1_000_000_000_000),
    Integer::new("a date of 2038 in milliseconds", 2_147_483_647_000),
    Integer::new("the last second that a date of JavaScript holds", 8_640_000_000_000),
    Integer::new("the first second that a date of JavaScript does not hold", 8_640_000_000_001),
    Integer::new("10^15, a date of 2001 in microseconds", 1_000_000_000_000_000),
    Integer::new("the last millisecond that a date of JavaScript holds", 8_640_000_000_000_000),
    Integer::new("one below 2^53", (1 << 53) - 1),
    Integer::new("2^53", 1 << 53),
    Integer::new("2^53 + 1, the first that a double cannot hold", (1 << 53) + 1),
    Integer::new("the last second that 64 bits hold in milliseconds", 9_223_372_036_854_775),
    Integer::new("the first second that 64 bits do not hold in milliseconds", 9_223_372_036_854_776),
    Integer::new("the last second that an Instant of Java holds", 31_556_889_864_403_199),
    Integer::new("10^18, a date of 2001 in nanoseconds", 1_000_000_000_000_000_000),
    Integer::new("the last second that a time of Go holds", 9_223_371_974_719_179_007),
    Integer::new("one below 2^63", (1 << 63) - 1),
    Integer::new("2^63", 1 << 63),
    Integer::new("one above 2^63", (1 << 63) + 1),
    Integer::new("10^19", 10_000_000_000_000_000_000),
    Integer::new("one below 2^64", (1 << 64) - 1),
    Integer::new("2^64", 1 << 64),
    Integer::new("one above 2^64", (1 << 64) + 1),
    Integer::new("one below 2^127, as far as 128 bits go", i128::MAX),
];

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn integers_ascend_and_are_told_apart() {
        assert!(INTEGERS.is_sorted_by(|left, right| left.value() < right.value()));
        let words: HashSet<&str> = INTEGERS.iter().map(Integer::what).collect();
        assert_eq!(words.len(), INTEGERS.len());
    }

    #[test]
    fn types_end_where_they_should() {
        let has = |wanted: i128| INTEGERS.iter().any(|integer| integer.value() == wanted);
        for end in [i8::MAX.into(), i16::MAX.into(), i32::MAX.into(), i64::MAX.into()] {
            assert!(has(end) && has(end + 1) && has(-end - 1), "{end}");
        }
        for end in [u8::MAX.into(), u16::MAX.into(), u32::MAX.into(), u64::MAX.into()] {
            assert!(has(end) && has(end + 1), "{end}");
        }
    }
}
