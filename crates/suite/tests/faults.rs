//! The selftest over a small part of the faults; `cargo xtask test` runs it over all.

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::catalogue::{Level, requirement};
use eks_auth_suite::selftest::{self, Event, Hole, Matrix, Options};
use eks_auth_suite::{Stop, Verdict, cases};

async fn matrix(only: &[&str], jobs: usize) -> Matrix {
    let only = only.iter().map(|pattern| (*pattern).to_owned()).collect();
    let options = Options { only, jobs, ..Options::default() };
    selftest::run(&options, |_| {}, Stop::never()).await.expect("filters that leave something")
}

/// Which fault is seen by which cases.
fn sights(matrix: &Matrix) -> Vec<(&str, Vec<&str>)> {
    let faults = matrix.faults().iter();
    faults.map(|row| (row.fault().id(), row.seen_by().iter().map(|case| case.id()).collect())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn whole_requirement_has_no_hole_and_no_blind_must_case() {
    // Every fault that breaks REQ-012.
    let faults = fault::all().filter(|fault| fault.requirement() == "REQ-012");
    let faults: Vec<&str> = faults.map(Fault::id).collect();
    let matrix = matrix(&faults, 4).await;
    assert_eq!(matrix.faults().len(), faults.len());
    let holes: Vec<String> = matrix.holes().iter().map(Hole::to_string).collect();
    assert!(holes.is_empty(), "{}", holes.join("\n"));
    assert!(matrix.cases().iter().all(|row| row.case().requirement().id() == "REQ-012"));
    assert!(matrix.cases().iter().all(|row| !row.sees().is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_breach_is_explained_and_judged() {
    let options = Options { only: vec!["request.accept.*".to_owned()], ..Options::default() };
    let mut sights = 0;
    let look = |event: &Event<'_>| {
        if let Event::Seen(sight) = event {
            sights += 1;
            assert!(!sight.seen_by().is_empty(), "{}", sight.fault().id());
            assert!(sight.unexplained_by().is_empty(), "{}", sight.fault().id());
            let must = requirement(sight.fault().requirement()).is_some_and(|it| it.level() == Level::Must);
            assert_eq!(must, sight.verdict() == Verdict::Nonconformant, "{}", sight.fault().id());
        }
    };
    selftest::run(&options, look, Stop::never()).await.expect("filters that leave something");
    assert!(sights > 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn order_and_number_of_jobs_do_not_change_the_matrix() {
    let only = ["response.audience.*", "request.token.*"];
    let (one, many) = (matrix(&only, 1).await, matrix(&only, 8).await);
    assert!(one.faults().len() > 8);
    assert_eq!(sights(&one), sights(&many));
}

#[tokio::test(flavor = "multi_thread")]
async fn part_of_the_faults_decides_no_more_than_it_can() {
    let matrix = matrix(&["response.audience.wrong"], 4).await;
    assert_eq!(sights(&matrix), [("response.audience.wrong", vec!["response.audience.value"])]);
    let cases: Vec<&str> = matrix.cases().iter().map(|row| row.case().id()).collect();
    assert_eq!(cases, ["response.audience.value"]);
    assert!(matrix.holes().is_empty(), "{:?}", matrix.holes());
}

#[tokio::test(flavor = "multi_thread")]
async fn run_that_is_stopped_tells_what_was_done() {
    let (call, stop) = Stop::on_call();
    let stop_at_first = |event: &Event<'_>| {
        if matches!(event, Event::Seen(_)) {
            call();
        }
    };
    let options = Options { only: vec!["request.*".to_owned()], jobs: 1, ..Options::default() };
    let matrix = selftest::run(&options, stop_at_first, stop).await.expect("filters that leave something");
    assert!(matrix.is_interrupted());
    assert!(!matrix.faults().is_empty() && matrix.holes().is_empty(), "{:?}", matrix.holes());
}

#[test]
fn every_fault_breaks_a_requirement_that_has_a_case() {
    for fault in fault::all() {
        let decided = cases().iter().any(|case| case.requirement().id() == fault.requirement());
        assert!(decided, "{} breaks {}, which no case decides", Fault::id(fault), fault.requirement());
    }
}
