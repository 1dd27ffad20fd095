//! `cargo xtask schemas`: what we write for others against their own schemas. Not among the checks of every change: the
//! schemas and what validates by them come from package indexes.
//!
//! A check is a row of [`CHECKS`]. Each first has its validator refuse something, so that one which refuses nothing is seen.

mod reports;
mod tools;

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::failure::Failure;
use crate::test::build;
use crate::workspace::Workspace;
use reports::Reports;
use tools::{Tools, Unusable};

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Only the checks whose name begins like this
    #[arg(long, value_name = "PREFIX", default_value = "")]
    only: String,
    /// Let this binary write the reports, and build none
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// One kind of file, who says what it must be, and how it is asked.
struct Check {
    name: &'static str,
    /// What the files are held to, for people.
    by: &'static str,
    /// Makes the files, or finds them.
    files: fn(&Bench) -> Result<Vec<PathBuf>, Failure>,
    /// How the name of a file ends, and what a wrong one says.
    wrong: (&'static str, &'static str),
    /// Says what is wrong with a file; `None` if nothing.
    complaint: fn(&Tools, &Path) -> Result<Option<String>, Unusable>,
}

const CHECKS: &[Check] = &[
    Check {
        name: "junit",
        by: "the schema of Jenkins' xUnit plugin",
        files: |bench| bench.reports("xml"),
        wrong: ("xml", r#"<testsuites skipped="1"/>"#),
        complaint: tools::junit,
    },
    Check {
        name: "sarif",
        by: "the schema of SARIF 2.1.0",
        files: |bench| bench.reports("sarif"),
        wrong: ("sarif", r#"{"version": "2.1.0", "runs": [{"results": []}]}"#),
        complaint: tools::sarif,
    },
    Check {
        name: "sarif-github",
        by: "the rules of SARIF's own tool, and of GitHub code scanning",
        files: |bench| bench.reports("sarif"),
        wrong: (
            "sarif",
            r#"{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a"}}, "results": [{"message": {"text": "b"}}]}]}"#,
        ),
        complaint: tools::sarif_rules,
    },
];

/// Where checks work.
struct Bench {
    folder: PathBuf,
    binary: PathBuf,
    reports: OnceCell<Result<Reports, Failure>>,
}

impl Bench {
    /// The reports of real runs that end so.
    fn reports(&self, ending: &str) -> Result<Vec<PathBuf>, Failure> {
        let made = self.reports.get_or_init(|| Reports::make(&self.binary, &self.folder.join("reports")));
        made.as_ref().map(|reports| reports.with(ending)).map_err(|Failure(why)| Failure(why.clone()))
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let folder = Workspace::read()?.target_directory.join("schemas");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let tools = Tools::within(&folder);
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => build::build(build::BINARIES)?,
    };
    let bench = Bench { folder, binary, reports: OnceCell::new() };
    let mut wrong = Vec::new();
    for check in CHECKS.iter().filter(|check| check.name.starts_with(&arguments.only)) {
        match check.carry_out(&bench, &tools)? {
            Ok(complaints) => wrong.extend(complaints),
            Err(Unusable(why)) => println!("{:<13} skipped: {why}", check.name),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure(wrong.join("\n"))) }
}

impl Check {
    /// What is wrong; or why that cannot be said.
    fn carry_out(&self, bench: &Bench, tools: &Tools) -> Result<Result<Vec<String>, Unusable>, Failure> {
        let (ending, text) = self.wrong;
        let bad = bench.folder.join(format!("wrong-{}.{ending}", self.name));
        fs::write(&bad, text).map_err(|error| Failure::at(&bad, &error))?;
        match (self.complaint)(tools, &bad) {
            Ok(Some(_)) => {}
            Ok(None) => {
                return Err(Failure(format!(
                    "{}: the validator has nothing against a wrong file",
                    self.name
                )));
            }
            Err(unusable) => return Ok(Err(unusable)),
        }
        let (files, mut wrong) = ((self.files)(bench)?, Vec::new());
        for file in &files {
            match (self.complaint)(tools, file) {
                Ok(None) => {}
                Ok(Some(complaint)) => wrong.push(format!("{}: {}: {complaint}", self.name, file.display())),
                Err(unusable) => return Ok(Err(unusable)),
            }
        }
        println!("{:<13} {} of {} files pass {}", self.name, files.len() - wrong.len(), files.len(), self.by);
        Ok(Ok(wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique() {
        for (index, check) in CHECKS.iter().enumerate() {
            assert!(CHECKS[..index].iter().all(|other| other.name != check.name), "{}", check.name);
            assert!(!check.by.is_empty() && !check.wrong.1.is_empty(), "{}", check.name);
        }
    }
}
