//! The EKS Auth conformance suite as a library.
//!
//! [`run`] sends the suite's probes to a [`Target`], judges what comes back and returns a [`Report`]. What must hold is in
//! the [`catalogue`]; how it is found out, in the [`cases`]; the [`judge`] is pure and can be asked by itself. [`check`]
//! judges one captured document without any run. [`search`] makes requests up, [`ledger`] compares a report with what is known
//! to fail, and [`report`] writes it.
//!
//! # Example
//!
//! ```
//! use eks_auth_suite::{Event, Options, Stop, Target, Verdict, run};
//! use eks_auth_world::Partition;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The mock in this process; somebody's service is `Target::remote`.
//! let target = Target::embedded(Partition::Aws, None).await?;
//! let options = Options { only: vec!["response.audience.value".to_owned()], ..Options::default() };
//! let mut seen = Vec::new();
//! let remember = |event: &Event<'_>| {
//!     if let Event::CaseFinished(case) = event {
//!         seen.push(case.id().to_owned());
//!     }
//! };
//! let report = run(&target, &options, remember, Stop::never()).await?;
//! assert_eq!(report.verdict(), Verdict::Conformant);
//! assert_eq!(seen, ["response.audience.value"]);
//! # Ok(())
//! # }
//! ```

mod area;
pub mod aws;
mod callback;
mod canonical;
mod case;
mod cases;
pub mod catalogue;
pub mod check;
pub mod client;
mod command;
pub mod compare;
mod evidence;
pub mod exchange;
mod expect;
mod filter;
pub mod judge;
#[cfg(feature = "laws")]
#[doc(hidden)]
pub mod laws;
pub mod ledger;
mod names;
pub mod observe;
mod options;
mod outcome;
mod pace;
mod page;
mod probe;
pub mod profile;
mod provision;
mod recording;
mod redact;
mod releases;
pub mod report;
mod request;
mod runner;
pub mod search;
pub mod selftest;
mod sign;
mod situation;
mod sketch;
mod skew;
mod stage;
mod stages;
mod streak;
mod target;
mod throttle;
mod toml_text;

pub use area::Area;
pub use callback::{CallbackAddress, CallbackAddressError};
pub use case::Case;
pub use cases::cases;
pub use evidence::Evidence;
pub use filter::FilterError;
pub use options::{MOST_JOBS, Options, RATES, Sigv4};
pub use outcome::{Outcome, SkipReason, Verdict};
pub use pace::Traffic;
pub use provision::Provision;
pub use recording::{Recorded, RecordedExchange, Recording};
pub use releases::{first_release, this_release};
pub use report::{CaseReport, Report};
pub use runner::{Event, Performed, PerformedTurn, RunError, Selection, Stop, provide, run};
pub use sketch::{Sketch, cases_that_send};
pub use skew::Skew;
pub use target::{Implementation, Target, TargetKind};

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
