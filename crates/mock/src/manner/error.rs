//! How a refusal is told: where its name stands, and its text.

use super::{Hook, Manner};
use crate::refusal::Refusal;
use crate::reply::node::Node;
use crate::reply::refused::message;

/// The namespace of the service's shapes in its Smithy model.
const NAMESPACE: &str = "com.amazonaws.eksauth";
/// What older services of AWS put behind a name.
const URI: &str = "http://internal.amazon.com/coral/com.amazonaws.eksauth/";

fn plain(refusal: &Refusal) -> Node {
    refusal.name.as_ref().into()
}

fn with_namespace(refusal: &Refusal) -> String {
    format!("{NAMESPACE}#{}", refusal.name)
}

fn with_uri(refusal: &Refusal) -> String {
    format!("{}:{URI}", refusal.name)
}

fn with_both(refusal: &Refusal) -> String {
    format!("{NAMESPACE}#{}:{URI}", refusal.name)
}

/// The text under a capital letter, as some older services have it.
fn capital(refusal: &Refusal) -> (&'static str, Node) {
    ("Message", refusal.message.as_ref().into())
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "error.name.type",
        &["ERR-006"],
        "the error's name is in __type alone",
        Hook::Told(|told, refusal| {
            told.name = None;
            told.body = Some(Node::object([("__type", plain(refusal)), message(refusal)]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.type-with-namespace",
        &["ERR-006"],
        "the error's name is in __type alone, with its namespace",
        Hook::Told(|told, refusal| {
            told.name = None;
            told.body =
                Some(Node::object([message(refusal), ("__type", with_namespace(refusal).as_str().into())]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.type-with-both",
        &["ERR-006"],
        "the error's name is in __type alone, with its namespace and a URI, beside a Message",
        Hook::Told(|told, refusal| {
            told.name = None;
            told.body =
                Some(Node::object([("__type", with_both(refusal).as_str().into()), capital(refusal)]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.code",
        &["ERR-006"],
        "the error's name is in code alone",
        Hook::Told(|told, refusal| {
            told.name = None;
            told.body = Some(Node::object([("code", plain(refusal)), message(refusal)]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.code-with-uri",
        &["ERR-006"],
        "the error's name is in code alone, with a URI",
        Hook::Told(|told, refusal| {
            told.name = None;
            told.body = Some(Node::object([("code", with_uri(refusal).as_str().into()), message(refusal)]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.namespace",
        &[],
        "the error's name is in the header with its namespace",
        Hook::Told(|told, refusal| told.name = Some(with_namespace(refusal))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.uri",
        &[],
        "the error's name is in the header with a URI",
        Hook::Told(|told, refusal| told.name = Some(with_uri(refusal))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.namespace-and-uri",
        &[],
        "the error's name is in the header with its namespace and a URI",
        Hook::Told(|told, refusal| told.name = Some(with_both(refusal))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.name.everywhere",
        &[],
        "the error's name is in the header, in __type and in code, each decorated otherwise",
        Hook::Told(|told, refusal| {
            told.name = Some(with_uri(refusal));
            told.body = Some(Node::object([
                ("__type", with_namespace(refusal).as_str().into()),
                ("code", plain(refusal)),
                message(refusal),
            ]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.message.capital",
        &[],
        "the error's text is called Message",
        Hook::Told(|told, refusal| told.body = Some(Node::object([capital(refusal)]))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.message.both",
        &[],
        "the error's text is called message and Message",
        Hook::Told(|told, refusal| told.body = Some(Node::object([capital(refusal), message(refusal)]))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.message.absent",
        &["ERR-007"],
        "the body of an error is an object without members",
        Hook::Told(|told, _| told.body = Some(Node::object([]))),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.body.absent",
        &["ERR-007"],
        "errors have no body, and no Content-Type",
        Hook::Told(|told, _| told.body = None),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.body.more",
        &[],
        "errors have members that the model does not know",
        Hook::Told(|told, refusal| {
            let status = Node::Raw(refusal.status.to_string());
            let fields = Node::Raw(r#"[{"path":"/token","message":"see the message"}]"#.to_owned());
            told.body = Some(Node::object([
                ("fault", "client".into()),
                ("statusCode", status),
                message(refusal),
                ("fieldList", fields),
                ("reason", Node::Raw("null".to_owned())),
            ]));
        }),
    )
    .deciding(&["error.form"]),
    Manner::new(
        "error.content-type.aws-json",
        &[],
        "errors are called application/x-amz-json-1.1",
        Hook::Answer(|answer, seen| {
            if seen.refusal().is_some() {
                answer.set_header("Content-Type", "application/x-amz-json-1.1");
            }
        }),
    ),
    Manner::new(
        "error.content-type.problem",
        &[],
        "errors are called application/problem+json, with a charset",
        Hook::Answer(|answer, seen| {
            if seen.refusal().is_some() {
                answer.set_header("Content-Type", "application/problem+json; charset=utf-8");
            }
        }),
    ),
    Manner::new(
        "error.connection.closed",
        &[],
        "the connection is closed after each error, which says so",
        Hook::Answer(|answer, seen| {
            if seen.refusal().is_some() {
                answer.set_header("Connection", "close");
            }
        }),
    )
    .deciding(&["connection"]),
];
