//! How to run the suite.

use std::ops::RangeInclusive;
use std::time::Duration;

use semver::Version;

use crate::callback::CallbackAddress;
use crate::client::Limits;

/// The most probes that can be under way at once: each needs a file descriptor, of which a process has 1024 by default.
pub const MOST_JOBS: usize = 256;
/// The rates that can be kept, in requests a second.
pub const RATES: RangeInclusive<f64> = 0.01..=1_000_000.0;

/// Whether the service verifies the signature of requests.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum Sigv4 {
    /// It need not: what it does about signatures is told and not judged.
    #[default]
    Optional,
    /// It does: that is judged too.
    Required,
}

/// The choices of one run. The defaults are those of the command line.
///
/// # Example
///
/// ```
/// use eks_auth_suite::Options;
///
/// let options = Options { only: vec!["response.*".to_owned()], seed: 42, ..Options::default() };
/// assert!(!options.strict);
/// ```
#[derive(Clone, Debug)]
pub struct Options {
    /// Run only cases whose ID matches one of these globs; empty means all.
    pub only: Vec<String>,
    /// Leave out cases whose ID matches one of these globs.
    pub skip: Vec<String>,
    /// Run only the cases that this release of the suite had already.
    pub as_of: Option<Version>,
    /// A `should` that does not hold fails.
    pub strict: bool,
    /// A `must` that could not be tested makes the run inconclusive.
    pub require_all: bool,
    /// Whether the service verifies Signature Version 4.
    pub sigv4: Sigv4,
    /// First wait so long until the endpoint accepts connections.
    pub wait: Option<Duration>,
    /// Where the service can reach a listener of the suite; without it a free port of the loopback interface, if the
    /// endpoint is on that.
    pub callback: Option<CallbackAddress>,
    /// The seed for everything drawn at random.
    pub seed: u64,
    /// How many probes are under way at once; at least one.
    pub jobs: usize,
    /// The bounds on one request and its answer.
    pub limits: Limits,
    /// The bound on the whole run.
    pub max_time: Duration,
    /// How many requests go out in a second at the most. Then a service that is too busy (503) is waited for, too.
    pub rate: Option<f64>,
    /// How many requests go out in all at the most.
    pub budget: Option<u64>,
    /// Whether what may harm a service is sent too.
    pub hostile: bool,
    /// Whether what takes many requests is sent too.
    pub bulk: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            only: Vec::new(),
            skip: Vec::new(),
            as_of: None,
            strict: false,
            require_all: false,
            sigv4: Sigv4::Optional,
            wait: None,
            callback: None,
            seed: 0,
            jobs: 8,
            limits: Limits::default(),
            max_time: Duration::from_secs(300),
            rate: None,
            budget: None,
            hostile: true,
            bulk: true,
        }
    }
}
