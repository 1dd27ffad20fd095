//! A report that was written to a file, by any version of the suite and perhaps by somebody who means no good: nothing in it
//! is trusted to be short, printable or complete.

use std::collections::BTreeSet;

use serde::Deserialize;
use thiserror::Error;

use crate::catalogue::Level;
use crate::outcome::{Outcome, Verdict};
use crate::report::SCHEMA;
use crate::report::terminal::printable;

/// So much of a text is kept, in characters.
const KEPT: usize = 300;

/// A report that was read back.
#[derive(Clone, Debug)]
pub struct KeptReport {
    pub(super) suite: String,
    pub(super) name: String,
    pub(super) verdict: Verdict,
    pub(super) seed: u64,
    pub(super) started_at: String,
    pub(super) cases: Vec<KeptCase>,
}

#[derive(Clone, Debug)]
pub(super) struct KeptCase {
    pub(super) id: String,
    pub(super) requirement: String,
    pub(super) level: Level,
    pub(super) area: String,
    pub(super) title: String,
    pub(super) outcome: Outcome,
    pub(super) observed: Option<String>,
}

/// Why a text is no report.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum KeptReportError {
    /// It is not JSON, or lacks what a report has.
    #[error("it is no report: {0}")]
    NotAReport(serde_json::Error),
    /// It is of another form.
    #[error("its `schema` is `{0}`, not `{SCHEMA}`")]
    Schema(String),
    /// It is about something else than a run of the cases.
    #[error("its `role` is `{0}`, not `service`")]
    Role(String),
    /// A member has a value that this suite does not know.
    #[error("`{member}` is `{value}`, which this suite does not know")]
    Value {
        /// Which member.
        member: String,
        /// What it is.
        value: String,
    },
    /// Two cases have one ID.
    #[error("`{0}` is the ID of two cases")]
    Twice(String),
}

#[derive(Deserialize)]
struct File {
    role: String,
    suite: Suite,
    target: Target,
    seed: u64,
    started_at: String,
    verdict: String,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Suite {
    version: String,
}

#[derive(Deserialize)]
struct Target {
    endpoint: String,
    implementation: Option<Implementation>,
}

#[derive(Deserialize)]
struct Implementation {
    name: String,
    version: Option<String>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    requirement: String,
    level: String,
    area: Option<String>,
    title: String,
    outcome: String,
    observed: Option<String>,
}

impl KeptReport {
    /// Reads a report's file. Members that this version does not know are passed over.
    ///
    /// # Errors
    ///
    /// When the text is no report of the form that this version knows.
    pub fn parse(text: &str) -> Result<Self, KeptReportError> {
        #[derive(Deserialize)]
        struct Form {
            schema: String,
        }
        let form: Form = serde_json::from_str(text).map_err(KeptReportError::NotAReport)?;
        if form.schema != SCHEMA {
            return Err(KeptReportError::Schema(kept(&form.schema)));
        }
        let file: File = serde_json::from_str(text).map_err(KeptReportError::NotAReport)?;
        if file.role != "service" {
            return Err(KeptReportError::Role(kept(&file.role)));
        }
        let verdicts = [Verdict::Conformant, Verdict::Nonconformant, Verdict::Inconclusive];
        let verdict = known(verdicts, Verdict::as_str, &file.verdict, || "verdict".to_owned())?;
        let mut seen = BTreeSet::new();
        let mut cases = Vec::with_capacity(file.cases.len());
        for (position, case) in file.cases.into_iter().enumerate() {
            let case = case.kept(position)?;
            if !seen.insert(case.id.clone()) {
                return Err(KeptReportError::Twice(case.id));
            }
            cases.push(case);
        }
        let name = match file.target.implementation {
            Some(Implementation { name, version: Some(version) }) => format!("{name}@{version}"),
            Some(Implementation { name, version: None }) => name,
            None => file.target.endpoint,
        };
        Ok(Self {
            suite: kept(&file.suite.version),
            name: kept(&name),
            verdict,
            seed: file.seed,
            started_at: kept(&file.started_at),
            cases,
        })
    }
}

impl Case {
    fn kept(self, position: usize) -> Result<KeptCase, KeptReportError> {
        let member = |name: &str| format!("cases[{position}].{name}");
        let level = known(Level::ALL, Level::as_str, &self.level, || member("level"))?;
        let outcome = known(Outcome::ALL, Outcome::as_str, &self.outcome, || member("outcome"))?;
        // Reports have no area by contract; an ID begins with one.
        let area = self.area.unwrap_or_else(|| self.id.split('.').next().unwrap_or_default().to_owned());
        Ok(KeptCase {
            id: kept(&self.id),
            requirement: kept(&self.requirement),
            level,
            area: kept(&area),
            title: kept(&self.title),
            outcome,
            observed: self.observed.as_deref().map(kept),
        })
    }
}

/// The value with this name.
fn known<T: Copy, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    text: &str,
    member: impl Fn() -> String,
) -> Result<T, KeptReportError> {
    let found = all.into_iter().find(|value| name(*value) == text);
    found.ok_or_else(|| KeptReportError::Value { member: member(), value: kept(text) })
}

/// One line that is not too long, with nothing in it that a terminal would obey.
fn kept(text: &str) -> String {
    let short: String = text.chars().take(KEPT).collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    format!("{}{more}", printable(&short).replace('\n', " "))
}
