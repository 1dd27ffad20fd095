//! Points in time as the wire writes them: JSON numbers of seconds since 1970.

use std::fmt;

/// Seconds since the Unix epoch as a JSON number, kept exactly as it was written.
///
/// A service may write a fraction or an exponent; what a reader makes of it should not depend on a float in
/// between. So the digits are kept, and two values are equal if they are written alike: `1e3` is not `1000`.
/// To compare points in time, compare [`whole_seconds`](Self::whole_seconds) and
/// [`nanoseconds`](Self::nanoseconds).
///
/// # Example
///
/// ```
/// use eks_auth_protocol::EpochSeconds;
///
/// let time = EpochSeconds::parse("1.7e9")?;
/// assert_eq!(time.whole_seconds(), Some(1_700_000_000));
/// assert_eq!(time.literal(), "1.7e9");
///
/// let before = EpochSeconds::parse("-0.25")?;
/// assert_eq!((before.whole_seconds(), before.nanoseconds()), (Some(-1), 750_000_000));
/// # Ok::<(), eks_auth_protocol::EpochSecondsError>(())
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct EpochSeconds {
    literal: String,
    /// The seconds, rounded down, and the nanoseconds above them; `None` outside of `i64`.
    instant: Option<(i64, u32)>,
}

impl EpochSeconds {
    /// Takes a JSON number.
    ///
    /// # Errors
    ///
    /// If the text is not a number of RFC 8259, section 6.
    pub fn parse(literal: &str) -> Result<Self, EpochSecondsError> {
        let decimal = Decimal::read(literal).ok_or(EpochSecondsError)?;
        Ok(Self { literal: literal.to_owned(), instant: decimal.instant() })
    }

    /// A whole number of seconds.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self { literal: seconds.to_string(), instant: Some((seconds, 0)) }
    }

    /// The number as it was written.
    #[must_use]
    pub fn literal(&self) -> &str {
        &self.literal
    }

    /// The seconds, rounded down. `None` if they do not fit into 64 bits.
    #[must_use]
    pub fn whole_seconds(&self) -> Option<i64> {
        self.instant.map(|(seconds, _)| seconds)
    }

    /// The nanoseconds above the whole seconds, rounded down. 0 if those do not fit into 64 bits.
    #[must_use]
    pub fn nanoseconds(&self) -> u32 {
        self.instant.map_or(0, |(_, nanoseconds)| nanoseconds)
    }
}

impl fmt::Display for EpochSeconds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.literal)
    }
}

/// The text is not a JSON number.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("not a JSON number")]
pub struct EpochSecondsError;

/// A JSON number taken apart.
struct Decimal<'a> {
    negative: bool,
    integer: &'a str,
    fraction: &'a str,
    /// Saturates: no number of digits that fits into memory can make up for what is lost.
    exponent: i64,
}

impl<'a> Decimal<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (integer, text) = digits(text);
        if integer.is_empty() || (integer.len() > 1 && integer.starts_with('0')) {
            return None;
        }
        let (fraction, text) = match text.strip_prefix('.') {
            Some(rest) => digits(rest),
            None => ("0", text),
        };
        let (exponent, text) = match text.strip_prefix(['e', 'E']) {
            Some(rest) => exponent(rest)?,
            None => (0, text),
        };
        let complete = !fraction.is_empty() && text.is_empty();
        complete.then_some(Self { negative, integer, fraction, exponent })
    }

    /// The value in nanoseconds, rounded down, as seconds and nanoseconds.
    fn instant(&self) -> Option<(i64, u32)> {
        const NANOSECONDS: i128 = 1_000_000_000;
        /// More digits than this are more than 2^63 seconds.
        const MOST_DIGITS: i64 = 30;

        let digits = || self.integer.bytes().chain(self.fraction.bytes());
        let Some(leading_zeros) = digits().position(|digit| digit != b'0') else {
            return Some((0, 0));
        };
        let wanted = i64::try_from(self.integer.len())
            .unwrap_or(i64::MAX)
            .saturating_sub(i64::try_from(leading_zeros).unwrap_or(i64::MAX))
            .saturating_add(self.exponent)
            .saturating_add(9);
        if wanted > MOST_DIGITS {
            return None;
        }
        let wanted = usize::try_from(wanted).unwrap_or(0);
        let mut significant = digits().skip(leading_zeros);
        let magnitude = (0..wanted)
            .map(|_| significant.next().unwrap_or(b'0'))
            .fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
        let rounded_away = significant.any(|digit| digit != b'0');
        let nanoseconds = match self.negative {
            true => -magnitude - i128::from(rounded_away),
            false => magnitude,
        };
        let seconds = i64::try_from(nanoseconds.div_euclid(NANOSECONDS)).ok()?;
        Some((seconds, u32::try_from(nanoseconds.rem_euclid(NANOSECONDS)).ok()?))
    }
}

