//! `cargo xtask test`: every test of the workspace, section by section, then the suite itself, and what it can see.

pub(crate) mod build;
mod count;
mod repeat;
mod section;
mod selftest;
mod service;

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use clap::Args;

use crate::cargo::{cargo, shown};
use crate::failure::Failure;
use crate::workspace::Workspace;
use count::Count;
use section::Section;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Let the suite judge this service, not its own mock
    #[arg(long, value_name = "URL")]
    endpoint: Option<String>,
    /// Nothing but the suite against its own mock, again and again, with the seeds 1 to N: each run must end with 0
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "100", conflicts_with = "endpoint")]
    repeat: Option<u64>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let workspace = Workspace::read()?;
    println!("== build");
    if let Some(times) = arguments.repeat {
        let binary = build::build(build::BINARIES)?;
        println!("== repeat");
        return summary(&[("repeat", repeat::repeat(&binary, times)?)]);
    }
    let binary = build::build(build::EVERYTHING)?;
    let mut counts = Vec::new();
    for Section { name, arguments } in section::sections(&workspace) {
        println!("== {name}");
        let count = counted(cargo().args(["test", "--workspace", "--no-fail-fast"]).args(&arguments))?;
        counts.push((name, count));
    }
    println!("== service");
    counts.push(("service", service::judge(&binary, &workspace, arguments.endpoint.as_deref())?));
    println!("== selftest");
    counts.push(("selftest", selftest::run(&binary, &workspace)?));
    summary(&counts)
}

/// Runs one `cargo test`, shows what it prints and counts the tests in it.
fn counted(command: &mut Command) -> Result<Count, Failure> {
    let shown = shown(command);
    let failed = |error: &std::io::Error| Failure(format!("`{shown}`: {error}"));
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    let mut count = Count::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| failed(&error))?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            count.add_line(&line);
        }
    }
    let status = child.wait().map_err(|error| failed(&error))?;
    Ok(count.ended(status.success()))
}

/// Prints the table, and the closing line for those who read only that.
fn summary(counts: &[(&str, Count)]) -> Result<(), Failure> {
    println!("== summary");
    for (name, count) in counts {
        println!("{name:<12} {count}");
    }
    let total = counts.iter().fold(Count::default(), |sum, (_, count)| sum.plus(*count));
    println!("{total}");
    if total.failed == 0 { Ok(()) } else { Err(Failure("not everything passed".to_owned())) }
}
