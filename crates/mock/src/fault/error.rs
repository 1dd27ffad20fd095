//! Faults in how a refusal is told.

use super::{Fault, Hook, Seen};
use crate::Answer;
use crate::refusal::Refusal;
use crate::reply::node::Node;
use crate::reply::{ERROR_TYPE, REQUEST_ID};

/// An edit of refused answers alone.
macro_rules! refused {
    ($id:literal, $requirement:literal, $summary:literal, $edit:expr) => {
        Fault::new(
            $id,
            $requirement,
            $summary,
            Hook::Answer(|answer, seen| {
                if let Some(refusal) = seen.refusal() {
                    let edit: fn(&mut Answer, &Refusal, &Seen<'_>) = $edit;
                    edit(answer, refusal, seen);
                }
            }),
        )
    };
}

/// An edit of the refusal before it is put into an answer.
const fn told(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    edit: fn(&mut Refusal),
) -> Fault {
    Fault::new(id, requirement, summary, Hook::Refusal(edit))
}

/// Sets the body to an object of these members.
fn object<const N: usize>(answer: &mut Answer, members: [(&str, Node); N]) {
    *answer.body_mut() = Node::object(members).to_json().into_bytes();
}

fn text(answer: &mut Answer, content_type: &str, body: impl Into<Vec<u8>>) {
    answer.set_header("Content-Type", content_type);
    *answer.body_mut() = body.into();
}

fn message(refusal: &Refusal) -> (&'static str, Node) {
    ("message", Node::from(refusal.message.as_ref()))
}

fn raw(message: &'static str) -> [(&'static str, Node); 1] {
    [("message", Node::Raw(message.to_owned()))]
}

/// A modelled name that is not the right one.
fn other_than(name: &str) -> Node {
    Node::from(if name == "InvalidRequestException" {
        "AccessDeniedException"
    } else {
        "InvalidRequestException"
    })
}

