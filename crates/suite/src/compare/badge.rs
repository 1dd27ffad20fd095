//! A badge in the endpoint form of shields.io: <https://shields.io/badges/endpoint-badge>.

use serde::Serialize;

use super::Comparison;
use crate::outcome::Verdict;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Badge {
    schema_version: u8,
    label: &'static str,
    message: String,
    color: &'static str,
}

/// The badge of one report: its verdict, and how many `must` cases passed. Of several: how many of them are conformant.
#[must_use]
pub fn write(comparison: &Comparison) -> String {
    let verdicts: Vec<Verdict> = comparison.columns().iter().map(|column| column.verdict).collect();
    let message = match comparison.columns() {
        [only] => format!("{}, {}/{} must", only.verdict.as_str(), only.must_passed, only.must_of),
        all => {
            let good = verdicts.iter().filter(|verdict| **verdict == Verdict::Conformant).count();
            format!("{good} of {} conformant", all.len())
        }
    };
    let color = if verdicts.contains(&Verdict::Nonconformant) {
        "red"
    } else if verdicts.contains(&Verdict::Inconclusive) {
        "yellow"
    } else {
        "brightgreen"
    };
    let badge = Badge { schema_version: 1, label: "eks auth conformance", message, color };
    // A badge is made of texts and a number: there is nothing in it that JSON lacks.
    let mut text = serde_json::to_string_pretty(&badge).unwrap_or_default();
    text.push('\n');
    text
}
