//! The service account token: signature, header and claims.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "TOK-001",
        "A genuine token in any of its legitimate forms is granted: no node, other claim order, unknown claims, unknown \
         header members outside `crit`, the right audience among several, several keys in the set, no `typ`.",
        &[Kubernetes, Rfc7519, Rfc7515],
    ),
    Requirement::must(
        "TOK-002",
        "A genuine token without jti, iat or nbf, or signed ES256, is granted for the signed subject or refused, never \
         anything else.",
        &[Misuse, Kubernetes],
    ),
    Requirement::should(
        "TOK-003",
        "A genuine token without jti, iat or nbf, or signed ES256, is granted.",
        &[Kubernetes, Rfc7518, Rfc7519],
    ),
    Requirement::must(
        "TOK-004",
        "A token without a genuine signature, by a key of the cluster's issuer over exactly these bytes, is refused.",
        &[Model, Rfc7515, Rfc7518, Rfc8725, Misuse],
    ),
    Requirement::should(
        "TOK-005",
        "A token without a genuine signature is refused with InvalidTokenException.",
        &[Model],
    ),
    Requirement::must(
        "TOK-006",
        "Nothing is fetched from where a token points: no key, no certificate, no discovery document, whether by jku, \
         x5u, kid or iss.",
        &[Rfc8725, Misuse],
    ),
    Requirement::must(
        "TOK-007",
        "A genuinely signed token whose `kid` is absent, unknown or strange, or whose `alg` is in another case, is \
         granted for the signed subject or refused, never anything else.",
        &[Misuse, Rfc7515],
    ),
    Requirement::must(
        "TOK-008",
        "A token that expired more than 60 seconds ago is refused.",
        &[Model, Rfc7519, Misuse],
    ),
    Requirement::must(
        "TOK-009",
        "A token that expired more than 60 seconds ago is refused with ExpiredTokenException at status 400.",
        &[Model, Agent],
    ),
    Requirement::may(
        "TOK-010",
        "Within 60 seconds of `exp` or `nbf` a service may grant or refuse.",
        &[Kubernetes, Rfc7519],
    ),
    Requirement::must(
        "TOK-011",
        "A token that is not valid yet, has no readable `exp`, or is of another issuer or for another audience is \
         refused.",
        &[Model, Rfc7519, Rfc8725, Misuse],
    ),
    Requirement::must(
        "TOK-012",
        "Such a token is refused with a name on which the agent drops cached credentials, at its modelled status.",
        &[Agent, Model],
    ),
    Requirement::should("TOK-013", "Such a token is refused with InvalidTokenException.", &[Model]),
    Requirement::must(
        "TOK-014",
        "A token whose `sub` is absent, of another kind, or disagrees with `kubernetes.io` is refused.",
        &[Kubernetes, Misuse],
    ),
    Requirement::must(
        "TOK-015",
        "Such a token is refused with a name on which the agent drops cached credentials, at its modelled status.",
        &[Agent, Model],
    ),
    Requirement::should("TOK-016", "Such a token is refused with InvalidTokenException.", &[Model]),
    Requirement::must(
        "TOK-017",
        "A token bound to no pod is granted for the signed subject or refused, never anything else.",
        &[Misuse, Kubernetes],
    ),
    Requirement::should("TOK-018", "A token bound to no pod is refused.", &[Kubernetes, UserGuide]),
    Requirement::must(
        "TOK-019",
        "A token whose `crit` names an extension that the service cannot know is refused.",
        &[Rfc7515],
    ),
    Requirement::should("TOK-020", "Such a token is refused with InvalidTokenException.", &[Model]),
    Requirement::must(
        "TOK-021",
        "A genuinely signed token with oddities in its header, times or encoding is granted for the signed subject or \
         refused, never anything else.",
        &[Misuse, Rfc7515, Rfc7519],
    ),
    Requirement::should(
        "TOK-022",
        "Padding, base64url that is not canonical, and times as strings are refused, as RFC 7515 and RFC 7519 have it.",
        &[Rfc7515, Rfc7519],
    ),
    Requirement::must(
        "TOK-023",
        "Duplicate claims or header members of different values are refused, or one and the same value decides \
         everything that is checked and granted.",
        &[Misuse, Rfc7519, Rfc8725],
    ),
    Requirement::should(
        "TOK-024",
        "Duplicate claims or header members of different values are refused.",
        &[Rfc7515, Rfc7519],
    ),
    Requirement::must(
        "TOK-025",
        "A token that is expired and otherwise bad is refused, with any of the names on which the agent drops cached \
         credentials.",
        &[Misuse, Agent, Model],
    ),
    Requirement::should(
        "TOK-026",
        "The signature is judged before `exp`: a forged token is not called expired.",
        &[Rfc7519, Rfc8725],
    ),
    Requirement::must(
        "TOK-027",
        "A `token` of four or more parts, or with an empty part, is never granted.",
        &[Rfc7515, Model, Misuse],
    ),
    Requirement::should(
        "TOK-028",
        "A `token` that only contains what its pattern asks for is refused with InvalidTokenException or \
         InvalidParameterException.",
        &[Model, Rfc7515],
    ),
    Requirement::must(
        "TOK-029",
        "A genuinely signed token whose `kubernetes.io` agrees with `sub` but lacks a part other than the namespace is \
         granted for the signed subject or refused, never anything else.",
        &[Misuse, Kubernetes],
    ),
];
