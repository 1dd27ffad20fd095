//! Refusals, beside the official client.

use std::fmt;

use aws_sdk_eksauth::error::ProvideErrorMetadata;
use aws_sdk_eksauth::operation::RequestId;
use aws_sdk_eksauth::operation::assume_role_for_pod_identity::AssumeRoleForPodIdentityError as Theirs;
use eks_auth_protocol::wire::{Document, Kind, Limits, Value, read_error_into};
use eks_auth_protocol::{ErrorCode, Exception, ServiceError, operation};

use crate::answer::Answer;
use crate::client;
use crate::differences::{Comparison, Difference};

/// We call an error as the official client does, by the same type, with the same message and request ID.
///
/// The bytes are a whole answer, or the body of one with status 400. An answer whose status is a success is no error.
/// Where the client may say something else is in a table in the source, row by row with its reason.
///
/// # Panics
///
/// Where any other difference shows.
pub fn error_agrees_with_the_official_client(bytes: &[u8]) {
    COMPARISON.hold(bytes);
}

pub(crate) const COMPARISON: Comparison<Disagreement> = Comparison { disagreements, permitted: PERMITTED };

#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) enum Disagreement {
    Name,
    Type,
    Message,
    RequestId,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "the client calls an error by another name",
            Self::Type => "the client gives an error another type",
            Self::Message => "the client reads another message",
            Self::RequestId => "the client reads another request ID",
        })
    }
}

const PERMITTED: &[Difference<Disagreement>] = &[
    Difference {
        reason: "of a body that is not JSON it keeps nothing, not even what the headers say",
        explains: |_, bytes| in_body(bytes, |body| body.is_none()),
        example: b"HTTP/1.1 400 \r\nX-Amzn-Errortype: ThrottlingException\r\n\r\n<html>",
    },
    Difference {
        reason: "it keeps nothing of an error that the model knows and whose body is no object",
        explains: |_, bytes| {
            modelled(bytes) && in_body(bytes, |body| body.is_some_and(|body| body.kind() != Kind::Object))
        },
        example: b"HTTP/1.1 400 \r\nX-Amzn-Errortype: ThrottlingException\r\n\r\n[]",
    },
    Difference {
        reason: "it keeps nothing of an error that the model knows and whose message is no text",
        explains: |_, bytes| {
            let is_other = |value: Value<'_, '_>| !matches!(value.kind(), Kind::String | Kind::Null);
            modelled(bytes)
                && in_body(bytes, |body| body.is_some_and(|body| body.get_all("message").any(is_other)))
        },
        example: br#"{"code":"ThrottlingException","message":1}"#,
    },
    Difference {
        reason: "a name that is empty once cleaned is a name for it; we look on",
        explains: |disagreement, bytes| *disagreement != Disagreement::RequestId && has_empty_name(bytes),
        example: br#"{"code":"","__type":"ThrottlingException"}"#,
    },
    Difference {
        reason: "it keeps nothing of an error without a name",
        explains: |_, bytes| read(&Answer::of(bytes, 400)).code().is_none(),
        example: br#"{"message":"a"}"#,
    },
    Difference {
        reason: "it takes the last of message, Message and errorMessage; we take `message` first, as the others do",
        explains: |disagreement, bytes| {
            *disagreement == Disagreement::Message
                && in_body(bytes, |body| {
                    let members = body.into_iter().flat_map(|body| body.members());
                    members.filter(|member| MESSAGES.contains(&&*member.name())).count() > 1
                })
        },
        example: br#"{"code":"A","message":"a","Message":"b"}"#,
    },
    Difference {
        reason: "it takes errorMessage for a message, which the protocol does not",
        explains: |disagreement, bytes| {
            *disagreement == Disagreement::Message
                && in_body(bytes, |body| body.is_some_and(|body| body.get("errorMessage").is_some()))
        },
        example: br#"{"code":"A","errorMessage":"a"}"#,
    },
    Difference {
        reason: "it does not know a member whose name is written with escapes",
        explains: |disagreement, bytes| {
            *disagreement != Disagreement::RequestId
                && in_body(bytes, |body| {
                    let mut members = body.into_iter().flat_map(|body| body.members());
                    members.any(|member| {
                        let known = ["code", "__type"].contains(&&*member.name());
                        let known = known || MESSAGES.contains(&&*member.name());
                        known && member.raw_name().contains('\\')
                    })
                })
        },
        example: br#"{"\u0063ode":"ThrottlingException"}"#,
    },
    Difference {
        reason: "an empty request ID is one for it; we look on",
        explains: |disagreement, bytes| {
            let answer = Answer::of(bytes, 400);
            let mut ids = answer.values(operation::REQUEST_ID_HEADER);
            *disagreement == Disagreement::RequestId && ids.next().is_some_and(<[u8]>::is_empty)
        },
        example: b"HTTP/1.1 400 \r\nx-amzn-requestid: \r\nx-amzn-requestid: 1\r\n\r\n{\"code\":\"A\"}",
    },
    Difference {
        reason: "it passes over a header that is not UTF-8, where we replace what is not",
        explains: |disagreement, bytes| {
            let answer = Answer::of(bytes, 400);
            let spoilt = |name| answer.values(name).any(|value| str::from_utf8(value).is_err());
            // Without the name that it would have had, it keeps nothing of an error.
            spoilt(operation::ERROR_TYPE_HEADER)
                || *disagreement == Disagreement::RequestId && spoilt(operation::REQUEST_ID_HEADER)
        },
        example: b"HTTP/1.1 400 \r\nx-amzn-requestid: \xb0\r\n\r\n{\"code\":\"A\"}",
    },
    Difference {
        reason: "it looks for a request ID where Amazon S3 has one as well",
        explains: |disagreement, bytes| {
            let answer = Answer::of(bytes, 400);
            *disagreement == Disagreement::RequestId && answer.values("x-amz-request-id").next().is_some()
        },
        example: b"HTTP/1.1 400 \r\nx-amz-request-id: 1\r\n\r\n{\"code\":\"A\"}",
    },
];

