//! The CI system that the program runs in, as the environment tells. It is asked here and nowhere else.

use std::env::{self, VarError};
use std::fs::OpenOptions;
use std::io::{self, IsTerminal, Write, stderr};
use std::path::{Path, PathBuf};

use eks_auth_suite::Report;
use eks_auth_suite::report::github::{SUMMARY_BYTES, annotations, summary};

use crate::print;

/// Whether a bar that moves can be seen: on a terminal, and not in the log of a CI job.
pub(crate) fn shows_bars() -> bool {
    stderr().is_terminal() && !is_ci(env::var("CI"))
}

/// What systems set `CI` to differs; some tools are told `false`.
fn is_ci(value: Result<String, VarError>) -> bool {
    match value {
        Ok(value) => !matches!(value.as_str(), "" | "0" | "false"),
        Err(VarError::NotPresent) => false,
        Err(VarError::NotUnicode(_)) => true,
    }
}

/// A step of a job of GitHub Actions.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct GitHub {
    summary: Option<PathBuf>,
}

impl GitHub {
    /// The step that this program is part of, if it is part of one.
    pub(crate) fn of_environment() -> Option<Self> {
        let is_one = env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true");
        let summary = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
        is_one.then(|| Self { summary: summary.map(PathBuf::from) })
    }

    /// Tells of a run in GitHub's own way: annotations on standard error, which the runner reads too, so that standard output
    /// stays what it is everywhere; and the step's summary. That there is no summary is no reason for a run to fail.
    pub(crate) fn tell(&self, report: &Report, again: &str) {
        annotations(report).lines().for_each(print::err);
        let Some(path) = &self.summary else { return };
        if let Err(error) = append(path, |room| summary(report, again, room)) {
            print::err(&format!(
                "warning: the summary of the step, `{}`, cannot be written: {error}",
                path.display()
            ));
        }
    }
}

/// Adds to a file what fits into it: other commands of the step may have written there.
fn append(path: &Path, text: impl Fn(usize) -> String) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).create(true).open(path)?;
    let there = usize::try_from(file.metadata()?.len()).unwrap_or(usize::MAX);
    let text = text(SUMMARY_BYTES.saturating_sub(there));
    if there.saturating_add(text.len()) > SUMMARY_BYTES {
        return Err(io::Error::other("there is no room left in it"));
    }
    file.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn ci_is_what_is_not_denied() {
        for (value, is) in
            [("true", true), ("1", true), ("woodpecker", true), ("false", false), ("0", false), ("", false)]
        {
            assert_eq!(is_ci(Ok(value.to_owned())), is, "{value}");
        }
        assert!(!is_ci(Err(VarError::NotPresent)));
    }

    #[test]
    fn summary_stands_after_what_is_there_if_it_fits() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("summary.md");
        fs::write(&path, "before\n").expect("written");
        append(&path, |room| format!("{} left\n", SUMMARY_BYTES - room)).expect("appended");
        assert_eq!(fs::read_to_string(&path).expect("there"), "before\n7 left\n");
        let full = append(&path, |room| "x".repeat(room + 1)).expect_err("too long");
        assert!(full.to_string().contains("no room"), "{full}");
        assert!(append(&folder.path().join("no/such/file"), |_| String::new()).is_err());
    }
}
