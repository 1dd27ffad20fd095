//! Requests as bytes.

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

use super::super::connection::HEADERS;
use crate::decide::body::LIMIT;
use crate::reception::{Extent, Names, Oddity, Reception, Trailers};
use crate::{Flaw, Request as Plain};

/// The longest head, in bytes: what hyper reads.
const LONGEST_HEAD: usize = 512 * 1024;
/// The longest line that gives a chunk's size, with its extensions; and a trailer section.
const LONGEST_LINE: usize = 16 * 1024;
/// How much is read at once.
const SEGMENT: usize = 16 * 1024;
/// How much of a body that is too long is read and thrown away, so that its sender gets to read the answer.
const DRAINED: usize = 64 * 1024 * 1024;

/// A connection, and what has come on it and was not read yet.
pub(super) struct Incoming {
    stream: TcpStream,
    buffer: Vec<u8>,
    reception: Reception,
    failed: bool,
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

/// What a fault makes of an oddity.
#[derive(PartialEq)]
enum Treatment {
    Read,
    Refuse,
    Fail,
}

impl Incoming {
    pub(super) fn new(stream: TcpStream, reception: Reception) -> Self {
        Incoming { stream, buffer: Vec::new(), reception, failed: false }
    }

    pub(super) fn stream(&mut self) -> &mut TcpStream {
        &mut self.stream
    }

    /// Whether a part of the body is there already.
    pub(super) fn has_more(&self) -> bool {
        !self.buffer.is_empty()
    }

    /// Whether a fault ended the connection within a body.
    pub(super) fn has_failed(&self) -> bool {
        self.failed
    }

    /// Throws away what came and was not read.
    pub(super) fn forget(&mut self) {
        self.buffer.clear();
    }

    /// Puts bytes that were read back before those that were not.
    pub(super) fn put_back(&mut self, bytes: &[u8]) {
        self.buffer.splice(..0, bytes.iter().copied());
    }

    /// The next head.
    pub(super) async fn head(&mut self) -> Head {
        loop {
            let mut slots = vec![httparse::EMPTY_HEADER; HEADERS];
            let mut parsed = httparse::Request::new(&mut slots);
            match parsed.parse(&self.buffer) {
                Ok(httparse::Status::Complete(length)) => {
                    let request = request(&parsed, self.reception.names);
                    let head: Vec<u8> = self.buffer.drain(..length).collect();
                    return match self.treatment(|oddity| oddity.is_in_head(&head)) {
                        Treatment::Read => Head::Request(request),
                        Treatment::Refuse => Head::Unreadable,
                        Treatment::Fail => Head::End,
                    };
                }
                Ok(httparse::Status::Partial) if self.buffer.len() <= LONGEST_HEAD => {
                    if !self.more().await {
                        return Head::End;
                    }
                }
                _ if self.treatment(|oddity| oddity.is_in_head(&self.buffer)) == Treatment::Fail => {
                    return Head::End;
                }
                _ => return Head::Unreadable,
            }
        }
    }

    /// The body; one byte more than the limit where it is too long.
    pub(super) async fn body(&mut self, body: Body) -> Result<Vec<u8>, Flaw> {
        match body {
            Body::Flawed(flaw) => flaw.map_or(Ok(Vec::new()), Err),
            Body::Sized(length) if self.reception.extent == Extent::Arrived => {
                let arrived = length.min(self.buffer.len());
                Ok(self.buffer.drain(..arrived).collect())
            }
            Body::Sized(length) => {
                let mut kept = Vec::new();
                self.take(length, &mut kept).await?;
                Ok(kept)
            }
            Body::Chunked => {
                let (mut kept, mut all) = (Vec::new(), 0_usize);
                loop {
                    let line = self.size_line().await?;
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
                self.trailers().await?;
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

    /// The line that gives the size of a chunk.
    async fn size_line(&mut self) -> Result<Vec<u8>, Flaw> {
        let whole = self.buffer.is_empty() || self.buffer.contains(&b'\n');
        let line = self.line().await?;
        self.meet(|oddity| oddity.is_in_size(&line) || (oddity == Oddity::CutSize && !whole))?;
        Ok(line)
    }

    /// What follows the last chunk, up to an empty line.
    async fn trailers(&mut self) -> Result<(), Flaw> {
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(());
            }
            if self.reception.trailers == Trailers::Left {
                self.put_back(b"\r\n");
                self.put_back(&line);
                return Ok(());
            }
            self.meet(|oddity| oddity == Oddity::Trailer)?;
        }
    }

    /// Stops at what a fault cannot read.
    fn meet(&mut self, has: impl Fn(Oddity) -> bool) -> Result<(), Flaw> {
        match self.treatment(has) {
            Treatment::Read => return Ok(()),
            Treatment::Refuse => {}
            Treatment::Fail => self.failed = true,
        }
        Err(Flaw::BodyUnreadable)
    }

    fn treatment(&self, has: impl Fn(Oddity) -> bool) -> Treatment {
        if self.reception.fails_at.is_some_and(&has) {
            Treatment::Fail
        } else if self.reception.intolerant_of.is_some_and(&has) {
            Treatment::Refuse
        } else {
            Treatment::Read
        }
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
        self.buffer.reserve(SEGMENT);
        self.stream.read_buf(&mut self.buffer).await.is_ok_and(|count| count > 0)
    }
}

fn request(parsed: &httparse::Request<'_, '_>, names: Names) -> Request {
    let target = origin_form(parsed.path.unwrap_or_default());
    let plain = Plain::new(parsed.method.unwrap_or_default(), target);
    let known = |name: &str| {
        names == Names::AnyCase || name == "Content-Type" || !name.eq_ignore_ascii_case("content-type")
    };
    let headers = parsed.headers.iter().filter(|header| known(header.name));
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
