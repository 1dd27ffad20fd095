//! Does the suite see what it is there for? Every fault of the mock against the cases: the kill matrix.
//!
//! A fault that no case sees is a way to be wrong that the suite lets pass. A `must` case that sees no fault may be unable
//! to fail. Both are [`Hole`]s, and a matrix without one is what this is run for.
//!
//! Each fault is put before the cases of the requirement that it breaks, and only what these see counts: a case that fails
//! for another reason than its own proves nothing about itself.

mod hole;
mod html;
mod json;
mod look;
mod looked;
mod matrix;
mod options;
mod search;
mod setting;
mod subject;
pub mod terminal;

use std::collections::HashMap;
use std::io;
use std::time::{Instant, SystemTime};

use eks_auth_mock::Fault;
use thiserror::Error;
use tokio::task::JoinSet;

use crate::filter::FilterError;
use crate::runner::Stop;

pub use hole::Hole;
pub use html::write as write_html;
pub use json::{SCHEMA, write as write_json};
pub use look::Sight;
pub use matrix::{CaseRow, FaultRow, Matrix, Totals};
pub use options::{Choice, Options, Scope};

use look::Lookout;
use matrix::Circumstances;

/// What happens in a run, as it happens.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// The run begins.
    Started {
        /// How many faults were chosen.
        faults: usize,
    },
    /// A fault was looked at.
    Seen(&'a Sight),
    /// The run ends.
    Finished(&'a Matrix),
}

/// Why a run could not begin, or not go on.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum SelftestError {
    /// The filters are wrong, or leave no fault.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// A mock got no port.
    #[error("the mock found no free port on this machine")]
    NoPort(#[source] io::Error),
}

/// Puts faults before cases, and the mock without a fault first.
///
/// Events come in the order in which faults are looked at; the matrix has them in the order of the mock's list. Needs a Tokio
/// runtime. A run that is stopped gives a matrix of what was done.
///
/// # Errors
///
/// When the filters of `options` are no globs or leave no fault, or when this machine gives no port to a mock.
///
/// # Example
///
/// ```
/// use eks_auth_suite::{Stop, selftest};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = selftest::Options { only: vec!["response.audience.wrong".to_owned()], ..Default::default() };
/// let matrix = selftest::run(&options, |_| {}, Stop::never()).await?;
/// assert_eq!(matrix.faults()[0].seen_by()[0].id(), "response.audience.value");
/// # Ok(())
/// # }
/// ```
pub async fn run(
    options: &Options,
    mut events: impl FnMut(&Event<'_>),
    mut stop: Stop,
) -> Result<Matrix, SelftestError> {
    let faults = Choice::of(options)?.faults();
    let (started, started_at) = (Instant::now(), SystemTime::now());
    events(&Event::Started { faults: faults.len() });
    let mut bench = Bench::new(options);
    let interrupted = tokio::select! {
        done = bench.look_at_all(&faults, options.jobs, &mut events) => { done?; false }
        () = stop.requested() => true,
    };
    let circumstances = Circumstances { started_at, took: started.elapsed(), interrupted };
    let matrix = Matrix::new(options, circumstances, &bench.complaints, bench.sights);
    events(&Event::Finished(&matrix));
    Ok(matrix)
}

/// Where faults are looked at, and what was seen so far.
struct Bench {
    lookout: Lookout,
    /// The cases that complain of the mock without a fault.
    complaints: Vec<String>,
    sights: Vec<Sight>,
}

impl Bench {
    fn new(options: &Options) -> Self {
        Self { lookout: Lookout::new(options), complaints: Vec::new(), sights: Vec::new() }
    }

    async fn look_at_all(
        &mut self,
        faults: &[&'static Fault],
        jobs: usize,
        events: &mut impl FnMut(&Event<'_>),
    ) -> Result<(), SelftestError> {
        self.complaints = self.lookout.complaints(faults).await.map_err(SelftestError::NoPort)?;
        let mut waiting = faults.iter().copied();
        let mut running = JoinSet::new();
        let mut under_way = HashMap::new();
        loop {
            while running.len() < jobs.max(1) {
                let Some(fault) = waiting.next() else { break };
                let lookout = self.lookout.clone();
                let task = running.spawn(async move { lookout.look(fault).await });
                under_way.insert(task.id(), fault);
            }
            let sight = match running.join_next_with_id().await {
                None => return Ok(()),
                Some(Ok((_, sight))) => sight.map_err(SelftestError::NoPort)?,
                // A look that panicked is an error of the suite: it saw nothing, and that is a hole.
                Some(Err(error)) => match under_way.get(&error.id()) {
                    Some(fault) => Sight::nothing_of(fault),
                    None => continue,
                },
            };
            events(&Event::Seen(&sight));
            self.sights.push(sight);
        }
    }
}
