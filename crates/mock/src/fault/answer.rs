//! Faults of a granted answer as HTTP and as JSON text.

use super::{Fault, Hook, Seen};
use crate::Answer;
use crate::reply::{ERROR_TYPE, REQUEST_ID};

/// An edit of granted answers alone.
macro_rules! granted {
    ($id:literal, $requirement:literal, $summary:literal, $edit:expr) => {
        Fault::new(
            $id,
            $requirement,
            $summary,
            Hook::Answer(|answer, seen| {
                if seen.grant().is_some() {
                    let edit: fn(&mut Answer, &Seen<'_>) = $edit;
                    edit(answer, seen);
                }
            }),
        )
    };
}

/// Wraps the body's text.
fn wrap(answer: &mut Answer, before: &str, after: &str) {
    let body = [before.as_bytes(), answer.body(), after.as_bytes()].concat();
    *answer.body_mut() = body;
}

/// Replaces some of the body's text.
fn replace(answer: &mut Answer, from: &str, to: &str) {
    let body = String::from_utf8_lossy(answer.body()).replace(from, to);
    *answer.body_mut() = body.into_bytes();
}

/// Replaces the body's last byte, the closing brace.
fn end_with(answer: &mut Answer, end: &str) {
    answer.body_mut().pop();
    wrap(answer, "", end);
}

pub(super) static FAULTS: &[Fault] = &[
    granted!("response.status.created", "RSP-001", "a grant has the status 201", |answer, _| answer
        .set_status(201)),
    granted!("response.status.accepted", "RSP-001", "a grant has the status 202", |answer, _| answer
        .set_status(202)),
    granted!(
        "response.status.no-content",
        "RSP-001",
        "a grant has the status 204 and no body",
        |answer, _| {
            answer.set_status(204);
            answer.body_mut().clear();
        }
    ),
    granted!("response.status.client-error", "RSP-001", "a grant has the status 400", |answer, _| answer
        .set_status(400)),
    granted!("response.cache.public", "RSP-018", "a grant may be kept by shared caches", |answer, _| {
        answer.set_header("Cache-Control", "public, max-age=3600");
    }),
    granted!("response.cache.shared-age", "RSP-018", "a grant has an age for shared caches", |answer, _| {
        answer.set_header("Cache-Control", "s-maxage=600");
    }),
    granted!("response.content-type.text", "RSP-019", "a grant is called plain text", |answer, _| {
        answer.set_header("Content-Type", "text/plain; charset=utf-8");
    }),
    granted!("response.content-type.html", "RSP-019", "a grant is called HTML", |answer, _| {
        answer.set_header("Content-Type", "text/html");
    }),
    granted!(
        "response.content-type.aws-json",
        "RSP-019",
        "a grant is called application/x-amz-json-1.1",
        |answer, _| {
            answer.set_header("Content-Type", "application/x-amz-json-1.1");
        }
    ),
    granted!(
        "response.content-type.bytes",
        "RSP-019",
        "a grant is called application/octet-stream",
        |answer, _| {
            answer.set_header("Content-Type", "application/octet-stream");
        }
    ),
    granted!(
        "response.content-type.longer",
        "RSP-019",
        "a grant is called application/jsonp",
        |answer, _| {
            answer.set_header("Content-Type", "application/jsonp");
        }
    ),
    granted!("response.content-type.missing", "RSP-019", "a grant has no Content-Type", |answer, _| {
        answer.remove_header("Content-Type");
    }),
    granted!("response.body.empty", "RSP-020", "a grant has no body", |answer, _| answer.body_mut().clear()),
    granted!("response.body.null", "RSP-020", "a grant's body is null", |answer, _| *answer.body_mut() =
        b"null".to_vec()),
    granted!("response.body.truncated", "RSP-020", "a grant's body lacks its second half", |answer, _| {
        let half = answer.body().len() / 2;
        answer.body_mut().truncate(half);
    }),
    granted!(
        "response.body.last-byte-missing",
        "RSP-020",
        "a grant's body lacks its last byte",
        |answer, _| {
            answer.body_mut().pop();
        }
    ),
    granted!(
        "response.body.cut-off",
        "RSP-020",
        "the connection breaks off in a grant's body",
        |answer, _| {
            answer.cut_after(answer.body().len() / 2);
        }
    ),
    granted!("response.body.trailing-text", "RSP-020", "text follows a grant's object", |answer, _| wrap(
        answer, "", "ok"
    )),
    granted!("response.body.twice", "RSP-020", "a grant's body holds its object twice", |answer, _| {
        let again = String::from_utf8_lossy(answer.body()).into_owned();
        wrap(answer, "", &again);
    }),
    granted!("response.body.trailing-nul", "RSP-020", "a NUL follows a grant's object", |answer, _| wrap(
        answer, "", "\0"
    )),
    granted!(
        "response.body.trailing-comma",
        "RSP-020",
        "a comma follows the last member of a grant",
        |answer, _| {
            end_with(answer, ",}");
        }
    ),
    granted!("response.body.comment", "RSP-020", "a comment stands in a grant's object", |answer, _| {
        end_with(answer, "/* end */}");
    }),
    granted!(
        "response.body.byte-order-mark",
        "RSP-020",
        "a byte order mark precedes a grant's object",
        |answer, _| {
            wrap(answer, "\u{feff}", "");
        }
    ),
    granted!(
        "response.body.single-quotes",
        "RSP-020",
        "a grant's strings are in single quotation marks",
        |answer, _| {
            replace(answer, "\"", "'");
        }
    ),
    granted!("response.body.unquoted", "RSP-020", "a member's name has no quotation marks", |answer, _| {
        replace(answer, "\"audience\"", "audience");
    }),
    granted!(
        "response.body.bad-escape",
        "RSP-020",
        "a grant has an escape that JSON does not know",
        |answer, _| {
            replace(answer, "pods.eks", "pods\\.eks");
        }
    ),
    granted!(
        "response.body.invalid-utf-8",
        "RSP-020",
        "an unknown member of a grant is not UTF-8",
        |answer, _| {
            end_with(answer, ",\"note\":\"");
            answer.body_mut().extend(b"\xff\"}");
        }
    ),
    granted!("response.body.not-a-number", "RSP-020", "an unknown member of a grant is NaN", |answer, _| {
        end_with(answer, ",\"cost\":NaN}");
    }),
    granted!("response.body.array", "RSP-020", "a grant's object stands in an array", |answer, _| wrap(
        answer, "[", "]"
    )),
    granted!("response.body.string", "RSP-020", "a grant's object is written into a string", |answer, _| {
        let mut text = String::new();
        crate::reply::node::write_text(&mut text, &String::from_utf8_lossy(answer.body()));
        *answer.body_mut() = text.into_bytes();
    }),
    granted!(
        "response.body.wrapped",
        "RSP-002",
        "a grant's object stands in another, under its shape's name",
        |answer, _| {
            wrap(answer, "{\"AssumeRoleForPodIdentityResponse\":", "}");
        }
    ),
    granted!(
        "response.body.prefixed",
        "RSP-020",
        "a grant begins with the prefix against script inclusion",
        |answer, _| {
            wrap(answer, ")]}',\n", "");
        }
    ),
    granted!("response.body.empty-object", "RSP-002", "a grant is {}", |answer, _| *answer.body_mut() =
        b"{}".to_vec()),
    granted!("response.body.is-an-error", "RSP-001", "an error comes with the status 200", |answer, _| {
        *answer.body_mut() = b"{\"message\":\"something went wrong\"}".to_vec();
    }),
    granted!("response.error-name.header", "RSP-022", "a grant names an error in its header", |answer, _| {
        answer.push_header(ERROR_TYPE, "InvalidTokenException");
    }),
    granted!(
        "response.error-name.type-member",
        "RSP-022",
        "a grant names an error in __type",
        |answer, _| {
            end_with(answer, ",\"__type\":\"AccessDeniedException\"}");
        }
    ),
    granted!("response.error-name.code-member", "RSP-022", "a grant names an error in code", |answer, _| {
        end_with(answer, ",\"code\":\"ThrottlingException\"}");
    }),
    Fault::new(
        "response.request-id.missing",
        "RSP-023",
        "no answer has a request id",
        Hook::Answer(|answer, _| {
            answer.remove_header(REQUEST_ID);
        }),
    ),
    granted!("response.request-id.missing-on-grants", "RSP-023", "a grant has no request id", |answer, _| {
        answer.remove_header(REQUEST_ID);
    }),
    granted!("response.request-id.empty", "RSP-023", "the request id is empty", |answer, _| answer
        .set_header(REQUEST_ID, "")),
    Fault::new(
        "response.request-id.constant",
        "RSP-023",
        "every answer has the same request id",
        Hook::Answer(|answer, _| {
            answer.set_header(REQUEST_ID, "00000000-0000-4000-8000-000000000000");
        }),
    ),
];
