//! What `service` and `replay` take.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use eks_auth_suite::profile::ProfileLimits;
use eks_auth_suite::report::sarif::Site;
use eks_auth_suite::report::terminal::{self, Page};
use eks_auth_suite::search::SearchOptions;
use eks_auth_suite::{CallbackAddress, Implementation, Options, Report, Sigv4};
use semver::Version;

use super::sending::Sending;
use super::{TargetChoice, Telling, Voice, values};

/// Test an EKS Auth service
#[derive(Args, Debug)]
#[command(after_help = "Without --endpoint the suite tests the mock in its own process.\n\n\
                        Examples:\n  \
                        eks-auth-conformance service --endpoint http://127.0.0.1:8080 --json report.json\n  \
                        eks-auth-conformance service --only 'response.*' --skip 'response.role-*'")]
pub(crate) struct Service {
    #[command(flatten)]
    pub(crate) target: TargetChoice,
    /// Write the report as JSON
    #[arg(long, value_name = "FILE")]
    pub(crate) json: Option<PathBuf>,
    /// Write the report as JUnit XML, as CI systems read it
    #[arg(long, value_name = "FILE")]
    pub(crate) junit: Option<PathBuf>,
    /// Write what is not well as SARIF, as services for code scanning read it
    #[arg(long, value_name = "FILE")]
    pub(crate) sarif: Option<PathBuf>,
    /// The file of your repository that --sarif shows cases at [default: the ledger, or README.md where there is none]
    #[arg(long, value_name = "PATH", requires = "sarif")]
    sarif_location: Option<PathBuf>,
    /// Write the report as one page of HTML that loads nothing: every case, what failed in full, and filters
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// The ledger of outcomes that are known and accepted: nothing else may fail, and every entry must be true
    #[arg(long, value_name = "FILE")]
    pub(crate) expect: Option<PathBuf>,
    /// Write that ledger from this run; with --expect, what is still true stays as it is
    #[arg(long, value_name = "FILE")]
    pub(crate) write_expect: Option<PathBuf>,
    /// Write the shape of what the service answers: statuses, names, types and patterns, and no value that identifies or
    /// grants. `observe diff` compares two of them
    #[arg(long, value_name = "FILE")]
    pub(crate) observe: Option<PathBuf>,
    /// Last of all, write the path of the JUnit report into this file: Sonobuoy waits for such a file
    #[arg(long, value_name = "FILE", requires = "junit")]
    pub(crate) done: Option<PathBuf>,
    /// Say which cases would be sent and with how many requests, and send nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Run only the cases whose ID matches this glob; repeatable. `list` shows every ID
    #[arg(long, value_name = "PATTERN")]
    only: Vec<String>,
    /// Leave out the cases whose ID matches this glob; repeatable
    #[arg(long, value_name = "PATTERN")]
    skip: Vec<String>,
    /// Run only the cases that this version of the suite had already, so that a newer suite asks for nothing new
    #[arg(long, value_name = "VERSION", value_parser = values::release)]
    as_of: Option<Version>,
    /// A `must` that could not be tested makes the run inconclusive
    #[arg(long)]
    require_all: bool,
    /// What is being tested, for the report
    #[arg(long, value_name = "NAME[@VERSION]", value_parser = values::implementation)]
    pub(crate) implementation: Option<Implementation>,
    /// Print every case with its outcome and time, and what warned in full
    #[arg(long, conflicts_with = "quiet")]
    verbose: bool,
    #[command(flatten)]
    pub(crate) telling: Telling,
    #[command(flatten)]
    conduct: Conduct,
}

impl Service {
    /// How to run, with a seed drawn now where none was named.
    pub(crate) fn options(&self, limits: Option<ProfileLimits>) -> Options {
        Options {
            only: self.only.clone(),
            skip: self.skip.clone(),
            as_of: self.as_of.clone(),
            require_all: self.require_all,
            ..self.conduct.options(limits)
        }
    }

    /// Whether a seed was named.
    pub(crate) fn has_seed(&self) -> bool {
        self.conduct.sending.has_seed()
    }

    /// How the report is written as text.
    pub(crate) fn text(&self) -> fn(&Report, Page) -> String {
        match (self.telling.voice(), self.verbose) {
            (Voice::Silent, _) => terminal::write_quiet,
            (Voice::Heard, true) => terminal::write_verbose,
            (Voice::Heard, false) => terminal::write,
        }
    }

