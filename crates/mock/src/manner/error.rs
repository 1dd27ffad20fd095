//! How a refusal is told: where its name stands, and its text.

use super::{Hook, Manner};
use crate::refusal::Refusal;
use crate::reply::node::Node;
use crate::reply::refused::Told;

/// The namespace of the service's shapes in its Smithy model.
const NAMESPACE: &str = "com.amazonaws.eksauth";
/// What older services of AWS put behind a name.
const URI: &str = "http://internal.amazon.com/coral/com.amazonaws.eksauth/";

fn plain(refusal: &Refusal) -> String {
    refusal.name.to_string()
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

/// One more member of the body, at its beginning.
fn add(told: &mut Told, name: &str, value: Node) {
    if let Some(Node::Object(members)) = &mut told.body {
        members.insert(0, (name.to_owned(), value));
    }
}

/// The name in a member of the body and not in the header.
fn move_name(told: &mut Told, member: &str, name: String) {
    told.name = None;
    add(told, member, Node::Text(name));
}

/// The body's text.
fn message(told: &mut Told) -> Option<&mut (String, Node)> {
    told.body.as_mut()?.members_at("")?.iter_mut().find(|(name, _)| name == "message")
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "error.name.type",
        &["ERR-006"],
        "the error's name is in __type alone",
        Hook::Told(|told, refusal| move_name(told, "__type", plain(refusal))),
    ),
    Manner::new(
        "error.name.type-with-namespace",
        &["ERR-006"],
        "the error's name is in __type alone, with its namespace",
        Hook::Told(|told, refusal| move_name(told, "__type", with_namespace(refusal))),
    ),
    Manner::new(
        "error.name.type-with-both",
        &["ERR-006"],
        "the error's name is in __type alone, with its namespace and a URI",
        Hook::Told(|told, refusal| move_name(told, "__type", with_both(refusal))),
    ),
    Manner::new(
        "error.name.code",
        &["ERR-006"],
        "the error's name is in code alone",
        Hook::Told(|told, refusal| move_name(told, "code", plain(refusal))),
    ),
    Manner::new(
        "error.name.code-with-uri",
        &["ERR-006"],
        "the error's name is in code alone, with a URI",
        Hook::Told(|told, refusal| move_name(told, "code", with_uri(refusal))),
    ),
    Manner::new(
        "error.name.namespace",
        &[],
        "the error's name is in the header with its namespace",
        Hook::Told(|told, refusal| told.name = Some(with_namespace(refusal))),
    ),
    Manner::new(
        "error.name.uri",
        &[],
        "the error's name is in the header with a URI",
        Hook::Told(|told, refusal| told.name = Some(with_uri(refusal))),
    ),
    Manner::new(
        "error.name.namespace-and-uri",
        &[],
        "the error's name is in the header with its namespace and a URI",
        Hook::Told(|told, refusal| told.name = Some(with_both(refusal))),
    ),
    Manner::new(
        "error.name.everywhere",
        &[],
        "the error's name is in the header, in __type and in code, each decorated otherwise",
        Hook::Told(|told, refusal| {
            told.name = Some(with_uri(refusal));
            add(told, "code", Node::Text(plain(refusal)));
            add(told, "__type", Node::Text(with_namespace(refusal)));
        }),
    ),
    Manner::new(
        "error.message.capital",
        &[],
        "the error's text is called Message",
        Hook::Told(|told, _| {
            if let Some((name, _)) = message(told) {
                *name = "Message".to_owned();
            }
        }),
    ),
    Manner::new(
        "error.message.both",
        &[],
        "the error's text is called message and Message",
        Hook::Told(|told, refusal| add(told, "Message", refusal.message.as_ref().into())),
    ),
    Manner::new(
        "error.message.absent",
        &["ERR-007"],
        "errors have no message",
        Hook::Told(|told, _| {
            if let Some(members) = told.body.as_mut().and_then(|body| body.members_at("")) {
                members.retain(|(name, _)| name != "message");
            }
        }),
    ),
    Manner::new(
        "error.body.absent",
        &["ERR-007"],
        "errors have no body, and no Content-Type",
        Hook::Told(|told, _| told.body = None),
    )
    .deciding(&["error.body", "error.content-type", "error.message", "error.name"]),
    Manner::new(
        "error.body.more",
        &[],
        "errors have members that the model does not know",
        Hook::Told(|told, refusal| {
            add(told, "statusCode", Node::Raw(refusal.status.to_string()));
            add(
                told,
                "fieldList",
                Node::Raw(r#"[{"path":"/token","message":"see the message"}]"#.to_owned()),
            );
            add(told, "fault", "client".into());
            add(told, "reason", Node::Raw("null".to_owned()));
        }),
    ),
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
