//! What was captured: a body alone, or a whole HTTP message with its headers.

use std::borrow::Cow;

use thiserror::Error;

use crate::client::Limits;
use crate::exchange::Answer;

/// Why bytes that begin as an HTTP message cannot be judged as what they should be.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub enum CaptureError {
    /// Its head cannot be read.
    #[error("it begins as an HTTP message, and its head cannot be read: no end, no header, or too many")]
    Head,
    /// It is an answer where a request was to be judged.
    #[error("it is an HTTP answer, not a request")]
    NotARequest,
    /// It is a request where an answer was to be judged.
    #[error("it is an HTTP request, not an answer")]
    NotAnAnswer,
}

/// One captured document.
pub(super) struct Captured<'a> {
    start: Option<Start<'a>>,
    headers: Vec<(String, Vec<u8>)>,
    body: Cow<'a, [u8]>,
}

/// How a message begins.
pub(super) enum Start<'a> {
    /// A request line: method and target.
    Request { method: &'a str, target: &'a str },
    /// A status line: the status.
    Answer { status: u16 },
}

impl<'a> Captured<'a> {
    /// Reads a message where the bytes begin with a start line of HTTP, else takes all of them for the body.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, CaptureError> {
        let end = bytes.iter().position(|byte| *byte == b'\n').unwrap_or(bytes.len());
        let (line, rest) = bytes.split_at_checked(end).unwrap_or((bytes, &[]));
        let Some(start) = std::str::from_utf8(line).ok().and_then(start) else {
            return Ok(Self { start: None, headers: Vec::new(), body: Cow::Borrowed(bytes) });
        };
        let rest = rest.get(1..).ok_or(CaptureError::Head)?;
        let mut slots = [httparse::EMPTY_HEADER; Limits::HEADERS];
        let Ok(httparse::Status::Complete((length, headers))) = httparse::parse_headers(rest, &mut slots)
        else {
            return Err(CaptureError::Head);
        };
        let headers: Vec<_> =
            headers.iter().map(|header| (header.name.to_owned(), header.value.to_vec())).collect();
        let body = unchunked(&headers, rest.get(length..).unwrap_or_default());
        Ok(Self { start: Some(start), headers, body })
    }

    /// How the message begins; nothing if a body was captured alone.
    pub(super) fn start(&self) -> Option<&Start<'a>> {
        self.start.as_ref()
    }

    /// The body, freed of its transfer coding.
    pub(super) fn body(&self) -> &[u8] {
        &self.body
    }

    /// The first value of one header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<String> {
        let (_, value) = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(value).trim().to_owned())
    }

    /// How many bytes of body a Content-Length announces, and how many there are, if those differ. One line end more is the
    /// file's.
    pub(super) fn wrong_length(&self) -> Option<(usize, usize)> {
        if self.header("transfer-encoding").is_some() {
            return None;
        }
        let announced = self.header("content-length")?.parse().ok()?;
        let found = self.body.len();
        let rest = self.body.get(announced..);
        (rest.is_none() || rest.is_some_and(|rest| !matches!(rest, b"" | b"\n" | b"\r\n")))
            .then_some((announced, found))
    }

    /// The answer, whole or its body alone. What an unknown head would have said is then as good as can be.
    pub(super) fn into_answer(self, usual_status: u16) -> Answer {
        match self.start {
            Some(Start::Answer { status }) => Answer::new(status, self.headers, self.body.into_owned()),
            _ => {
                let usual = ("content-type".to_owned(), b"application/json".to_vec());
                Answer::new(usual_status, vec![usual], self.body.into_owned())
            }
        }
    }
}

fn start(line: &str) -> Option<Start<'_>> {
    let words: Vec<&str> = line.trim_end().splitn(3, ' ').collect();
    match words.as_slice() {
        [version, status, ..] if is_version(version) => {
            let digits = status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit());
            status.parse().ok().filter(|_| digits).map(|status| Start::Answer { status })
        }
        [method, target, version] if is_version(version) && is_method(method) => {
            Some(Start::Request { method, target })
        }
        _ => None,
    }
}

