//! A failure as the Kubernetes API tells it (Kubernetes API conventions, "Response Status Kind").

use serde_json::json;

use crate::Answer;

/// Why a request is not answered.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Failure {
    /// No such cluster, or nothing at that path.
    NotFound,
    /// The path is known and takes only these methods.
    MethodNotAllowed(&'static str),
    /// What was sent cannot be read, or is no review.
    BadRequest(&'static str),
    /// The body has more bytes than are read.
    TooLarge,
    /// The body is not JSON by its Content-Type.
    UnsupportedMediaType,
}

impl Failure {
    /// The failure as a `Status`.
    pub(super) fn answer(self) -> Answer {
        let (code, reason, message) = match self {
            Self::NotFound => (404, "NotFound", "the server could not find the requested resource"),
            Self::MethodNotAllowed(_) => (405, "MethodNotAllowed", "the resource does not take this method"),
            Self::BadRequest(message) => (400, "BadRequest", message),
            Self::TooLarge => (413, "RequestEntityTooLarge", "the body is longer than the server reads"),
            Self::UnsupportedMediaType => {
                (415, "UnsupportedMediaType", "the body must be sent as application/json")
            }
        };
        let status = json!({
            "kind": "Status",
            "apiVersion": "v1",
            "metadata": {},
            "status": "Failure",
            "message": message,
            "reason": reason,
            "code": code,
        });
        let answer = super::routes::json(code, &status);
        match self {
            Self::MethodNotAllowed(allowed) => answer.with_header("Allow", allowed),
            _ => answer,
        }
    }
}
