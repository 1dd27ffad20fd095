//! The judgement as JSON: the form that the outside may rely on.

use serde::Serialize;

use super::judgement::{Judgement, Violation, Weight};
use crate::catalogue::Level;

/// The form's name; what it holds is told in the docs of [`check`](crate::check).
pub const SCHEMA: &str = "eks-auth-conformance/check/v1";

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    document: &'static str,
    verdict: &'static str,
    totals: Totals,
    violations: Vec<Row<'a>>,
    warnings: Vec<Row<'a>>,
    open: Vec<Row<'a>>,
    not_judged: Vec<Unjudged<'a>>,
}

#[derive(Serialize)]
struct Totals {
    violations: usize,
    warnings: usize,
    open: usize,
}

#[derive(Serialize)]
struct Row<'a> {
    path: &'a str,
    message: &'a str,
    requirement: &'static str,
    level: Level,
    text: &'static str,
    sources: Vec<Source>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
    reference: &'static str,
}

#[derive(Serialize)]
struct Unjudged<'a> {
    what: &'static str,
    why: &'a str,
}

/// The judgement as pretty-printed JSON with a line end.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check::{self, json};
///
/// let judgement = check::request(br#"{"token":"e30.e30.c2ln"}"#)?;
/// assert!(json::write(&judgement).contains(json::SCHEMA));
/// # Ok::<(), check::CaptureError>(())
/// ```
#[must_use]
pub fn write(judgement: &Judgement) -> String {
    let rows = |weight| judgement.of(weight).map(row).collect::<Vec<_>>();
    let (violations, warnings, open) = (rows(Weight::Must), rows(Weight::Should), rows(Weight::Open));
    let written = Written {
        schema: SCHEMA,
        document: judgement.document().as_str(),
        verdict: if judgement.is_valid() { "valid" } else { "invalid" },
        totals: Totals { violations: violations.len(), warnings: warnings.len(), open: open.len() },
        violations,
        warnings,
        open,
        not_judged: judgement
            .unjudged()
            .iter()
            .map(|unjudged| Unjudged { what: unjudged.what(), why: unjudged.why() })
            .collect(),
    };
    // It is made of texts and numbers: there is nothing in it that JSON lacks.
    let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
    text.push('\n');
    text
}

fn row(violation: &Violation) -> Row<'_> {
    let requirement = violation.requirement();
    let sources = requirement.sources().iter();
    Row {
        path: violation.path(),
        message: violation.message(),
        requirement: requirement.id(),
        level: requirement.level(),
        text: requirement.text(),
        sources: sources
            .map(|source| Source { name: source.name(), reference: source.reference() })
            .collect(),
    }
}
