//! Compares a ledger with a finished report.

use std::fmt;

use serde::{Serialize, Serializer};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime};

use super::Ledger;
use super::entry::Entry;
use crate::cases;
use crate::outcome::Outcome;
use crate::report::{self, CaseReport, Report};

/// How a report and a ledger settle: the counts, and whether the ledger holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
pub struct Settlement {
    holds: bool,
    known: usize,
    new: usize,
    fixed: usize,
    #[serde(skip)]
    in_doubt: bool,
    #[serde(skip)]
    unexplained: usize,
}

impl Settlement {
    /// Whether there is no new failure, and every entry is still true.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.holds
    }

    /// How many cases failed, warned or were not decided, as the ledger expects.
    #[must_use]
    pub fn known_cases(&self) -> usize {
        self.known
    }

    /// How many cases failed that the ledger does not expect to, or not in this way.
    #[must_use]
    pub fn new_failures(&self) -> usize {
        self.new
    }

    /// How many entries are no longer true because what they name passes.
    #[must_use]
    pub fn fixed_entries(&self) -> usize {
        self.fixed
    }

    /// Whether, all that is known aside, too little was decided: the run was cut short, the plain exchange never granted,
    /// or a `must` not decided.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// How many true entries have no reason yet.
    #[must_use]
    pub fn unexplained(&self) -> usize {
        self.unexplained
    }
}

/// How a case stands to a ledger.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// What became of it is expected.
    Known,
    /// It failed, and not as expected.
    New,
    /// It passed, and was expected not to.
    Fixed,
}

impl Standing {
    /// The standing's name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Known => "known",
            Self::New => "new",
            Self::Fixed => "fixed",
        }
    }
}

/// What a ledger says of a case.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Mark {
    standing: Standing,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<String>,
}

impl Mark {
    fn new(standing: Standing, entry: Option<&Entry>) -> Self {
        let reason = entry.map(|entry| entry.reason().to_owned());
        Self { standing, reason, link: entry.and_then(Entry::link).map(str::to_owned) }
    }

    /// How the case stands to it.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.standing
    }

    /// The entry's reason.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// The entry's link.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }
}

/// An entry that is not true, or not true any more.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Untrue {
    case: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
    why: Why,
}

impl Untrue {
    /// The entry's case: an ID or a glob.
    #[must_use]
    pub fn case(&self) -> &str {
        &self.case
    }

    /// The line on which the entry begins, from 1.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// Why it is not true.
    #[must_use]
    pub fn why(&self) -> &Why {
        &self.why
    }
}

/// Why an entry is not true.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Why {
    /// No case of the suite has that ID, or matches that glob.
    Unknown,
    /// What it names passes.
    Passes,
    /// What it names fails in another way.
    Differs {
        /// What was expected.
        expected: String,
        /// What became of the case, or of the first of several.
        found: String,
    },
    /// Its date is past.
    Expired(Date),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("no case of the suite is called so"),
            Self::Passes => f.write_str("it passes: remove the entry"),
            Self::Differs { expected, found } => write!(f, "it was expected {expected}, and is {found}"),
            Self::Expired(date) => write!(f, "its date is past: it was accepted until {date}"),
        }
    }
}

