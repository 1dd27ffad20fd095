//! How far the service's clock is from the suite's, by the Date of its answers.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;
use time::OffsetDateTime;
use time::format_description::well_known::Rfc2822;

use crate::exchange::Exchange;
use crate::target::TargetKind;

/// From so many seconds on the clocks are said to differ: tokens may be judged a minute wide, and answers take their time.
const NOTABLE: i64 = 120;

/// How far a service's clock is from the suite's, in seconds; less than zero if it is behind.
///
/// # Example
///
/// ```
/// use eks_auth_suite::Skew;
///
/// assert_eq!(Skew::of_seconds(-600).to_string(), "the service's clock is 10 minutes behind this machine's");
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Skew(i64);

impl Skew {
    /// So many seconds ahead, or behind if they are less than zero.
    #[must_use]
    pub fn of_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// In seconds.
    #[must_use]
    pub fn seconds(self) -> i64 {
        self.0
    }

    /// By one answer: its Date against the moment at which the suite signed the request. `None` if it has no Date.
    fn seen_in(exchange: &Exchange) -> Option<Self> {
        let date = exchange.answer()?.header("date")?;
        let theirs = OffsetDateTime::parse(&date, &Rfc2822).ok()?.unix_timestamp();
        Some(Self(theirs.saturating_sub(exchange.sent().at() as i64)))
    }
}

impl fmt::Display for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.unsigned_abs().div_ceil(60);
        let (hours, direction) = (minutes / 60, if self.0 < 0 { "behind" } else { "ahead of" });
        f.write_str("the service's clock is ")?;
        match hours {
            0..2 => write!(f, "{minutes} minutes")?,
            2..48 => write!(f, "{hours} hours")?,
            _ => write!(f, "{} days", hours / 24)?,
        }
        write!(f, " {direction} this machine's")
    }
}

/// Keeps the least difference that any answer showed: one with a strange Date, or one that was long on its way, says
/// nothing of the clock.
#[derive(Debug)]
pub(crate) struct SkewMeter {
    least: Mutex<Option<Skew>>,
    has_clock: bool,
}

impl SkewMeter {
    /// The mock in this process goes by the suite's clock, which need not be the machine's.
    pub(crate) fn of(target: TargetKind) -> Self {
        Self { least: Mutex::new(None), has_clock: target != TargetKind::Mock }
    }

    pub(crate) fn note(&self, exchange: &Exchange) {
        if !self.has_clock {
            return;
        }
        let Some(seen) = Skew::seen_in(exchange) else { return };
        let mut least = self.least.lock().unwrap_or_else(PoisonError::into_inner);
        if least.is_none_or(|known| seen.0.unsigned_abs() < known.0.unsigned_abs()) {
            *least = Some(seen);
        }
    }

    /// The difference, if it is one to speak of.
    pub(crate) fn read(&self) -> Option<Skew> {
        let least = *self.least.lock().unwrap_or_else(PoisonError::into_inner);
        least.filter(|skew| skew.0.unsigned_abs() >= NOTABLE.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Answer, Received, Sent};

    /// An answer of this Date to a request of 1994-11-06 08:49:37.
    fn answer(date: &str) -> Exchange {
        let sent = Sent::new("POST", "/", Vec::new(), Vec::new(), 784_111_777.5);
        let headers = vec![("Date".to_owned(), date.as_bytes().to_vec())];
        Exchange::new(sent, Received::Answer(Answer::new(400, headers, Vec::new())))
    }

    fn read(dates: &[&str]) -> Option<i64> {
        let meter = SkewMeter::of(TargetKind::Remote);
        dates.iter().for_each(|date| meter.note(&answer(date)));
        meter.read().map(Skew::seconds)
    }

    #[test]
    fn clocks_that_differ_are_told() {
        assert_eq!(read(&["Sun, 06 Nov 1994 09:49:37 GMT"]), Some(3_600));
        assert_eq!(read(&["Sun, 06 Nov 1994 08:39:37 GMT"]), Some(-600));
    }

    #[test]
    fn one_right_answer_is_enough_for_a_right_clock() {
        assert_eq!(read(&["Sun, 06 Nov 1994 09:49:37 GMT", "Sun, 06 Nov 1994 08:50:37 GMT"]), None);
        assert_eq!(read(&["yesterday", ""]), None);
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn long_differences_are_told_in_long_units() {
        let told = |seconds| Skew::of_seconds(seconds).to_string();
        assert_eq!(told(119 * 60), "the service's clock is 119 minutes ahead of this machine's");
        assert_eq!(told(-7_200), "the service's clock is 2 hours behind this machine's");
        assert_eq!(told(48 * 3_600), "the service's clock is 2 days ahead of this machine's");
    }
}
