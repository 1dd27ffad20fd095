//! What an example is, and how it is judged.

use std::fmt;
use std::path::{Path, PathBuf};

/// What an example is.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::Kind;
///
/// assert_eq!(Kind::ALL.map(Kind::name), ["token", "request", "response", "error"]);
/// assert!(Kind::Token.folder().is_dir());
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Kind {
    /// A service account token in its compact form (`.jwt`).
    Token,
    /// A request: its body alone (`.json`), meant for a cluster that exists, or the whole message (`.http`).
    Request,
    /// The body of an answer that grants credentials (`.json`).
    Response,
    /// An answer that refuses: the whole message (`.http`).
    Error,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Token, Self::Request, Self::Response, Self::Error];

    /// The kind's name, which is also its folder's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Request => "request",
            Self::Response => "response",
            Self::Error => "error",
        }
    }

    /// Where the kind's examples are, whatever the current directory is.
    #[must_use]
    pub fn folder(self) -> PathBuf {
        root().join(self.name())
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How an example is judged. The corpus' `README.md` says how a verdict is argued.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::Verdict;
///
/// assert_eq!(Verdict::ALL.map(Verdict::name), ["accept", "reject", "either"]);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// Every good reader takes it.
    Accept,
    /// No good reader takes it.
    Reject,
    /// Good readers differ: they may take it or not, but must end in bounded time and without a crash.
    Either,
}

impl Verdict {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Accept, Self::Reject, Self::Either];

    /// The verdict's name, which is also its folder's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Either => "either",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The folder that all of it is below.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
