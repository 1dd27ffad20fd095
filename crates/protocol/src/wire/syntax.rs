//! Why some bytes are not a JSON document that we read.

use std::fmt;

/// The first place at which bytes stop being a readable JSON document, and why.
///
/// It holds nothing of the document itself, so it may be printed whatever the document was.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Document, SyntaxErrorKind};
///
/// let error = Document::parse(br#"{"token":"a.b.c"} x"#).unwrap_err();
/// assert_eq!(error.kind(), SyntaxErrorKind::TrailingBytes);
/// assert_eq!(error.offset(), 18);
/// assert_eq!(error.to_string(), "bytes follow the JSON value at byte 18");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SyntaxError {
    kind: SyntaxErrorKind,
    offset: usize,
}

impl SyntaxError {
    pub(crate) fn new(kind: SyntaxErrorKind, offset: usize) -> Self {
        Self { kind, offset }
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> SyntaxErrorKind {
        self.kind
    }

    /// Where it is wrong, in bytes from the start of the document.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)
    }
}

impl std::error::Error for SyntaxError {}

/// The ways in which bytes fail to be a readable JSON document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyntaxErrorKind {
    /// A control character stands unescaped in a string.
    ControlCharacter,
    /// The document ends in mid-value, or is empty.
    End,
    /// A backslash is followed by something that JSON does not define.
    Escape,
    /// The bytes are not UTF-8.
    Encoding,
    /// A `\u` escape names half of a surrogate pair without its other half.
    LoneSurrogate,
    /// A number breaks off or is not written as JSON writes numbers.
    Number,
    /// More arrays and objects are open at once than the limit allows.
    TooDeep,
    /// The document is longer than the limit allows.
    TooLong,
    /// Something other than white space follows the value.
    TrailingBytes,
    /// A byte stands where the grammar allows none such.
    Unexpected,
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::ControlCharacter => "unescaped control character in a string",
            Self::End => "the JSON text ends too early",
            Self::Escape => "unknown escape in a string",
            Self::Encoding => "not UTF-8",
            Self::LoneSurrogate => "half a surrogate pair in a string",
            Self::Number => "malformed number",
            Self::TooDeep => "nested too deeply",
            Self::TooLong => "longer than the limit",
            Self::TrailingBytes => "bytes follow the JSON value",
            Self::Unexpected => "unexpected byte",
        })
    }
}
