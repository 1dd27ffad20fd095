//! `explain`: one case, requirement, fault, manner or defect in full, and how they hang together.

use std::fmt::Write as _;

use eks_auth_mock::{Fault, Manner, fault, manner};
use eks_auth_suite::catalogue::{Requirement, requirement, requirements};
use eks_auth_suite::{Case, cases};
use eks_auth_world::defect::{self, Defect};

use crate::args::Explain;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{near, print};

pub(crate) fn run(arguments: &Explain) -> Result<Exit, Failure> {
    let text = explanation(&arguments.id).ok_or_else(|| Failure::Unknown {
        what: "case, requirement, fault, manner or defect",
        id: arguments.id.clone(),
        meant: near::suggestion(&arguments.id, known()),
    })?;
    print::out(&text)?;
    Ok(Exit::Fine)
}

/// Everything of that name: a case and a fault may have the same.
fn explanation(id: &str) -> Option<String> {
    let found = [
        cases().iter().find(|case| case.id() == id).map(case),
        requirement(id).map(requirement_alone),
        fault::find(id).map(fault),
        manner::find(id).map(manner),
        defect::find(id).map(defect),
    ];
    let found: Vec<String> = found.into_iter().flatten().collect();
    if found.is_empty() { None } else { Some(found.join("\n")) }
}

fn known() -> impl Iterator<Item = &'static str> {
    let cases = cases().iter().map(Case::id);
    let manners = manner::all().map(Manner::id);
    let (faults, defects) = (fault::all().map(Fault::id), defect::all().map(Defect::id));
    cases.chain(requirements().map(Requirement::id)).chain(faults).chain(manners).chain(defects)
}

fn case(case: &'static Case) -> String {
    let mut text = format!("case {}\n  {}\n  area: {}\n\n", case.id(), case.title(), case.area());
    text.push_str(&requirement_text(case.requirement()));
    text.push_str(&faults_that_break(case.requirement()));
    let _ = write!(
        text,
        "\nrun it alone:   eks-auth-conformance service --only '{0}'\nsee it in full: eks-auth-conformance replay {0}\n",
        case.id()
    );
    text
}

fn requirement_alone(requirement: &'static Requirement) -> String {
    let cases = cases().iter().filter(|case| case.requirement().id() == requirement.id());
    let cases = cases.map(|case| (case.id(), case.title()));
    format!(
        "{}{}{}",
        requirement_text(requirement),
        section("decided by the cases", cases),
        faults_that_break(requirement)
    )
}

fn fault(fault: &'static Fault) -> String {
    let mut text = format!("fault {}\n  {}\n\n", fault.id(), fault.summary());
    match requirement(fault.requirement()) {
        Some(broken) => text.push_str(&requirement_alone(broken)),
        None => {
            let _ = writeln!(text, "it breaks {}", fault.requirement());
        }
    }
    let _ = write!(text, "\nserve it: eks-auth-conformance mock --fault {}\n", fault.id());
    text
}

fn manner(manner: &'static Manner) -> String {
    let requirements = manner.warns().iter().filter_map(|id| requirement(id));
    let warns = requirements.map(|requirement| (requirement.id(), requirement.text()));
    format!(
        "manner {0}\n  {1}\n{2}\nserve it: eks-auth-conformance mock --manner {0}\n",
        manner.id(),
        manner.summary(),
        section("it is correct, and warned of for", warns)
    )
}

fn defect(defect: &'static Defect) -> String {
    format!(
        "defect {0}\n  {1}\n\nmint it: eks-auth-conformance token mint --defect {0}\n",
        defect.id(),
        defect.title()
    )
}

fn requirement_text(requirement: &Requirement) -> String {
    let (id, level) = (requirement.id(), requirement.level());
    let mut text = format!("requirement {id} ({level})\n  {}\n", requirement.text());
    for source in requirement.sources() {
        let _ = writeln!(text, "  - {source}");
    }
    text
}

fn faults_that_break(requirement: &Requirement) -> String {
    let faults = fault::all().filter(|fault| fault.requirement() == requirement.id());
    section("broken by the mock's faults", faults.map(|fault| (fault.id(), fault.summary())))
}

/// Names and what they mean under a title; nothing if there are none.
fn section<'a>(title: &str, rows: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::new();
    for (index, (name, meaning)) in rows.enumerate() {
        if index == 0 {
            let _ = writeln!(text, "\n{title}:");
        }
        let _ = writeln!(text, "  {name}: {meaning}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_breaks_a_requirement_of_the_catalogue() {
        for fault in fault::all() {
            assert!(
                requirement(fault.requirement()).is_some(),
                "{} breaks {}",
                fault.id(),
                fault.requirement()
            );
        }
    }

    #[test]
    fn everything_known_is_explained() {
        for id in known() {
            assert!(explanation(id).is_some_and(|text| text.contains(id)), "{id}");
        }
    }
}
