//! Where the bytes of a request are cut into segments.

/// A place within a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Place {
    /// After the first byte.
    FirstByte,
    /// In the middle of the first line.
    RequestLine,
    /// Within the name of the header Content-Type.
    HeaderName,
    /// Between the two bytes that end the first line.
    LineEnd,
    /// Before the last byte of the head.
    HeadEnd,
    /// Between head and body.
    AfterHead,
    /// After this many bytes of the body as it goes over the wire.
    Body(usize),
    /// In the middle of the body.
    MiddleOfBody,
    /// Before the last byte.
    LastByte,
}

/// So many segments of about one length: where each but the last ends.
pub(super) fn evenly(length: usize, count: usize) -> Vec<usize> {
    let step = length.div_ceil(count.max(1)).max(1);
    (step..length).step_by(step).collect()
}

/// Where the segments end that these places cut, in order.
pub(super) fn at(places: &[Place], head: &[u8], body: &[u8]) -> Vec<usize> {
    let line = head.iter().position(|byte| *byte == b'\n').unwrap_or_default();
    let mut ends: Vec<usize> = places
        .iter()
        .map(|place| match place {
            Place::FirstByte => 1,
            Place::RequestLine => line / 2,
            Place::HeaderName => position(head, b"content-type").map_or(line, |start| start + 7),
            Place::LineEnd => line,
            Place::HeadEnd => head.len().saturating_sub(1),
            Place::AfterHead => head.len(),
            Place::Body(bytes) => head.len() + (*bytes).min(body.len()),
            Place::MiddleOfBody => head.len() + body.len() / 2,
            Place::LastByte => (head.len() + body.len()).saturating_sub(1),
        })
        .collect();
    ends.sort_unstable();
    ends.dedup();
    ends
}

fn position(head: &[u8], name: &[u8]) -> Option<usize> {
    head.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_and_put_in_order() {
        let (head, body) = (b"POST / HTTP/1.1\r\nContent-Type: a\r\n\r\n", b"abcdef");
        let places = [Place::LastByte, Place::HeaderName, Place::FirstByte, Place::LineEnd, Place::AfterHead];
        assert_eq!(at(&places, head, body), [1, 16, 24, head.len(), head.len() + 5]);
        assert_eq!(at(&[Place::HeadEnd, Place::Body(2), Place::Body(99)], head, body), [35, 38, 42]);
        assert_eq!(head.len(), 36);
    }

    #[test]
    fn even_segments_cover_everything() {
        assert_eq!(evenly(10, 3), [4, 8]);
        assert_eq!(evenly(10, 1), [0_usize; 0]);
        assert_eq!(evenly(0, 3), [0_usize; 0]);
    }
}
