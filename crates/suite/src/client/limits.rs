//! The bounds on what the suite reads and waits for.

use std::time::Duration;

use tokio::time::Instant;

/// The bounds on one request and its answer, stated once: whatever a service does, nothing goes beyond them.
///
/// A run keeps at most as many answers in memory as it has requests in flight, and a few that its probes compare. So what it
/// needs is bounded by its jobs, times the bounds on head and body, times a small number; its time by
/// [`Options::max_time`](crate::Options::max_time).
///
/// # Example
///
/// ```
/// use std::time::Duration;
///
/// use eks_auth_suite::client::Limits;
///
/// let limits = Limits::default().with_timeout(Duration::from_secs(60));
/// assert_eq!(limits.first_byte(), Duration::from_secs(60));
/// assert_eq!(limits.body_bytes(), 256 * 1024);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Limits {
    timeout: Duration,
    first_byte: Option<Duration>,
    head_bytes: usize,
    body_bytes: usize,
}

impl Limits {
    /// How many headers one answer may have.
    pub(crate) const HEADERS: usize = 128;
    /// How many interim (1xx) answers may come before the real one.
    pub(crate) const INTERIM: usize = 8;

    /// The bound on one request: from connecting to the last byte of the answer.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }

    /// The bound on the wait for the first byte of an answer, from connecting on: that on the whole request, if no shorter
    /// one was set.
    #[must_use]
    pub fn first_byte(&self) -> Duration {
        self.first_byte.map_or(self.timeout, |bound| bound.min(self.timeout))
    }

    /// The bound on the head of one answer, in bytes.
    #[must_use]
    pub fn head_bytes(&self) -> usize {
        self.head_bytes
    }

    /// The bound on the body of one answer, in bytes.
    #[must_use]
    pub fn body_bytes(&self) -> usize {
        self.body_bytes
    }

    /// The same bounds with another time for one request.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    /// The same bounds with a time of its own for the first byte of an answer.
    #[must_use]
    pub fn with_first_byte(self, bound: Duration) -> Self {
        Self { first_byte: Some(bound), ..self }
    }

    /// The same bounds with another for the head of an answer, in bytes.
    #[must_use]
    pub fn with_head_bytes(self, head_bytes: usize) -> Self {
        Self { head_bytes, ..self }
    }

    /// The same bounds with another for the body of an answer, in bytes.
    #[must_use]
    pub fn with_body_bytes(self, body_bytes: usize) -> Self {
        Self { body_bytes, ..self }
    }

    /// The options of the command line that set these bounds, each with a space before it: what is usual need not be said.
    pub(crate) fn options(&self) -> String {
        let usual = Self::default();
        let mut options = String::new();
        let mut say = |name: &str, value: Option<String>| {
            options.extend(value.map(|value| format!(" --{name} {value}")));
        };
        let seconds = |duration: Duration| duration.as_secs_f64().to_string();
        say("timeout", (self.timeout != usual.timeout).then(|| seconds(self.timeout)));
        say("first-byte", self.first_byte.map(seconds));
        say("max-head", (self.head_bytes != usual.head_bytes).then(|| self.head_bytes.to_string()));
        say("max-body", (self.body_bytes != usual.body_bytes).then(|| self.body_bytes.to_string()));
        options
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(10),
            first_byte: None,
            head_bytes: 64 * 1024,
            // Forty times what an answer with credentials needs: whatever is read is judged again and again.
            body_bytes: 256 * 1024,
        }
    }
}

/// Until when an answer must have begun, and until when it must be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    first_byte: Instant,
    end: Instant,
}

impl Deadline {
    /// Of a request that begins now.
    pub(super) fn from_now(limits: &Limits) -> Self {
        let now = Instant::now();
        Self { first_byte: now + limits.first_byte(), end: now + limits.timeout() }
    }

    pub(super) fn first_byte(self) -> Instant {
        self.first_byte
    }

    pub(super) fn end(self) -> Instant {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_byte_is_never_due_after_the_last() {
        let limits = Limits::default().with_first_byte(Duration::from_secs(60));
        assert_eq!(limits.first_byte(), limits.timeout());
    }

    #[test]
    fn options_say_what_is_not_usual() {
        assert_eq!(Limits::default().options(), "");
        let limits = Limits::default()
            .with_timeout(Duration::from_millis(1500))
            .with_first_byte(Duration::from_secs(1))
            .with_head_bytes(2048)
            .with_body_bytes(4096);
        assert_eq!(limits.options(), " --timeout 1.5 --first-byte 1 --max-head 2048 --max-body 4096");
    }
}