    /// The files that results are shown at.
    pub(crate) fn site(&self) -> Site {
        let ledger = self.expect.as_deref().map(Path::to_string_lossy);
        let cases = self.sarif_location.as_deref().map(Path::to_string_lossy);
        let site = Site::new(cases.as_ref().or(ledger.as_ref()).map_or("README.md", |path| path));
        ledger.iter().fold(site, |site, path| site.with_ledger(path))
    }
}

/// Send one case or one finding again, alone, and show what was sent and received
#[derive(Args, Debug)]
#[command(after_help = "Tokens are minted and requests signed anew. What it prints holds no secret.\n\n\
                        Examples:\n  \
                        eks-auth-conformance replay response.audience.value --endpoint http://127.0.0.1:8080 --seed 42\n  \
                        eks-auth-conformance replay findings/htp-003-5f1c07aa.json --endpoint http://127.0.0.1:8080")]
pub(crate) struct Replay {
    /// The case's ID, as `list` and the reports write it; or the file of a finding, as `fuzz --out` writes it
    #[arg(value_name = "ID|FILE")]
    pub(crate) what: String,
    #[command(flatten)]
    pub(crate) target: TargetChoice,
    #[command(flatten)]
    conduct: Conduct,
}

impl Replay {
    /// How to run this one case.
    pub(crate) fn options(&self, limits: Option<ProfileLimits>) -> Options {
        Options { only: vec![self.what.clone()], ..self.conduct.options(limits) }
    }

    /// How to send this one finding.
    pub(crate) fn search_options(&self, limits: Option<ProfileLimits>) -> SearchOptions {
        let sending = &self.conduct.sending;
        SearchOptions {
            wait: sending.wait,
            limits: sending.limits(),
            rate: sending.rate(limits),
            budget: sending.budget(limits),
            hostile: limits.is_none_or(|limits| limits.hostile),
            ..SearchOptions::default()
        }
    }
}

/// How cases are sent and weighed, whether all of them or one.
#[derive(Args, Debug)]
struct Conduct {
    /// A `should` that does not hold counts as a failure
    #[arg(long)]
    strict: bool,
    /// The service verifies the signature of requests: judge that too. The mock in this process then verifies it as well
    #[arg(long, value_name = "required", value_parser = values::sigv4())]
    pub(crate) sigv4: Option<Sigv4>,
    /// Where the service could reach a listener of the suite, which sees whether it fetches what a token points to: the
    /// suite listens on that port. By default a free port of the loopback interface, if the endpoint is on that
    #[arg(long, value_name = "ADDR")]
    callback: Option<CallbackAddress>,
    #[command(flatten)]
    sending: Sending,
    /// The bound on the whole run; a service that is plainly gone ends it sooner [default: 300, and with a rate what that
    /// takes for the budget on top]
    #[arg(long, value_name = "SECONDS", value_parser = values::some_seconds)]
    max_time: Option<Duration>,
}

impl Conduct {
    /// Every case, with a seed drawn now where none was named.
    fn options(&self, limits: Option<ProfileLimits>) -> Options {
        let (rate, budget) = (self.sending.rate(limits), self.sending.budget(limits));
        Options {
            strict: self.strict,
            wait: self.sending.wait,
            sigv4: self.sigv4.unwrap_or_default(),
            callback: self.callback.clone(),
            seed: self.sending.seed(),
            jobs: self.sending.jobs(limits),
            limits: self.sending.limits(),
            max_time: self.max_time.unwrap_or_else(|| max_time(rate, budget)),
            rate,
            budget,
            hostile: limits.is_none_or(|limits| limits.hostile),
            bulk: limits.is_none_or(|limits| limits.bulk),
            ..Options::default()
        }
    }
}

/// The usual bound, and the time in which the budget goes out.
fn max_time(rate: Option<f64>, budget: Option<u64>) -> Duration {
    let usual = Options::default().max_time;
    match (rate, budget) {
        (Some(rate), Some(budget)) => {
            usual.saturating_add(Duration::try_from_secs_f64(budget as f64 / rate).unwrap_or(Duration::MAX))
        }
        _ => usual,
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::args::{Arguments, Command};

    #[test]
    fn defaults_are_those_of_the_suite() {
        let arguments = Arguments::try_parse_from(["eks-auth-conformance", "service", "--seed", "7"]);
        let Ok(Arguments { command: Command::Service(service) }) = arguments else { panic!("it parses") };
        let (options, default) = (service.options(None), Options::default());
        assert_eq!(options.seed, 7);
        assert_eq!(options.jobs, default.jobs);
        assert_eq!((options.limits, options.max_time), (default.limits, default.max_time));
        assert_eq!(options.wait, default.wait);
    }
}
