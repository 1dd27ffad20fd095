//! Reads one HTTP/1.x answer from bytes as they come. Pure: no socket, no clock.

use super::Limits;
use crate::exchange::{Answer, Flaw, NoAnswer, NotConnected, Received};

mod chunked;

use chunked::Chunked;

/// Whether an answer is complete.
pub(crate) enum Progress {
    /// More bytes are needed.
    More,
    /// It is complete, or beyond repair.
    Done(Received),
}

/// How the end of a body is known.
enum Body {
    None,
    Sized(usize),
    Chunked(Chunked),
    UntilClose,
}

/// An answer in the making.
pub(crate) struct Reader {
    limits: Limits,
    answers_head: bool,
    buffer: Vec<u8>,
    interim: usize,
    head: Option<(Answer, Body)>,
    closes: bool,
    complete: bool,
    others_follow: bool,
}

impl Reader {
    pub(crate) fn new(method: &str, limits: &Limits) -> Self {
        Self {
            limits: *limits,
            answers_head: method == "HEAD",
            buffer: Vec::new(),
            interim: 0,
            head: None,
            closes: false,
            complete: false,
            others_follow: false,
        }
    }

    /// An answer after which the answers to other requests may come at once.
    pub(crate) fn before_others(mut self) -> Self {
        self.others_follow = true;
        self
    }

    /// The bytes after the answer.
    pub(crate) fn into_rest(self) -> Vec<u8> {
        self.buffer
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) {
        self.buffer.extend_from_slice(bytes);
    }

    /// Whether any byte of an answer has come.
    pub(crate) fn has_begun(&self) -> bool {
        !self.buffer.is_empty() || self.head.is_some() || self.interim > 0
    }

    /// Whether a final (not 1xx) head has been read.
    pub(crate) fn has_final_head(&mut self) -> bool {
        matches!(self.read_head(), Ok(true) | Err(_))
    }

    /// Whether the connection can carry another request.
    pub(crate) fn may_reuse(&self) -> bool {
        self.complete && !self.closes
    }

    pub(crate) fn progress(&mut self) -> Progress {
        match self.read_head() {
            Err(Flaw::NotHttp) if is_tls(&self.buffer) => {
                Progress::Done(Received::Nothing(NoAnswer::NotConnected(NotConnected::SpeaksTls)))
            }
            Err(flaw) => Progress::Done(Received::Broken { partial: None, flaw }),
            Ok(false) => Progress::More,
            Ok(true) => self.read_body(),
        }
    }

    /// The service closed its side.
    pub(crate) fn end_of_stream(&mut self) -> Received {
        match self.head.take() {
            Some((mut answer, Body::UntilClose)) => {
                answer.set_body(std::mem::take(&mut self.buffer));
                Received::Answer(answer)
            }
            Some((answer, _)) => Received::Broken { partial: Some(answer), flaw: Flaw::BodyCut },
            None if self.buffer.is_empty() => Received::Nothing(NoAnswer::Closed),
            None => Received::Broken { partial: None, flaw: Flaw::HeadCut },
        }
    }

    /// Nothing more will come: `nothing` if there was no byte of an answer, else `flaw`.
    pub(crate) fn broken_off(&mut self, nothing: NoAnswer, flaw: Flaw) -> Received {
        match self.head.take() {
            Some((answer, _)) => Received::Broken { partial: Some(answer), flaw },
            None if self.buffer.is_empty() => Received::Nothing(nothing),
            None => Received::Broken {
                partial: None,
                flaw: if flaw == Flaw::BodyCut { Flaw::HeadCut } else { flaw },
            },
        }
    }

    /// Reads heads until a final one is there: true then, false if more bytes are needed.
    fn read_head(&mut self) -> Result<bool, Flaw> {
        while self.head.is_none() {
            let mut slots = [httparse::EMPTY_HEADER; Limits::HEADERS];
            let mut parsed = httparse::Response::new(&mut slots);
            match parsed.parse(&self.buffer) {
                Ok(httparse::Status::Complete(length)) => {
                    let status = parsed.code.unwrap_or_default();
                    let headers = own(parsed.headers);
                    let version = parsed.version.unwrap_or_default();
                    if length > self.limits.head_bytes() {
                        return Err(Flaw::HeadTooLarge);
                    }
                    self.buffer.drain(..length);
                    self.take_head(status, version, headers)?;
                }
                Ok(httparse::Status::Partial) if self.buffer.len() > self.limits.head_bytes() => {
                    return Err(Flaw::HeadTooLarge);
                }
                Ok(httparse::Status::Partial) => return Ok(false),
                Err(httparse::Error::TooManyHeaders) => return Err(Flaw::HeadTooLarge),
                Err(_) => return Err(Flaw::NotHttp),
            }
        }
        Ok(true)
    }

