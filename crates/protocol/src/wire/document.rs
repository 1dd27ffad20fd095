//! A JSON document as a flat table of spans over the bytes it was read from.

use std::fmt;

use super::scan;
use super::{Kind, Limits, SyntaxError, Value};

/// A JSON document, read in one pass and without loss.
///
/// Nothing is copied out of the bytes: each name and each value is a span, so duplicate and unknown members, the order
/// of members, the digits of numbers and the spelling of strings all stay visible. What it accepts is exactly what
/// `serde_json` accepts as a value; the few differences are listed where that law is checked.
///
/// Its `Debug` output tells sizes and nothing of the content, which may be a token or credentials.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Document, Kind};
///
/// let document = Document::parse(br#"{"audience":"first","audience":"second","expiration":1.7640e9}"#)?;
/// let root = document.root();
/// assert_eq!(root.kind(), Kind::Object);
/// assert_eq!(root.get_all("audience").count(), 2);
/// assert_eq!(root.get("audience").unwrap().as_str().unwrap(), "second");
/// assert_eq!(root.get("expiration").unwrap().raw(), "1.7640e9");
/// # Ok::<(), eks_auth_protocol::wire::SyntaxError>(())
/// ```
pub struct Document<'a> {
    text: &'a str,
    nodes: Vec<Node>,
}

impl<'a> Document<'a> {
    /// Reads a document under the default [`Limits`].
    ///
    /// # Errors
    ///
    /// The first place at which the bytes are not JSON, or go beyond a limit.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, SyntaxError> {
        Self::parse_with(bytes, Limits::default())
    }

    /// Reads a document under limits of one's own.
    ///
    /// # Errors
    ///
    /// The first place at which the bytes are not JSON, or go beyond a limit.
    pub fn parse_with(bytes: &'a [u8], limits: Limits) -> Result<Self, SyntaxError> {
        let (text, nodes) = scan::document(bytes, limits)?;
        Ok(Self { text, nodes })
    }

    /// The value that the document is.
    #[must_use]
    pub fn root(&self) -> Value<'_, 'a> {
        Value::new(self, 0)
    }

    /// The node at an index. Indexes come from the table itself, so the fallback is never seen.
    #[inline]
    pub(super) fn node(&self, index: u32) -> &Node {
        self.nodes.get(index as usize).unwrap_or(&Node::NONE)
    }

    /// The text of a span of this document.
    #[inline]
    pub(super) fn text(&self, start: u32, end: u32) -> &'a str {
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }
}

impl fmt::Debug for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document").field("bytes", &self.text.len()).field("nodes", &self.nodes.len()).finish()
    }
}

/// One name or value: where it stands and where its next sibling is.
///
/// Nodes stand in the order of the text. A container is followed by all it holds; a member is the node of its name
/// followed by that of its value.
#[derive(Clone, Copy)]
pub(super) struct Node {
    /// The first byte, the opening quote or bracket included.
    pub(super) start: u32,
    /// The byte after the last.
    pub(super) end: u32,
    /// The index of the first node that is not part of this one.
    pub(super) next: u32,
    pub(super) kind: Kind,
    /// Whether a string holds escapes, so that its value differs from its text.
    pub(super) escaped: bool,
}

impl Node {
    /// Ends every walk that comes upon it.
    const NONE: Self = Self { start: 0, end: 0, next: u32::MAX, kind: Kind::Null, escaped: false };
}
