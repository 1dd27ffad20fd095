//! Answers as bytes.

use hyper::StatusCode;

use crate::Answer;
use crate::delivery::{Delivery, Length, Names, Reason, Space, Version};

/// What lets a client send the body that it holds back.
pub(super) const CONTINUE: &[u8] = b"HTTP/1.1 100 Continue\r\n\r\n";

/// Answers that say nothing yet.
pub(super) const HINTS: &[u8] =
    b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n";

/// The answer to a request of this method, whole, or up to where a fault breaks off.
pub(crate) fn bytes(answer: &Answer, method: &str) -> Vec<u8> {
    let delivery = answer.delivery();
    let mut head = Head::of(answer);
    let bodiless = method == "HEAD" || matches!(answer.status(), 204 | 304);
    match delivery.length {
        _ if answer.status() == 204 => {}
        Length::Announced => head.line("Content-Length", &answer.body().len().to_string()),
        Length::Chunks(_) => head.line("Transfer-Encoding", "chunked"),
        Length::OrnateChunks(_) => {
            head.line("Trailer", "X-Checksum");
            head.line("Transfer-Encoding", "Chunked");
        }
        Length::End => {}
    }
    let mut bytes = head.bytes;
    bytes.extend_from_slice(b"\r\n");
    if !bodiless {
        bytes.extend(body(answer, delivery.length));
    }
    bytes
}

/// The status line and the headers that the answer has of itself: none that says where the body ends, and no empty line.
pub(crate) fn head(answer: &Answer) -> Vec<u8> {
    Head::of(answer).bytes
}

struct Head {
    delivery: Delivery,
    bytes: Vec<u8>,
}

impl Head {
    fn of(answer: &Answer) -> Head {
        let mut head = Head { delivery: answer.delivery(), bytes: status_line(answer).into_bytes() };
        for (name, value) in answer.headers() {
            head.line(name, value);
        }
        head
    }

    fn line(&mut self, name: &str, value: &str) {
        let name = match self.delivery.names {
            Names::AsWritten => name.to_owned(),
            Names::Lower => name.to_ascii_lowercase(),
            Names::Upper => name.to_ascii_uppercase(),
        };
        // A line end would make two headers of one: only a fault would try.
        let value = value.replace(['\r', '\n'], " ");
        let line = match self.delivery.space {
            Space::One => format!("{name}: {value}\r\n"),
            Space::None => format!("{name}:{value}\r\n"),
            Space::Much => format!("{name}:  \t{value} \r\n"),
        };
        self.bytes.extend_from_slice(line.as_bytes());
    }
}

fn status_line(answer: &Answer) -> String {
    let Delivery { version, reason, .. } = answer.delivery();
    let version = match version {
        Version::Current => "HTTP/1.1",
        Version::Old => "HTTP/1.0",
    };
    let usual = StatusCode::from_u16(answer.status()).ok().and_then(|status| status.canonical_reason());
    let reason = match reason {
        Reason::Usual => usual.unwrap_or_default(),
        Reason::Absent => "",
        Reason::Own => "Well, here you are",
    };
    format!("{version} {} {reason}\r\n", answer.status())
}

fn body(answer: &Answer, length: Length) -> Vec<u8> {
    let cut = answer.cut().filter(|cut| *cut < answer.body().len());
    let sent = answer.body().get(..cut.unwrap_or(answer.body().len())).unwrap_or_default();
    let mut bytes = Vec::with_capacity(sent.len());
    match length {
        Length::Announced | Length::End => bytes.extend_from_slice(sent),
        Length::Chunks(size) => {
            for chunk in sent.chunks(size.max(1)) {
                bytes.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
                bytes.extend_from_slice(chunk);
                bytes.extend_from_slice(b"\r\n");
            }
            bytes.extend_from_slice(if cut.is_none() { b"0\r\n\r\n" } else { b"" });
        }
        Length::OrnateChunks(size) => {
            for (index, chunk) in sent.chunks(size.max(1)).enumerate() {
                let line = format!("{:04X};part={index};note=\"a chunk\"\r\n", chunk.len());
                bytes.extend_from_slice(line.as_bytes());
                bytes.extend_from_slice(chunk);
                bytes.extend_from_slice(b"\r\n");
            }
            let end: &[u8] = b"000;last\r\nX-Checksum: none\r\nX-Other:\r\n\r\n";
            bytes.extend_from_slice(if cut.is_none() { end } else { b"" });
        }
    }
    bytes
}
