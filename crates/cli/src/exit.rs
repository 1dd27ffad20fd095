//! The exit statuses: documented once, mapped once.

use std::process::ExitCode;

use eks_auth_suite::check::Judgement;
use eks_auth_suite::search::Replayed;
use eks_auth_suite::selftest::Matrix;
use eks_auth_suite::{Report, Verdict};

/// How the program ends. The numbers are part of the outside contract.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// All is well: the service is conformant, or what was asked for was done.
    Fine,
    /// At least one case failed that no ledger expects, the ledger does not hold, or the suite cannot be trusted with
    /// something.
    Failed,
    /// The command line, or a file that it names, is wrong; or no case was selected.
    Usage,
    /// The service was not reachable, was lost on the way, or a `must` could not be decided.
    Inconclusive,
}

impl Exit {
    const ALL: [Self; 4] = [Self::Fine, Self::Failed, Self::Usage, Self::Inconclusive];

    /// The number that the system sees.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Inconclusive => 3,
        }
    }

    /// What a run ends with: what its ledger says where it was compared with one. Under `--strict` a `should` fails a run
    /// without changing its verdict.
    pub(crate) fn of(report: &Report) -> Self {
        if let Some(ledger) = report.ledger() {
            return match (ledger.holds(), ledger.is_in_doubt()) {
                (false, _) => Self::Failed,
                (true, true) => Self::Inconclusive,
                (true, false) => Self::Fine,
            };
        }
        match report.verdict() {
            _ if report.totals().failed > 0 => Self::Failed,
            Verdict::Nonconformant => Self::Failed,
            Verdict::Inconclusive => Self::Inconclusive,
            Verdict::Conformant => Self::Fine,
        }
    }

    /// What `check` ends with: warnings do not count.
    pub(crate) fn of_judgement(judgement: &Judgement) -> Self {
        if judgement.is_valid() { Self::Fine } else { Self::Failed }
    }

    /// What a selftest ends with. A hole that was found is one however the run ended.
    pub(crate) fn of_matrix(matrix: &Matrix) -> Self {
        match (matrix.holes().is_empty(), matrix.is_interrupted()) {
            (false, _) => Self::Failed,
            (true, true) => Self::Inconclusive,
            (true, false) => Self::Fine,
        }
    }

    /// What a finding that was sent again ends with.
    pub(crate) fn of_replayed(replayed: &Replayed) -> Self {
        match replayed.breach() {
            _ if replayed.is_unreachable() => Self::Inconclusive,
            Some(_) => Self::Failed,
            None => Self::Fine,
        }
    }

    /// The table for the end of the help text.
    pub(crate) fn help() -> String {
        let lines: Vec<String> =
            Self::ALL.iter().map(|exit| format!("  {}  {}", exit.status(), exit.meaning())).collect();
        format!("Exit status:\n{}", lines.join("\n"))
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Fine => "conformant, or done; `fuzz`: nothing found; `check`: valid",
            Self::Failed => {
                "at least one `must` failed (with --strict, or a `should`) that no ledger expects, or the ledger does not \
                 hold; `fuzz`: something found; `check`: invalid; `selftest`: a hole"
            }
            Self::Usage => "the command line or a file it names is wrong, or no case was selected",
            Self::Inconclusive => {
                "inconclusive: the service was not reachable, was lost on the way, or a `must` could not be decided"
            }
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_those_of_the_contract() {
        assert_eq!(Exit::ALL.map(Exit::status), [0, 1, 2, 3]);
    }

    #[test]
    fn help_has_a_line_for_each_status() {
        let help = Exit::help();
        assert_eq!(help.lines().count(), 5);
        assert!(help.contains("\n  2  the command line"));
    }
}
