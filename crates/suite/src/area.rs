//! The areas that cases are grouped by.

use std::fmt;

/// A group of cases with one subject.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Area {
    /// The answer to a good request: members, values, agreement.
    Response,
    /// Error names, statuses and bodies; what no answer may give away.
    Error,
    /// The request's body and how it is sent.
    Request,
    /// The cluster in the path and the association in it.
    Cluster,
    /// The token's signature, header and form.
    Signature,
    /// The token's claims.
    Claims,
    /// Subjects and clusters apart from each other; one request and the next.
    Isolation,
    /// HTTP itself.
    Http,
}

impl Area {
    /// Every area in the order of the report.
    pub const ALL: [Self; 8] = [
        Self::Response,
        Self::Error,
        Self::Request,
        Self::Cluster,
        Self::Signature,
        Self::Claims,
        Self::Isolation,
        Self::Http,
    ];

    /// Its name in lists.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Response => "response",
            Self::Error => "error",
            Self::Request => "request",
            Self::Cluster => "cluster",
            Self::Signature => "signature",
            Self::Claims => "claims",
            Self::Isolation => "isolation",
            Self::Http => "http",
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
