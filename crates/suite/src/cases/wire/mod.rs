//! What only the wire shows: how requests are written, cut, mixed and put one behind the other.

mod body;
mod crowd;
mod forms;
mod mixed;
mod pipeline;

use crate::case::Case;
use crate::probe::Probe;

pub(super) use forms::situations;

/// Probes and their cases, which find them from a position on.
type Part = fn(usize) -> (Vec<Probe>, Vec<Case>);

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let parts: [Part; 4] = [
        pipeline::probes_and_cases,
        mixed::probes_and_cases,
        crowd::probes_and_cases,
        body::probes_and_cases,
    ];
    let (mut probes, mut cases) = (Vec::new(), Vec::new());
    for part in parts {
        let (more_probes, more_cases) = part(first + probes.len());
        probes.extend(more_probes);
        cases.extend(more_cases);
    }
    (probes, cases)
}
