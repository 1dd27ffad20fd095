//! A good request in other forms than most clients give it, whole or in segments.

use crate::Area::{Http, Request};
use crate::client::Place::{
    AfterHead, Body, FirstByte, HeadEnd, HeaderName, LastByte, LineEnd, MiddleOfBody, RequestLine,
};
use crate::client::{Framing, Ornament, Place, Style};
use crate::expect::Expect::{Either, Granted};
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Situation, Value, request, sweep};
use crate::stage::Stage;

pub(in crate::cases) fn situations() -> Vec<Situation> {
    [chunk_sizes(), cuts(), expectation(), required(), tolerated(), open()].into_iter().flatten().collect()
}

/// Bodies in chunks: REQ-016.
fn chunk_sizes() -> Vec<Situation> {
    /// Sizes of one, two and three hexadecimal digits, few of them a divisor of anything.
    const SIZES: &[usize] = &[1, 2, 13, 16, 97, 255, 256, 1_021];
    vec![
        sweep(Request, "request.framing.chunk-sizes", "the body comes in chunks", |stage, subject| {
            let drawn = [2 + stage.draw(500), 2 + stage.draw(500)];
            let sizes = SIZES.iter().copied().chain(drawn);
            values(stage, subject, sizes.map(|size| (format!("{size} bytes each"), size)), |spec, size| {
                spec.framing(Framing::Chunked(size))
            })
        })
        .expect("REQ-016", Granted),
    ]
}

/// Requests in two segments: REQ-016.
fn cuts() -> Vec<Situation> {
    const WHOLE: &[(&str, &[Place])] = &[
        ("cut after the first byte", &[FirstByte]),
        ("cut within the request line", &[RequestLine]),
        ("cut within the end of a line", &[LineEnd]),
        ("cut within a header's name", &[HeaderName]),
        ("cut before the last byte of the head", &[HeadEnd]),
        ("cut between head and body", &[AfterHead]),
        ("cut after the first byte of the body", &[Body(1)]),
        ("cut within the token", &[MiddleOfBody]),
        ("cut before the last byte", &[LastByte]),
        ("cut at several places", &[RequestLine, HeaderName, AfterHead, MiddleOfBody, LastByte]),
    ];
    const CHUNKED: &[(&str, &[Place])] = &[
        ("cut before the first chunk", &[AfterHead]),
        ("cut within the size of a chunk", &[Body(1)]),
        ("cut within the end of the size", &[Body(3)]),
        ("cut after the size", &[Body(4)]),
        ("cut within a chunk", &[Body(40)]),
        ("cut before the end of a chunk", &[Body(4 + CHUNK)]),
        ("cut within the end of a chunk", &[Body(5 + CHUNK)]),
        ("cut before the last byte", &[LastByte]),
    ];
    /// Bytes of one chunk: two hexadecimal digits.
    const CHUNK: usize = 100;
    let cut = |id, title, places: &'static [(&'static str, &'static [Place])], framing| {
        sweep(Request, id, title, move |stage, subject| {
            let named = places.iter().map(|(what, places)| ((*what).to_owned(), *places));
            values(stage, subject, named, |spec, places| spec.framing(framing).cut_at(places))
        })
        .expect("REQ-016", Granted)
    };
    vec![
        cut("request.framing.cut", "the request comes in two segments", WHOLE, Framing::Sized),
        cut(
            "request.framing.cut-chunks",
            "a request with a chunked body comes in two segments",
            CHUNKED,
            Framing::Chunked(CHUNK),
        ),
    ]
}

/// Expect: 100-continue by a client that does not wait: REQ-016.
fn expectation() -> Vec<Situation> {
    let title = "the body follows Expect: 100-continue at once";
    let row = request(Request, "request.framing.expect-unawaited", title, |spec| {
        spec.framing(Framing::ExpectUnawaited)
    });
    vec![row.expect("REQ-016", Granted)]
}

/// What every server of HTTP/1.1 reads: HTP-007.
fn required() -> Vec<Situation> {
    let styles = [
        ("http.names.lower", "header names are in lower case", Style::LowerNames),
        ("http.names.upper", "header names are in capitals", Style::UpperNames),
        ("http.names.mixed", "header names are in small letters and capitals by turns", Style::MixedNames),
    ];
    styles.map(|row| styled(row).expect("HTP-007", Granted)).into()
}

/// What servers of HTTP/1.1 are to read, and some do not: HTP-008, HTP-009.
fn tolerated() -> Vec<Situation> {
    /// A size with a letter among its hexadecimal digits.
    const CHUNK: usize = 173;
    let chunks = [
        ("http.chunks.extension", "chunks have an extension", Ornament::Extension),
        (
            "http.chunks.quoted-extension",
            "chunks have an extension with a quoted value",
            Ornament::QuotedExtension,
        ),
        ("http.chunks.last-extension", "the last chunk has an extension", Ornament::LastExtension),
        ("http.chunks.capitals", "the sizes of chunks are in capital digits", Ornament::Capitals),
        ("http.chunks.zeros", "the sizes of chunks begin with zeros", Ornament::Zeros),
        ("http.chunks.trailer", "a trailer follows the chunks", Ornament::Trailer),
    ];
    let spaces = [
        ("http.space.none", "no space stands before header values", Style::NoSpace),
        ("http.space.much", "spaces and tabs stand around header values", Style::MuchSpace),
    ];
    chunks
        .map(|(id, title, ornament)| {
            request(Http, id, title, move |spec| spec.framing(Framing::Ornate(CHUNK, ornament)))
        })
        .into_iter()
        .chain(spaces.map(styled))
        // A trailer that is left over disturbs the twin: that is judged by itself, see HTP-011.
        .map(Situation::optional_twin)
        .map(|row| row.before_operation().expect("HTP-008", Either).also("granted", "HTP-009", Granted))
        .collect()
}

/// What a server may read or refuse: HTP-008.
fn open() -> Vec<Situation> {
    let styles = [
        ("http.version.old", "the request is of HTTP/1.0", Style::Old),
        (
            "http.version.old-kept",
            "the request is of HTTP/1.0 and asks to keep the connection",
            Style::OldKept,
        ),
        ("http.target.absolute", "the whole URL stands in the request line", Style::Absolute),
        ("http.line.folded", "a header goes on in a second line", Style::Folded),
    ];
    let trailer = request(
        Http,
        "http.chunks.framing-trailer",
        "a trailer after the chunks is named Content-Length",
        |spec| spec.framing(Framing::Ornate(97, Ornament::FramingTrailer)),
    );
    styles
        .map(styled)
        .into_iter()
        .chain([trailer.optional_twin()])
        .map(|row| row.before_operation().expect("HTP-008", Either))
        .collect()
}

fn styled((id, title, style): (&'static str, &'static str, Style)) -> Situation {
    request(Http, id, title, move |spec| spec.style(style))
}

/// One good request for each value, changed by it.
fn values<T>(
    stage: &mut Stage,
    subject: &Subject,
    values: impl Iterator<Item = (String, T)>,
    change: impl Fn(RequestSpec, T) -> RequestSpec,
) -> Vec<Value> {
    values.map(|(what, value)| Value::new(what, change(stage.plain(subject), value))).collect()
}
