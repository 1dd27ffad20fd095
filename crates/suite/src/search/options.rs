//! How to search.

use std::time::Duration;

use crate::client::Limits;

/// The choices of one search. The defaults are those of the command line.
///
/// # Example
///
/// ```
/// use eks_auth_suite::search::SearchOptions;
///
/// let options = SearchOptions { cases: 500, seed: 42, ..SearchOptions::default() };
/// assert_eq!(options.rate, None);
/// ```
#[derive(Clone, Debug)]
pub struct SearchOptions {
    /// How many requests are made up at the most. Their twins, and what shrinks a finding, come on top.
    pub cases: u64,
    /// How long to search at the most.
    pub time: Option<Duration>,
    /// The seed of everything drawn at random: the same seed makes up the same requests.
    pub seed: u64,
    /// How many requests are in flight at once; at least one.
    pub jobs: usize,
    /// The bounds on one request and its answer.
    pub limits: Limits,
    /// First wait so long until the endpoint accepts connections.
    pub wait: Option<Duration>,
    /// How many requests go out in a second at the most.
    pub rate: Option<f64>,
    /// How many requests go out in all at the most.
    pub budget: Option<u64>,
    /// Whether what may harm a service is sent too.
    pub hostile: bool,
    /// Bodies that are sent as they are beside what is made up: examples that somebody judged, or captured.
    pub corpus: Vec<String>,
}

impl Default for SearchOptions {
    fn default() -> Self {
        Self {
            cases: 20_000,
            time: None,
            seed: 0,
            jobs: 8,
            limits: Limits::default(),
            wait: None,
            rate: None,
            budget: None,
            hostile: true,
            corpus: Vec::new(),
        }
    }
}
