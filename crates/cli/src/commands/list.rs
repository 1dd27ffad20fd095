//! `list`: every case, its level, requirement and sources.

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::catalogue::{Requirement, requirements};
use eks_auth_suite::{Area, Case, cases};
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
    let requirements: Vec<Value> = requirements().map(requirement_as_json).collect();
    let faults: Vec<Value> = fault::every().map(fault_as_json).collect();
    let areas = Area::ALL.map(|area| json!({ "id": area.as_str(), "about": area.about() }));
    let list = json!({
        "schema": SCHEMA,
        "areas": areas,
        "cases": cases,
        "requirements": requirements,
        "faults": faults,
    });
    format!("{list:#}\n")
}

fn case_as_json(case: &Case) -> Value {
    let requirement = case.requirement();
    json!({
        "id": case.id(),
        "requirement": requirement.id(),
        "level": case.level().as_str(),
        "area": case.area().as_str(),
        "title": case.title(),
        "since": case.since().to_string(),
        "text": requirement.text(),
        "sources": sources_as_json(requirement),
    })
}

/// A requirement with its cases, and the mock's faults that break it.
fn requirement_as_json(requirement: &Requirement) -> Value {
    let cases = cases().iter().filter(|case| case.requirement().id() == requirement.id()).map(Case::id);
    let faults = fault::all().filter(|fault| fault.requirement() == requirement.id()).map(Fault::id);
    json!({
        "id": requirement.id(),
        "level": requirement.level().as_str(),
        "text": requirement.text(),
        "sources": sources_as_json(requirement),
        "cases": cases.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
    })
}

/// A fault of the mock, and what it is for: a case to see, a search to find, or a client to survive.
fn fault_as_json(fault: &Fault) -> Value {
    let kind = match fault.class() {
        Some(_) => "deep",
        None if fault.is_of_transport() => "transport",
        None => "case",
    };
    json!({ "id": fault.id(), "requirement": fault.requirement(), "summary": fault.summary(), "kind": kind })
}

fn sources_as_json(requirement: &Requirement) -> Vec<Value> {
    let sources = requirement.sources().iter();
    sources
        .map(
            |source| json!({ "name": source.name(), "what": source.what(), "reference": source.reference() }),
        )
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_has_every_fault_and_what_it_is_for() {
        let list: Value = serde_json::from_str(&as_json()).expect("JSON");
        let faults = list["faults"].as_array().expect("faults");
        let of_kind = |kind: &str| faults.iter().filter(|fault| fault["kind"] == kind).count();
        assert_eq!(of_kind("case"), fault::all().count());
        assert_eq!(of_kind("deep"), fault::deep().count());
        assert_eq!(of_kind("transport"), fault::transport().count());
        assert_eq!(list["areas"].as_array().map(Vec::len), Some(Area::ALL.len()));
    }
}
