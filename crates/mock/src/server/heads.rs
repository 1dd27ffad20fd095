//! Which requests on a connection announce their length in two ways?
//!
//! hyper settles Content-Length beside Transfer-Encoding as RFC 9112, section 6.3, lets it, and then hides that there
//! were both. The same section calls such a request an attempt at smuggling, which ought to be refused; so the bytes
//! are followed here, beside hyper, closely enough to tell where each head begins.

use std::sync::atomic::{AtomicU64, Ordering};

/// A head longer than this is refused by hyper and followed no further here.
pub(super) const LONGEST_HEAD: usize = 512 * 1024;
/// A line that gives a chunk's size, with its extensions.
const LONGEST_SIZE_LINE: usize = 16 * 1024;

/// The first request of a connection that has both lengths, by number from 0. hyper closes the connection after it.
#[derive(Debug)]
pub(super) struct Conflicts(AtomicU64);

impl Default for Conflicts {
    fn default() -> Self {
        Conflicts(AtomicU64::new(u64::MAX))
    }
}

impl Conflicts {
    pub(super) fn contains(&self, request: u64) -> bool {
        self.0.load(Ordering::Acquire) == request
    }
}

/// Where in the stream of requests a byte is.
enum Place {
    Head(Vec<u8>),
    Body(u64),
    ChunkSize(Vec<u8>),
    Chunk(u64),
    Trailer {
        line: usize,
    },
    /// No longer known; nothing is said of what follows.
    Lost,
}

/// Follows the bytes of a connection.
pub(super) struct Heads {
    place: Place,
    requests: u64,
}

impl Heads {
    pub(super) fn new() -> Self {
        Heads { place: Place::Head(Vec::new()), requests: 0 }
    }

    /// Looks at the next bytes and notes a conflict.
    pub(super) fn follow(&mut self, mut bytes: &[u8], conflicts: &Conflicts) {
        while let Some((&byte, rest)) = bytes.split_first() {
            match &mut self.place {
                Place::Lost => return,
                Place::Body(left) | Place::Chunk(left) => {
                    let skipped = usize::try_from(*left).unwrap_or(usize::MAX).min(bytes.len());
                    *left = left.saturating_sub(u64::try_from(skipped).unwrap_or(u64::MAX));
                    let (done, in_chunk) = (*left == 0, matches!(self.place, Place::Chunk(_)));
                    if done {
                        self.place =
                            if in_chunk { Place::ChunkSize(Vec::new()) } else { Place::Head(Vec::new()) };
                    }
                    bytes = bytes.get(skipped..).unwrap_or_default();
                    continue;
                }
                Place::Head(head) => {
                    let before_first_line = head.is_empty() && matches!(byte, b'\r' | b'\n');
                    if !before_first_line {
                        head.push(byte);
                    }
                    if head.ends_with(b"\n\r\n") || head.ends_with(b"\n\n") {
                        let length = Length::of(head);
                        self.place = self.after_head(&length, conflicts);
                    } else if head.len() > LONGEST_HEAD {
                        self.place = Place::Lost;
                    }
                }
                Place::ChunkSize(line) if byte == b'\n' => {
                    self.place = match chunk_size(line) {
                        Some(0) => Place::Trailer { line: 0 },
                        // The line end after the chunk belongs to it.
                        Some(size) => Place::Chunk(size.saturating_add(2)),
                        None => Place::Lost,
                    };
                }
                Place::ChunkSize(line) if line.len() < LONGEST_SIZE_LINE => line.push(byte),
                Place::ChunkSize(_) => self.place = Place::Lost,
                Place::Trailer { line: 0 } if byte == b'\n' => self.place = Place::Head(Vec::new()),
                Place::Trailer { line } if byte == b'\n' => *line = 0,
                Place::Trailer { line } if byte != b'\r' => *line += 1,
                Place::Trailer { .. } => {}
            }
            bytes = rest;
        }
    }

