//! A request as bytes, whole or in segments.

mod chunks;
mod conflict;
mod cut;
mod style;

pub(crate) use chunks::Ornament;
pub(crate) use conflict::Conflict;
pub(crate) use cut::Place;
pub(crate) use style::Style;

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
    /// In chunks of this many bytes, written unusually.
    Ornate(usize, Ornament),
    /// With its length, in this many pieces with a short rest between them.
    Segmented(usize),
    /// With its length, after `100 Continue` or half a second.
    ExpectContinue,
    /// With its length, and with `Expect: 100-continue` that is not waited for.
    ExpectUnawaited,
    /// With headers that contradict each other or themselves.
    Conflicting(Conflict),
}

impl Framing {
    fn is_chunked(self) -> bool {
        matches!(self, Self::Chunked(_) | Self::Ornate(..))
    }
}

/// The bytes of a request, and its headers as they stand in them.
pub(crate) struct Encoded {
    head: Vec<u8>,
    body: Vec<u8>,
    ends: Vec<usize>,
    headers: Vec<(String, String)>,
    framing: Framing,
    asks_to_close: bool,
}

impl Encoded {
    /// The bytes in the segments in which they go out.
    pub(crate) fn segments(&self) -> Vec<Vec<u8>> {
        let whole = [&self.head[..], &self.body].concat();
        let mut start = 0;
        let ends = self.ends.iter().copied().chain([whole.len()]);
        let pieces = ends.map(|end| {
            let piece = whole.get(start..end).unwrap_or_default().to_vec();
            start = start.max(end);
            piece
        });
        pieces.filter(|piece| !piece.is_empty()).collect()
    }

    /// Everything before the body.
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// The body as it goes over the wire.
    pub(crate) fn body(&self) -> &[u8] {
        &self.body
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// Whether the service may see another end of this request than the suite does.
    pub(crate) fn is_ambiguous(&self) -> bool {
        matches!(self.framing, Framing::Conflicting(_))
    }

    /// Whether it asks the service to close the connection.
    pub(crate) fn asks_to_close(&self) -> bool {
        self.asks_to_close
    }

    pub(crate) fn expects_continue(&self) -> bool {
        self.framing == Framing::ExpectContinue
    }

    /// Whether it is cut where the service should notice: then the segments need time to travel alone.
    pub(crate) fn is_cut_in_places(&self) -> bool {
        !matches!(self.framing, Framing::Segmented(_) | Framing::ExpectContinue) && !self.ends.is_empty()
    }
}

pub(crate) fn encode(request: &Prepared, endpoint: &Endpoint) -> Encoded {
    let headers = headers(request, endpoint);
    let head = style::head(request, endpoint, &headers);
    let body = coded_body(request);
    let ends = match request.framing() {
        Framing::Segmented(count) => cut::evenly(head.len() + body.len(), count),
        Framing::ExpectContinue => vec![head.len()],
        _ => cut::at(request.cuts(), &head, &body),
    };
    let asks_to_close = headers
        .iter()
        .any(|(name, value)| name.eq_ignore_ascii_case("connection") && value.eq_ignore_ascii_case("close"));
    Encoded { head, body, ends, headers, framing: request.framing(), asks_to_close }
}

fn coded_body(request: &Prepared) -> Vec<u8> {
    let body = request.body();
    match request.framing() {
        Framing::Chunked(size) => chunks::plain(body, size),
        Framing::Ornate(size, ornament) => chunks::ornate(body, size, ornament),
        Framing::Conflicting(conflict) => conflict::body(conflict, body),
        Framing::Sized | Framing::Segmented(_) | Framing::ExpectContinue | Framing::ExpectUnawaited => {
            body.to_vec()
        }
    }
}

fn headers(request: &Prepared, endpoint: &Endpoint) -> Vec<(String, String)> {
    let mut headers = vec![("Host".to_owned(), endpoint.authority())];
    headers.extend(request.headers().iter().cloned());
    let framing = request.framing();
    match framing {
        Framing::Conflicting(conflict) => return conflict::headers(conflict, headers, request.body()),
        Framing::ExpectContinue | Framing::ExpectUnawaited => {
            headers.push(("Expect".to_owned(), "100-continue".to_owned()));
        }
        _ if framing.is_chunked() => headers.push(("Transfer-Encoding".to_owned(), "chunked".to_owned())),
        _ => {}
    }
    let bodiless = request.body().is_empty() && matches!(request.method(), "GET" | "HEAD" | "OPTIONS");
    if !framing.is_chunked() && !bodiless {
        headers.push(("Content-Length".to_owned(), request.body().len().to_string()));
    }
    headers
}
