//! What `fuzz` takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use eks_auth_suite::Implementation;
use eks_auth_suite::profile::ProfileLimits;
use eks_auth_suite::search::SearchOptions;

use super::sending::Sending;
use super::{TargetChoice, Telling, values};

/// Search an EKS Auth service for requests that it mishandles
#[derive(Args, Debug)]
#[command(
    after_help = "Without --endpoint the suite searches the mock in its own process. A finding's file is sent again with \
                  `replay`.\n\n\
                  Examples:\n  \
                  eks-auth-conformance fuzz --endpoint http://127.0.0.1:8080 --time 60 --out findings\n  \
                  eks-auth-conformance replay findings/htp-003-5f1c07aa.json --endpoint http://127.0.0.1:8080"
)]
pub(crate) struct Fuzz {
    #[command(flatten)]
    pub(crate) target: TargetChoice,
    #[arg(long, value_name = "N", value_parser = values::count, help = help_of_cases())]
    cases: Option<u64>,
    /// How long to search; with --cases, whichever is reached first
    #[arg(long, value_name = "SECONDS", value_parser = values::some_seconds)]
    time: Option<Duration>,
    /// Write the report as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the report as one page of HTML that loads nothing: every finding in full
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Write each finding to a file of its own in this folder, which is made if there is none
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,
    /// Send the bodies in this folder and in those within it too: each file that ends in .json
    #[arg(long, value_name = "DIR")]
    pub(crate) corpus: Option<PathBuf>,
    /// What is being searched, for the report
    #[arg(long, value_name = "NAME[@VERSION]", value_parser = values::implementation)]
    pub(crate) implementation: Option<Implementation>,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    sending: Sending,
}

impl Fuzz {
    /// How to search, with a seed drawn now where none was named.
    pub(crate) fn options(&self, limits: Option<ProfileLimits>) -> SearchOptions {
        SearchOptions {
            cases: self.cases(),
            time: self.time,
            seed: self.sending.seed(),
            jobs: self.sending.jobs(limits),
            limits: self.sending.limits(),
            wait: self.sending.wait,
            rate: self.sending.rate(limits),
            budget: self.sending.budget(limits),
            hostile: limits.is_none_or(|limits| limits.hostile),
            corpus: Vec::new(),
        }
    }

    /// Whether a seed was named.
    pub(crate) fn has_seed(&self) -> bool {
        self.sending.has_seed()
    }

    /// Whoever names a time and nothing else wants all of it used.
    fn cases(&self) -> u64 {
        match (self.cases, self.time) {
            (Some(cases), _) => cases,
            (None, Some(_)) => u64::MAX,
            (None, None) => SearchOptions::default().cases,
        }
    }
}

fn help_of_cases() -> String {
    let cases = SearchOptions::default().cases;
    format!(
        "How many requests are made up; without it and --time, {cases}. What shrinks a finding comes on top"
    )
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Arguments, Command};

    fn options(words: &[&str]) -> SearchOptions {
        let words = ["eks-auth-conformance", "fuzz", "--seed", "7"].iter().chain(words);
        let Ok(Arguments { command: Command::Fuzz(fuzz) }) = Arguments::try_parse_from(words) else {
            panic!("it parses")
        };
        fuzz.options(None)
    }

    #[test]
    fn defaults_are_those_of_the_suite() {
        let expected = SearchOptions { seed: 7, ..SearchOptions::default() };
        assert_eq!(format!("{:?}", options(&[])), format!("{expected:?}"));
    }

    #[test]
    fn time_alone_leaves_cases_unbounded() {
        assert_eq!(options(&["--time", "1"]).cases, u64::MAX);
        assert_eq!(options(&["--time", "1", "--cases", "5"]).cases, 5);
    }
}
