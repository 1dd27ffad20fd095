//! The faults of the transport, as the binary lists and explains them.

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;

/// What a run may end with.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Expected {
    /// 1 or 3.
    NoSuccess,
    /// 0 as well: the fault breaks no `must`.
    Anything,
}

impl Expected {
    /// What is expected of a run against this fault, by the level of the requirement that it breaks.
    pub(super) fn of(binary: &Path, id: &str) -> Result<Self, Failure> {
        Ok(Self::read(&told(binary, &["explain", id])?))
    }

    fn read(explanation: &str) -> Self {
        let requirement = explanation.lines().find(|line| line.starts_with("requirement "));
        match requirement.is_some_and(|line| line.ends_with("(should)")) {
            true => Self::Anything,
            false => Self::NoSuccess,
        }
    }

    pub(super) fn allows(self, status: Option<i32>) -> bool {
        matches!((self, status), (_, Some(1 | 3)) | (Self::Anything, Some(0)))
    }
}

/// Every fault of the transport.
pub(super) fn ids(binary: &Path) -> Result<Vec<String>, Failure> {
    let ids = listed(&told(binary, &["mock", "--help"])?);
    if ids.is_empty() {
        Err(Failure("`mock --help` lists no fault of the transport".to_owned()))
    } else {
        Ok(ids)
    }
}

fn listed(help: &str) -> Vec<String> {
    let first_words = help.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    first_words.filter(|word| word.starts_with("transport.")).map(str::to_owned).collect()
}

/// What the binary prints.
fn told(binary: &Path, arguments: &[&str]) -> Result<String, Failure> {
    let output = Command::new(binary).args(arguments).output();
    let output = output.map_err(|error| Failure::at(binary, &error))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read_from_the_help() {
        let help = "Faults:\n  response.a  no transport.b\n\nFaults of the transport:\n  transport.c    that\n  transport.d.e  this\n";
        assert_eq!(listed(help), ["transport.c", "transport.d.e"]);
    }

    #[test]
    fn fault_of_a_should_may_end_well() {
        let should = "fault transport.a\n  it does\n\nrequirement HTP-010 (should)\n  …\n";
        assert_eq!(Expected::read(should), Expected::Anything);
        assert_eq!(Expected::read(&should.replace("should", "must")), Expected::NoSuccess);
        assert!(Expected::Anything.allows(Some(0)) && !Expected::NoSuccess.allows(Some(0)));
        assert!(Expected::NoSuccess.allows(Some(3)) && !Expected::Anything.allows(Some(101)));
    }
}