/// Where it looks for a message.
const MESSAGES: [&str; 3] = ["message", "Message", "errorMessage"];

/// Whether something holds of the document in the body, `None` if it is not JSON; nothing holds of an empty one.
fn in_body(bytes: &[u8], holds: impl FnOnce(Option<Value<'_, '_>>) -> bool) -> bool {
    let body = Answer::of(bytes, 400).body;
    !body.is_empty() && holds(Document::parse_with(body, lifted()).ok().as_ref().map(Document::root))
}

/// Whether the name that we give the error is one of the model.
fn modelled(bytes: &[u8]) -> bool {
    read(&Answer::of(bytes, 400)).exception().is_some()
}

/// Whether the header, `code` or `__type` has a value that is no name.
fn has_empty_name(bytes: &[u8]) -> bool {
    let answer = Answer::of(bytes, 400);
    let is_empty = |text: &str| ErrorCode::from_wire(text).name().is_empty();
    let mut headers = answer.values(operation::ERROR_TYPE_HEADER);
    let in_header = headers.any(|value| is_empty(&String::from_utf8_lossy(value)));
    let empty = |value: Value<'_, '_>| value.as_str().is_some_and(|text| is_empty(&text));
    in_header
        || in_body(bytes, |body| {
            body.is_some_and(|body| {
                ["code", "__type"].into_iter().flat_map(|name| body.get_all(name)).any(empty)
            })
        })
}

/// Our limits, but for the length: the client has none.
fn lifted() -> Limits {
    Limits { bytes: Limits::MAX_BYTES, ..Limits::default() }
}

fn read(answer: &Answer<'_>) -> ServiceError {
    let headers = answer.headers.iter().map(|(name, value)| (name, value));
    read_error_into(answer.status, headers, answer.body, lifted(), &mut Vec::new()).into_error()
}

fn disagreements(bytes: &[u8]) -> Vec<Disagreement> {
    let answer = Answer::of(bytes, 400);
    let Some(Err(theirs)) = client::read(&answer).filter(|_| !answer.is_success()) else { return Vec::new() };
    let ours = read(&answer);
    let name = theirs.code().filter(|name| !name.is_empty());
    let id = theirs.request_id().filter(|id| !id.is_empty());
    let checks = [
        (Disagreement::Name, name == ours.code().map(ErrorCode::name)),
        (Disagreement::Type, typed(&theirs) == ours.exception()),
        (Disagreement::Message, theirs.message() == ours.message()),
        (Disagreement::RequestId, id == ours.request_id()),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(what, _)| what).collect()
}

/// The exception whose type the client gives an error.
fn typed(error: &Theirs) -> Option<Exception> {
    Some(match error {
        Theirs::AccessDeniedException(_) => Exception::AccessDenied,
        Theirs::ExpiredTokenException(_) => Exception::ExpiredToken,
        Theirs::InternalServerException(_) => Exception::InternalServer,
        Theirs::InvalidParameterException(_) => Exception::InvalidParameter,
        Theirs::InvalidRequestException(_) => Exception::InvalidRequest,
        Theirs::InvalidTokenException(_) => Exception::InvalidToken,
        Theirs::ResourceNotFoundException(_) => Exception::ResourceNotFound,
        Theirs::ServiceUnavailableException(_) => Exception::ServiceUnavailable,
        Theirs::ThrottlingException(_) => Exception::Throttling,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permitted_difference_is_needed() {
        COMPARISON.every_row_is_needed();
    }

    #[test]
    fn every_exception_is_of_its_type_for_both() {
        for exception in Exception::ALL {
            let answer =
                format!("HTTP/1.1 {} \r\nx-amzn-errortype: {}\r\n\r\n", exception.status(), exception.name());
            assert!(disagreements(answer.as_bytes()).is_empty(), "{exception}");
            let read = client::read(&Answer::of(answer.as_bytes(), 400)).expect("an answer");
            assert_eq!(typed(&read.expect_err("a refusal")), Some(exception));
        }
    }
}
