//! `list`: every case, its level, requirement and sources.

use eks_auth_suite::{Case, cases};
use serde_json::{Value, json};

use crate::args::List;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::print;

/// The name of the JSON form; it changes with the form.
const SCHEMA: &str = "eks-auth-conformance/list/v1";

pub(crate) fn run(arguments: &List) -> Result<Exit, Failure> {
    print::out(&if arguments.json { as_json() } else { as_text() })?;
    Ok(Exit::Fine)
}

/// One line a case, so that lines can be searched.
fn as_text() -> String {
    let width = cases().iter().map(|case| case.id().len()).max().unwrap_or_default();
    let line = |case: &Case| {
        let requirement = case.requirement();
        let sources: Vec<&str> = requirement.sources().iter().map(|source| source.name()).collect();
        let (id, level, sources) = (case.id(), case.level().as_str(), sources.join(", "));
        format!("{id:<width$}  {level:<6}  {}  {} ({sources})\n", requirement.id(), case.title())
    };
    cases().iter().map(line).collect()
}

fn as_json() -> String {
    let cases: Vec<Value> = cases().iter().map(case_as_json).collect();
    let list = json!({ "schema": SCHEMA, "cases": cases });
    format!("{list:#}\n")
}

fn case_as_json(case: &Case) -> Value {
    let requirement = case.requirement();
    let sources: Vec<Value> = requirement
        .sources()
        .iter()
        .map(|source| json!({ "name": source.name(), "reference": source.reference() }))
        .collect();
    json!({
        "id": case.id(),
        "requirement": requirement.id(),
        "level": case.level().as_str(),
        "area": case.area().as_str(),
        "title": case.title(),
        "text": requirement.text(),
        "sources": sources,
    })
}