pub(super) static FAULTS: &[Fault] = &[
    refused!("error.name.missing", "ERR-005", "no error has a name anywhere", |answer, _, _| answer
        .remove_header(ERROR_TYPE)),
    refused!(
        "error.name.missing-below-operation",
        "ERR-005",
        "errors that the model does not list have no name",
        |answer, refusal, _| {
            if eks_auth_protocol::Exception::from_name(&refusal.name).is_none() {
                answer.remove_header(ERROR_TYPE);
            }
        }
    ),
    refused!(
        "error.name.in-type-member",
        "ERR-006",
        "the name is in __type and not in the header",
        |answer, refusal, _| {
            answer.remove_header(ERROR_TYPE);
            object(answer, [("__type", refusal.name.as_ref().into()), message(refusal)]);
        }
    ),
    refused!(
        "error.name.in-code-member",
        "ERR-006",
        "the name is in code and not in the header",
        |answer, refusal, _| {
            answer.remove_header(ERROR_TYPE);
            object(answer, [("code", refusal.name.as_ref().into()), message(refusal)]);
        }
    ),
    refused!(
        "error.name.type-disagrees",
        "ERR-001",
        "__type names another error than the header",
        |answer, refusal, _| {
            object(answer, [("__type", other_than(&refusal.name)), message(refusal)]);
        }
    ),
    refused!(
        "error.name.code-disagrees",
        "ERR-001",
        "code names another error than the header",
        |answer, refusal, _| {
            object(answer, [("code", other_than(&refusal.name)), message(refusal)]);
        }
    ),
    refused!(
        "error.name.type-and-code-disagree",
        "ERR-001",
        "__type and code name two errors",
        |answer, refusal, _| {
            answer.remove_header(ERROR_TYPE);
            object(
                answer,
                [
                    ("__type", refusal.name.as_ref().into()),
                    ("code", other_than(&refusal.name)),
                    message(refusal),
                ],
            );
        }
    ),
    refused!(
        "error.name.code-is-status",
        "ERR-001",
        "code is the status and not a name",
        |answer, refusal, _| {
            object(answer, [("code", Node::Text(refusal.status.to_string())), message(refusal)]);
        }
    ),
    refused!("error.name.two-headers", "ERR-001", "two headers name two errors", |answer, refusal, _| {
        let other = if refusal.name == "InvalidRequestException" {
            "AccessDeniedException"
        } else {
            "InvalidRequestException"
        };
        answer.push_header(ERROR_TYPE, other);
    }),
    told("error.name.one-for-all", "TOK-009", "every refusal is an InvalidRequestException", |refusal| {
        *refusal = refusal.clone().renamed(400, "InvalidRequestException");
    }),
    told("error.name.lower-case", "TOK-009", "names are in small letters", |refusal| {
        refusal.name.to_mut().make_ascii_lowercase();
    }),
    told("error.name.short", "TOK-009", "names lack the word Exception", |refusal| {
        refusal.name = refusal.name.trim_end_matches("Exception").to_owned().into();
    }),
    told(
        "error.name.dotted-namespace",
        "TOK-009",
        "names have a namespace and a dot before them",
        |refusal| {
            refusal.name = format!("com.amazonaws.eksauth.{}", refusal.name).into();
        },
    ),
    told("error.name.error-for-exception", "TOK-009", "names end in Error", |refusal| {
        refusal.name = refusal.name.replace("Exception", "Error").into();
    }),
    told("error.status.all-400", "ERR-002", "every refusal has the status 400", |refusal| {
        refusal.status = 400;
    }),
    told("error.status.all-403", "ERR-002", "every refusal has the status 403", |refusal| {
        refusal.status = 403;
    }),
    told("error.status.all-401", "ERR-002", "refused tokens have the status 401", |refusal| {
        if refusal.name.contains("Token") {
            refusal.status = 401;
        }
    }),
    told("error.status.unprocessable", "ERR-002", "refused parameters have the status 422", |refusal| {
        if refusal.name == "InvalidParameterException" {
            refusal.status = 422;
        }
    }),
    told("error.status.denied-403", "ERR-002", "AccessDeniedException has the status 403", |refusal| {
        if refusal.name == "AccessDeniedException" {
            refusal.status = 403;
        }
    }),
    told("error.status.internal", "HTP-003", "every refusal has the status 500", |refusal| {
        refusal.status = 500;
    }),
    told("error.status.success", "TOK-011", "every refusal has the status 200", |refusal| {
        refusal.status = 200;
    }),
    told("error.status.redirect", "TOK-011", "every refusal has the status 302", |refusal| {
        refusal.status = 302;
    }),
    refused!("error.body.html", "ERR-003", "refusals have a page of HTML", |answer, refusal, _| {
        text(answer, "text/html; charset=utf-8", format!("<!doctype html><h1>{}</h1>", refusal.status));
    }),
    refused!(
        "error.body.html-called-json",
        "ERR-003",
        "refusals have a page of HTML that is called JSON",
        |answer, _, _| {
            text(answer, "application/json", "<!doctype html><h1>Bad Request</h1>");
        }
    ),
    refused!("error.body.text", "ERR-003", "refusals have a line of text", |answer, refusal, _| {
        text(answer, "text/plain; charset=utf-8", format!("{}\n", refusal.message));
    }),
    refused!("error.body.xml", "ERR-003", "refusals are XML", |answer, refusal, _| {
        text(answer, "text/xml", format!("<ErrorResponse><Code>{}</Code></ErrorResponse>", refusal.name));
    }),
    refused!("error.body.array", "ERR-003", "refusals are a JSON array", |answer, refusal, _| {
        object(answer, [message(refusal)]);
        answer.body_mut().insert(0, b'[');
        answer.body_mut().push(b']');
    }),
    refused!("error.body.string", "ERR-003", "refusals are a JSON string", |answer, refusal, _| {
        *answer.body_mut() = Node::from(refusal.message.as_ref()).to_json().into_bytes();
    }),
    refused!("error.body.null", "ERR-003", "refusals are null", |answer, _, _| *answer.body_mut() =
        b"null".to_vec()),
    refused!("error.body.truncated", "ERR-003", "the body of refusals lacks its end", |answer, _, _| {
        answer.body_mut().pop();
    }),
    refused!("error.body.twice", "ERR-003", "the body of refusals holds its object twice", |answer, _, _| {
        let again = answer.body().to_vec();
        answer.body_mut().extend(again);
    }),
    refused!(
        "error.body.cut-off",
        "HTP-003",
        "the connection breaks off in the body of a refusal",
        |answer, _, _| {
            answer.cut_after(answer.body().len() / 2);
        }
    ),
    refused!(
        "error.body.html-below-operation",
        "ERR-003",
        "errors that the model does not list are a page of HTML",
        |answer, refusal, _| {
            if eks_auth_protocol::Exception::from_name(&refusal.name).is_none() {
                text(answer, "text/html", "<!doctype html><h1>Error</h1>");
            }
        }
    ),
    refused!(
        "error.content-type.text",
        "ERR-003",
        "the JSON of refusals is called plain text",
        |answer, _, _| {
            answer.set_header("Content-Type", "text/plain");
        }
    ),
    refused!("error.content-type.missing", "ERR-003", "refusals have no Content-Type", |answer, _, _| {
        answer.remove_header("Content-Type");
    }),
    refused!("error.message.number", "ERR-004", "message is a number", |answer, _, _| object(
        answer,
        raw("400")
    )),
    refused!("error.message.object", "ERR-004", "message is an object", |answer, _, _| object(
        answer,
        raw("{\"en\":\"no\"}")
    )),
    refused!("error.message.array", "ERR-004", "message is an array", |answer, _, _| object(
        answer,
        raw("[\"no\"]")
    )),
    refused!(
        "error.message.capital-number",
        "ERR-004",
        "Message is there too, and a number",
        |answer, refusal, _| {
            object(answer, [message(refusal), ("Message", Node::Raw("400".to_owned()))]);
        }
    ),
    refused!("error.message.missing", "ERR-007", "refusals have no message", |answer, _, _| object(
        answer,
        []
    )),
    refused!("error.message.under-error", "ERR-007", "the message is called error", |answer, refusal, _| {
        object(answer, [("error", refusal.message.as_ref().into())]);
    }),
    refused!("error.body.empty", "ERR-007", "refusals have no body", |answer, _, _| answer
        .body_mut()
        .clear()),
    refused!("error.request-id.missing", "ERR-008", "refusals have no request id", |answer, _, _| {
        answer.remove_header(REQUEST_ID);
    }),
    refused!(
        "error.request-id.in-body",
        "ERR-008",
        "the request id of refusals is in the body alone",
        |answer, refusal, _| {
            let id = answer.header(REQUEST_ID).unwrap_or_default().to_owned();
            answer.remove_header(REQUEST_ID);
            object(answer, [message(refusal), ("requestId", Node::Text(id))]);
        }
    ),
];
