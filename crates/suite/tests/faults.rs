//! Every fault of the mock is seen by a case of the requirement that it breaks, and explained.

use eks_auth_mock::{Fault, fault};
use eks_auth_suite::selftest::{self, Event, Hole, Matrix, Options};
use eks_auth_suite::{Stop, cases};

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
async fn every_fault_is_seen_and_explained_and_every_requirement_broken() {
    let matrix = matrix(&[], 4).await;
    assert_eq!(matrix.faults().len(), fault::all().count());
    let holes = matrix.holes().iter().filter(|hole| !matches!(hole, Hole::CaseBlind { .. }));
    let holes: Vec<String> = holes.map(Hole::to_string).collect();
    assert!(holes.is_empty(), "{}", holes.join("\n"));
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
