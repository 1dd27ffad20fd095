//! How requests go out, whatever they are for.

use std::time::Duration;

use clap::Args;
use eks_auth_suite::Options;
use eks_auth_suite::client::Limits;
use eks_auth_suite::profile::ProfileLimits;

use super::values;
use crate::chance;

/// The options of every command that sends much to one service.
#[derive(Args, Debug)]
pub(super) struct Sending {
    /// First wait until the endpoint accepts connections, so long at most
    #[arg(long, value_name = "SECONDS", value_parser = values::seconds)]
    pub(super) wait: Option<Duration>,
    /// The seed for everything drawn at random; without it one is drawn, printed and reported
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// How many requests, or groups of requests, are in flight at once [default: 8, or what the profile says]
    #[arg(long, value_name = "N", value_parser = values::jobs)]
    jobs: Option<usize>,
    /// How many requests go out in a second at the most [default: what the profile says]
    #[arg(long, value_name = "N", value_parser = values::rate)]
    rate: Option<f64>,
    /// How many requests go out in all at the most [default: what the profile says]
    #[arg(long, value_name = "N", value_parser = values::count)]
    budget: Option<u64>,
    #[command(flatten)]
    bounds: Bounds,
}

impl Sending {
    /// The bounds on one request and its answer.
    pub(super) fn limits(&self) -> Limits {
        self.bounds.limits()
    }

    /// The seed that was named, or one that is drawn now.
    pub(super) fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(chance::seed)
    }

    /// How many requests are in flight at once.
    pub(super) fn jobs(&self, limits: Option<ProfileLimits>) -> usize {
        self.jobs.or(limits.map(|limits| limits.jobs)).unwrap_or(Options::default().jobs)
    }

    /// How many requests go out in a second, if that is bounded.
    pub(super) fn rate(&self, limits: Option<ProfileLimits>) -> Option<f64> {
        self.rate.or(limits.map(|limits| limits.requests_per_second))
    }

    /// How many requests go out in all, if that is bounded.
    pub(super) fn budget(&self, limits: Option<ProfileLimits>) -> Option<u64> {
        self.budget.or(limits.map(|limits| limits.requests))
    }

    /// Whether a seed was named.
    pub(super) fn has_seed(&self) -> bool {
        self.seed.is_some()
    }
}

/// The bounds on one request and its answer.
#[derive(Args, Debug)]
struct Bounds {
    #[command(flatten)]
    timeout: Timeout,
    /// The bound on the wait for the first byte of an answer [default: that of --timeout]
    #[arg(long, value_name = "SECONDS", value_parser = values::some_seconds)]
    first_byte: Option<Duration>,
    /// The bound on the head of an answer
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().head_bytes(), value_parser = values::bytes)]
    max_head: usize,
    /// The bound on the body of an answer
    #[arg(long, value_name = "BYTES", default_value_t = Limits::default().body_bytes(), value_parser = values::bytes)]
    max_body: usize,
}

impl Bounds {
    fn limits(&self) -> Limits {
        let limits = Limits::default()
            .with_timeout(self.timeout.timeout)
            .with_head_bytes(self.max_head)
            .with_body_bytes(self.max_body);
        self.first_byte.into_iter().fold(limits, Limits::with_first_byte)
    }
}

#[derive(Args, Debug)]
pub(super) struct Timeout {
    /// The bound on one request
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = values::some_seconds)]
    pub(super) timeout: Duration,
}
