//! Requirements as rules.

use serde_json::{Value, json};

use super::text::message;
use crate::catalogue::{Level, Requirement};

/// The rule that a ledger must be true; it is no requirement of the catalogue.
pub(super) const LEDGER: &str = "LEDGER";

/// A requirement as a rule: its level is that of a breach, its help names the sources.
pub(super) fn of(requirement: &Requirement) -> Value {
    let (id, level, text) = (requirement.id(), requirement.level(), requirement.text());
    let (severity, precision) = match level {
        Level::Must => ("error", "very-high"),
        Level::Should => ("warning", "high"),
        Level::May => ("recommendation", "medium"),
    };
    let sources = requirement.sources();
    let plain: Vec<String> =
        sources.iter().map(|source| format!("{}: {}", source.name(), source.reference())).collect();
    let linked: Vec<String> =
        sources.iter().map(|source| linked(source.name(), source.reference())).collect();
    let mut rule = json!({
        "id": id,
        "shortDescription": { "text": message(text) },
        "fullDescription": { "text": message(&format!("{id} ({level}): {text}")) },
        "help": {
            "text": message(&format!("{text}\n{}", plain.join("\n"))),
            "markdown": format!("{text}\n\n{}\n", linked.join("\n")),
        },
        "defaultConfiguration": { "level": level_of(level) },
        "properties": {
            "tags": ["conformance", level.as_str()],
            "precision": precision,
            "problem.severity": severity,
        },
    });
    if let Some(uri) = sources.iter().map(|source| source.reference()).find(|text| is_uri(text)) {
        rule["helpUri"] = uri.into();
    }
    rule
}

/// The rule that entries of a ledger are held to.
pub(super) fn of_ledger() -> Value {
    let text = "Every entry of the ledger is true: its case is known, ends as the entry says, and its date is not past.";
    json!({
        "id": LEDGER,
        "shortDescription": { "text": text },
        "fullDescription": { "text": text },
        "help": { "text": "Remove the entry if its case passes now; otherwise bring it up to date." },
        "helpUri": super::HOME,
        "defaultConfiguration": { "level": "error" },
        "properties": { "tags": ["conformance"], "precision": "very-high", "problem.severity": "error" },
    })
}

fn level_of(level: Level) -> &'static str {
    match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::May => "note",
    }
}

fn is_uri(reference: &str) -> bool {
    reference.starts_with("https://")
}

/// A source as an item of a list in Markdown.
fn linked(name: &str, reference: &str) -> String {
    if is_uri(reference) { format!("- [{name}]({reference})") } else { format!("- {name}: {reference}") }
}
