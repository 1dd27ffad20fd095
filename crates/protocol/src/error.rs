//! Errors as a service answers them: named by the model or not, complete or not.

use std::fmt;

use crate::token::redact;
use crate::{Exception, Fault};

/// The name of an error, whether or not the service model knows it.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{ErrorCode, Exception};
///
/// let code = ErrorCode::from_wire("com.amazonaws.eksauth#InvalidTokenException:http://example.com/");
/// assert_eq!(code, ErrorCode::Modelled(Exception::InvalidToken));
/// assert_eq!(ErrorCode::from_wire("Teapot").name(), "Teapot");
/// ```
#[derive(Clone, Eq, Hash, PartialEq)]
pub enum ErrorCode {
    /// A name of the model, in exactly its spelling.
    Modelled(Exception),
    /// Any other name, cleaned.
    Unmodelled(String),
}

impl ErrorCode {
    /// Cleans a name as the protocol demands, then looks it up.
    ///
    /// Services may add a namespace before the name and a URI behind it: everything from the first colon on is
    /// cut off, and of what is left only what follows the first `#` is kept.
    #[must_use]
    pub fn from_wire(text: &str) -> Self {
        let name = text.split_once(':').map_or(text, |(name, _)| name);
        let name = name.split_once('#').map_or(name, |(_, name)| name);
        match Exception::from_name(name) {
            Some(exception) => Self::Modelled(exception),
            None => Self::Unmodelled(name.to_owned()),
        }
    }

    /// The name, cleaned.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Modelled(exception) => exception.name(),
            Self::Unmodelled(name) => name,
        }
    }

    /// The model's exception of that name, if it has one.
    #[must_use]
    pub fn exception(&self) -> Option<Exception> {
        match self {
            Self::Modelled(exception) => Some(*exception),
            Self::Unmodelled(_) => None,
        }
    }
}

impl From<Exception> for ErrorCode {
    fn from(exception: Exception) -> Self {
        Self::Modelled(exception)
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A service can answer anything under this name, the token included.
        f.pad(&redact(self.name()))
    }
}

impl fmt::Debug for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Modelled(exception) => f.debug_tuple("Modelled").field(exception).finish(),
            Self::Unmodelled(name) => f.debug_tuple("Unmodelled").field(&redact(name)).finish(),
        }
    }
}

/// An error answer: its status and whatever else of it could be read.
///
/// Every part but the status may be missing, for services and the proxies before them answer all sorts of
/// things. `Display` and `Debug` hide the signature of any token that the answer repeats; the accessors do not.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{Exception, Fault, ServiceError};
///
/// let error = ServiceError::from(Exception::ExpiredToken).with_message("the token has expired");
/// assert_eq!(error.status(), 400);
/// assert_eq!(error.fault(), Fault::Client);
/// assert_eq!(error.to_string(), "ExpiredTokenException (status 400): the token has expired");
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct ServiceError {
    status: u16,
    code: Option<ErrorCode>,
    message: Option<String>,
    request_id: Option<String>,
}

impl ServiceError {
    /// An error of which only the HTTP status is known.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, code: None, message: None, request_id: None }
    }

    /// The same error with this name.
    #[must_use]
    pub fn with_code(mut self, code: impl Into<ErrorCode>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// The same error with this message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The same error with this request id.
    #[must_use]
    pub fn with_request_id(mut self, request_id: impl Into<String>) -> Self {
        self.request_id = Some(request_id.into());
        self
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error's name, if the answer has one.
    #[must_use]
    pub fn code(&self) -> Option<&ErrorCode> {
        self.code.as_ref()
    }

    /// The model's exception, if the answer names one.
    pub fn exception(&self) -> Option<Exception> {
        self.code.as_ref().and_then(ErrorCode::exception)
    }

    /// Whose fault it is: as the model says of its own errors, and by the status of others.
    pub fn fault(&self) -> Fault {
        let by_status = if self.status >= 500 { Fault::Server } else { Fault::Client };
        self.exception().map_or(by_status, Exception::fault)
    }

    /// The message, exactly as answered. It may repeat anything that was sent.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The request id, if the answer has one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }
}

impl From<Exception> for ServiceError {
    fn from(exception: Exception) -> Self {
        Self::new(exception.status()).with_code(exception)
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(code) => write!(f, "{code} (status {})", self.status)?,
            None => write!(f, "an unnamed error (status {})", self.status)?,
        }
        match &self.message {
            Some(message) => write!(f, ": {}", redact(message)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("message", &self.message.as_deref().map(redact))
            .field("request_id", &self.request_id.as_deref().map(redact))
            .finish()
    }
}

impl std::error::Error for ServiceError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_with_namespace_and_uri() {
        for text in ["A", "A:http://b/", "ns#A", "ns#A:http://b/#c", "#A", "ns#A:"] {
            assert_eq!(ErrorCode::from_wire(text).name(), "A", "{text}");
        }
        assert_eq!(ErrorCode::from_wire("a#b#c").name(), "b#c");
        assert_eq!(ErrorCode::from_wire(":A").name(), "");
    }

    #[test]
    fn name_in_another_case_is_unmodelled() {
        assert_eq!(ErrorCode::from_wire("invalidTokenException").exception(), None);
    }

    #[test]
    fn token_in_the_answer_is_not_printed() {
        let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl";
        let error = ServiceError::new(400)
            .with_code(ErrorCode::from_wire(token))
            .with_message(format!("bad token {token}!"))
            .with_request_id(token);
        for text in [error.to_string(), format!("{error:?}"), format!("{error:#?}")] {
            assert!(!text.contains("c2lnbmF0dXJl"), "{text}");
            assert!(text.contains("eyJzdWIiOiJhIn0"), "{text}");
        }
        assert!(error.message().is_some_and(|message| message.contains("c2lnbmF0dXJl")));
    }
}