    fn take_head(&mut self, status: u16, version: u8, headers: Vec<(String, Vec<u8>)>) -> Result<(), Flaw> {
        if (100..200).contains(&status) {
            self.interim += 1;
            // 101 would change the protocol, which nobody asked for.
            return if status == 101 || self.interim > Limits::INTERIM {
                Err(Flaw::EndlessInterim)
            } else {
                Ok(())
            };
        }
        let answer = Answer::new(status, headers, Vec::new());
        self.closes = closes(&answer, version);
        let body = if self.answers_head { Body::None } else { body_of(&answer)? };
        self.closes |= matches!(body, Body::UntilClose);
        self.head = Some((answer, body));
        Ok(())
    }

    fn read_body(&mut self) -> Progress {
        let limit = self.limits.body_bytes();
        let Some((answer, body)) = &mut self.head else { return Progress::More };
        let done = match body {
            Body::None => Some(Vec::new()),
            Body::Sized(length) if *length > limit => return self.fail(Flaw::BodyTooLarge),
            Body::Sized(length) if self.buffer.len() >= *length => {
                Some(self.buffer.drain(..*length).collect())
            }
            Body::Chunked(chunked) => match chunked.advance(&mut self.buffer, limit) {
                Ok(finished) => finished,
                Err(flaw) => return self.fail(flaw),
            },
            Body::UntilClose if self.buffer.len() > limit => return self.fail(Flaw::BodyTooLarge),
            Body::Sized(_) | Body::UntilClose => None,
        };
        let Some(body) = done else { return Progress::More };
        answer.set_body(body);
        if !self.buffer.is_empty() && !self.others_follow {
            return self.fail(Flaw::Trailing);
        }
        self.complete = true;
        Progress::Done(
            self.head
                .take()
                .map_or(Received::Nothing(NoAnswer::Closed), |(answer, _)| Received::Answer(answer)),
        )
    }

    fn fail(&mut self, flaw: Flaw) -> Progress {
        self.closes = true;
        Progress::Done(Received::Broken { partial: self.head.take().map(|(answer, _)| answer), flaw })
    }
}

/// What came back where these are all the bytes that came.
#[cfg(feature = "laws")]
pub(crate) fn received(bytes: &[u8], limits: &Limits) -> Received {
    let mut reader = Reader::new("POST", limits);
    reader.feed(bytes);
    match reader.progress() {
        Progress::Done(received) => received,
        Progress::More => reader.end_of_stream(),
    }
}

/// Whether this begins as an alert of TLS does (RFC 8446 §5.1), with which a TLS service answers plain HTTP.
fn is_tls(bytes: &[u8]) -> bool {
    matches!(bytes, [21, 3, 0..=4, 0, 2, ..])
}

fn own(headers: &[httparse::Header<'_>]) -> Vec<(String, Vec<u8>)> {
    headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect()
}

fn closes(answer: &Answer, version: u8) -> bool {
    let says = |word: &str| {
        answer
            .header_values("connection")
            .any(|value| value.split(',').any(|item| item.trim().eq_ignore_ascii_case(word)))
    };
    says("close") || (version == 0 && !says("keep-alive"))
}

/// RFC 9112 §6.3: how the end of this answer's body is known.
fn body_of(answer: &Answer) -> Result<Body, Flaw> {
    if matches!(answer.status(), 204 | 304) {
        return Ok(Body::None);
    }
    let codings: Vec<String> = answer.header_values("transfer-encoding").collect();
    if !codings.is_empty() {
        let chunked = codings.join(",").eq_ignore_ascii_case("chunked");
        return if chunked { Ok(Body::Chunked(Chunked::default())) } else { Err(Flaw::BadFraming) };
    }
    let mut lengths: Vec<String> = answer.header_values("content-length").collect();
    lengths.dedup();
    match lengths.as_slice() {
        [] => Ok(Body::UntilClose),
        [one] if one.bytes().all(|byte| byte.is_ascii_digit()) => {
            one.parse().map(Body::Sized).map_err(|_| Flaw::BadFraming)
        }
        _ => Err(Flaw::BadFraming),
    }
}

#[cfg(test)]
mod tests;
