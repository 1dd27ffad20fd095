//! The service's answer as hyper's.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{HeaderName, HeaderValue};
use hyper::{Response, StatusCode};

use crate::Answer;

/// The body of an answer: whole, or broken off by a fault.
pub(crate) struct Reply {
    announced: u64,
    rest: Option<Bytes>,
    breaks_off: bool,
}

/// The answer, header by header. What cannot stand in a header is left out: only a fault would try.
pub(crate) fn response(answer: Answer) -> Response<Reply> {
    let mut response = Response::new(Reply::of(&answer));
    *response.status_mut() =
        StatusCode::from_u16(answer.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in answer.headers() {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}

impl Reply {
    fn of(answer: &Answer) -> Reply {
        let sent = answer.cut().and_then(|cut| answer.body().get(..cut));
        Reply {
            announced: u64::try_from(answer.body().len()).unwrap_or(u64::MAX),
            breaks_off: sent.is_some_and(|sent| sent.len() < answer.body().len()),
            rest: Some(Bytes::copy_from_slice(sent.unwrap_or(answer.body())))
                .filter(|bytes| !bytes.is_empty()),
        }
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let next = match self.rest.take() {
            Some(bytes) => Some(Ok(Frame::data(bytes))),
            None if self.breaks_off => Some(Err(io::ErrorKind::ConnectionAborted.into())),
            None => None,
        };
        Poll::Ready(next)
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && !self.breaks_off
    }

    fn size_hint(&self) -> SizeHint {
        match &self.rest {
            Some(_) => SizeHint::with_exact(self.announced),
            None => SizeHint::with_exact(0),
        }
    }
}
