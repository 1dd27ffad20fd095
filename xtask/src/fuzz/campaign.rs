//! Targets run in turn, and what each did.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

use super::progress::Progress;
use super::seeding;
use super::seeds::Seeds;
use super::table::{Row, Table};
use super::tool::{self, Run, Sanitizer, cargo_fuzz};
use crate::cargo::{run as run_command, shown};
use crate::failure::Failure;

/// How long, how many at once, and under which watch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// For each target; `None` until something is found.
    pub(crate) seconds: Option<u32>,
    pub(crate) jobs: u32,
    pub(crate) sanitizer: Sanitizer,
}

/// Builds every target, also those that will not run: one that does not build is found at once.
pub(crate) fn build(effort: Effort) -> Result<(), Failure> {
    println!("== build");
    run_command(&mut cargo_fuzz("build", effort.sanitizer))
}

/// Runs targets in turn, also after one that has found something.
pub(crate) fn run(root: &Path, seeds: &Seeds, targets: &[String], effort: Effort) -> Result<Table, Failure> {
    let mut table = Table::default();
    for target in targets {
        println!("== {target}");
        table.0.push(run_one(root, seeds, target, effort)?);
    }
    Ok(table)
}

fn run_one(root: &Path, seeds: &Seeds, target: &str, effort: Effort) -> Result<Row, Failure> {
    let start = seeding::prepare(root, seeds, target)?;
    let Effort { seconds, jobs, sanitizer } = effort;
    let asked =
        Run { sanitizer, folders: &start.folders, dictionary: start.dictionary.as_deref(), seconds, jobs };
    let mut command = tool::run(target, &asked);
    let what = shown(&command);
    let failed = |error: &std::io::Error| Failure(format!("`{what}`: {error}"));
    // libFuzzer says everything on standard error.
    let mut child = command.stderr(Stdio::piped()).spawn().map_err(|error| failed(&error))?;
    let mut progress = Progress::default();
    if let Some(output) = child.stderr.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| failed(&error))?;
            let line = String::from_utf8_lossy(&line);
            progress.read(&line);
            if !Progress::is_chatter(&line) {
                eprintln!("{line}");
            }
        }
    }
    let ended_well = child.wait().map_err(|error| failed(&error))?.success() && progress.finds.is_empty();
    Ok(Row { target: target.to_owned(), progress, ended_well })
}