/// `HTTP/1.1`, and `HTTP/2` as tools write it that show messages of later versions as text.
fn is_version(word: &str) -> bool {
    let number = word.strip_prefix("HTTP/").unwrap_or_default();
    number.starts_with(|c: char| c.is_ascii_digit())
        && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
}

fn is_method(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-')
}

/// The body without the chunked coding. Many tools keep the header and take the coding away: what is not chunked is left as
/// it is.
fn unchunked<'a>(headers: &[(String, Vec<u8>)], body: &'a [u8]) -> Cow<'a, [u8]> {
    let is_chunked = |(name, value): &(String, Vec<u8>)| {
        name.eq_ignore_ascii_case("transfer-encoding")
            && value.trim_ascii_end().to_ascii_lowercase().ends_with(b"chunked")
    };
    match headers.iter().any(is_chunked).then(|| chunks(body)).flatten() {
        Some(plain) => Cow::Owned(plain),
        None => Cow::Borrowed(body),
    }
}

/// The data of a chunked body; nothing if it is not one, or not whole.
fn chunks(mut body: &[u8]) -> Option<Vec<u8>> {
    let mut data = Vec::new();
    loop {
        let (size, rest) = httparse::parse_chunk_size(body).ok().and_then(|status| match status {
            httparse::Status::Complete((head, size)) => Some((size, body.get(head..)?)),
            httparse::Status::Partial => None,
        })?;
        if size == 0 {
            return Some(data);
        }
        let (chunk, rest) = rest.split_at_checked(usize::try_from(size).ok()?)?;
        data.extend_from_slice(chunk);
        body = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(bytes: &[u8]) -> Vec<u8> {
        Captured::read(bytes).expect("readable").body().to_vec()
    }

    #[test]
    fn body_alone() {
        for bytes in [&b"{}"[..], b"", b"HTTP/", b"\xff\n", b"HTTP is nice\n", b"a b c\n\n"] {
            let captured = Captured::read(bytes).expect("a body");
            assert!(captured.start().is_none());
            assert_eq!(captured.body(), bytes);
        }
    }

    #[test]
    fn whole_messages_as_tools_write_them() {
        assert_eq!(body(b"HTTP/2 200 \nContent-Type: a\n\n{}\n"), b"{}\n");
        assert_eq!(body(b"POST /x HTTP/1.1\r\nHost: a\r\n\r\n{}"), b"{}");
        assert_eq!(body(b"HTTP/1.1 200\r\n\r\n"), b"");
    }

    #[test]
    fn chunked_or_freed_of_it() {
        let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(body(&[&head[..], b"2;x=y\r\n{\"\r\n3\r\na\"}\r\n0\r\n\r\n"].concat()), b"{\"a\"}");
        for plain in [&b"{}"[..], b"2\r\n{", b"", b"ffffffffffffffff\r\n{}"] {
            assert_eq!(body(&[&head[..], plain].concat()), plain);
        }
    }

    #[test]
    fn head_that_cannot_be_read() {
        let endless = [&b"HTTP/1.1 200 OK\n"[..], &b"a: b\n".repeat(1_000)].concat();
        for bytes in [&b"HTTP/1.1 200 OK"[..], b"HTTP/1.1 200 OK\na", b"HTTP/1.1 200 OK\na b\n\n", &endless] {
            assert_eq!(Captured::read(bytes).err(), Some(CaptureError::Head));
        }
    }

    #[test]
    fn length_that_differs() {
        let wrong = |length, body| {
            let text = format!("HTTP/1.1 200 OK\nContent-Length: {length}\n\n{body}");
            Captured::read(text.as_bytes()).expect("readable").wrong_length()
        };
        assert_eq!((wrong("2", "{}"), wrong("2", "{}\n"), wrong("x", "{}")), (None, None, None));
        assert_eq!((wrong("3", "{}"), wrong("1", "{}")), (Some((3, 2)), Some((1, 2))));
    }
}
