//! Finds the holes of a matrix.

use super::hole::Hole;
use super::look::Sight;
use super::looked::Looked;
use super::matrix::{CaseRow, FaultRow};
use super::options::Scope;
use crate::cases::suite;
use crate::catalogue::{Level, requirement, requirements};
use crate::outcome::Verdict;

/// What is searched.
pub(super) struct Search<'a> {
    pub(super) looked_at: &'a Looked,
    /// The IDs of the cases that complain of the mock without a fault.
    pub(super) complaints: &'a [String],
    pub(super) sights: &'a [Sight],
    pub(super) faults: &'a [FaultRow],
    pub(super) cases: &'a [CaseRow],
}

impl Search<'_> {
    /// Every hole that can be told, those first without which the others say little.
    pub(super) fn all(&self, scope: Scope) -> Vec<Hole> {
        let mut holes = self.false_alarms();
        holes.extend(self.unseen_faults());
        holes.extend(self.unexplained());
        // Against every case, a fault may break more than it is named for.
        if scope == Scope::Subject {
            holes.extend(self.misjudged());
        }
        holes.extend(self.blind_cases());
        holes.extend(self.unbroken_requirements());
        holes
    }

    fn false_alarms(&self) -> Vec<Hole> {
        let cases = suite().cases.iter().filter(|case| self.complaints.iter().any(|id| id == case.id()));
        cases.map(|case| Hole::FalseAlarm { case }).collect()
    }

    fn unseen_faults(&self) -> impl Iterator<Item = Hole> {
        let unseen = self.faults.iter().filter(|row| row.seen_by().is_empty());
        unseen.map(|row| Hole::FaultUnseen { fault: row.fault(), elsewhere: row.seen_outside_by().to_vec() })
    }

    fn unexplained(&self) -> impl Iterator<Item = Hole> {
        let case = |id: &String| suite().cases.iter().find(|case| case.id() == id);
        self.sights.iter().flat_map(move |sight| {
            let cases = sight.unexplained_by().iter().filter_map(case);
            cases.map(|case| Hole::Unexplained { fault: sight.fault(), case })
        })
    }

    fn misjudged(&self) -> impl Iterator<Item = Hole> {
        let seen = self.sights.iter().filter(|sight| !sight.seen_by().is_empty());
        let misjudged = seen.filter(|sight| {
            let must = requirement(sight.fault().requirement()).is_some_and(|it| it.level() == Level::Must);
            must != (sight.verdict() == Verdict::Nonconformant)
        });
        misjudged.map(|sight| Hole::Misjudged { fault: sight.fault(), verdict: sight.verdict() })
    }

    fn blind_cases(&self) -> impl Iterator<Item = Hole> {
        let blind = self.cases.iter().filter(|row| {
            let requirement = row.case().requirement();
            // Where no fault breaks the requirement, that is the hole, and not each of its cases.
            let decidable =
                self.looked_at.some_of(requirement.id()) && self.looked_at.all_of(requirement.id());
            decidable && row.sees().is_empty() && requirement.level() == Level::Must
        });
        blind.map(|row| Hole::CaseBlind { case: row.case() })
    }

    fn unbroken_requirements(&self) -> impl Iterator<Item = Hole> {
        let whole = self.looked_at.every_fault();
        let unbroken = requirements().filter(move |requirement| {
            whole && requirement.level() != Level::May && !self.looked_at.some_of(requirement.id())
        });
        unbroken.map(|requirement| Hole::RequirementUnbroken { requirement })
    }
}
