//! Faults of those who read requests from connections: what belongs together is torn, and what does not is mixed.

use std::time::Duration;

use super::{Fault, Hook};
use crate::reception::{Closing, Expectation, Extent, Followers, Names, Oddity, Reception, Trailers, Whose};

/// A fault in how requests are taken.
const fn takes(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    choose: fn(&mut Reception),
) -> Fault {
    Fault::new(id, requirement, summary, Hook::Reception(choose))
}

pub(super) static FAULTS: &[Fault] = &[
    takes(
        "http.pipeline.rest-dropped",
        "HTP-012",
        "of requests that come together only the first is answered",
        |reception| reception.followers = Followers::Dropped,
    ),
    takes(
        "isolation.pipeline.reversed",
        "STA-001",
        "requests that come together are answered in reverse",
        |reception| reception.followers = Followers::Reversed,
    ),
    takes(
        "isolation.pipeline.copied",
        "STA-001",
        "requests that come together all get the answer to the first",
        |reception| reception.followers = Followers::Copied,
    ),
    takes(
        "isolation.race.latest-request",
        "STA-001",
        "the request that was read last on any connection is answered",
        |reception| reception.whose = Whose::LatestAnywhere,
    ),
    takes(
        "isolation.race.latest-target",
        "STA-001",
        "a body is answered for the cluster that was named last on any connection",
        |reception| reception.whose = Whose::LatestTarget,
    ),
    takes(
        "isolation.race.token-in-use",
        "STA-001",
        "a token is refused while it is just being answered on another connection",
        |reception| reception.whose = Whose::OneAtATime,
    ),
    takes(
        "isolation.connection.first-grant",
        "STA-001",
        "whoever is granted on a connection gets what was granted there first",
        |reception| reception.whose = Whose::FirstGranted,
    ),
    takes(
        "isolation.connection.dazed",
        "STA-001",
        "after a rest a connection repeats its answer to the request before",
        |reception| reception.dazed_after = Some(Duration::from_millis(200)),
    ),
    takes(
        "http.names.as-documented",
        "HTP-007",
        "the header Content-Type is known in that letter case alone",
        |reception| reception.names = Names::AsDocumented,
    ),
    takes(
        "http.close.without-answer",
        "HTP-007",
        "a request with Connection: close is not answered",
        |reception| reception.closing = Closing::Hasty,
    ),
    takes(
        "http.close.ignored",
        "HTP-010",
        "the connection is kept after a request with Connection: close",
        |reception| reception.closing = Closing::Ignored,
    ),
    takes(
        "http.body.left-after-404",
        "HTP-011",
        "the body of a request for an unknown path is taken for the next request",
        |reception| reception.body_left_after = Some(404),
    ),
    takes(
        "http.body.left-after-405",
        "HTP-011",
        "the body of a request with another method is taken for the next request",
        |reception| reception.body_left_after = Some(405),
    ),
    takes(
        "http.body.left-after-415",
        "HTP-011",
        "a body of another content type is taken for the next request",
        |reception| reception.body_left_after = Some(415),
    ),
    takes(
        "http.body.left-after-400",
        "HTP-011",
        "a body that is refused is taken for the next request",
        |reception| reception.body_left_after = Some(400),
    ),
    takes(
        "http.body.left-after-413",
        "HTP-011",
        "the end of a body that is too long is taken for the next request",
        |reception| reception.body_left_after = Some(413),
    ),
    takes(
        "http.body.trailer-left",
        "HTP-011",
        "a trailer after the chunks is taken for the next request",
        |reception| reception.trailers = Trailers::Left,
    ),
    takes(
        "request.segments.first-only",
        "REQ-016",
        "of a body only that is read which comes together with the head",
        |reception| reception.extent = Extent::Arrived,
    ),
    takes(
        "request.segments.size-cut",
        "REQ-016",
        "the size of a chunk that comes in two segments is not read",
        |reception| reception.intolerant_of = Some(Oddity::CutSize),
    ),
    takes("request.chunks.of-one-byte", "REQ-016", "a chunk of one byte is refused", |reception| {
        reception.intolerant_of = Some(Oddity::SmallChunk);
    }),
    takes("request.expect.insisted", "REQ-016", "a body that does not wait for 100 is lost", |reception| {
        reception.expectation = Expectation::Insisted;
    }),
    takes(
        "http.space.none-refused",
        "HTP-009",
        "a header without a space before its value is refused",
        |reception| {
            reception.intolerant_of = Some(Oddity::NoSpace);
        },
    ),
    takes(
        "http.space.tab-refused",
        "HTP-009",
        "a tab beside the value of a header is refused",
        |reception| {
            reception.intolerant_of = Some(Oddity::Tab);
        },
    ),
    takes("http.chunks.extension-refused", "HTP-009", "a chunk with an extension is refused", |reception| {
        reception.intolerant_of = Some(Oddity::ChunkExtension);
    }),
    takes(
        "http.chunks.capitals-refused",
        "HTP-009",
        "a chunk's size in capital digits is refused",
        |reception| {
            reception.intolerant_of = Some(Oddity::ChunkCapitals);
        },
    ),
    takes(
        "http.chunks.zeros-refused",
        "HTP-009",
        "a chunk's size that begins with zeros is refused",
        |reception| {
            reception.intolerant_of = Some(Oddity::ChunkZeros);
        },
    ),
    takes("http.chunks.trailer-refused", "HTP-009", "a trailer after the chunks is refused", |reception| {
        reception.intolerant_of = Some(Oddity::Trailer);
    }),
    takes("http.version.old-fails", "HTP-008", "a request of HTTP/1.0 is not answered", |reception| {
        reception.fails_at = Some(Oddity::OldVersion);
    }),
    takes(
        "http.target.absolute-fails",
        "HTP-008",
        "a request with a whole URL is not answered",
        |reception| {
            reception.fails_at = Some(Oddity::AbsoluteTarget);
        },
    ),
    takes(
        "http.line.folded-fails",
        "HTP-008",
        "a request with a folded header is not answered",
        |reception| {
            reception.fails_at = Some(Oddity::FoldedLine);
        },
    ),
    takes(
        "http.space.none-fails",
        "HTP-008",
        "a header without a space before its value is not read",
        |reception| {
            reception.fails_at = Some(Oddity::NoSpace);
        },
    ),
    takes(
        "http.space.tab-fails",
        "HTP-008",
        "a header with a tab beside its value is not read",
        |reception| {
            reception.fails_at = Some(Oddity::Tab);
        },
    ),
    takes(
        "http.chunks.extension-fails",
        "HTP-008",
        "a chunk with an extension ends the connection",
        |reception| {
            reception.fails_at = Some(Oddity::ChunkExtension);
        },
    ),
    takes(
        "http.chunks.capitals-fails",
        "HTP-008",
        "a size in capital digits ends the connection",
        |reception| {
            reception.fails_at = Some(Oddity::ChunkCapitals);
        },
    ),
    takes(
        "http.chunks.zeros-fails",
        "HTP-008",
        "a size that begins with zeros ends the connection",
        |reception| {
            reception.fails_at = Some(Oddity::ChunkZeros);
        },
    ),
    takes(
        "http.chunks.trailer-fails",
        "HTP-008",
        "a trailer after the chunks ends the connection",
        |reception| {
            reception.fails_at = Some(Oddity::Trailer);
        },
    ),
];
