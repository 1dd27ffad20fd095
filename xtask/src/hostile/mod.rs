//! `cargo xtask hostile`: what the suite needs against each service that tries to hang or flood it.

mod fault;
mod measure;

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use crate::failure::Failure;
use crate::test::build;
use fault::Expected;
use measure::Run;

/// How much more memory a run may need than one against the friendly mock, in KiB.
const SURPLUS: u64 = 64 * 1024;
/// What a run may take beyond cases × timeout ÷ jobs.
const GRACE: Duration = Duration::from_secs(10);

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Measure only the faults whose ID begins like this
    #[arg(long, value_name = "PREFIX", default_value = "transport.")]
    only: String,
    /// Measure this binary, and build none
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure("peak memory is read from /proc, which only Linux has".to_owned()));
    }
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build::build(build::BINARIES)?,
    };
    println!("| fault | exit | seconds | at most | peak MiB | more than friendly | ended early |");
    println!("| --- | --: | --: | --: | --: | --: | --- |");
    let friendly = measure::run(&binary, None)?;
    println!("{}", row("none", &friendly, &friendly));
    let mut wrong = Vec::new();
    for id in fault::ids(&binary)?.into_iter().filter(|id| id.starts_with(&arguments.only)) {
        let expected = Expected::of(&binary, &id)?;
        let run = measure::run(&binary, Some(&id))?;
        println!("{}", row(&id, &run, &friendly));
        wrong.extend(complaints(&run, &friendly, expected).into_iter().map(|words| format!("{id} {words}")));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

fn row(name: &str, run: &Run, friendly: &Run) -> String {
    let mib = |kib: u64| format!("{}.{}", kib / 1024, kib % 1024 * 10 / 1024);
    format!(
        "| {name} | {} | {:.1} | {:.0} | {} | {} | {} |",
        run.status.map_or("signal".to_owned(), |status| status.to_string()),
        run.took.as_secs_f64(),
        bound(run).as_secs_f64(),
        mib(run.peak),
        mib(run.peak.saturating_sub(friendly.peak)),
        run.ended_early.as_deref().unwrap_or(""),
    )
}

/// The longest that a run may take.
fn bound(run: &Run) -> Duration {
    measure::TIMEOUT.saturating_mul(run.cases) / measure::JOBS + GRACE
}

/// What is not as it should be.
fn complaints(run: &Run, friendly: &Run, expected: Expected) -> Vec<String> {
    let mut wrong = Vec::new();
    if !expected.allows(run.status) {
        wrong.push(format!("ends with {:?}", run.status));
    }
    if run.peak > friendly.peak + SURPLUS {
        wrong.push(format!("needs {} KiB, against {} KiB of a friendly one", run.peak, friendly.peak));
    }
    if run.took > bound(run) {
        wrong.push(format!("takes {} s", run.took.as_secs()));
    }
    if run.cases != friendly.cases {
        wrong.push(format!("reports {} cases of {}", run.cases, friendly.cases));
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(status: i32, peak: u64, took: u64, cases: u32) -> Run {
        let took = Duration::from_secs(took);
        Run { status: Some(status), peak, took, cases, ended_early: None }
    }

    #[test]
    fn every_bound_can_be_broken() {
        let friendly = measured(0, 30_000, 20, 800);
        let told = |run: &Run| complaints(run, &friendly, Expected::NoSuccess);
        assert_eq!(told(&measured(1, 95_000, 110, 800)), Vec::<String>::new());
        assert_eq!(told(&measured(3, 30_000, 1, 800)), Vec::<String>::new());
        assert_eq!(told(&measured(0, 30_000, 1, 800)), ["ends with Some(0)"]);
        assert_eq!(told(&measured(101, 30_000, 1, 800)), ["ends with Some(101)"]);
        assert_eq!(
            told(&measured(1, 96_000, 1, 800)),
            ["needs 96000 KiB, against 30000 KiB of a friendly one"]
        );
        assert_eq!(told(&measured(1, 30_000, 111, 800)), ["takes 111 s"]);
        assert_eq!(told(&measured(1, 30_000, 1, 799)), ["reports 799 cases of 800"]);
    }

    #[test]
    fn rows_are_of_a_table() {
        let run = measured(1, 40_000, 2, 800);
        assert_eq!(row("a", &run, &measured(0, 30_000, 20, 800)), "| a | 1 | 2.0 | 110 | 39.0 | 9.7 |  |");
    }
}
