//! The page of a report, also of a service that answers with markup.

use std::collections::BTreeSet;

use super::*;
use crate::report::terminal::tests::{case as a_case, report as a_report};
use crate::target::Implementation;

const HOSTILE: &str = "<script>alert(\"1\")</script>\u{1b}[31m\u{202e}' onload='x";

fn case(id: &str, outcome: Outcome) -> CaseReport {
    let text = |text: &str| (outcome != Outcome::Passed).then(|| text.to_owned());
    CaseReport {
        title: "`audience` is right".to_owned(),
        expected: text("audience \"a\""),
        observed: text(&format!("audience {HOSTILE}")),
        message: text(HOSTILE),
        replay: text("eks-auth-conformance replay it --seed 7"),
        ..a_case(id, outcome)
    }
}

fn report(cases: Vec<CaseReport>) -> Report {
    let mut report = a_report(Verdict::Nonconformant, cases);
    report.target.implementation = Some(Implementation::parse(HOSTILE));
    report.ended_early = Some(HOSTILE.to_owned());
    report
}

fn page() -> String {
    let cases = Outcome::ALL.map(|outcome| case(&format!("response.{}", outcome.as_str()), outcome));
    write(&report(cases.into()), &format!("eks-auth-conformance service --seed 7 {HOSTILE}"))
}

fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    page.split(&start).skip(1).filter_map(|part| part.split('"').next()).collect()
}

#[test]
fn release_whose_cases_were_run_is_named() {
    let report = Report { as_of: Some("0.1.0".to_owned()), ..report(Vec::new()) };
    assert!(write(&report, "again").contains("Only the cases that release 0.1.0 had already."));
}

#[test]
fn markup_and_control_characters_of_a_service_are_shown() {
    let page = page();
    // The one script is ours; it has no markup in it.
    assert_eq!(page.matches("<script").count(), 1, "{page}");
    assert!(page.contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;\\u{1b}[31m\\u{202e}"), "{page}");
    assert!(!page.contains(['\u{1b}', '\u{202e}']));
}

#[test]
fn every_case_is_there_with_what_decided_it() {
    let page = page();
    for outcome in Outcome::ALL {
        let item = format!("<li id=\"response.{0}\" data-outcome=\"{0}\"", outcome.as_str());
        assert_eq!(page.matches(&item).count(), 1, "{item}");
    }
    for text in ["RSP-004", "replay it --seed 7", "<del>", "<ins>", "service --seed 7", "service-2.json.gz"] {
        assert!(page.contains(text), "{text}");
    }
}

#[test]
fn anchors_are_unique_and_every_link_leads_to_one() {
    let page = page();
    let all = attributes(&page, "id");
    let ids: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(ids.len(), all.len(), "{all:?}");
    for link in attributes(&page, "href") {
        let leads = link.strip_prefix('#').is_some_and(|id| ids.contains(id)) || link.starts_with("https://");
        assert!(leads, "{link}");
    }
}

#[test]
fn nothing_but_witnesses_leads_out() {
    let page = page();
    for reference in ["src=", "url(", "@import", "<link", "<iframe", " style=", " onclick="] {
        assert!(!page.contains(reference), "{reference}");
    }
}

#[test]
fn what_is_opened_is_closed() {
    let page = page();
    for tag in
        ["html", "body", "main", "section", "ul", "li", "details", "summary", "dl", "pre", "table", "form"]
    {
        let opened = page.matches(&format!("<{tag} ")).count() + page.matches(&format!("<{tag}>")).count();
        assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag}");
    }
}

#[test]
fn a_passed_case_takes_a_few_hundred_bytes() {
    let cases = |count: usize| (0..count).map(|n| case(&format!("response.{n}"), Outcome::Passed)).collect();
    let length = |count| write(&report(cases(count)), "again").len();
    assert!((length(1000) - length(500)) / 500 < 500);
}
