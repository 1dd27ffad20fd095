//! How much of a document is read before giving up.

/// Bounds on one document: its length and its nesting.
///
/// They bound memory too: the reader keeps sixteen bytes for each name and each value, and no document has more of
/// those than bytes.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{Document, Limits, SyntaxErrorKind};
///
/// let shallow = Limits { depth: 1, ..Limits::default() };
/// assert!(Document::parse_with(b"[1, 2]", shallow).is_ok());
/// assert_eq!(Document::parse_with(b"[[1]]", shallow).unwrap_err().kind(), SyntaxErrorKind::TooDeep);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits {
    /// The longest document, in bytes. Never more than [`Limits::MAX_BYTES`] has an effect.
    pub bytes: usize,
    /// The most arrays and objects that may be open at once.
    pub depth: usize,
}

impl Limits {
    /// No document may be longer than this, as positions are kept in 32 bits.
    pub const MAX_BYTES: usize = u32::MAX as usize;
}

impl Default for Limits {
    /// 1 MiB, several hundred times what the operation needs, and the nesting at which `serde_json` stops.
    fn default() -> Self {
        Self { bytes: 1024 * 1024, depth: 127 }
    }
}
