//! A request as bytes, whole or in segments.

use super::Endpoint;
use crate::request::Prepared;

/// How a body goes over the wire.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) enum Framing {
    /// With its length, in one piece.
    #[default]
    Sized,
    /// In chunks of this many bytes.
    Chunked(usize),
    /// With its length, in this many pieces with a short rest between them.
    Segmented(usize),
    /// With its length, after `100 Continue` or half a second.
    ExpectContinue,
    /// With headers that contradict each other or themselves.
    Conflicting(Conflict),
}

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

/// The bytes of a request, and its headers as they stand in them.
pub(crate) struct Encoded {
    segments: Vec<Vec<u8>>,
    headers: Vec<(String, String)>,
    expects_continue: bool,
    ambiguous: bool,
}

impl Encoded {
    pub(crate) fn segments(&self) -> &[Vec<u8>] {
        &self.segments
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Whether the service may see another end of this request than the suite does.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.ambiguous
    }

    pub(crate) fn expects_continue(&self) -> bool {
        self.expects_continue
    }
}

pub(crate) fn encode(request: &Prepared, endpoint: &Endpoint) -> Encoded {
    let headers = headers(request, endpoint);
    let mut head = format!("{} {} HTTP/1.1\r\n", request.method(), request.target()).into_bytes();
    for (name, value) in &headers {
        head.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    head.extend_from_slice(b"\r\n");
    let body = request.body();
    let segments = match request.framing() {
        Framing::Sized => vec![[head, body.to_vec()].concat()],
        Framing::Chunked(size) => vec![[head, chunked(body, size)].concat()],
        Framing::Segmented(count) => {
            let whole = [head, body.to_vec()].concat();
            whole.chunks(whole.len().div_ceil(count.max(1)).max(1)).map(<[u8]>::to_vec).collect()
        }
        Framing::ExpectContinue => vec![head, body.to_vec()],
        Framing::Conflicting(conflict) => vec![[head, conflicting_body(conflict, body)].concat()],
    };
    let ambiguous = matches!(request.framing(), Framing::Conflicting(_));
    let expects_continue = request.framing() == Framing::ExpectContinue;
    Encoded { segments, headers, expects_continue, ambiguous }
}

fn headers(request: &Prepared, endpoint: &Endpoint) -> Vec<(String, String)> {
    let mut headers = vec![("Host".to_owned(), endpoint.authority())];
    headers.extend(request.headers().iter().cloned());
    match request.framing() {
        Framing::Chunked(_) => headers.push(("Transfer-Encoding".to_owned(), "chunked".to_owned())),
        Framing::ExpectContinue => headers.push(("Expect".to_owned(), "100-continue".to_owned())),
        Framing::Conflicting(conflict) => return conflicting_headers(conflict, headers, request.body()),
        Framing::Sized | Framing::Segmented(_) => {}
    }
    let bodiless = request.body().is_empty() && matches!(request.method(), "GET" | "HEAD" | "OPTIONS");
    if !matches!(request.framing(), Framing::Chunked(_)) && !bodiless {
        headers.push(("Content-Length".to_owned(), request.body().len().to_string()));
    }
    headers
}

fn conflicting_headers(
    conflict: Conflict,
    mut headers: Vec<(String, String)>,
    body: &[u8],
) -> Vec<(String, String)> {
    let length = body.len().to_string();
    let coded = conflicting_body(conflict, body).len().to_string();
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

fn conflicting_body(conflict: Conflict, body: &[u8]) -> Vec<u8> {
    match conflict {
        Conflict::LengthAndChunked | Conflict::ChunkedTwice => chunked(body, usize::MAX),
        _ => body.to_vec(),
    }
}

fn chunked(body: &[u8], size: usize) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 64);
    for chunk in body.chunks(size.max(1)) {
        out.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
        out.extend_from_slice(chunk);
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"0\r\n\r\n");
    out
}
