//! Errors on the wire: a status, a name in a header or in the body, and a text.

use std::fmt;
use std::ops::ControlFlow;

use super::field::ERROR;
use super::text::ObjectText;
use super::walk::{string, walk};
use super::{Document, Identity, Limits, Place, Sink, Value, Violation, ViolationKind, identities};
use crate::{ErrorCode, ServiceError, operation};

/// Reads an error answer, whatever it looks like.
///
/// The error's name is that of the header, else that of the body's `code`, else that of its `__type`, cleaned; its
/// message is the body's `message`, else its `Message`. What cannot be read is left out.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::Exception;
/// use eks_auth_protocol::wire::read_error;
///
/// let headers = [("x-amzn-RequestId", "6d5"), ("x-amzn-ErrorType", "ThrottlingException")];
/// let error = read_error(429, headers, br#"{"message":"Rate exceeded"}"#);
/// assert_eq!(error.exception(), Some(Exception::Throttling));
/// assert_eq!((error.message(), error.request_id()), (Some("Rate exceeded"), Some("6d5")));
/// ```
pub fn read_error<N: AsRef<str>, V: AsRef<[u8]>>(
    status: u16,
    headers: impl IntoIterator<Item = (N, V)>,
    body: &[u8],
) -> ServiceError {
    read_error_into(status, headers, body, Limits::default(), &mut Vec::new()).into_error()
}

/// Reads an error answer, reports what is wrong with its body, and keeps every name that it gives the error.
///
/// An empty body is in order, and an empty header says nothing. A sink that stops the reading leaves the message out, not the names.
pub fn read_error_into<N: AsRef<str>, V: AsRef<[u8]>>(
    status: u16,
    headers: impl IntoIterator<Item = (N, V)>,
    body: &[u8],
    limits: Limits,
    sink: &mut (impl Sink + ?Sized),
) -> ErrorReading {
    let headers: Vec<_> = headers.into_iter().collect();
    let document = match Document::parse_with(body, limits) {
        Ok(document) => Some(document),
        Err(_) if body.is_empty() => None,
        Err(error) => {
            // Nothing of the body is left to be read, so it does not matter whether the sink wants to stop.
            let _ = sink.report(Violation::new("", ViolationKind::Syntax(error)));
            None
        }
    };
    let body = document.as_ref().map(Document::root);
    let identities = identities(headers.iter().map(|(name, value)| (name, value)), body);
    let mut ids =
        headers.iter().filter(|(name, _)| name.as_ref().eq_ignore_ascii_case(operation::REQUEST_ID_HEADER));
    let request_id = ids.find(|(_, value)| !value.as_ref().is_empty());

    let mut error = ServiceError::new(status);
    if let Some(identity) = identities.first() {
        error = error.with_code(identity.code().clone());
    }
    if let Some((_, value)) = request_id {
        error = error.with_request_id(String::from_utf8_lossy(value.as_ref()));
    }
    if let Some(message) = body.and_then(|body| message(body, sink)) {
        error = error.with_message(message);
    }
    ErrorReading { error, identities }
}

/// An error answer as read: the error, and all the names that the answer gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorReading {
    error: ServiceError,
    identities: Vec<Identity>,
}

impl ErrorReading {
    /// The error, under the first of its names.
    #[must_use]
    pub fn error(&self) -> &ServiceError {
        &self.error
    }

    /// The error alone.
    #[must_use]
    pub fn into_error(self) -> ServiceError {
        self.error
    }

    /// Every name that the answer gives the error, in the order in which most clients look.
    #[must_use]
    pub fn identities(&self) -> &[Identity] {
        &self.identities
    }

    /// Whether all its names are one and the same, so that every client sees the same error.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.identities.windows(2).all(|pair| matches!(pair, [one, other] if one.code() == other.code()))
    }
}

/// Writes an error answer: its name in the header where the protocol wants it, its message in the body.
///
/// A name that no header can carry goes into the body instead, as `code`; such a request id is left out.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{read_error, write_error};
/// use eks_auth_protocol::{Exception, ServiceError};
///
/// let error = ServiceError::from(Exception::InvalidToken).with_message("the token is not valid");
/// let answer = write_error(&error);
/// assert_eq!(answer.headers()[1], ("x-amzn-errortype", "InvalidTokenException".to_owned()));
/// assert_eq!(answer.body(), br#"{"message":"the token is not valid"}"#);
/// assert_eq!(read_error(answer.status(), answer.headers().iter().map(|(n, v)| (n, v)), answer.body()), error);
/// ```
pub fn write_error(error: &ServiceError) -> ErrorAnswer {
    let mut headers = vec![("content-type", operation::CONTENT_TYPE.to_owned())];
    let mut body = ObjectText::new();
    if let Some(name) = error.code().map(uncleaned) {
        match is_header_value(&name) {
            true => headers.push((operation::ERROR_TYPE_HEADER, name)),
            false => body.string(Place::Code.name(), &name),
        }
    }
    if let Some(id) = error.request_id().filter(|id| is_header_value(id)) {
        headers.push((operation::REQUEST_ID_HEADER, id.to_owned()));
    }
    body.optional(ERROR[0].name(), error.message());
    ErrorAnswer { status: error.status(), headers, body: body.into_bytes() }
}

/// An error answer as it goes over the wire. Its `Debug` output leaves the body out, which may repeat anything.
#[derive(Clone, PartialEq, Eq)]
pub struct ErrorAnswer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl ErrorAnswer {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Names, in lower case, and values of the headers that the protocol asks for.
    #[must_use]
    pub fn headers(&self) -> &[(&'static str, String)] {
        &self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

impl fmt::Debug for ErrorAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ErrorAnswer")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// The text of an error's body, whatever else may be wrong with the body.
fn message(body: Value<'_, '_>, sink: &mut (impl Sink + ?Sized)) -> Option<String> {
    let mut message = None;
    walk(sink, |walk| {
        let [small, capital, ..] = walk.root(body, &ERROR)?;
        message = string(small).or(string(capital));
        ControlFlow::Continue(Some(()))
    });
    message
}

/// A name that cleaning turns into that of the code: a `#` within it would have its front cut off.
fn uncleaned(code: &ErrorCode) -> String {
    let namespace = if code.name().contains('#') { "#" } else { "" };
    format!("{namespace}{}", code.name())
}

/// Whether a header can carry a text unchanged.
fn is_header_value(text: &str) -> bool {
    let trimmed = text.trim_matches(' ');
    !text.is_empty() && trimmed.len() == text.len() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte))
}
