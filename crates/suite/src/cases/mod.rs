//! Every case and every probe, in the order of the report.

mod boundary;
mod cluster;
mod contradiction;
mod error;
mod fetch;
mod framing;
mod http;
mod isolation;
mod request;
mod response;
mod signing;
mod token;
mod wire;

pub(crate) use error::{forms_that_must_be, names_that_must_be};
pub(crate) use isolation::aging;
pub(crate) use token::verdict as verdict_on_defect;

use std::sync::{Arc, LazyLock};

use eks_auth_world::{Partition, World};

use crate::case::Case;
use crate::probe::Probe;
use crate::situation::Situation;
use crate::stage::Stage;

/// Probes and the cases that judge them.
pub(crate) struct Suite {
    pub(crate) probes: Vec<Probe>,
    pub(crate) cases: Vec<Case>,
}

/// Built once; which associations there are does not depend on the partition.
static SUITE: LazyLock<Suite> = LazyLock::new(build);

pub(crate) fn suite() -> &'static Suite {
    &SUITE
}

/// Every case of the suite, in the order of the report.
///
/// # Example
///
/// ```
/// let audience = eks_auth_suite::cases().iter().find(|case| case.id() == "response.audience.value");
/// assert_eq!(audience.map(|case| case.requirement().id()), Some("RSP-004"));
/// ```
#[must_use]
pub fn cases() -> &'static [Case] {
    &suite().cases
}

/// The position of the plain exchange among the probes.
pub(crate) const PLAIN: usize = 0;

fn build() -> Suite {
    let stage = Stage::new(Arc::new(World::standard(Partition::Aws)), 0.0, 0, "");
    let mut probes = response::probes(&stage);
    let grants: Vec<usize> = (0..probes.len()).collect();

    let situations: Vec<Situation> = [
        request::situations(),
        cluster::situations(),
        token::situations(),
        isolation::situations(),
        http::situations(),
        boundary::situations(),
        wire::situations(),
        signing::situations(),
    ]
    .into_iter()
    .flatten()
    .collect();
    let first = probes.len();
    let certain: Vec<usize> = positions(&situations, first, Situation::has_certain_twin);
    let in_full = positions(&situations, first, Situation::is_judged_in_full);
    let mut cases = response::cases(&grants, &in_full);
    cases.extend(error::cases(&situations, first));
    cases.extend(situations.iter().enumerate().flat_map(|(index, row)| row.cases(first + index)));
    cases.extend(fetch::cases(&situations, first));
    probes.extend(situations.into_iter().map(Situation::into_probe));

    cases.extend(isolation::cases(probes.len(), certain));
    probes.extend(isolation::probes());
    let (aging_probe, aging_case) = isolation::aging::probe_and_case(probes.len());
    probes.push(aging_probe);
    cases.push(aging_case);
    let (warm_probes, warm_cases) = isolation::warm(probes.len());
    probes.extend(warm_probes);
    cases.extend(warm_cases);
    cases.extend(http::cases((0..probes.len()).collect()));
    let (wire_probes, wire_cases) = wire::probes_and_cases(probes.len());
    probes.extend(wire_probes);
    cases.extend(wire_cases);
    cases.extend(error::leaks((0..probes.len()).collect()));
    cases.push(isolation::throughout((0..probes.len()).collect()));
    let (twice_probes, twice_cases) = contradiction::probes_and_cases(probes.len());
    probes.extend(twice_probes);
    cases.extend(twice_cases);
    let (framing_probes, framing_cases) = framing::probes_and_cases(probes.len());
    probes.extend(framing_probes);
    cases.extend(framing_cases);
    cases.sort_by_key(Case::area);
    Suite { probes, cases }
}

fn positions(situations: &[Situation], first: usize, wanted: impl Fn(&Situation) -> bool) -> Vec<usize> {
    situations.iter().enumerate().filter(|(_, row)| wanted(row)).map(|(index, _)| first + index).collect()
}

#[cfg(test)]
mod tests;
