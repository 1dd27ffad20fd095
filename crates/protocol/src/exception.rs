//! The errors that the service model names.

use std::fmt;

/// An error of the service model, with its status and whose fault it is.
///
/// Services may also answer errors that are common to all of AWS, or names of their own:
/// [`ErrorCode`](crate::ErrorCode) holds those too.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{Exception, Fault};
///
/// let exception = Exception::from_name("ThrottlingException").unwrap();
/// assert_eq!((exception.status(), exception.fault()), (429, Fault::Client));
/// assert_eq!(Exception::from_name("throttlingexception"), None);
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Exception {
    /// The caller may not do this, or EKS may not assume the association's role. Status 400, not 403.
    AccessDenied,
    /// The service account token has expired.
    ExpiredToken,
    /// Something failed inside the service.
    InternalServer,
    /// A parameter has a bad value.
    InvalidParameter,
    /// The request makes no sense; its message says why.
    InvalidRequest,
    /// The service account token is not valid.
    InvalidToken,
    /// Something is missing; most often an association for the token's service account.
    ResourceNotFound,
    /// The service cannot answer now.
    ServiceUnavailable,
    /// Too many requests.
    Throttling,
}

/// Whose fault an error is.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Fault {
    /// The request was wrong: sending it again as it is does not help.
    Client,
    /// The service failed.
    Server,
}

impl Exception {
    /// All of them, in the order of their names.
    pub const ALL: [Self; 9] = [
        Self::AccessDenied,
        Self::ExpiredToken,
        Self::InternalServer,
        Self::InvalidParameter,
        Self::InvalidRequest,
        Self::InvalidToken,
        Self::ResourceNotFound,
        Self::ServiceUnavailable,
        Self::Throttling,
    ];

    /// The name on the wire: `AccessDeniedException`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().0
    }

    /// The HTTP status that the model gives it.
    #[must_use]
    pub fn status(self) -> u16 {
        self.row().1
    }

    /// Whose fault it is, as the model says.
    #[must_use]
    pub fn fault(self) -> Fault {
        self.row().2
    }

    /// The exception of exactly this name; no other spelling counts.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|exception| exception.name() == name)
    }

    fn row(self) -> (&'static str, u16, Fault) {
        match self {
            Self::AccessDenied => ("AccessDeniedException", 400, Fault::Client),
            Self::ExpiredToken => ("ExpiredTokenException", 400, Fault::Client),
            Self::InternalServer => ("InternalServerException", 500, Fault::Server),
            Self::InvalidParameter => ("InvalidParameterException", 400, Fault::Client),
            Self::InvalidRequest => ("InvalidRequestException", 400, Fault::Client),
            Self::InvalidToken => ("InvalidTokenException", 400, Fault::Client),
            Self::ResourceNotFound => ("ResourceNotFoundException", 404, Fault::Client),
            Self::ServiceUnavailable => ("ServiceUnavailableException", 503, Fault::Server),
            Self::Throttling => ("ThrottlingException", 429, Fault::Client),
        }
    }
}

impl fmt::Display for Exception {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}
