//! Which error a refusal is, where several would do.

use eks_auth_protocol::Exception;

use super::{Hook, Manner};
use crate::decide::{Checked, Evidence, jws, signature, times};
use crate::refusal::Refusal;

/// Turns refusals of one name into others.
fn rename(refusal: &mut Refusal, from: Exception, to: Exception) {
    if refusal.name == from.name() {
        *refusal = refusal.clone().renamed(to.status(), to.name());
    }
}

/// Whether the text is wholly of the model's pattern for tokens.
fn matches_pattern(token: &str) -> bool {
    let legal = |part: &str| {
        !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte))
    };
    token.split('.').count() == 3 && token.split('.').all(legal)
}

/// What a forged token is called by a service that puts authentication into a layer of its own. One that is expired too
/// is called that, since the agent drops what it has cached for some names alone.
fn unauthorised(evidence: &Evidence<'_>) -> Checked {
    signature::check(evidence).or_else(|refusal| {
        times::expiry(evidence)?;
        Err(refusal.renamed(401, "UnauthorizedException"))
    })
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "error.choice.validation",
        &[],
        "parameters that break the model are refused with ValidationException, as Smithy's servers do",
        Hook::Refusal(|refusal| {
            if refusal.name == Exception::InvalidParameter.name() {
                *refusal = refusal.clone().renamed(400, "ValidationException");
            }
        }),
    )
    .deciding(&["parameter"]),
    Manner::new(
        "error.choice.parameter-for-syntax",
        &[],
        "bodies that are not JSON are refused with InvalidParameterException",
        Hook::Refusal(|refusal| {
            if refusal.name == "SerializationException" {
                *refusal = refusal.clone().renamed(400, Exception::InvalidParameter.name());
            }
        }),
    )
    .deciding(&["syntax"]),
    Manner::new(
        "error.choice.request-for-all-syntax",
        &[],
        "whatever is wrong with the request and not with its token is an InvalidRequestException",
        Hook::Refusal(|refusal| {
            let own = [
                Exception::InvalidParameter.name(),
                "SerializationException",
                "UnsupportedMediaTypeException",
            ];
            if own.contains(&refusal.name.as_ref()) {
                *refusal = refusal.clone().renamed(400, Exception::InvalidRequest.name());
            }
        }),
    )
    .deciding(&["parameter", "syntax", "media", "cluster_name"]),
    stage!(
        "error.choice.parameter-for-pattern",
        &[],
        "a token that does not match its pattern is an InvalidParameterException",
        jws,
        |token| {
            jws::read(token).map_err(|refusal| {
                if matches_pattern(token) {
                    refusal
                } else {
                    refusal.renamed(400, Exception::InvalidParameter.name())
                }
            })
        }
    )
    .deciding(&["jws", "parameter"]),
    Manner::new(
        "error.choice.token-for-pattern",
        &[],
        "a token that is missing or no string is an InvalidTokenException",
        Hook::Stages(|stages| {
            stages.token = |object| {
                crate::decide::members::token(object)
                    .map_err(|refusal| refusal.renamed(400, Exception::InvalidToken.name()))
            };
        }),
    )
    .deciding(&["token"]),
    Manner::new(
        "error.choice.denied-for-tokens",
        &["TOK-005", "TOK-013", "TOK-016", "TOK-020", "TOK-026", "TOK-028"],
        "every token but an expired one is refused with AccessDeniedException",
        Hook::Refusal(|refusal| rename(refusal, Exception::InvalidToken, Exception::AccessDenied)),
    )
    .deciding(&["jws", "signature", "token", "error.denied"]),
    stage!(
        "error.choice.unauthorised",
        &["TOK-005", "TOK-026"],
        "a forged token is refused with UnauthorizedException at 401",
        signature,
        unauthorised
    ),
    Manner::new(
        "error.choice.expiry-first",
        &["TOK-026"],
        "the expiry is judged before the signature, so that a forged token may be called expired",
        Hook::Stages(|stages| {
            stages.signature = |evidence| {
                times::expiry(evidence)?;
                signature::check(evidence)
            };
        }),
    )
    .deciding(&["signature"]),
    Manner::new(
        "error.choice.denied-for-unassociated",
        &["ASC-002", "CLU-006"],
        "whatever is not found is refused with AccessDeniedException",
        Hook::Refusal(|refusal| rename(refusal, Exception::ResourceNotFound, Exception::AccessDenied)),
    )
    .deciding(&["cluster", "cluster_name", "error.denied", "error.not-found"]),
    Manner::new(
        "error.choice.not-found-for-not-assumable",
        &["ASC-004"],
        "a role that cannot be assumed is refused with ResourceNotFoundException",
        Hook::Refusal(|refusal| rename(refusal, Exception::AccessDenied, Exception::ResourceNotFound)),
    )
    .deciding(&["error.denied", "error.not-found"]),
    stage!(
        "error.choice.request-for-cluster",
        &["CLU-006"],
        "an unknown cluster is refused with InvalidRequestException",
        cluster,
        |world, name| {
            crate::decide::cluster::find(world, name)
                .map_err(|refusal| refusal.renamed(400, Exception::InvalidRequest.name()))
        }
    ),
];
