//! Throttled requests: how long to rest, and how often to try again.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::exchange::{Answer, Exchange};
use crate::expect::THROTTLED;

/// How often a throttled request is tried again.
pub(crate) const TRIES: u32 = 5;
/// The first rest after a 429 that names none; each further one is twice as long.
const FIRST_REST: Duration = Duration::from_millis(200);
/// The status of a service that is too busy.
const UNAVAILABLE: u16 = 503;

/// How a service is waited for that asks to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Patience {
    /// A service of one's own: a 429 is waited out for some seconds, and a 503 is a finding.
    Short,
    /// One that is used with care: a 503 is waited out as well, and as long as it asks, within reason. If it stays, it is a
    /// finding there too.
    Long,
}

impl Patience {
    /// The longest rest after one answer, whatever it asks for.
    fn longest(self) -> Duration {
        match self {
            Self::Short => Duration::from_secs(5),
            Self::Long => Duration::from_secs(60),
        }
    }

    fn is_for(self, status: u16) -> bool {
        status == THROTTLED || (status == UNAVAILABLE && self == Self::Long)
    }
}

/// How long to rest after an answer that asks for it; `None` if it does not.
pub(crate) fn rest(exchange: &Exchange, attempt: u32, patience: Patience) -> Option<Duration> {
    let answer = exchange.answer().filter(|answer| patience.is_for(answer.status()))?;
    let at = UNIX_EPOCH + Duration::try_from_secs_f64(exchange.sent().at()).unwrap_or_default();
    let asked = asked(answer, at).unwrap_or(FIRST_REST * 2_u32.saturating_pow(attempt));
    Some(asked.min(patience.longest()))
}

/// What the headers ask for: milliseconds in AWS's own; seconds or a date in HTTP's (RFC 9110, section 10.2.3).
fn asked(answer: &Answer, at: SystemTime) -> Option<Duration> {
    let number = |text: &str| text.parse::<u64>().ok();
    let own = answer.header("x-amz-retry-after").as_deref().and_then(number).map(Duration::from_millis);
    own.or_else(|| {
        let text = answer.header("retry-after")?;
        let seconds = number(&text).map(Duration::from_secs);
        seconds.or_else(|| httpdate::parse_http_date(&text).ok()?.duration_since(at).ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{Received, Sent};

    fn exchange(status: u16, headers: &[(&str, &str)]) -> Exchange {
        let headers =
            headers.iter().map(|(name, value)| ((*name).to_owned(), value.as_bytes().to_vec())).collect();
        let sent = Sent::new("POST", "/", Vec::new(), Vec::new(), 784_111_777.0);
        Exchange::new(sent, Received::Answer(Answer::new(status, headers, Vec::new())))
    }

    fn seconds(headers: &[(&str, &str)]) -> f64 {
        rest(&exchange(429, headers), 0, Patience::Long).map_or(0.0, |rest| rest.as_secs_f64())
    }

    #[test]
    fn headers_say_how_long() {
        assert_eq!(seconds(&[]), 0.2);
        assert_eq!(seconds(&[("Retry-After", "3")]), 3.0);
        assert_eq!(seconds(&[("Retry-After", "Sun, 06 Nov 1994 08:49:50 GMT")]), 13.0);
        assert_eq!(seconds(&[("Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT")]), 0.0);
        assert_eq!(seconds(&[("Retry-After", "soon")]), 0.2);
        assert_eq!(seconds(&[("Retry-After", "3"), ("x-amz-retry-after", "1500")]), 1.5);
        assert_eq!(seconds(&[("Retry-After", "86400")]), 60.0);
    }

    #[test]
    fn patience_decides_what_is_waited_out() {
        assert_eq!(rest(&exchange(503, &[]), 0, Patience::Short), None);
        assert_eq!(rest(&exchange(503, &[]), 1, Patience::Long), Some(FIRST_REST * 2));
        assert_eq!(rest(&exchange(400, &[("Retry-After", "3")]), 0, Patience::Long), None);
        assert_eq!(
            rest(&exchange(429, &[("Retry-After", "60")]), 0, Patience::Short),
            Some(Duration::from_secs(5))
        );
    }
}
