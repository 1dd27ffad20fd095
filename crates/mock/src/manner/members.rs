//! What a granted answer holds beyond the model, and where.

use super::{Hook, Manner};
use crate::reply::node::Node;

/// Adds members to the object at a path.
fn add<const N: usize>(document: &mut Node, path: &str, more: [(&str, Node); N]) {
    if let (Some(members), Node::Object(more)) = (document.members_at(path), Node::object(more)) {
        members.extend(more);
    }
}

fn raw(json: &str) -> Node {
    Node::Raw(json.to_owned())
}

/// Turns the members of every object about.
fn reverse(node: &mut Node) {
    if let Node::Object(members) = node {
        members.reverse();
        members.iter_mut().for_each(|(_, value)| reverse(value));
    }
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "response.members.more",
        &[],
        "a grant has members that the model does not know, of every JSON type and in every object",
        Hook::Document(|document| {
            add(
                document,
                "",
                [
                    ("accountId", "111122223333".into()),
                    ("packedPolicySize", raw("17")),
                    ("warnings", raw("[]")),
                    ("renewable", raw("true")),
                    ("sourceIdentity", raw("null")),
                    (
                        "metadata",
                        raw(r#"{"attempt":1,"region":"us-west-2","tags":[{"key":"a","value":"b"}]}"#),
                    ),
                ],
            );
            add(document, "subject", [("podName", "a-pod".into()), ("podUid", raw("null"))]);
            add(document, "podIdentityAssociation", [("disableSessionTags", raw("false"))]);
            add(document, "assumedRoleUser", [("roleName", "a-role".into())]);
            add(
                document,
                "credentials",
                [("type", "AwsCredentials".into()), ("durationSeconds", raw("21600"))],
            );
        }),
    ),
    Manner::new(
        "response.members.newer",
        &[],
        "a grant has the model's newest member, workloadIdentityProviderArn",
        Hook::Document(|document| {
            let arn = "arn:aws:iam::111122223333:workload-identity-provider/conformance";
            add(document, "", [("workloadIdentityProviderArn", arn.into())]);
        }),
    ),
    Manner::new(
        "response.members.reversed",
        &[],
        "the members of a grant stand in the opposite order",
        Hook::Document(reverse),
    ),
    Manner::new(
        "response.headers.more",
        &[],
        "answers have forty headers that nobody asked for",
        Hook::Answer(|answer, _| {
            answer.push_header("Server", "unusual/1.0 (but correct)");
            answer.push_header("Strict-Transport-Security", "max-age=31536000");
            answer.push_header("Via", "1.1 a-gateway");
            answer.push_header("Set-Cookie", "affinity=a; Path=/; HttpOnly");
            answer.push_header("Set-Cookie", "shard=b");
            answer.push_header("X-Empty", "");
            for number in 0..34 {
                answer.push_header(&format!("X-Gateway-{number}"), "a value");
            }
        }),
    ),
    Manner::new(
        "response.cache.private",
        &[],
        "answers say at length that nobody may keep them",
        Hook::Answer(|answer, _| {
            answer.set_header("Cache-Control", "private, no-cache, no-store, must-revalidate, max-age=0");
            answer.push_header("Pragma", "no-cache");
            answer.push_header("Expires", "0");
        }),
    ),
    Manner::new(
        "response.cache.silent",
        &[],
        "answers do not say whether anybody may keep them, as answers to POST may not be kept anyhow",
        Hook::Answer(|answer, _| answer.remove_header("Cache-Control")),
    ),
    Manner::new(
        "response.content-type.odd",
        &[],
        "the Content-Type of answers is written in capitals, with a charset and spaces",
        Hook::Answer(|answer, _| {
            if answer.header("Content-Type") == Some("application/json") {
                answer.set_header("Content-Type", "Application/JSON ; charset=UTF-8");
            }
        }),
    ),
    Manner::new(
        "response.request-id.other-header",
        &["ERR-008", "RSP-023"],
        "answers name their request in a header of another name",
        Hook::Answer(|answer, _| {
            let id = answer.header(crate::reply::REQUEST_ID).unwrap_or_default().to_owned();
            answer.remove_header(crate::reply::REQUEST_ID);
            answer.push_header("X-Correlation-Id", id);
        }),
    ),
];
