//! The tables that everything else derives from: an ID in them never changes its meaning.

use eks_auth_mock::Fault;
use eks_auth_protocol::Exception;
use eks_auth_protocol::constraint::{self, Constraint};
use eks_auth_protocol::wire::{Field, request_fields, response_fields};
use eks_auth_suite::Case;
use eks_auth_suite::catalogue::{self, Requirement, Source};
use eks_auth_world::defect::Defect;

pages! { "catalogue":
    requirements => catalogue::requirements().map(requirement).collect(),
    sources => sources_in_use().iter().map(|source| format!("{source}\n")).collect(),
    cases => eks_auth_suite::cases().iter().map(case).collect(),
    defects => eks_auth_world::defect::all().map(defect).collect(),
    faults => eks_auth_mock::fault::all().map(fault).collect(),
    deep_faults => eks_auth_mock::fault::deep().map(deep_fault).collect(),
    transport_faults => eks_auth_mock::fault::transport().map(fault).collect(),
    limits => constraint::ALL.iter().map(|row| limit(row)).collect(),
    members_of_requests => request_fields().map(member).collect(),
    members_of_responses => response_fields().map(member).collect(),
    exceptions => Exception::ALL.into_iter().map(exception).collect(),
}

fn requirement(row: &Requirement) -> String {
    let sources: Vec<&str> = row.sources().iter().map(|source| source.name()).collect();
    format!("{} {}\n  {}\n  [{}]\n", row.id(), row.level(), row.text(), sources.join("; "))
}

/// The witnesses, in the order in which requirements first call them.
fn sources_in_use() -> Vec<Source> {
    let mut seen = Vec::new();
    for source in catalogue::requirements().flat_map(Requirement::sources) {
        if !seen.contains(source) {
            seen.push(*source);
        }
    }
    seen
}

fn case(row: &Case) -> String {
    format!("{} {} {} {}\n  {}\n", row.id(), row.requirement().id(), row.level(), row.area(), row.title())
}

fn defect(row: &Defect) -> String {
    format!("{} {:?}\n  {}\n", row.id(), row.group(), row.title())
}

fn fault(row: &Fault) -> String {
    format!("{} {} {}\n  {}\n", row.id(), row.requirement(), row.area(), row.summary())
}

fn deep_fault(row: &Fault) -> String {
    let class = row.class().expect("a deep fault has a class");
    format!("{} {} {class}\n  {}\n", row.id(), row.requirement(), row.summary())
}

fn limit(row: &Constraint) -> String {
    format!("{} ({})\n  {}\n  [{}]\n", row.noun(), row.member(), row.kind(), row.source())
}

fn member(row: &Field) -> String {
    format!("{} {} {:?}\n", row.path(), row.kind(), row.presence())
}

fn exception(row: Exception) -> String {
    format!("{} {} {:?}\n", row.name(), row.status(), row.fault())
}
