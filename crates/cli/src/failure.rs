//! Everything that can stop a command, and how it is told: in one line.

use std::error::Error;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use eks_auth_protocol::token::TokenError;
use eks_auth_suite::check::{CaptureError, KeySetError};
use eks_auth_suite::compare::KeptReportError;
use eks_auth_suite::ledger::LedgerError;
use eks_auth_suite::observe::ObservationError;
use eks_auth_suite::profile::ProfileError;
use eks_auth_suite::report::terminal::printable;
use eks_auth_suite::search::KeptFindingError;
use eks_auth_suite::selftest::SelftestError;
use eks_auth_suite::{FilterError, RunError};
use eks_auth_world::Partition;
use thiserror::Error;

use crate::commands::{ExportError, FolderError, MintError};
use crate::exit::Exit;
use crate::input::InputError;
use crate::output::OutputError;
use crate::print::PrintError;
use crate::target::TargetError;

/// Why a command could not do what it was asked to.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// The filters are wrong, or leave nothing.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The run could not begin.
    #[error(transparent)]
    Run(#[from] RunError),
    /// The suite could not be tested.
    #[error(transparent)]
    Selftest(#[from] SelftestError),
    /// A report cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A file cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A ledger is none.
    #[error("`{}`", path.display())]
    Ledger {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, and where.
        source: LedgerError,
    },
    /// A profile cannot be followed.
    #[error("`{}`", path.display())]
    Profile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ProfileError,
    },
    /// What was captured is another kind of message than was said, or a broken one.
    #[error("that cannot be judged")]
    Capture(#[from] CaptureError),
    /// A file of keys has none.
    #[error("`{}` is no set of keys", path.display())]
    Keys {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: KeySetError,
    },
    /// Findings cannot be kept.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// A finding's file is none.
    #[error("`{}`", path.display())]
    Finding {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: KeptFindingError,
    },
    /// A finding was made in another partition than the one that was named.
    #[error("`{}` is a finding in {partition}, not {named}; leave --partition away", path.display())]
    OtherPartition {
        /// The file.
        path: PathBuf,
        /// The finding's.
        partition: Partition,
        /// The one that was named.
        named: Partition,
    },
    /// A finding is about an association that there is not.
    #[error("`{}` asks for an association that the fixture world does not have; search again", .0.display())]
    OtherWorld(PathBuf),
    /// An observation is none.
    #[error("`{}`", path.display())]
    Observation {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ObservationError,
    },
    /// A report is none.
    #[error("`{}`", path.display())]
    Report {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: KeptReportError,
    },
    /// Standard output cannot be written to.
    #[error(transparent)]
    Print(#[from] PrintError),
    /// The world cannot be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The token cannot be made.
    #[error(transparent)]
    Mint(#[from] MintError),
    /// What was read is not a token.
    #[error("that is not a token")]
    Token(#[from] TokenError),
    /// No such case, requirement, fault or defect.
    #[error("there is no {what} `{id}`{meant}; `eks-auth-conformance list` shows every case")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The ID.
        id: String,
        /// What may have been meant, in words.
        meant: String,
    },
    /// A server of ours cannot listen where it should.
    #[error("cannot listen on {address}; choose another address with --listen, or port 0 for any free one")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// There is nothing to test.
    #[error(transparent)]
    Target(#[from] TargetError),
    /// Threads or signals cannot be had.
    #[error("the system does not give what a run needs")]
    System(#[source] io::Error),
}

impl Failure {
    /// A profile that cannot be followed.
    pub(crate) fn profile(path: &Path, source: ProfileError) -> Self {
        Self::Profile { path: path.to_owned(), source }
    }

    /// How the program ends: the fault lies with the command line, unless this machine cannot run anything.
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Target(TargetError::Embedded(_))
            | Self::System(_)
            | Self::Selftest(SelftestError::NoPort(_)) => Exit::Inconclusive,
            _ => Exit::Usage,
        }
    }

    /// The error and what caused it, in one line.
    pub(crate) fn line(&self) -> String {
        let mut text = self.to_string();
        let mut source = self.source();
        while let Some(error) = source {
            let cause = error.to_string();
            if !text.contains(&cause) {
                text.push_str(": ");
                text.push_str(&cause);
            }
            source = error.source();
        }
        line_of(&text)
    }
}

/// `error: …` in one line, with nothing in it that a terminal would obey.
pub(crate) fn line_of(text: &str) -> String {
    let words: Vec<&str> = text.split(['\n', '\r']).map(str::trim).filter(|part| !part.is_empty()).collect();
    format!("error: {}", printable(&words.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_follow_in_the_same_line() {
        let address = SocketAddr::from(([127, 0, 0, 1], 80));
        let source = io::Error::other("two\nlines");
        assert_eq!(
            Failure::Listen { address, source }.line(),
            "error: cannot listen on 127.0.0.1:80; choose another address with --listen, or port 0 for any free \
             one: two lines"
        );
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let id = "\u{1b}[2J".to_owned();
        let failure = Failure::Unknown { what: "case", id, meant: String::new() };
        assert!(failure.line().starts_with("error: there is no case `\\u{1b}[2J`"));
    }
}
