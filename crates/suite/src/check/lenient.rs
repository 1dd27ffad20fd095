//! Where bytes stop being JSON: whether every reader stops there too.

use eks_auth_protocol::wire::{SyntaxError, SyntaxErrorKind};

/// What readers make of bytes that are not JSON as we read it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Leniency {
    /// No reader may take them.
    None,
    /// JSON in a dialect: comments, single quotes, trailing commas. Lenient readers take them, and should not.
    Dialect,
    /// JSON that strains a reader: half a surrogate pair, deep nesting, a byte order mark. Good readers differ.
    Strain,
}

/// The byte order mark in UTF-8.
pub(super) const MARK: &[u8] = b"\xef\xbb\xbf";

/// How lenient a reader must be for bytes in which we found this.
pub(super) fn leniency(bytes: &[u8], error: SyntaxError) -> Leniency {
    match error.kind() {
        SyntaxErrorKind::LoneSurrogate | SyntaxErrorKind::TooDeep | SyntaxErrorKind::TooLong => {
            Leniency::Strain
        }
        SyntaxErrorKind::Unexpected if bytes.starts_with(MARK) => Leniency::Strain,
        SyntaxErrorKind::Unexpected => {
            let (before, rest) = bytes.split_at_checked(error.offset()).unwrap_or((bytes, &[]));
            let after_comma = before.trim_ascii_end().ends_with(b",");
            match rest.first() {
                Some(b'\'') => Leniency::Dialect,
                Some(b'/') if matches!(rest.get(1), Some(b'/' | b'*')) => Leniency::Dialect,
                Some(b'}' | b']') if after_comma => Leniency::Dialect,
                _ => Leniency::None,
            }
        }
        _ => Leniency::None,
    }
}

#[cfg(test)]
mod tests {
    use eks_auth_protocol::wire::Document;

    use super::*;

    #[test]
    fn what_some_readers_take() {
        for (bytes, expected) in [
            (&br#"{'a':1}"#[..], Leniency::Dialect),
            (br#"{/* a */"a":1}"#, Leniency::Dialect),
            (b"// a\n{}", Leniency::Dialect),
            (br#"{"a":1 , }"#, Leniency::Dialect),
            (br#"{"a":[1,]}"#, Leniency::Dialect),
            (br#"{"a":"\ud800"}"#, Leniency::Strain),
            (b"\xef\xbb\xbf{}", Leniency::Strain),
            (br#"{"a":1"#, Leniency::None),
            (br#"{"a"}"#, Leniency::None),
            (b"{} x", Leniency::None),
            (b"", Leniency::None),
            (b"\xff", Leniency::None),
        ] {
            let error = Document::parse(bytes).expect_err("not JSON");
            assert_eq!(leniency(bytes, error), expected, "{}", String::from_utf8_lossy(bytes));
        }
        let deep = [b"[".repeat(1_000), b"]".repeat(1_000)].concat();
        assert_eq!(leniency(&deep, Document::parse(&deep).expect_err("too deep")), Leniency::Strain);
    }
}
