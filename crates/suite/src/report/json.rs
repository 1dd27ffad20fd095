//! The report as JSON: the form that the outside may rely on.

use super::Report;

/// The report as pretty-printed JSON with a line end.
#[must_use]
pub fn write(report: &Report) -> String {
    // A report is made of texts and numbers: there is nothing in it that JSON lacks.
    let mut text = serde_json::to_string_pretty(report).unwrap_or_default();
    text.push('\n');
    text
}