impl Serialize for Why {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Report {
    /// The report with what a ledger says of it. No outcome changes, and no verdict.
    ///
    /// The date of entries is compared with the day on which the run began, in UTC. What was not run makes no entry
    /// untrue; an entry for several cases is true as long as one of them is as it says.
    #[must_use]
    pub fn compared_with(mut self, ledger: &Ledger) -> Self {
        let today = date_of(&self);
        let mut marks: Vec<Option<Mark>> = vec![None; self.cases.len()];
        let mut untrue = Vec::new();
        let mut unexplained = 0;
        for entry in ledger.entries() {
            match untruth(entry, &self, today) {
                Some(why) => {
                    untrue.push(Untrue { case: entry.case().to_owned(), line: entry.line(), why });
                }
                None => {
                    unexplained += usize::from(!entry.is_explained() && !was_not_judged(entry, &self));
                    let described =
                        marks.iter_mut().zip(&self.cases).filter(|(_, case)| entry.describes(case));
                    for (mark, _) in described {
                        mark.get_or_insert_with(|| Mark::new(Standing::Known, Some(entry)));
                    }
                }
            }
        }
        for (mark, case) in marks.iter_mut().zip(&self.cases) {
            let entry = ledger.entries().iter().find(|entry| entry.matches(case.id()));
            if case.outcome == Outcome::Failed {
                mark.get_or_insert_with(|| Mark::new(Standing::New, None));
            } else if case.outcome == Outcome::Passed && entry.is_some_and(|entry| is_fixed(entry, &untrue)) {
                *mark = Some(Mark::new(Standing::Fixed, entry));
            }
        }
        let count = |standing| marks.iter().flatten().filter(|mark| mark.standing == standing).count();
        let new = count(Standing::New);
        let settlement = Settlement {
            holds: new == 0 && untrue.is_empty(),
            known: count(Standing::Known),
            new,
            fixed: untrue.iter().filter(|entry| entry.why == Why::Passes).count(),
            in_doubt: report::leaves_doubt(&self.cases, self.circumstances, |index| {
                marks
                    .get(index)
                    .is_some_and(|mark| mark.as_ref().is_some_and(|mark| mark.standing == Standing::Known))
            }),
            unexplained,
        };
        for (case, mark) in self.cases.iter_mut().zip(marks) {
            case.ledger = mark;
        }
        self.ledger = Some(settlement);
        self.untrue_entries = untrue;
        self
    }
}

/// The day on which a run began, in UTC.
pub(super) fn date_of(report: &Report) -> Date {
    OffsetDateTime::parse(report.started_at(), &Rfc3339).map_or(Date::MIN, OffsetDateTime::date)
}

/// Whether the run says nothing of an entry: nothing is as it says, and some of its cases were not run or not decided.
pub(super) fn was_not_judged(entry: &Entry, report: &Report) -> bool {
    let open = |case: &&CaseReport| {
        case.outcome == Outcome::Inconclusive && entry.outcome() != Outcome::Inconclusive
    };
    let named = cases().iter().filter(|case| entry.matches(case.id())).count();
    let found: Vec<&CaseReport> = of_entry(entry, report).collect();
    named > 0
        && !found.iter().any(|case| entry.describes(case))
        && (found.len() < named
            || found.iter().any(open)
            || found.iter().all(|case| case.outcome == Outcome::Skipped))
}

fn of_entry<'r>(entry: &'r Entry, report: &'r Report) -> impl Iterator<Item = &'r CaseReport> {
    report.cases().iter().filter(|case| entry.matches(case.id()))
}

/// Why an entry is not true, if it is not.
fn untruth(entry: &Entry, report: &Report, today: Date) -> Option<Why> {
    if !cases().iter().any(|case| entry.matches(case.id())) {
        return Some(Why::Unknown);
    }
    if was_not_judged(entry, report) {
        return None;
    }
    if of_entry(entry, report).any(|case| entry.describes(case)) {
        return entry.expires().filter(|last| today > *last).map(Why::Expired);
    }
    let differs = of_entry(entry, report).find(|case| Entry::may_expect(case.outcome));
    Some(differs.map_or(Why::Passes, |case| Why::Differs {
        expected: told(entry.outcome(), entry.observed()),
        found: told(case.outcome, case.observed().unwrap_or_default()),
    }))
}

fn told(outcome: Outcome, observed: &str) -> String {
    format!("{} ({observed})", outcome.as_str())
}

fn is_fixed(entry: &Entry, untrue: &[Untrue]) -> bool {
    untrue.iter().any(|other| other.why == Why::Passes && other.case == entry.case())
}
