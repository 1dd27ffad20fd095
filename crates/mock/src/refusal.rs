//! Why the service says no.

use std::borrow::Cow;

use eks_auth_protocol::Exception;

/// One refusal: status, error name and a text for people.
///
/// The text is always one of ours: nothing that came with the request is quoted in it, so it cannot leak a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) name: Cow<'static, str>,
    pub(crate) message: Cow<'static, str>,
    pub(crate) headers: Vec<(&'static str, &'static str)>,
}

impl Refusal {
    /// One of the nine documented errors, at its documented status.
    pub(crate) fn modelled(exception: Exception, message: &'static str) -> Self {
        Refusal::protocol(exception.status(), exception.name(), message)
    }

    /// An error of the protocol below the operation, which the service's model does not list.
    pub(crate) fn protocol(status: u16, name: &'static str, message: &'static str) -> Self {
        Refusal { status, name: Cow::Borrowed(name), message: Cow::Borrowed(message), headers: Vec::new() }
    }

    /// InvalidTokenException, the commonest.
    pub(crate) fn invalid_token(message: &'static str) -> Self {
        Refusal::modelled(Exception::InvalidToken, message)
    }

    /// The same refusal, with one more header.
    pub(crate) fn with_header(mut self, name: &'static str, value: &'static str) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same refusal, after which the connection is not used again.
    pub(crate) fn closing(self) -> Self {
        self.with_header("Connection", "close")
    }

    /// The same refusal under another name and status: what several faults do.
    pub(crate) fn renamed(mut self, status: u16, name: &'static str) -> Self {
        self.status = status;
        self.name = Cow::Borrowed(name);
        self
    }
}