    fn after_head(&mut self, length: &Length, conflicts: &Conflicts) -> Place {
        let request = self.requests;
        self.requests += 1;
        match length {
            Length::Both => {
                conflicts.0.store(request, Ordering::Release);
                Place::Lost
            }
            Length::Chunked => Place::ChunkSize(Vec::new()),
            Length::Bytes(0) => Place::Head(Vec::new()),
            Length::Bytes(bytes) => Place::Body(*bytes),
            Length::Unclear => Place::Lost,
        }
    }
}

/// How a head says where its request ends.
enum Length {
    Bytes(u64),
    Chunked,
    Both,
    Unclear,
}

impl Length {
    fn of(head: &[u8]) -> Length {
        let mut length = None;
        let mut coded = false;
        for line in head.split(|byte| *byte == b'\n').skip(1) {
            let mut halves = line.splitn(2, |byte| *byte == b':');
            let (name, value) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
            if name.eq_ignore_ascii_case(b"transfer-encoding") {
                coded = true;
            } else if name.eq_ignore_ascii_case(b"content-length") {
                length = Some(std::str::from_utf8(value).ok().and_then(|value| value.trim().parse().ok()));
            }
        }
        match (length, coded) {
            (Some(_), true) => Length::Both,
            (None, true) => Length::Chunked,
            (None, false) => Length::Bytes(0),
            (Some(Some(bytes)), false) => Length::Bytes(bytes),
            (Some(None), false) => Length::Unclear,
        }
    }
}

fn chunk_size(line: &[u8]) -> Option<u64> {
    let size = line.split(|byte| *byte == b';').next()?;
    u64::from_str_radix(std::str::from_utf8(size).ok()?.trim(), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The number of the conflicting request, with the bytes in one piece and one by one.
    fn conflict(stream: &str) -> Option<u64> {
        let of = |step: usize| {
            let conflicts = Conflicts::default();
            let mut heads = Heads::new();
            stream.as_bytes().chunks(step).for_each(|bytes| heads.follow(bytes, &conflicts));
            (0..10).find(|request| conflicts.contains(*request))
        };
        assert_eq!(of(1), of(stream.len()), "{stream:?}");
        of(1)
    }

    const BOTH: &str =
        "POST / HTTP/1.1\r\nContent-Length: 5\r\nHost: a\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n";

    #[test]
    fn one_length_is_no_conflict() {
        assert_eq!(conflict("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n\r\n"), None);
        assert_eq!(conflict("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"), None);
        assert_eq!(
            conflict("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"),
            None
        );
    }

    #[test]
    fn both_lengths_are_a_conflict_in_either_order() {
        assert_eq!(conflict(BOTH), Some(0));
        assert_eq!(conflict("\r\nP / HTTP/1.1\nTransfer-Encoding: x\nCONTENT-LENGTH:1\n\n"), Some(0));
    }

    #[test]
    fn requests_are_counted_across_every_kind_of_body() {
        let chunked =
            "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nA;x=y\r\n0123456789\r\n0\r\nT: x\r\n\r\n";
        let sized = "POST / HTTP/1.1\r\nContent-Length: 26\r\n\r\nContent-Length: 1\r\n\r\nabcdefg";
        assert_eq!(conflict(&format!("{sized}{chunked}GET / HTTP/1.1\r\n\r\n{BOTH}")), Some(3));
    }

    #[test]
    fn heads_within_a_body_are_not_taken_for_requests() {
        let body = "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assert_eq!(
            conflict(&format!("POST / HTTP/1.1\r\nContent-Length: {}\r\n\r\n{body}", body.len())),
            None
        );
    }

    #[test]
    fn what_is_not_understood_is_followed_no_further() {
        assert_eq!(conflict(&format!("POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n{BOTH}")), None);
        assert_eq!(
            conflict(&format!("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{BOTH}")),
            None
        );
    }
}
