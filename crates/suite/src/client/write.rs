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
}

/// The bytes of a request, and its headers as they stand in them.
pub(crate) struct Encoded {
    segments: Vec<Vec<u8>>,
    headers: Vec<(String, String)>,
    expects_continue: bool,
}

impl Encoded {
    pub(crate) fn segments(&self) -> &[Vec<u8>] {
        &self.segments
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
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
    };
    let expects_continue = request.framing() == Framing::ExpectContinue;
    Encoded { segments, headers, expects_continue }
}

fn headers(request: &Prepared, endpoint: &Endpoint) -> Vec<(String, String)> {
    let mut headers = vec![("Host".to_owned(), endpoint.authority())];
    headers.extend(request.headers().iter().cloned());
    match request.framing() {
        Framing::Chunked(_) => headers.push(("Transfer-Encoding".to_owned(), "chunked".to_owned())),
        Framing::ExpectContinue => headers.push(("Expect".to_owned(), "100-continue".to_owned())),
        Framing::Sized | Framing::Segmented(_) => {}
    }
    let bodiless = request.body().is_empty() && matches!(request.method(), "GET" | "HEAD" | "OPTIONS");
    if !matches!(request.framing(), Framing::Chunked(_)) && !bodiless {
        headers.push(("Content-Length".to_owned(), request.body().len().to_string()));
    }
    headers
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