/// The decimal digits at the beginning of a text, and the rest of it.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at_checked(end).unwrap_or((text, ""))
}

fn exponent(text: &str) -> Option<(i64, &str)> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (digits, rest) = digits(text);
    if digits.is_empty() {
        return None;
    }
    let magnitude = digits
        .bytes()
        .fold(0_i64, |sum, digit| sum.saturating_mul(10).saturating_add(i64::from(digit - b'0')));
    Some((sign * magnitude, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(literal: &str) -> Option<(i64, u32)> {
        EpochSeconds::parse(literal).unwrap().instant
    }

    #[test]
    fn plain_fractional_and_exponential() {
        assert_eq!(instant("0"), Some((0, 0)));
        assert_eq!(instant("1700000000"), Some((1_700_000_000, 0)));
        assert_eq!(instant("1700000000.5"), Some((1_700_000_000, 500_000_000)));
        assert_eq!(instant("1.7E+9"), Some((1_700_000_000, 0)));
        assert_eq!(instant("17000000000e-1"), Some((1_700_000_000, 0)));
        assert_eq!(instant("0.00017e13"), Some((1_700_000_000, 0)));
        assert_eq!(instant("1e-9"), Some((0, 1)));
        assert_eq!(instant("1e-10"), Some((0, 0)));
    }

    #[test]
    fn negative_rounds_down() {
        assert_eq!(instant("-0"), Some((0, 0)));
        assert_eq!(instant("-1"), Some((-1, 0)));
        assert_eq!(instant("-1.5"), Some((-2, 500_000_000)));
        assert_eq!(instant("-1e-30"), Some((-1, 999_999_999)));
    }

    #[test]
    fn ends_of_the_range() {
        assert_eq!(instant("9223372036854775807.999999999"), Some((i64::MAX, 999_999_999)));
        assert_eq!(instant("9223372036854775808"), None);
        assert_eq!(instant("-9223372036854775808"), Some((i64::MIN, 0)));
        assert_eq!(instant("-9223372036854775808.000000001"), None);
        assert_eq!(instant("1e999999999999999999999"), None);
        assert_eq!(instant("1e-999999999999999999999"), Some((0, 0)));
        assert_eq!(instant("0e999999999999999999999"), Some((0, 0)));
    }

    #[test]
    fn digits_that_the_exponent_takes_back() {
        let literal = format!("1700000000{}e-400", "0".repeat(400));
        assert_eq!(instant(&literal), Some((1_700_000_000, 0)));
        let literal = format!("0.{}17e410", "0".repeat(400));
        assert_eq!(instant(&literal), Some((1_700_000_000, 0)));
    }

    #[test]
    fn not_numbers() {
        for text in [
            "", "-", "+1", "01", "-01", ".5", "1.", "1.e3", "1e", "1e+", "0x1", "NaN", " 1", "1 ", "1_0", "٣",
        ] {
            assert_eq!(EpochSeconds::parse(text), Err(EpochSecondsError), "{text}");
        }
    }
}
