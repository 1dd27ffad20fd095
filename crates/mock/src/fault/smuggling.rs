//! Faults in telling where a request ends, below the HTTP library: what follows is taken for another request.

use super::{Fault, Hook};

const LENGTH: &str = "Content-Length";
const CODING: &str = "Transfer-Encoding";

pub(super) static FAULTS: &[Fault] = &[
    Fault::new(
        "http.framing.last-length-counts",
        "HTP-004",
        "of two Content-Lengths the last counts",
        Hook::Head(|head| {
            let lengths = head.values(LENGTH);
            if let (2.., Some(last)) = (lengths.len(), lengths.last()) {
                head.set(LENGTH, last);
            }
        }),
    ),
    Fault::new(
        "http.framing.odd-length-is-none",
        "HTP-004",
        "a Content-Length that is no number means that there is no body",
        Hook::Head(|head| {
            let lengths = head.values(LENGTH);
            if lengths.iter().any(|length| length.parse::<u64>().is_err()) {
                head.set(LENGTH, "0");
            }
        }),
    ),
    Fault::new(
        "http.framing.unknown-coding-is-none",
        "HTP-004",
        "a Transfer-Encoding that nobody knows means that there is no body",
        Hook::Head(|head| {
            if head.values(CODING).iter().any(|coding| !coding.to_ascii_lowercase().contains("chunked")) {
                head.remove(CODING);
                head.set(LENGTH, "0");
            }
        }),
    ),
];
