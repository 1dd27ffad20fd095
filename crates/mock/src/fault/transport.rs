//! Faults of the transport: what a broken or hostile service does with a connection, to hang, flood or crash whoever calls
//! it.
//!
//! They concern those who write clients as much as the suite, so they are a table of their own: no case is about them one by
//! one, and whoever reads answers must survive all of them.

use std::time::Duration;

use super::{Fault, Hook};
use crate::raw::{End, Framing, Part, Script, Transport};

/// Every complete request gets one complete answer.
const ANSWERED: &str = "HTP-003";
/// A valid token is granted.
const GRANTED: &str = "RSP-001";
/// The answer is one JSON object.
const OBJECT: &str = "RSP-020";

/// An answer of 100 MB.
const HUGE: u64 = 100 * 1024 * 1024;
/// A number of a megabyte.
const DIGITS: u64 = 1_000_000;
/// How deep JSON is nested.
const LEVELS: u64 = 100_000;
/// An object with an object in it: 15 bytes.
const NESTED: &[u8] = b"{\"credentials\":";
/// How many requests a service answers before it dies.
const LIFE: u64 = 25;

/// A gzip file of zeros (RFC 1952): its header, and the first of a block with fixed codes (RFC 1951, section 3.2.6).
const BOMB_HEAD: &[u8] = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x63\x18\x05";
/// Eight times "the last byte, 258 times": 2064 zeros.
const BOMB: &[u8] = b"\xa3\x60\x14\x8c\x82\x51\x30\x0a\x46\xc1\x28\x18\x05";
/// So many bytes of that: 780 kB that become 124 MB.
const BOMB_BYTES: u64 = 60_000 * 13;
/// The end of the block, the checksum and the length.
const BOMB_TAIL: &[u8] = b"\x00\x51\x9a\xfc\xe4\x03\xa7\x61\x07";

/// A fatal alert that says `protocol_version` (RFC 8446, section 6).
const ALERT: &[u8] = b"\x15\x03\x03\x00\x02\x02\x46";
/// A ServerHello (RFC 5246, section 7.4.1.3).
const SERVER_HELLO: &[u8] =
    b"\x16\x03\x03\x00\x2a\x02\x00\x00\x26\x03\x03no random bytes, but 32 of them.\x00\xc0\x2f\x00";
/// How a client of HTTP/2 begins (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// How a server of HTTP/2 begins: empty SETTINGS.
const SETTINGS: &[u8] = b"\x00\x00\x00\x04\x00\x00\x00\x00\x00";
/// Bytes of no protocol.
const GARBAGE: &[u8] = b"\x00\xff\xfe\x9d\x0b\x83\x1b[2J\xc3\x28\x00\x07\xf0\x9f\x92\xe2\x28\xa1\x7f\x80\x81\r\n\n\r\xde\xad\xbe\xef\x00\x00\x1b]0;\x07\xed\xa0\x80\xf8";
/// How a body begins that is not what it seems.
const STATUS: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

/// A script for each request.
const fn each(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    parts: &'static [Part],
    end: End,
) -> Fault {
    Fault::new(id, requirement, summary, Hook::Transport(Transport::Each(Script { parts, end })))
}

/// A script for each connection.
const fn at_once(id: &'static str, summary: &'static str, parts: &'static [Part], end: End) -> Fault {
    Fault::new(id, ANSWERED, summary, Hook::Transport(Transport::AtOnce(Script { parts, end })))
}

/// Content-Type, in every answer, with a byte in it that is no UTF-8.
fn odd_header(answer: Vec<u8>) -> Vec<u8> {
    replaced(answer, b"application/json", b"application/j\xff\xfen")
}

/// The first member of every body, with bytes in it that are no UTF-8.
fn odd_body(answer: Vec<u8>) -> Vec<u8> {
    let answer = replaced(answer, b"{\"subject\"", b"{\"s\xc3\x28ject\"");
    replaced(answer, b"{\"message\"", b"{\"m\xc3\x28sage\"")
}

/// As long as before, so that its length stays true.
fn replaced<const N: usize>(mut answer: Vec<u8>, known: &[u8; N], instead: &[u8; N]) -> Vec<u8> {
    if let Some(start) = answer.windows(N).position(|window| window == known) {
        answer.splice(start..start + N, instead.iter().copied());
    }
    answer
}

