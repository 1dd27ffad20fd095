//! How requests go out, whatever they are for.

use std::time::Duration;

use clap::Args;

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
    /// How many requests, or groups of requests, are in flight at once
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = values::jobs)]
    pub(super) jobs: usize,
    #[command(flatten)]
    pub(super) timeout: Timeout,
}

impl Sending {
    /// The seed that was named, or one that is drawn now.
    pub(super) fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(chance::seed)
    }

    /// Whether a seed was named.
    pub(super) fn has_seed(&self) -> bool {
        self.seed.is_some()
    }
}

#[derive(Args, Debug)]
pub(super) struct Timeout {
    /// The bound on one request
    #[arg(long, value_name = "SECONDS", default_value = "10", value_parser = values::some_seconds)]
    pub(super) timeout: Duration,
}
