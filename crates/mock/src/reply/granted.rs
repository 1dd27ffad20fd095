//! What is granted, and the answer that says so.

use super::node::{Node, Write};
use crate::Answer;

/// Everything that the answer to a good request says.
#[derive(Clone)]
pub(crate) struct Grant {
    pub(crate) namespace: String,
    pub(crate) service_account: String,
    pub(crate) audience: String,
    pub(crate) association_arn: String,
    pub(crate) association_id: String,
    pub(crate) assumed_role_arn: String,
    pub(crate) assume_role_id: String,
    pub(crate) session_token: String,
    pub(crate) secret_access_key: String,
    pub(crate) access_key_id: String,
    /// A JSON value as it is written: epoch seconds in a good answer.
    pub(crate) expiration: String,
}

/// The grant as the operation's output.
pub(crate) fn document(grant: &Grant) -> Node {
    let text = |value: &String| Node::Text(value.clone());
    Node::object([
        (
            "subject",
            Node::object([
                ("namespace", text(&grant.namespace)),
                ("serviceAccount", text(&grant.service_account)),
            ]),
        ),
        ("audience", text(&grant.audience)),
        (
            "podIdentityAssociation",
            Node::object([
                ("associationArn", text(&grant.association_arn)),
                ("associationId", text(&grant.association_id)),
            ]),
        ),
        (
            "assumedRoleUser",
            Node::object([
                ("arn", text(&grant.assumed_role_arn)),
                ("assumeRoleId", text(&grant.assume_role_id)),
            ]),
        ),
        (
            "credentials",
            Node::object([
                ("sessionToken", text(&grant.session_token)),
                ("secretAccessKey", text(&grant.secret_access_key)),
                ("accessKeyId", text(&grant.access_key_id)),
                ("expiration", Node::Raw(grant.expiration.clone())),
            ]),
        ),
    ])
}

/// The answer that carries the document, written so.
pub(crate) fn answer(document: &Node, write: Write, request_id: &str) -> Answer {
    super::json(200, request_id, write(document))
}
