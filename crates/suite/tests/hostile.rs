//! Whatever a broken or hostile service does with its connections: a run, a search and a replay end, and say what happened.
//!
//! The bounds on time here catch what hangs; how long anything takes is not tested.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::catalogue::{Level, Requirement, requirement};
use eks_auth_suite::client::Limits;
use eks_auth_suite::report::{json, junit, terminal};
use eks_auth_suite::search::{KeptFinding, SearchOptions, search, send_again};
use eks_auth_suite::{Options, Outcome, Report, Selection, Stop, Target, Verdict, run};
use eks_auth_world::Partition;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// The bound on one request: short, since most of these make the suite wait for it.
const TIMEOUT: Duration = Duration::from_millis(500);
/// What hangs is not waited for any longer.
const HANGS: Duration = Duration::from_secs(240);
/// How many services are tested at once. Most of the time they are waited for.
const AT_ONCE: usize = 4;

async fn target(fault: &'static Fault) -> Target {
    Target::embedded(Partition::Aws, Some(fault)).await.expect("a free port")
}

fn limits() -> Limits {
    Limits::default().with_timeout(TIMEOUT)
}

fn named(id: &str) -> &'static Fault {
    fault::find(id).unwrap_or_else(|| panic!("no fault {id}"))
}

/// Whether the fault breaks what a service must do.
fn breaks_a_must(fault: &Fault) -> bool {
    requirement(fault.requirement()).map(Requirement::level) == Some(Level::Must)
}

