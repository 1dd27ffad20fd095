//! The chunked transfer coding as a sender writes it (RFC 9112, section 7.1).

/// What a chunked body has that most have not.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ornament {
    /// An extension at each chunk's size.
    Extension,
    /// An extension whose quoted value has what ends an unquoted one.
    QuotedExtension,
    /// An extension at the last size alone, which is zero.
    LastExtension,
    /// Sizes in capital hexadecimal digits.
    Capitals,
    /// Sizes with zeros before them.
    Zeros,
    /// A trailer that means nothing.
    Trailer,
    /// A trailer that repeats a header which frames the message, and so must be ignored.
    FramingTrailer,
}

/// The body in chunks of this many bytes.
pub(super) fn plain(body: &[u8], size: usize) -> Vec<u8> {
    coded(body, size, |length| format!("{length:x}"), "0", "")
}

/// The body in chunks of this many bytes, with an ornament.
pub(super) fn ornate(body: &[u8], size: usize, ornament: Ornament) -> Vec<u8> {
    let hex = |length: usize| format!("{length:x}");
    match ornament {
        Ornament::Extension => coded(body, size, |length| format!("{length:x};name=value"), "0", ""),
        Ornament::QuotedExtension => {
            coded(body, size, |length| format!("{length:x};note=\"a; \\\"b\\\" = 0\""), "0", "")
        }
        Ornament::LastExtension => coded(body, size, hex, "0;last", ""),
        Ornament::Capitals => coded(body, size, |length| format!("{length:X}"), "0", ""),
        Ornament::Zeros => coded(body, size, |length| format!("0000{length:x}"), "0000", ""),
        Ornament::Trailer => coded(body, size, hex, "0", "X-Trailer: value\r\n"),
        Ornament::FramingTrailer => coded(body, size, hex, "0", "Content-Length: 1\r\n"),
    }
}

fn coded(body: &[u8], size: usize, line: impl Fn(usize) -> String, last: &str, trailer: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 64);
    for chunk in body.chunks(size.max(1)) {
        out.extend_from_slice(line(chunk.len()).as_bytes());
        out.extend_from_slice(b"\r\n");
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(format!("{last}\r\n{trailer}\r\n").as_bytes());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).expect("ASCII")
    }

    #[test]
    fn chunks_end_with_an_empty_one() {
        assert_eq!(text(plain(b"abcde", 2)), "2\r\nab\r\n2\r\ncd\r\n1\r\ne\r\n0\r\n\r\n");
        assert_eq!(text(plain(b"", 2)), "0\r\n\r\n");
    }

    #[test]
    fn ornaments_leave_the_data_alone() {
        let of = |ornament| text(ornate(&[b'a'; 10], 10, ornament));
        assert_eq!(of(Ornament::Extension), "a;name=value\r\naaaaaaaaaa\r\n0\r\n\r\n");
        assert_eq!(of(Ornament::LastExtension), "a\r\naaaaaaaaaa\r\n0;last\r\n\r\n");
        assert_eq!(of(Ornament::Capitals), "A\r\naaaaaaaaaa\r\n0\r\n\r\n");
        assert_eq!(of(Ornament::Zeros), "0000a\r\naaaaaaaaaa\r\n0000\r\n\r\n");
        assert_eq!(of(Ornament::Trailer), "a\r\naaaaaaaaaa\r\n0\r\nX-Trailer: value\r\n\r\n");
    }
}
