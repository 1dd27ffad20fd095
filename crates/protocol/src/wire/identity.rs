//! Where an answer names its error.

use std::fmt;

use super::Value;
use crate::{ErrorCode, operation};

/// A name that an answer gives its error, and where it stands.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Document, Place, identities};
///
/// let body = Document::parse(br#"{"__type":"eksauth#InvalidTokenException","code":"Teapot"}"#)?;
/// let headers = [("X-Amzn-ErrorType", "ExpiredTokenException:http://internal.amazon.com/")];
/// let found = identities(headers, Some(body.root()));
/// let found: Vec<_> = found.iter().map(|identity| (identity.place(), identity.code().name())).collect();
/// assert_eq!(
///     found,
///     [(Place::Header, "ExpiredTokenException"), (Place::Code, "Teapot"), (Place::Type, "InvalidTokenException")]
/// );
/// # Ok::<(), eks_auth_protocol::wire::SyntaxError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    place: Place,
    code: ErrorCode,
}

impl Identity {
    /// Where the name stands.
    #[must_use]
    pub fn place(&self) -> Place {
        self.place
    }

    /// The name, cleaned.
    #[must_use]
    pub fn code(&self) -> &ErrorCode {
        &self.code
    }
}

/// The places in which an answer can name its error, in the order in which most clients look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Place {
    /// The header of [`operation::ERROR_TYPE_HEADER`].
    Header,
    /// The body's member `code`.
    Code,
    /// The body's member `__type`.
    Type,
}

impl Place {
    /// The name of the header or member.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Header => operation::ERROR_TYPE_HEADER,
            Self::Code => "code",
            Self::Type => "__type",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header => write!(f, "the header {}", self.name()),
            Self::Code | Self::Type => write!(f, "the member {}", self.name()),
        }
    }
}

/// Every name that an answer gives an error, in the order in which most clients look: the first one is the error's.
///
/// A header or member that is there more than once counts as often as it is there, the first header and the last
/// member before the others, as clients take them. Empty names, and members that are not strings, name nothing.
pub fn identities<N: AsRef<str>, V: AsRef<[u8]>>(
    headers: impl IntoIterator<Item = (N, V)>,
    body: Option<Value<'_, '_>>,
) -> Vec<Identity> {
    let headers =
        headers.into_iter().filter(|(name, _)| name.as_ref().eq_ignore_ascii_case(Place::Header.name()));
    let headers = headers.map(|(_, value)| ErrorCode::from_wire(&String::from_utf8_lossy(value.as_ref())));
    let mut found: Vec<_> = headers.map(|code| Identity { place: Place::Header, code }).collect();
    for place in [Place::Code, Place::Type] {
        let first = found.len();
        let texts =
            body.iter().flat_map(|body| body.get_all(place.name())).filter_map(|value| value.as_str());
        found.extend(texts.map(|text| Identity { place, code: ErrorCode::from_wire(&text) }));
        if let Some(members) = found.get_mut(first..) {
            members.reverse();
        }
    }
    found.retain(|identity| !identity.code.name().is_empty());
    found
}
