//! `cargo xtask check`: everything that can be said of the code without running it.

use crate::cargo::{cargo, run as run_command, succeeds};
use crate::failure::Failure;
use crate::{tidy, vectors, wasm};

/// How one step ended, if it did not fail.
enum Step {
    Passed,
    Skipped(&'static str),
}

/// Runs every step, also after a failure, so that one run shows all there is to mend.
pub(crate) fn run() -> Result<(), Failure> {
    let mut steps = Steps::default();
    steps.run("format", format);
    steps.run("tidy", rules);
    steps.run("vectors", exported);
    steps.run("clippy", clippy);
    steps.run("docs", docs);
    steps.run("wasm", webassembly);
    steps.run("licences", licences);
    println!("== check\n{}", steps.lines.join("\n"));
    if steps.failed.is_empty() {
        Ok(())
    } else {
        Err(Failure(format!("check failed: {}", steps.failed.join(", "))))
    }
}

#[derive(Default)]
struct Steps {
    lines: Vec<String>,
    failed: Vec<&'static str>,
}

impl Steps {
    fn run(&mut self, name: &'static str, step: fn() -> Result<Step, Failure>) {
        println!("== {name}");
        self.lines.push(match step() {
            Ok(Step::Passed) => format!("{name:<10} passed"),
            Ok(Step::Skipped(reason)) => format!("{name:<10} skipped: {reason}"),
            Err(Failure(message)) => {
                self.failed.push(name);
                format!("{name:<10} failed: {message}")
            }
        });
    }
}

fn format() -> Result<Step, Failure> {
    run_command(cargo().args(["fmt", "--all", "--check"]))?;
    Ok(Step::Passed)
}

fn rules() -> Result<Step, Failure> {
    tidy::run()?;
    Ok(Step::Passed)
}

fn exported() -> Result<Step, Failure> {
    vectors::check()?;
    Ok(Step::Passed)
}

fn clippy() -> Result<Step, Failure> {
    run_command(cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))?;
    Ok(Step::Passed)
}

fn docs() -> Result<Step, Failure> {
    run_command(cargo().args(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "--deny warnings"))?;
    Ok(Step::Passed)
}

fn webassembly() -> Result<Step, Failure> {
    wasm::run()?;
    Ok(Step::Passed)
}

/// Advisories are left out: their database is a download, and a check must not depend on the network.
fn licences() -> Result<Step, Failure> {
    if !succeeds(cargo().args(["deny", "--version"])) {
        return Ok(Step::Skipped("cargo-deny is not installed (`cargo install --locked cargo-deny`)"));
    }
    // It reads the crates of every platform, of which a build has fetched only its own.
    run_command(cargo().args(["fetch", "--locked"]))?;
    run_command(cargo().args(["deny", "--offline", "check", "licenses", "bans", "sources"]))?;
    Ok(Step::Passed)
}
