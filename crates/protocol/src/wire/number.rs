//! Numbers as JSON writes them, kept as their exact digits.

use super::{SyntaxError, SyntaxErrorKind};

/// A number, as the document spells it.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::Document;
///
/// let document = Document::parse(b"1.7640e9")?;
/// let number = document.root().as_number().unwrap();
/// assert_eq!(number.literal(), "1.7640e9");
/// assert_eq!(number.as_i64(), Some(1_764_000_000));
/// # Ok::<(), eks_auth_protocol::wire::SyntaxError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number<'a> {
    literal: &'a str,
}

impl<'a> Number<'a> {
    pub(super) fn new(literal: &'a str) -> Self {
        Self { literal }
    }

    /// The number as it is written, digit by digit.
    #[must_use]
    pub fn literal(&self) -> &'a str {
        self.literal
    }

    /// The number, if it is a whole one that fits; `5.0` and `1e3` are whole, too.
    ///
    /// Exact: no rounding takes place, however the number is written.
    pub fn as_i64(&self) -> Option<i64> {
        let (negative, digits) = match self.literal.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, self.literal),
        };
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, Some(exponent)),
            None => (digits, None),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = whole.bytes().chain(fraction.bytes());
        if digits.clone().all(|digit| digit == b'0') {
            return Some(0);
        }
        // How many zeros follow the written digits. An exponent too large for the type is too large for the number,
        // and one that is too small leaves a fraction.
        let exponent = exponent.map_or(Ok(0), str::parse::<i64>).ok()?;
        let zeros = exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?;
        let (take, zeros) = match usize::try_from(zeros) {
            Ok(zeros) => (whole.len() + fraction.len(), zeros),
            Err(_) => {
                // Only digits that are zero may fall behind the point.
                let dropped = usize::try_from(zeros.unsigned_abs()).ok()?;
                let take = (whole.len() + fraction.len()).checked_sub(dropped)?;
                if digits.clone().skip(take).any(|digit| digit != b'0') {
                    return None;
                }
                (take, 0)
            }
        };
        let mut value: i64 = 0;
        for digit in digits.take(take).chain(std::iter::repeat_n(b'0', zeros)) {
            // Counting downwards, as the negative range is the larger one.
            value = value.checked_mul(10)?.checked_sub(i64::from(digit - b'0'))?;
        }
        if negative { Some(value) } else { value.checked_neg() }
    }

    /// The nearest double; infinite where the number is beyond the range of doubles.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        // Every JSON number is a number to the standard library, so the fallback is never seen.
        self.literal.parse().unwrap_or(f64::NAN)
    }
}

/// Finds the end of the number that starts at `start`.
pub(super) fn end(bytes: &[u8], start: usize) -> Result<usize, SyntaxError> {
    let mut at = start;
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = match bytes.get(at) {
        // A zero stands alone: `01` is not a number.
        Some(b'0') => at + 1,
        _ => digits(bytes, at)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = digits(bytes, at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += 1;
        if let Some(b'+' | b'-') = bytes.get(at) {
            at += 1;
        }
        at = digits(bytes, at)?;
    }
    match bytes.get(at) {
        Some(b'0'..=b'9') => Err(SyntaxError::new(SyntaxErrorKind::Number, at)),
        _ => Ok(at),
    }
}

/// One digit or more.
fn digits(bytes: &[u8], start: usize) -> Result<usize, SyntaxError> {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.iter().position(|byte| !byte.is_ascii_digit()) {
        Some(0) => Err(SyntaxError::new(SyntaxErrorKind::Number, start)),
        Some(length) => Ok(start + length),
        None if rest.is_empty() => Err(SyntaxError::new(SyntaxErrorKind::End, start)),
        None => Ok(bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(literal: &str) -> Option<i64> {
        assert_eq!(end(literal.as_bytes(), 0), Ok(literal.len()), "{literal} is not a number");
        Number::new(literal).as_i64()
    }

    #[test]
    fn whole_numbers_are_exact_in_every_spelling() {
        assert_eq!(whole("0"), Some(0));
        assert_eq!(whole("-0.000e-7"), Some(0));
        assert_eq!(whole("0e99999999999999999999"), Some(0));
        assert_eq!(whole("5.0"), Some(5));
        assert_eq!(whole("1e3"), Some(1_000));
        assert_eq!(whole("1.7640e9"), Some(1_764_000_000));
        assert_eq!(whole("1200E-2"), Some(12));
        assert_eq!(whole("0.001e+3"), Some(1));
        assert_eq!(whole("9223372036854775807"), Some(i64::MAX));
        assert_eq!(whole("-9223372036854775808"), Some(i64::MIN));
        assert_eq!(whole("9007199254740993"), Some(9_007_199_254_740_993));
    }

    #[test]
    fn fractions_and_large_numbers_are_not_whole() {
        for literal in [
            "1.5",
            "1e-1",
            "12e-2",
            "9223372036854775808",
            "-9223372036854775809",
            "1e19",
            "1e400",
            "1e999999999999",
            "1e99999999999999999999",
            "1e-99999999999999999999",
        ] {
            assert_eq!(whole(literal), None, "{literal}");
        }
    }

    #[test]
    fn malformed_numbers_end_nowhere() {
        for literal in ["-", "01", "-01", "1.", "1.e3", "1e", "1e+", "-a", ".5"] {
            assert!(end(literal.as_bytes(), 0).is_err(), "{literal}");
        }
    }
}
