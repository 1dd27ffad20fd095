//! The kill matrix: which case sees which fault.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime};

use eks_auth_mock::{Fault, fault};
use eks_auth_world::Partition;

use super::hole::Hole;
use super::look::Sight;
use super::looked::Looked;
use super::options::{Options, Scope};
use super::search::Search;
use crate::case::Case;
use crate::cases::suite;
use crate::catalogue::Level;
use crate::report::{millis, rfc3339};

/// One fault, and who sees it.
#[derive(Clone, Debug)]
pub struct FaultRow {
    fault: &'static Fault,
    seen_by: Vec<&'static Case>,
    seen_outside_by: Vec<&'static Case>,
    took: Duration,
}

impl FaultRow {
    /// The fault.
    #[must_use]
    pub fn fault(&self) -> &'static Fault {
        self.fault
    }

    /// The cases of its requirement that see it, in the order of the suite.
    #[must_use]
    pub fn seen_by(&self) -> &[&'static Case] {
        &self.seen_by
    }

    /// The cases of other requirements that see it, as far as they were asked: see [`Scope`].
    #[must_use]
    pub fn seen_outside_by(&self) -> &[&'static Case] {
        &self.seen_outside_by
    }

    /// How long it was looked at, while others were too.
    #[must_use]
    pub fn took(&self) -> Duration {
        self.took
    }
}

/// One case, and what it sees.
#[derive(Clone, Debug)]
pub struct CaseRow {
    case: &'static Case,
    sees: Vec<&'static Fault>,
}

impl CaseRow {
    /// The case.
    #[must_use]
    pub fn case(&self) -> &'static Case {
        self.case
    }

    /// The faults of its requirement that it sees, in the order of the mock's list.
    #[must_use]
    pub fn sees(&self) -> &[&'static Fault] {
        &self.sees
    }
}

/// What a run found.
#[derive(Clone, Debug)]
pub struct Matrix {
    scope: Scope,
    partition: Partition,
    seed: u64,
    started_at: String,
    duration_ms: u64,
    interrupted: bool,
    faults: Vec<FaultRow>,
    cases: Vec<CaseRow>,
    holes: Vec<Hole>,
}

/// What else is to be told of a run.
#[derive(Clone, Copy, Debug)]
pub(super) struct Circumstances {
    pub(super) started_at: SystemTime,
    pub(super) took: Duration,
    pub(super) interrupted: bool,
}

impl Matrix {
    pub(super) fn new(
        options: &Options,
        circumstances: Circumstances,
        complaints: &[String],
        mut sights: Vec<Sight>,
    ) -> Self {
        // The order in which looks end must not show.
        let places: BTreeMap<&str, usize> = fault::all().map(Fault::id).zip(0..).collect();
        sights.sort_by_key(|sight| places.get(sight.fault().id()).copied());
        let looked_at = Looked::at(sights.iter().map(Sight::fault));
        let faults = fault_rows(&sights, complaints);
        let cases = case_rows(&faults, &looked_at);
        let holes =
            Search { looked_at: &looked_at, complaints, sights: &sights, faults: &faults, cases: &cases };
        let holes = holes.all(options.scope);
        Self {
            scope: options.scope,
            partition: options.partition,
            seed: options.seed,
            started_at: rfc3339(circumstances.started_at),
            duration_ms: millis(circumstances.took),
            interrupted: circumstances.interrupted,
            faults,
            cases,
            holes,
        }
    }

    /// Against what each fault was held.
    #[must_use]
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The partition of the world.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The seed of everything drawn at random.
    #[must_use]
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// When the run began, in UTC as RFC 3339 writes it.
    #[must_use]
    pub fn started_at(&self) -> &str {
        &self.started_at
    }

    /// How long the run took, in milliseconds.
    #[must_use]
    pub fn duration_ms(&self) -> u64 {
        self.duration_ms
    }

    /// Whether the run ended before every chosen fault was looked at.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.interrupted
    }

    /// Every fault that was looked at, in the order of the mock's list.
    #[must_use]
    pub fn faults(&self) -> &[FaultRow] {
        &self.faults
    }

    /// Every case of a requirement that such a fault breaks, in the order of the suite; every case of the suite where every
    /// fault was looked at.
    #[must_use]
    pub fn cases(&self) -> &[CaseRow] {
        &self.cases
    }

    /// What is missing, as far as this run can tell: of a requirement of which not every fault was looked at, no case is
    /// called blind.
    #[must_use]
    pub fn holes(&self) -> &[Hole] {
        &self.holes
    }

    /// The counts.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(&self.faults, &self.cases, self.holes.len())
    }
}

/// How much sees how much.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, serde::Serialize)]
pub struct Totals {
    /// Faults that were looked at.
    pub faults: usize,
    /// Those that a case of their requirement sees.
    pub seen: usize,
    /// Cases of the requirements that these faults break.
    pub cases: usize,
    /// Those that see a fault of their requirement.
    pub seeing: usize,
    /// The cases among them that decide a `must`.
    pub must_cases: usize,
    /// Those of the `must` cases that see a fault of their requirement.
    pub must_seeing: usize,
    /// Pairs of a fault and a case of its requirement that sees it.
    pub kills: usize,
    /// What is missing.
    pub holes: usize,
}

impl Totals {
    pub(super) fn of<'a>(
        faults: impl IntoIterator<Item = &'a FaultRow>,
        cases: impl IntoIterator<Item = &'a CaseRow>,
        holes: usize,
    ) -> Self {
        let mut totals = Self { holes, ..Self::default() };
        for row in faults {
            totals.faults += 1;
            totals.seen += usize::from(!row.seen_by.is_empty());
            totals.kills += row.seen_by.len();
        }
        for row in cases {
            let (must, sees) = (row.case.level() == Level::Must, !row.sees.is_empty());
            totals.cases += 1;
            totals.seeing += usize::from(sees);
            totals.must_cases += usize::from(must);
            totals.must_seeing += usize::from(must && sees);
        }
        totals
    }
}

fn fault_rows(sights: &[Sight], complaints: &[String]) -> Vec<FaultRow> {
    let cases = |ids: &[String]| -> Vec<&'static Case> {
        let wanted: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
        let alarms: BTreeSet<&str> = complaints.iter().map(String::as_str).collect();
        let counts = |case: &&Case| wanted.contains(case.id()) && !alarms.contains(case.id());
        suite().cases.iter().filter(counts).collect()
    };
    let row = |sight: &Sight| FaultRow {
        fault: sight.fault(),
        seen_by: cases(sight.seen_by()),
        seen_outside_by: cases(sight.seen_outside_by()),
        took: sight.took(),
    };
    sights.iter().map(row).collect()
}

fn case_rows(faults: &[FaultRow], looked_at: &Looked) -> Vec<CaseRow> {
    let mut sees: BTreeMap<&str, Vec<&'static Fault>> = BTreeMap::new();
    for row in faults {
        for case in &row.seen_by {
            sees.entry(case.id()).or_default().push(row.fault);
        }
    }
    let asked = |case: &&Case| looked_at.every_fault() || looked_at.some_of(case.requirement().id());
    let cases = suite().cases.iter().filter(asked);
    cases.map(|case| CaseRow { case, sees: sees.remove(case.id()).unwrap_or_default() }).collect()
}
