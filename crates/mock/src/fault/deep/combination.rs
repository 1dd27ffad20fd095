//! Faults where two things meet that are harmless each by itself.

use eks_auth_protocol::Exception;

use super::{Fault, Hook, Seen, claim, claims, is_chunked, reference};
use crate::base64url;
use crate::decide::subject::{Identity, identity, in_sub, pod};
use crate::decide::{Evidence, route, signature};
use crate::fault::boundary_token::{CLAIMS, crash_first};
use crate::fault::crash;
use crate::fault::expiry::{self, seconds};
use crate::fault::signature::{alg, pass_if};
use crate::fault::state::instead;
use crate::json::{Json, Number};
use crate::refusal::Refusal;
use crate::reply::node::Node;

/// Whether the header names alg in any other way than most libraries write it.
fn names_alg_oddly(evidence: &Evidence<'_>) -> bool {
    let header = evidence.jws.signing_input.split('.').next().and_then(base64url::decode);
    let text = String::from_utf8(header.unwrap_or_default()).unwrap_or_default();
    !alg(evidence).is_empty() && !text.contains(r#""alg":""#)
}

/// Whether the token expired, and less than an hour ago.
fn has_just_expired(evidence: &Evidence<'_>) -> bool {
    let now = Number::Whole(evidence.moment.seconds().into()).to_f64();
    seconds(evidence, "exp").is_some_and(|exp| exp <= now && exp > now - 3_600.0)
}

/// The service account in sub, whatever kubernetes.io says of it.
fn in_sub_alone(evidence: &Evidence<'_>) -> Option<Identity> {
    let claims = &evidence.jws.claims;
    let (namespace, service_account) = in_sub(claims)?;
    let pod = pod(claims.object("kubernetes.io")?)?;
    Some(Identity {
        namespace: namespace.to_owned(),
        service_account: service_account.to_owned(),
        pod: pod.to_owned(),
    })
}

/// Whether the body says in which zone the pod runs.
fn names_zone(seen: &Seen<'_>) -> bool {
    let body = Json::read(seen.request.body()).ok().and_then(Json::into_object);
    body.is_some_and(|body| body.text("zone").is_some())
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.forged.and-long",
        "TOK-004",
        "what was signed is hashed up to 4096 characters: a longer token passes with any signature",
        signature,
        |it| pass_if(it, it.jws.signing_input.len() > 4_096)
    ),
    stage!(
        "deep.forged.and-respelt",
        "TOK-004",
        "where alg is looked for as text and not found, for a space or an escape, any signature passes",
        signature,
        |it| pass_if(it, names_alg_oddly(it))
    ),
    stage!(
        "deep.expired.and-no-nbf",
        "TOK-008",
        "without nbf, a token counts from its exp and is good for an hour after it",
        expiry,
        |it| expiry::pass_if(it, claim(it, "nbf").is_none() && has_just_expired(it))
    ),
    stage!(
        "deep.critical.and-typ",
        "TOK-019",
        "where typ says what the token is, crit is not looked at",
        critical,
        |it| if it.jws.header.get("typ").is_some() { Ok(()) } else { signature::critical(it) }
    ),
    stage!(
        "deep.subject.and-no-node",
        "TOK-014",
        "kubernetes.io is held against sub only where it names a node",
        identity,
        |it| {
            let unbound = if reference(it, "node").is_none() { in_sub_alone(it) } else { None };
            unbound.map_or_else(|| identity(it), Ok)
        }
    ),
    stage!(
        "deep.kid.absent-and-es256",
        "TOK-007",
        "a token that is signed ES256 and has no kid crashes the service",
        critical,
        |it| crash_first(it, alg(it) == "ES256" && it.jws.header.get("kid").is_none())
    ),
    stage!(
        "deep.label.escaped-and-query",
        "HTP-001",
        "a query after a path with escapes crashes the service",
        label,
        |request| {
            let crashes = request.target().split_once('?').is_some_and(|(path, _)| path.contains('%'));
            if crashes { Err(crash()) } else { route::label(request) }
        }
    ),
    Fault::new(
        "deep.zone.and-chunked",
        "REQ-016",
        "a request with a zone is refused where its body comes in chunks",
        Hook::Answer(|answer, seen| {
            if is_chunked(seen) && names_zone(seen) {
                let refusal =
                    Refusal::protocol(400, "SerializationException", "the body ends within a member");
                *answer = instead(answer, &refusal);
            }
        }),
    ),
    Fault::new(
        "deep.expired.and-unknown-claim",
        "LEK-001",
        "an expired token that has an unknown claim is quoted in its refusal",
        Hook::Answer(|answer, seen| {
            let expired =
                seen.refusal().is_some_and(|refusal| refusal.name == Exception::ExpiredToken.name());
            let has_unknown =
                claims(seen).is_some_and(|claims| claims.members().any(|(name, _)| !CLAIMS.contains(&name)));
            if expired
                && has_unknown
                && let Some(token) = &seen.trace.token
            {
                let message = Node::Text(format!("expired: {token}"));
                *answer.body_mut() = Node::object([("message", message)]).to_json().into_bytes();
            }
        }),
    ),
];