/// Tries every fault of the transport, some at once; what is wrong with any of them.
async fn try_all<T>(trial: impl Fn(&'static Fault) -> T)
where
    T: Future<Output = Vec<String>> + Send + 'static,
{
    let slots = Arc::new(Semaphore::new(AT_ONCE));
    let mut running = JoinSet::new();
    for fault in fault::transport() {
        let (slots, trial) = (Arc::clone(&slots), trial(fault));
        running.spawn(async move {
            let _slot = slots.acquire_owned().await.expect("a semaphore that nobody closes");
            let found = tokio::time::timeout(HANGS, trial).await;
            let found = found.unwrap_or_else(|_| vec!["it hangs".to_owned()]);
            found.into_iter().map(|words| format!("{}: {words}", fault.id())).collect::<Vec<_>>()
        });
    }
    let wrong: Vec<String> = running.join_all().await.into_iter().flatten().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is wrong with a report on a service with this fault.
fn complaints(fault: &Fault, report: &Report) -> Vec<String> {
    let mut found = Vec::new();
    if breaks_a_must(fault) && report.verdict() == Verdict::Conformant {
        found.push("the service is called conformant".to_owned());
    }
    for case in report.cases() {
        let is_told = case.message().is_some_and(|message| !message.is_empty()) && case.observed().is_some();
        let is_open = !matches!(case.outcome(), Outcome::Passed | Outcome::Skipped);
        if is_open && !is_told {
            found.push(format!("{} does not say what happened", case.id()));
        }
        if case.message().is_some_and(|message| message.contains("the suite failed")) {
            found.push(format!("a probe of {} panicked", case.id()));
        }
    }
    let written = json::write(report);
    let whole = serde_json::from_str::<serde_json::Value>(&written)
        .is_ok_and(|json| json["cases"].as_array().is_some_and(|cases| cases.len() == report.cases().len()));
    if !whole
        || junit::write(report).is_empty()
        || terminal::write(report, terminal::Page::new(100, terminal::Colour::Never)).is_empty()
    {
        found.push("the report is not whole".to_owned());
    }
    found
}

fn options(only: &[&str]) -> Options {
    let only = only.iter().map(|pattern| (*pattern).to_owned()).collect();
    Options { only, limits: limits(), max_time: Duration::from_secs(60), ..Options::default() }
}

/// A run of some cases: enough requests for a service to die on the way.
async fn run_of_some(fault: &'static Fault) -> Vec<String> {
    let options = options(&["exchange.*", "response.*", "http.closed"]);
    let report =
        run(&target(fault).await, &options, |_| {}, Stop::never()).await.expect("filters that leave some");
    let mut found = complaints(fault, &report);
    if report.cases().len() != Selection::of(&options).expect("filters that leave some").cases().count() {
        found.push("cases are missing from the report".to_owned());
    }
    let open = |outcome| !matches!(outcome, Outcome::Passed | Outcome::Skipped);
    if !report.cases().iter().any(|case| open(case.outcome())) {
        found.push("no case says that anything happened".to_owned());
    }
    found
}

#[tokio::test(flavor = "multi_thread")]
async fn run_ends_whatever_the_service_does() {
    try_all(run_of_some).await;
}

async fn search_of_some(fault: &'static Fault) -> Vec<String> {
    let options = SearchOptions { cases: 150, limits: limits(), seed: 1, ..SearchOptions::default() };
    let report = search(&target(fault).await, &options, str::to_owned, |_| {}, Stop::never()).await;
    if breaks_a_must(fault) && report.verdict() == Verdict::Conformant {
        return vec!["nothing is found".to_owned()];
    }
    Vec::new()
}

#[tokio::test(flavor = "multi_thread")]
async fn search_ends_whatever_the_service_does() {
    try_all(search_of_some).await;
}

/// The plain request, as the file of a finding.
async fn finding() -> String {
    let target = target(named("response.audience.wrong")).await;
    let options = SearchOptions { cases: 1, ..SearchOptions::default() };
    let report = search(&target, &options, str::to_owned, |_| {}, Stop::never()).await;
    report.findings().first().expect("every answer is wrong").write()
}

async fn replay_of(finding: Arc<String>, fault: &'static Fault) -> Vec<String> {
    let finding = KeptFinding::parse(&finding).expect("a finding");
    let options = SearchOptions { limits: limits(), ..SearchOptions::default() };
    let replayed = send_again(&target(fault).await, &finding, &options).await.expect("of this world");
    // Who lives long enough to answer this one answers it well.
    let is_mortal = fault.id().starts_with("transport.dies");
    let is_told = replayed.breach().is_some() || replayed.is_unreachable();
    if breaks_a_must(fault) && !is_mortal && !is_told {
        return vec![format!("the finding is called mended: {}", replayed.outcome())];
    }
    Vec::new()
}

#[tokio::test(flavor = "multi_thread")]
async fn replay_ends_whatever_the_service_does() {
    let finding = Arc::new(finding().await);
    try_all(|fault| replay_of(Arc::clone(&finding), fault)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn service_that_is_plainly_gone_ends_the_run_early() {
    for (id, words) in [
        ("transport.silent", "nothing answers at"),
        ("transport.close.accepted", "nothing answers at"),
        ("transport.reset.before", "nothing answers at"),
        ("transport.drip", "the service was lost"),
        ("transport.body.withheld", "the service was lost"),
        ("transport.dies", "the service was lost"),
    ] {
        let target = target(named(id)).await;
        let everything = Options { max_time: HANGS, ..options(&[]) };
        let report = tokio::time::timeout(HANGS, run(&target, &everything, |_| {}, Stop::never())).await;
        let report = report.unwrap_or_else(|_| panic!("{id} hangs")).expect("no filters");
        assert!(
            report.ended_early().is_some_and(|why| why.starts_with(words)),
            "{id}: {:?}",
            report.ended_early()
        );
        assert_eq!(complaints(named(id), &report), Vec::<String>::new(), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_suite_ends_within_its_bound_on_answers_that_are_long_to_judge() {
    for id in ["transport.body.garbage", "transport.gzip.bomb", "transport.json.deep-objects"] {
        let target = target(named(id)).await;
        let brief = Options { max_time: Duration::from_secs(5), ..options(&[]) };
        let report = tokio::time::timeout(HANGS, run(&target, &brief, |_| {}, Stop::never())).await;
        let report = report.unwrap_or_else(|_| panic!("{id} hangs")).expect("no filters");
        assert_eq!(complaints(named(id), &report), Vec::<String>::new(), "{id}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reset_after_the_answer_is_warned_of() {
    let (target, options) = (target(named("transport.reset.after")).await, options(&["http.closed"]));
    let report = run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave some");
    let seen: Vec<_> = report.cases().iter().map(|case| (case.outcome(), case.observed())).collect();
    assert_eq!(seen, [(Outcome::Warned, Some("reset"))]);
}

#[tokio::test(flavor = "multi_thread")]
async fn redirects_are_not_followed() {
    let (target, options) = (target(named("transport.redirect.loop")).await, options(&["exchange.granted"]));
    let report = run(&target, &options, |_| {}, Stop::never()).await.expect("filters that leave some");
    let seen: Vec<_> = report.cases().iter().map(|case| case.observed()).collect();
    assert_eq!(seen, [Some("status 307")]);
}
