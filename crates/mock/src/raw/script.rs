//! What goes over the wire in place of an answer, as data.

use std::time::Duration;

/// What a hostile service does, and with which requests.
#[derive(Clone, Copy)]
pub(crate) enum Transport {
    /// A script for each connection, whatever is asked on it.
    AtOnce(Script),
    /// A script for each request.
    Each(Script),
    /// A script for every second request, beginning with the first; the others are answered well.
    EverySecond(Script),
    /// So many requests are answered well. Then nobody listens any more: for so long, or for good.
    Mortal { requests: u64, away: Option<Duration> },
}

/// What is sent, and what comes after it.
#[derive(Clone, Copy)]
pub(crate) struct Script {
    pub(crate) parts: &'static [Part],
    pub(crate) end: End,
}

impl Script {
    /// The service's answer, and then the next.
    pub(crate) const GOOD: Script = Script { parts: &[Part::Answer], end: End::Next };
}

/// One piece of what is sent.
#[derive(Clone, Copy)]
pub(crate) enum Part {
    /// The service's answer as any other door sends it.
    Answer,
    /// All bytes of that answer, rewritten.
    Rewritten(fn(Vec<u8>) -> Vec<u8>),
    /// That answer byte by byte, each after a rest.
    Slowly(Duration),
    /// Its status line and headers, up to the empty line after them.
    Head(Framing),
    /// Its body.
    Body,
    /// The first half of its body.
    Half,
    /// Its body as one chunk that says it is so many bytes longer.
    Chunk(usize),
    /// Its body as far as these characters, or all of it where they are not in it.
    BodyTo(&'static str),
    /// Its body from behind these characters on.
    BodyFrom(&'static str),
    /// The target of the request.
    Target,
    /// These bytes.
    Bytes(&'static [u8]),
    /// These bytes again and again, so many in all.
    Repeat(&'static [u8], u64),
}

/// What a head says of where its body ends.
#[derive(Clone, Copy)]
pub(crate) enum Framing {
    /// So many bytes more than the body of the answer has.
    LongerBy(i64),
    /// As many bytes as the parts after the head have.
    OfParts,
    /// Chunks.
    Chunks,
    /// Nothing: where the connection does.
    Nothing,
}

/// What comes after the parts.
#[derive(Clone, Copy)]
pub(crate) enum End {
    /// The next request of the connection.
    Next,
    /// Silence, until the other side ends the connection.
    Silence,
    /// The end of the connection.
    Close,
    /// A reset of the connection.
    Reset,
}
