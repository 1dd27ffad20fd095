//! Headers that contradict each other, or themselves.

use super::chunks;

/// How the headers of a request contradict each other about where it ends or whom it is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Conflict {
    /// A chunked body with a Content-Length beside it.
    LengthAndChunked,
    /// Two lengths: the body's, and none.
    TwoLengths,
    /// A length that is no number.
    LengthNoNumber,
    /// A negative length.
    LengthNegative,
    /// A transfer coding that nobody knows.
    UnknownCoding,
    /// The chunked coding twice.
    ChunkedTwice,
    /// No Host.
    NoHost,
    /// Two Hosts.
    TwoHosts,
}

/// The headers with the conflict in them; the first of those given is Host.
pub(super) fn headers(
    conflict: Conflict,
    mut headers: Vec<(String, String)>,
    body: &[u8],
) -> Vec<(String, String)> {
    let length = body.len().to_string();
    let coded = self::body(conflict, body).len().to_string();
    let host = headers[0].1.clone();
    let further: &[(&str, &str)] = match conflict {
        Conflict::LengthAndChunked => &[("Content-Length", &coded), ("Transfer-Encoding", "chunked")],
        Conflict::TwoLengths => &[("Content-Length", &length), ("Content-Length", "0")],
        Conflict::LengthNoNumber => &[("Content-Length", "many")],
        Conflict::LengthNegative => &[("Content-Length", "-1")],
        Conflict::UnknownCoding => &[("Transfer-Encoding", "unknown"), ("Content-Length", &length)],
        Conflict::ChunkedTwice => &[("Transfer-Encoding", "chunked, chunked")],
        Conflict::NoHost => &[("Content-Length", &length)],
        Conflict::TwoHosts => &[("Host", &host), ("Content-Length", &length)],
    };
    if conflict == Conflict::NoHost {
        headers.remove(0);
    }
    headers.extend(further.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    headers
}

/// The body as one of the contradicting headers has it.
pub(super) fn body(conflict: Conflict, body: &[u8]) -> Vec<u8> {
    match conflict {
        Conflict::LengthAndChunked | Conflict::ChunkedTwice => chunks::plain(body, usize::MAX),
        _ => body.to_vec(),
    }
}
