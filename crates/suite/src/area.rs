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
    /// Who signs the request, and how.
    Sigv4,
}

impl Area {
    /// Every area in the order of the report.
    pub const ALL: [Self; 9] = [
        Self::Response,
        Self::Error,
        Self::Request,
        Self::Cluster,
        Self::Signature,
        Self::Claims,
        Self::Isolation,
        Self::Http,
        Self::Sigv4,
    ];

    /// What its cases are about, in a few words.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Response => {
                "the answer to a good request: each member's shape and value, and their agreement"
            }
            Self::Error => "what each refusal is called, its status and form; what no answer may give away",
            Self::Request => {
                "the body: limits, JSON in every spelling, members beside the token, how it is sent"
            }
            Self::Cluster => "the cluster in the path, and the association looked up in it",
            Self::Signature => "forged, borrowed, brought-along and malformed signatures; headers; encodings",
            Self::Claims => "times, issuer, audience, subject, and the claims of Kubernetes",
            Self::Isolation => "subjects and clusters apart from each other; one request and the next",
            Self::Http => "other methods and paths; framing; one complete answer to each request",
            Self::Sigv4 => "unsigned, altered, skewed and strangers' requests, where signatures are verified",
        }
    }

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
            Self::Sigv4 => "sigv4",
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
