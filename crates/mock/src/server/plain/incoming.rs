//! Requests as bytes.

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

use super::super::connection::HEADERS;
use crate::decide::body::LIMIT;
use crate::{Flaw, Request as Plain};

/// The longest head, in bytes: what hyper reads.
const LONGEST_HEAD: usize = 512 * 1024;
/// The longest line that gives a chunk's size, with its extensions; and a trailer section.
const LONGEST_LINE: usize = 16 * 1024;
/// How much of a body that is too long is read and thrown away, so that its sender gets to read the answer.
const DRAINED: usize = 64 * 1024 * 1024;

/// A connection, and what has come on it and was not read yet.
pub(super) struct Incoming {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What comes first.
pub(super) enum Head {
    Request(Request),
    /// Nothing more, or nothing whole.
    End,
    /// No HTTP/1.
    Unreadable,
}

/// A request whose body is still to come.
pub(super) struct Request {
    pub(super) request: Plain,
    pub(super) body: Body,
    pub(super) expects_continue: bool,
    /// Whether its client keeps the connection.
    pub(super) keeps: bool,
}

/// Where a request ends (RFC 9112, section 6.3).
pub(super) enum Body {
    Sized(usize),
    Chunked,
    /// Nobody can say; no byte after the head is looked at.
    Flawed(Option<Flaw>),
}

impl Incoming {
    pub(super) fn new(stream: TcpStream) -> Self {
        Incoming { stream, buffer: Vec::new() }
    }

    pub(super) fn stream(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Whether a part of the body is there already.
    pub(super) fn has_more(&self) -> bool {
        !self.buffer.is_empty()
    }

    /// The next head.
    pub(super) async fn head(&mut self) -> Head {
        loop {
            let mut slots = vec![httparse::EMPTY_HEADER; HEADERS];
            let mut parsed = httparse::Request::new(&mut slots);
            match parsed.parse(&self.buffer) {
                Ok(httparse::Status::Complete(length)) => {
                    let request = request(&parsed);
                    self.buffer.drain(..length);
                    return Head::Request(request);
                }
                Ok(httparse::Status::Partial) if self.buffer.len() <= LONGEST_HEAD => {
                    if !self.more().await {
                        return Head::End;
                    }
                }
                _ => return Head::Unreadable,
            }
        }
    }

    /// The body; one byte more than the limit where it is too long.
    pub(super) async fn body(&mut self, body: Body) -> Result<Vec<u8>, Flaw> {
        match body {
            Body::Flawed(flaw) => flaw.map_or(Ok(Vec::new()), Err),
            Body::Sized(length) => {
                let mut kept = Vec::new();
                self.take(length, &mut kept).await?;
                Ok(kept)
            }
            Body::Chunked => {
                let (mut kept, mut all) = (Vec::new(), 0_usize);
                loop {
                    let line = self.line().await?;
                    let size = line.split(|byte| *byte == b';').next().unwrap_or_default();
                    let size = std::str::from_utf8(size).map_err(|_| Flaw::BodyUnreadable)?;
                    let size = usize::from_str_radix(size.trim(), 16).map_err(|_| Flaw::BodyUnreadable)?;
                    if size == 0 {
                        break;
                    }
                    all = all.saturating_add(size);
                    if all > DRAINED {
                        return Err(Flaw::BodyUnreadable);
                    }
                    self.take(size, &mut kept).await?;
                    if !self.line().await?.is_empty() {
                        return Err(Flaw::BodyUnreadable);
                    }
                }
                while !self.line().await?.is_empty() {}
                Ok(kept)
            }
        }
    }

    /// Reads so many bytes and keeps as many as anybody will look at.
    async fn take(&mut self, mut length: usize, kept: &mut Vec<u8>) -> Result<(), Flaw> {
        if length > DRAINED {
            return Err(Flaw::BodyUnreadable);
        }
        while length > 0 {
            if self.buffer.is_empty() && !self.more().await {
                return Err(Flaw::BodyUnreadable);
            }
            let count = length.min(self.buffer.len());
            let room = (LIMIT + 1).saturating_sub(kept.len());
            kept.extend(self.buffer.drain(..count).take(room));
            length -= count;
        }
        Ok(())
    }

    /// The next line without its end.
    async fn line(&mut self) -> Result<Vec<u8>, Flaw> {
        loop {
            if let Some(end) = self.buffer.iter().position(|byte| *byte == b'\n') {
                let mut line: Vec<u8> = self.buffer.drain(..=end).collect();
                line.pop();
                line.pop_if(|byte| *byte == b'\r');
                return Ok(line);
            }
            if self.buffer.len() > LONGEST_LINE || !self.more().await {
                return Err(Flaw::BodyUnreadable);
            }
        }
    }

    async fn more(&mut self) -> bool {
        self.stream.read_buf(&mut self.buffer).await.is_ok_and(|count| count > 0)
    }
}

fn request(parsed: &httparse::Request<'_, '_>) -> Request {
    let target = origin_form(parsed.path.unwrap_or_default());
    let plain = Plain::new(parsed.method.unwrap_or_default(), target);
    let headers = parsed.headers.iter();
    let request = headers.fold(plain, |request, header| request.with_header(header.name, header.value));
    let old = parsed.version == Some(0);
    let absolute = !parsed.path.is_some_and(|path| path.starts_with('/') || path == "*");
    let body = match body_of(&request) {
        _ if !old && !absolute && request.header("host").is_none() => Body::Flawed(Some(Flaw::HostMissing)),
        body => body,
    };
    let says = |name: &str, word: &str| {
        request.header_lines(name).any(|value| value.trim_ascii().eq_ignore_ascii_case(word.as_bytes()))
    };
    let keeps = if old { says("connection", "keep-alive") } else { !says("connection", "close") };
    Request { expects_continue: says("expect", "100-continue"), request, body, keeps }
}

/// The path and query of a target that names its host as well (RFC 9112, section 3.2.2).
fn origin_form(target: &str) -> &str {
    let Some((_, rest)) = target.split_once("://").filter(|(scheme, _)| !scheme.contains('/')) else {
        return target;
    };
    rest.find('/').and_then(|start| rest.get(start..)).unwrap_or("/")
}

fn body_of(request: &Plain) -> Body {
    let codings: Vec<&[u8]> = request.header_lines("transfer-encoding").collect();
    let lengths: Vec<&[u8]> = request.header_lines("content-length").collect();
    match (codings.as_slice(), lengths.as_slice()) {
        ([], []) => Body::Sized(0),
        ([_, ..], [_, ..]) => Body::Flawed(Some(Flaw::LengthAndCoding)),
        ([coding], []) if coding.trim_ascii().eq_ignore_ascii_case(b"chunked") => Body::Chunked,
        // The service looks at these headers itself.
        ([_, ..], []) => Body::Flawed(None),
        ([], [first, rest @ ..]) if rest.iter().all(|other| other == first) => {
            length(first).map_or(Body::Flawed(Some(Flaw::BodyUnreadable)), Body::Sized)
        }
        ([], _) => Body::Flawed(None),
    }
}

fn length(value: &[u8]) -> Option<usize> {
    let digits = std::str::from_utf8(value.trim_ascii()).ok()?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten()
}
