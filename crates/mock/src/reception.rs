//! How requests come off the wire, and whose answer goes back: what careless servers make of it.

use std::time::Duration;

/// How a door takes requests. [`Reception::WHOLE`] is what RFC 9112 asks for; only faults choose anything else, which then
/// goes through a door of our own, as an HTTP library would not make these mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reception {
    pub(crate) followers: Followers,
    pub(crate) extent: Extent,
    /// After a refusal of this status the body is taken for what comes next.
    pub(crate) body_left_after: Option<u16>,
    pub(crate) names: Names,
    /// A request like this is refused.
    pub(crate) intolerant_of: Option<Oddity>,
    /// A request like this ends the connection without an answer.
    pub(crate) fails_at: Option<Oddity>,
    pub(crate) whose: Whose,
    /// A connection that rested so long answers the next request as it did the one before.
    pub(crate) dazed_after: Option<Duration>,
    pub(crate) trailers: Trailers,
    pub(crate) closing: Closing,
    pub(crate) expectation: Expectation,
}

/// What becomes of requests that came together with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Followers {
    /// They are answered after it, in order.
    InOrder,
    /// They are thrown away.
    Dropped,
    /// All are answered in the reverse order.
    Reversed,
    /// All get the answer to the first.
    Copied,
}

/// How much of a body is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// What is there once the head is.
    Arrived,
}

/// Which spelling of a header's name is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Names {
    /// Any letter case.
    AnyCase,
    /// Content-Type in just these letters.
    AsDocumented,
}

/// Whose request is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The connection's own.
    Own,
    /// The one that was read last on any connection.
    LatestAnywhere,
    /// The own body, for the target that was read last on any connection.
    LatestTarget,
    /// The first that was granted on the connection.
    FirstGranted,
    /// The own, unless its body is just being answered on another connection: then it is refused.
    OneAtATime,
}

/// What becomes of a trailer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trailers {
    /// It is read, and nothing made of it.
    Read,
    /// It is taken for what comes next.
    Left,
}

/// What a request with `Connection: close` comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// An answer, and the end.
    Honoured,
    /// An answer alone.
    Ignored,
    /// The end alone.
    Hasty,
}

/// What Expect: 100-continue comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expectation {
    /// 100, unless the body is there already.
    Met,
    /// A body that did not wait for it is lost.
    Insisted,
}

/// What a request can have that most have not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Oddity {
    /// It is of HTTP/1.0.
    OldVersion,
    /// Its target is a whole URL.
    AbsoluteTarget,
    /// A header goes on in a second line.
    FoldedLine,
    /// No space stands before the value of a header.
    NoSpace,
    /// A tab stands beside the value of a header.
    Tab,
    /// Its chunks have extensions.
    ChunkExtension,
    /// The sizes of its chunks have capital digits.
    ChunkCapitals,
    /// The sizes of its chunks begin with zeros.
    ChunkZeros,
    /// A trailer follows its chunks.
    Trailer,
    /// It has a chunk of one byte.
    SmallChunk,
    /// The size of a chunk comes in two segments.
    CutSize,
}

impl Reception {
    /// As it should be.
    pub(crate) const WHOLE: Reception = Reception {
        followers: Followers::InOrder,
        extent: Extent::Whole,
        body_left_after: None,
        names: Names::AnyCase,
        intolerant_of: None,
        fails_at: None,
        whose: Whose::Own,
        dazed_after: None,
        trailers: Trailers::Read,
        closing: Closing::Honoured,
        expectation: Expectation::Met,
    };
}

impl Oddity {
    /// Whether the bytes of a head have it.
    pub(crate) fn is_in_head(self, head: &[u8]) -> bool {
        let line =
            head.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or_default();
        let has = |bytes: &[u8]| head.windows(bytes.len()).any(|window| window == bytes);
        match self {
            Self::OldVersion => line.trim_ascii_end().ends_with(b"HTTP/1.0"),
            Self::AbsoluteTarget => has(b" http://"),
            Self::FoldedLine => has(b"\n "),
            Self::NoSpace => has(b"Type:a"),
            Self::Tab => has(b"\t"),
            _ => false,
        }
    }

    /// Whether the line of a chunk's size has it.
    pub(crate) fn is_in_size(self, line: &[u8]) -> bool {
        match self {
            Self::ChunkExtension => line.contains(&b';'),
            Self::ChunkCapitals => line.iter().any(u8::is_ascii_uppercase),
            Self::ChunkZeros => line.len() > 1 && line.starts_with(b"0"),
            Self::SmallChunk => line == b"1",
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_request_has_no_oddity() {
        let head = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n\r\n";
        for oddity in
            [Oddity::OldVersion, Oddity::AbsoluteTarget, Oddity::FoldedLine, Oddity::NoSpace, Oddity::Tab]
        {
            assert!(!oddity.is_in_head(head), "{oddity:?}");
        }
        for oddity in [Oddity::ChunkExtension, Oddity::ChunkCapitals, Oddity::ChunkZeros, Oddity::SmallChunk]
        {
            assert!(!oddity.is_in_size(b"a0") && !oddity.is_in_size(b"0"), "{oddity:?}");
        }
    }

    #[test]
    fn oddities_are_found() {
        assert!(Oddity::OldVersion.is_in_head(b"\r\nPOST / HTTP/1.0\r\nHost: a\r\n\r\n"));
        assert!(Oddity::AbsoluteTarget.is_in_head(b"POST http://a/ HTTP/1.1\r\n\r\n"));
        assert!(Oddity::FoldedLine.is_in_head(b"POST / HTTP/1.1\r\nA: b\r\n c\r\n\r\n"));
        assert!(Oddity::ChunkZeros.is_in_size(b"00a") && Oddity::ChunkCapitals.is_in_size(b"A"));
    }
}
