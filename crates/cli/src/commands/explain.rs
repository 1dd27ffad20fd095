//! `explain`: one case, requirement, fault, manner or defect in full, and how they hang together.

use std::fmt::Write as _;

use eks_auth_mock::{Fault, Manner, fault, manner};
use eks_auth_suite::catalogue::{self, Requirement, Retired, requirement, requirements};
use eks_auth_suite::{Case, cases, cases_that_send};
use eks_auth_world::defect::{self, Defect};

use crate::args::Explain;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{near, print};

/// So many probes of a case, and requests of a probe, are told; of more it is said how many there are.
const TOLD: usize = 12;
/// A case that looks at more probes than this looks at everything of some kind.
const OF_ITS_OWN: usize = 2;

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
        catalogue::retired(id).map(retired),
    ];
    let found: Vec<String> = found.into_iter().flatten().collect();
    if found.is_empty() { None } else { Some(found.join("\n")) }
}

fn known() -> impl Iterator<Item = &'static str> {
    let cases = cases().iter().map(Case::id);
    let manners = manner::all().map(Manner::id);
    let faults = fault::every().map(Fault::id);
    let defects = defect::all().map(Defect::id);
    let retired = catalogue::all_retired().map(Retired::id);
    let requirements = requirements().map(Requirement::id);
    cases.chain(requirements).chain(faults).chain(manners).chain(defects).chain(retired)
}

fn case(case: &'static Case) -> String {
    let mut text = format!("case {}\n  {}\n  area: {}\n", case.id(), case.title(), case.area());
    let _ = writeln!(text, "  since: {}\n", case.since());
    text.push_str(&requirement_text(case.requirement()));
    text.push_str(&what_it_sends(case));
    text.push_str(&faults_that_break(case.requirement()));
    let _ = write!(
        text,
        "\nrun it alone:   eks-auth-conformance service --only '{0}'\nsee it in full: eks-auth-conformance replay {0}\n",
        case.id()
    );
    text
}

/// The probes, and what varies from request to request.
fn what_it_sends(case: &Case) -> String {
    let probes = case.sends();
    let mut text = match probes.len() {
        1 => "\nit sends:\n".to_owned(),
        count => format!("\nit looks at {count} probes, each sent once in a run whatever looks at it:\n"),
    };
    let more = probes.len().saturating_sub(TOLD);
    for probe in probes.take(TOLD) {
        let _ = writeln!(text, "  {}", probe.title());
        let requests = probe.requests();
        for request in requests.iter().take(TOLD) {
            let _ = writeln!(text, "    - {request}");
        }
        if requests.len() > TOLD {
            let _ = writeln!(text, "    - and {} requests more", requests.len() - TOLD);
        }
    }
    if more > 0 {
        let _ = writeln!(text, "  and {more} more");
    }
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
    let _ = writeln!(text, "\nserve it:          eks-auth-conformance mock --fault {}", fault.id());
    let _ = match fault.class() {
        None if fault.is_of_transport() => {
            writeln!(text, "it is one of the transport: whoever calls such a service must survive it")
        }
        None => writeln!(text, "see what sees it:  eks-auth-conformance selftest --only {}", fault.id()),
        Some(class) => writeln!(text, "it lies deep ({class}): no case is meant to see it, a search is"),
    };
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
    let (own, others): (Vec<&Case>, Vec<&Case>) =
        cases_that_send(defect).partition(|case| case.sends().len() <= OF_ITS_OWN);
    let mut text = format!("defect {}\n  {}\n  {}\n", defect.id(), defect.title(), defect.group().meaning());
    text.push_str(&section("sent by the cases", own.iter().map(|case| (case.id(), case.title()))));
    let others = others.iter().map(|case| (case.id(), case.title()));
    text.push_str(&section("looked at, among other requests, by the cases", others));
    let _ = write!(text, "\nmint it: eks-auth-conformance token mint --defect {}\n", defect.id());
    text
}

fn retired(retired: &Retired) -> String {
    format!(
        "{} is retired and will not be used again\n  it meant: {}\n  {}\n",
        retired.id(),
        retired.meant(),
        retired.why()
    )
}

fn requirement_text(requirement: &Requirement) -> String {
    let (id, level) = (requirement.id(), requirement.level());
    let mut text = format!("requirement {id} ({level})\n  {}\n\nwitnesses:\n", requirement.text());
    for source in requirement.sources() {
        let _ = writeln!(text, "  {}: {}\n    {}", source.name(), source.what(), source.reference());
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

    fn explained(id: &str, parts: &[&str]) {
        let text = explanation(id).unwrap_or_else(|| panic!("{id} is known"));
        for part in parts {
            assert!(text.contains(part), "{part} is not in {text}");
        }
    }

    #[test]
    fn every_fault_breaks_a_requirement_of_the_catalogue() {
        for fault in fault::every() {
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
        // Cases and defects take their time, as their requests are made: some of them stand for all.
        let quick = |id: &&str| defect::find(id).is_none() && cases().iter().all(|case| case.id() != *id);
        let some = cases().iter().step_by(40).map(Case::id).chain(["alg-none"]);
        for id in known().filter(quick).chain(some) {
            assert!(explanation(id).is_some_and(|text| text.contains(id)), "{id}");
        }
    }

    #[test]
    fn requirement_with_witnesses_cases_and_faults() {
        explained(
            "RSP-004",
            &[
                "(must)",
                "witnesses:\n  ",
                "https://",
                "response.audience.value: ",
                "response.audience.wrong: ",
            ],
        );
    }

    #[test]
    fn case_with_what_it_sends_and_how_to_run_it() {
        explained(
            "request.token.number",
            &[
                "requirement REQ-003",
                "the good request beside it",
                "--only 'request.token.number'",
                "replay request.",
            ],
        );
        explained("leak.secrets", &["it looks at ", " probes", "  and "]);
    }

    #[test]
    fn fault_with_the_cases_that_see_it() {
        explained(
            "response.audience.wrong",
            &["requirement RSP-004", "response.audience.value", "mock --fault"],
        );
    }

    #[test]
    fn deep_fault_with_its_class_and_without_a_selftest() {
        explained(
            "deep.exp.fraction-and-no-iat",
            &["requirement TOK-008", "mock --fault", "it lies deep (spelling)"],
        );
        let text = explanation("deep.exp.fraction-and-no-iat").unwrap_or_default();
        assert!(!text.contains("selftest"), "{text}");
    }

    #[test]
    fn defect_with_its_group_and_cases() {
        explained(
            "alg-none",
            &["Nothing in it matches", "token.alg-none: ", "leak.secrets", "--defect alg-none"],
        );
    }

    #[test]
    fn retired_id() {
        explained("HTP-006", &["retired", "Pipelined"]);
    }
}
