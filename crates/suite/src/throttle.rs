//! Throttled requests: how long to rest, and how often to try again.

use std::time::Duration;

use crate::exchange::Exchange;
use crate::expect::THROTTLED;

/// How often a throttled request is tried again.
pub(crate) const TRIES: u32 = 5;
/// The first rest after a 429 that names none; each further one is twice as long.
const FIRST_REST: Duration = Duration::from_millis(200);
/// The longest rest after one 429, whatever it asks for.
const LONGEST_REST: Duration = Duration::from_secs(5);

/// How long to rest after a 429; `None` if it is none.
pub(crate) fn rest(exchange: &Exchange, attempt: u32) -> Option<Duration> {
    let answer = exchange.answer().filter(|answer| answer.status() == THROTTLED)?;
    let number = |name: &str| answer.header(name).and_then(|value| value.parse::<u64>().ok());
    let asked = number("x-amz-retry-after")
        .map(Duration::from_millis)
        .or(number("retry-after").map(Duration::from_secs));
    Some(asked.unwrap_or(FIRST_REST * 2_u32.saturating_pow(attempt)).min(LONGEST_REST))
}
