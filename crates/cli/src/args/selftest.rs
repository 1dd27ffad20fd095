//! What `selftest` takes.

use std::path::PathBuf;

use clap::Args;
use eks_auth_suite::selftest::{Options, Scope};

use super::sending::Timeout;
use super::{WorldChoice, values};

/// Test the suite itself: every fault of the mock against the cases of the requirement that it breaks
#[derive(Args, Debug)]
#[command(
    after_help = "A fault that no case sees, or a `must` case that sees no fault, is a hole: status 1.\n\n\
                        Example:\n  eks-auth-conformance selftest --html matrix.html --only 'signature.*'"
)]
pub(crate) struct Selftest {
    /// Write the kill matrix as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the kill matrix as one page of HTML that loads nothing
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Every fault against every case, those of other requirements too: takes many times as long
    #[arg(long)]
    full: bool,
    /// Take only the faults whose ID matches this glob; repeatable. `mock --help` shows every ID
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Leave out the faults whose ID matches this glob; repeatable
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// The seed for everything drawn at random
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// How many faults are looked at at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = values::jobs)]
    jobs: usize,
    #[command(flatten)]
    timeout: Timeout,
    #[command(flatten)]
    world: WorldChoice,
}

impl Selftest {
    /// How to run.
    pub(crate) fn options(&self) -> Options {
        Options {
            only: self.only.clone(),
            skip: self.skip.clone(),
            scope: if self.full { Scope::Everything } else { Scope::Subject },
            partition: self.world.partition(),
            seed: self.seed,
            jobs: self.jobs,
            timeout: self.timeout.timeout,
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Arguments, Command};

    #[test]
    fn defaults_are_those_of_the_suite() {
        let arguments = Arguments::try_parse_from(["eks-auth-conformance", "selftest"]);
        let Ok(Arguments { command: Command::Selftest(selftest) }) = arguments else { panic!("it parses") };
        let (options, default) = (selftest.options(), Options::default());
        assert_eq!(options.seed, default.seed);
        assert_eq!(options.jobs, default.jobs);
        assert_eq!(options.scope, default.scope);
        assert_eq!(options.timeout, default.timeout);
        assert_eq!(options.partition, default.partition);
    }
}
