//! Is it clear where this request ends and whom it is for?

use super::Checked;
use crate::refusal::Refusal;
use crate::{Flaw, Request};

/// How many headers a request may have: far more than any client sends.
const HEADERS: usize = 100;

/// Refuses what two readers in a row could read differently, and closes the connection after it
/// (RFC 9112, sections 3.2 and 6.1). Every header is optional here: a request that never was on a wire has none.
pub(crate) fn check(request: &Request) -> Checked {
    match request.flaw() {
        Some(Flaw::HostMissing) => return Err(malformed("the request names no host")),
        Some(Flaw::LengthAndCoding) => {
            return Err(malformed("the request has both a length and a transfer coding"));
        }
        Some(Flaw::BodyUnreadable) => return Err(malformed("the body of the request ended early")),
        None => {}
    }
    if request.headers().len() > HEADERS {
        return Err(too_many());
    }
    if request.header_lines("host").count() > 1 {
        return Err(malformed("the request names more than one host"));
    }
    let mut codings = request.header_lines("transfer-encoding");
    match (codings.next(), codings.next()) {
        (None, _) => {}
        (Some(coding), None) if coding.trim_ascii().eq_ignore_ascii_case(b"chunked") => {
            if request.header("content-length").is_some() {
                return Err(malformed("the request has both a length and a transfer coding"));
            }
        }
        _ => return Err(malformed("the only transfer coding that is understood is chunked, once")),
    }
    let mut lengths = request.header_lines("content-length");
    if let Some(first) = lengths.next()
        && lengths.any(|other| other != first)
    {
        return Err(malformed("the request has two lengths"));
    }
    Ok(())
}

/// RFC 6585, section 5.
fn too_many() -> Refusal {
    Refusal::protocol(431, "RequestHeaderFieldsTooLargeException", "the request has more than 100 headers")
        .closing()
}

fn malformed(message: &'static str) -> Refusal {
    Refusal::protocol(400, "MalformedHttpRequestException", message).closing()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(request: &Request) -> bool {
        check(request)
            .is_err_and(|refusal| refusal.status == 400 && refusal.headers == [("Connection", "close")])
    }

    #[test]
    fn sound_requests_pass() {
        let plain = Request::new("POST", "/");
        assert_eq!(check(&plain), Ok(()));
        assert_eq!(check(&plain.clone().with_header("Transfer-Encoding", "Chunked")), Ok(()));
        let twice = plain.with_header("Content-Length", "5").with_header("Content-Length", "5");
        assert_eq!(check(&twice.with_header("Host", "a")), Ok(()));
    }

    #[test]
    fn more_headers_than_anybody_sends_are_refused() {
        let plain = Request::new("POST", "/");
        let many = (1..=HEADERS).fold(plain, |request, _| request.with_header("x", ""));
        assert_eq!(check(&many), Ok(()));
        assert_eq!(check(&many.with_header("x", "")).map_err(|refusal| refusal.status), Err(431));
    }

    #[test]
    fn conflicts_are_refused_and_the_connection_closed() {
        let plain = Request::new("POST", "/").with_header("Host", "a");
        assert!(refused(&plain.clone().with_header("host", "a")));
        let chunked = plain.clone().with_header("Transfer-Encoding", "chunked");
        assert!(refused(&chunked.clone().with_header("Transfer-Encoding", "chunked")));
        assert!(refused(&chunked.with_header("Content-Length", "5")));
        assert!(refused(&plain.clone().with_header("Transfer-Encoding", "gzip, chunked")));
        let lengths = plain.clone().with_header("Content-Length", "5").with_header("Content-Length", "6");
        assert!(refused(&lengths));
        for flaw in [Flaw::HostMissing, Flaw::LengthAndCoding, Flaw::BodyUnreadable] {
            assert!(refused(&plain.clone().with_flaw(flaw)));
        }
    }
}