pub(super) static FAULTS: &[Fault] = &[
    at_once("transport.silent", "connections are taken and nothing is ever said on them", &[], End::Silence),
    each(
        "transport.drip",
        ANSWERED,
        "the answer comes at one byte a second",
        &[Part::Slowly(Duration::from_secs(1))],
        End::Close,
    ),
    each(
        "transport.head.endless",
        ANSWERED,
        "the headers of the answer have no end",
        &[Part::Bytes(STATUS), Part::Repeat(b"X-Filler: 0123456789abcdef\r\n", u64::MAX)],
        End::Close,
    ),
    each(
        "transport.head.huge",
        ANSWERED,
        "one header of the answer has 100 MB",
        &[Part::Bytes(STATUS), Part::Bytes(b"X-Filler: "), Part::Repeat(b"a", HUGE), Part::Bytes(b"\r\nContent-Length: 2\r\n\r\n{}")],
        End::Next,
    ),
    each(
        "transport.interim.endless",
        ANSWERED,
        "one interim answer follows the other",
        &[Part::Repeat(b"HTTP/1.1 103 Early Hints\r\nLink: </>; rel=preload\r\n\r\n", u64::MAX)],
        End::Close,
    ),
    each(
        "transport.body.endless",
        ANSWERED,
        "the body of the answer has no end",
        &[Part::Head(Framing::Nothing), Part::Repeat(b" ", u64::MAX)],
        End::Close,
    ),
    each(
        "transport.body.endless-chunks",
        ANSWERED,
        "the body of the answer comes in chunks of one byte without end",
        &[Part::Head(Framing::Chunks), Part::Repeat(b"1\r\n \r\n", u64::MAX)],
        End::Close,
    ),
    each(
        "transport.body.huge",
        ANSWERED,
        "the body of the answer has 100 MB, and says so",
        &[Part::Head(Framing::OfParts), Part::Repeat(b" ", HUGE), Part::Body],
        End::Next,
    ),
    each(
        "transport.body.longer",
        ANSWERED,
        "the body of the answer is longer than its length",
        &[Part::Head(Framing::LongerBy(-16)), Part::Body],
        End::Next,
    ),
    each(
        "transport.body.shorter",
        ANSWERED,
        "the body of the answer ends before its length, and the connection with it",
        &[Part::Head(Framing::LongerBy(16)), Part::Body],
        End::Close,
    ),
    each(
        "transport.body.withheld",
        ANSWERED,
        "the body of the answer stops before its length, and nothing follows",
        &[Part::Head(Framing::LongerBy(16)), Part::Body],
        End::Silence,
    ),
    each(
        "transport.chunk.huge",
        ANSWERED,
        "a chunk says that it has more bytes than any memory",
        &[Part::Head(Framing::Chunks), Part::Bytes(b"fffffffffffffff0\r\n"), Part::Body],
        End::Silence,
    ),
    each(
        "transport.chunk.long-size",
        ANSWERED,
        "the size of a chunk has digits without end",
        &[Part::Head(Framing::Chunks), Part::Repeat(b"0", u64::MAX)],
        End::Close,
    ),
    each(
        "transport.chunk.unfinished",
        ANSWERED,
        "a chunk is never finished",
        &[Part::Head(Framing::Chunks), Part::Chunk(16)],
        End::Silence,
    ),
    each(
        "transport.trailing",
        ANSWERED,
        "more bytes come after the answer",
        &[Part::Answer, Part::Bytes(b"and one more thing\r\n")],
        End::Next,
    ),
    each(
        "transport.twice",
        ANSWERED,
        "one request gets two answers",
        &[Part::Answer, Part::Answer],
        End::Next,
    ),
    each(
        "transport.http-0-9",
        ANSWERED,
        "the answer is a body alone, as in HTTP/0.9",
        &[Part::Body],
        End::Close,
    ),
    each(
        "transport.http-2.preface",
        ANSWERED,
        "the answer is the preface of HTTP/2",
        &[Part::Bytes(PREFACE), Part::Bytes(SETTINGS)],
        End::Close,
    ),
    at_once(
        "transport.http-2.settings",
        "HTTP/2 is spoken unasked, as soon as a connection is there",
        &[Part::Bytes(SETTINGS)],
        End::Silence,
    ),
    each(
        "transport.tls.alert",
        ANSWERED,
        "the plain port speaks TLS, and answers with an alert",
        &[Part::Bytes(ALERT)],
        End::Close,
    ),
    each(
        "transport.tls.hello",
        ANSWERED,
        "the plain port speaks TLS, and answers with a ServerHello",
        &[Part::Bytes(SERVER_HELLO)],
        End::Silence,
    ),
    each(
        "transport.garbage",
        ANSWERED,
        "the answer is bytes of no protocol",
        &[Part::Bytes(GARBAGE)],
        End::Close,
    ),
    each(
        "transport.garbage.endless",
        ANSWERED,
        "the answer is bytes of no protocol, without end",
        &[Part::Repeat(GARBAGE, u64::MAX)],
        End::Close,
    ),
    each(
        "transport.body.garbage",
        OBJECT,
        "the body of the answer is 60 kB of no protocol",
        &[Part::Head(Framing::OfParts), Part::Repeat(GARBAGE, 60_000)],
        End::Next,
    ),
    each(
        "transport.gzip.bomb",
        OBJECT,
        "the answer comes unasked in gzip: 780 kB that become 124 MB",
        &[
            Part::Bytes(STATUS),
            Part::Bytes(b"Content-Encoding: gzip\r\nContent-Length: 780022\r\n\r\n"),
            Part::Bytes(BOMB_HEAD),
            Part::Repeat(BOMB, BOMB_BYTES),
            Part::Bytes(BOMB_TAIL),
        ],
        End::Next,
    ),
    each(
        "transport.redirect.loop",
        GRANTED,
        "every request is redirected to where it went",
        &[
            Part::Bytes(b"HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: "),
            Part::Target,
            Part::Bytes(b"\r\n\r\n"),
        ],
        End::Next,
    ),
    each(
        "transport.redirect.elsewhere",
        GRANTED,
        "every request is redirected to another host",
        &[Part::Bytes(
            b"HTTP/1.1 307 Temporary Redirect\r\nContent-Length: 0\r\nLocation: http://elsewhere.invalid/\r\n\r\n",
        )],
        End::Next,
    ),
    each(
        "transport.json.deep",
        OBJECT,
        "the body is JSON that is nested 100,000 deep",
        &[Part::Head(Framing::OfParts), Part::Repeat(b"[", LEVELS), Part::Repeat(b"]", LEVELS)],
        End::Next,
    ),
    each(
        "transport.json.deep-objects",
        OBJECT,
        "the body is JSON whose objects are nested 50,000 deep",
        &[
            Part::Head(Framing::OfParts),
            Part::Repeat(NESTED, 15 * LEVELS / 2),
            Part::Bytes(b"0"),
            Part::Repeat(b"}", LEVELS / 2),
        ],
        End::Next,
    ),
    each(
        "transport.json.number",
        "RSP-012",
        "the body has a number of a megabyte",
        &[
            Part::Head(Framing::OfParts),
            Part::BodyTo("\"expiration\":"),
            Part::Repeat(b"9", DIGITS),
            Part::BodyFrom("\"expiration\":"),
        ],
        End::Next,
    ),
    each(
        "transport.utf8.header",
        "RSP-019",
        "a header of the answer has bytes in it that are no UTF-8",
        &[Part::Rewritten(odd_header)],
        End::Next,
    ),
    each(
        "transport.utf8.body",
        OBJECT,
        "the body of the answer has bytes in it that are no UTF-8",
        &[Part::Rewritten(odd_body)],
        End::Next,
    ),
    at_once("transport.close.accepted", "connections are closed as soon as they are there", &[], End::Close),
    each(
        "transport.close.asked",
        ANSWERED,
        "the connection is closed in place of an answer",
        &[],
        End::Close,
    ),
    each(
        "transport.reset.before",
        ANSWERED,
        "the connection is reset in place of an answer",
        &[],
        End::Reset,
    ),
    each(
        "transport.reset.within",
        ANSWERED,
        "the connection is reset within the body of the answer",
        &[Part::Head(Framing::LongerBy(0)), Part::Half],
        End::Reset,
    ),
    each(
        "transport.reset.after",
        "HTP-010",
        "the connection is reset after the answer",
        &[Part::Answer],
        End::Reset,
    ),
    Fault::new(
        "transport.fickle",
        ANSWERED,
        "every second request is answered well, and of the others only half",
        Hook::Transport(Transport::EverySecond(Script {
            parts: &[Part::Head(Framing::LongerBy(0)), Part::Half],
            end: End::Close,
        })),
    ),
    Fault::new(
        "transport.dies",
        ANSWERED,
        "nobody listens any more after 25 requests",
        Hook::Transport(Transport::Mortal { requests: LIFE, away: None }),
    ),
    Fault::new(
        "transport.dies.returns",
        ANSWERED,
        "nobody listens any more after 25 requests, for a second",
        Hook::Transport(Transport::Mortal { requests: LIFE, away: Some(Duration::from_secs(1)) }),
    ),
];
