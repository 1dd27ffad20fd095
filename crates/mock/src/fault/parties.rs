//! Faults in judging issuer and audience.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::Cluster;

use super::expiry::crash_if;
use super::{Fault, Hook};
use crate::decide::audience::{self, named};
use crate::decide::{Checked, Evidence, issuer};
use crate::json::Json;
use crate::refusal::Refusal;

pub(super) fn issuer_if(evidence: &Evidence<'_>, accept: fn(sent: &str, ours: &str) -> bool) -> Checked {
    let sent = evidence.jws.claims.text("iss");
    if sent.is_some_and(|sent| accept(sent, evidence.cluster.issuer())) {
        Ok(())
    } else {
        issuer::check(evidence)
    }
}

pub(super) fn audience_if(evidence: &Evidence<'_>, accept: fn(&str) -> bool) -> Checked {
    if named(&evidence.jws.claims).into_iter().any(accept) { Ok(()) } else { audience::check(evidence) }
}

/// A refusal where the condition holds.
pub(super) fn refuse(condition: bool) -> Checked {
    if condition { Err(Refusal::invalid_token("the token is not as expected")) } else { Ok(()) }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("claims.iss.unchecked", "TOK-011", "iss is not looked at", issuer, |_| Ok(())),
    stage!(
        "claims.iss.unchecked-elsewhere",
        "TOK-011",
        "iss is looked at in the first cluster alone",
        issuer,
        |evidence| {
            let first = evidence.world.clusters().first().map(Cluster::name);
            if first == Some(evidence.cluster.name()) { issuer::check(evidence) } else { Ok(()) }
        }
    ),
    stage!("claims.iss.absent-passes", "TOK-011", "a token without iss passes", issuer, |evidence| {
        if evidence.jws.claims.get("iss").is_none() { Ok(()) } else { issuer::check(evidence) }
    }),
    stage!(
        "claims.iss.beginning-suffices",
        "TOK-011",
        "an iss that begins with the right one passes",
        issuer,
        |evidence| issuer_if(evidence, |sent, ours| sent.starts_with(ours))
    ),
    stage!(
        "claims.iss.part-suffices",
        "TOK-011",
        "an iss that the right one begins with passes",
        issuer,
        |evidence| issuer_if(evidence, |sent, ours| ours.starts_with(sent))
    ),
    stage!("claims.iss.any-case", "TOK-011", "iss passes in any letter case", issuer, |evidence| issuer_if(
        evidence,
        str::eq_ignore_ascii_case
    )),
    stage!("claims.iss.trailing-slash", "TOK-011", "iss passes with a slash after it", issuer, |evidence| {
        issuer_if(evidence, |sent, ours| sent.trim_end_matches('/') == ours)
    }),
    stage!("claims.iss.scheme-ignored", "TOK-011", "iss passes with http for https", issuer, |evidence| {
        issuer_if(evidence, |sent, ours| sent.replacen("http://", "https://", 1) == ours)
    }),
    stage!(
        "claims.iss.same-host-suffices",
        "TOK-011",
        "any iss of the right host passes",
        issuer,
        |evidence| issuer_if(evidence, |sent, ours| sent.split('/').nth(2) == ours.split('/').nth(2))
    ),
    stage!("claims.iss.any-known", "TOK-011", "the issuer of any cluster passes", issuer, |evidence| {
        let sent = evidence.jws.claims.text("iss");
        let known = evidence.world.clusters().iter().any(|cluster| Some(cluster.issuer()) == sent);
        if known { Ok(()) } else { issuer::check(evidence) }
    }),
    stage!(
        "claims.iss.in-array-passes",
        "TOK-011",
        "iss may be an array with the right one in it",
        issuer,
        |evidence| {
            let array = evidence.jws.claims.get("iss").and_then(Json::as_array).unwrap_or_default();
            let named = array.iter().any(|iss| iss.as_text() == Some(evidence.cluster.issuer()));
            if named { Ok(()) } else { issuer::check(evidence) }
        }
    ),
    stage!(
        "claims.iss.absent-crash",
        "TOK-011",
        "a token without iss crashes the service",
        issuer,
        |evidence| {
            crash_if(evidence.jws.claims.get("iss").is_none())?;
            issuer::check(evidence)
        }
    ),
    stage!(
        "claims.iss.wrong.parameter",
        "TOK-012",
        "a wrong iss is an InvalidParameterException",
        issuer,
        |evidence| {
            issuer::check(evidence).map_err(|refusal| refusal.renamed(400, "InvalidParameterException"))
        }
    ),
    stage!(
        "claims.iss.wrong.not-found",
        "TOK-013",
        "a wrong iss is a ResourceNotFoundException",
        issuer,
        |evidence| {
            issuer::check(evidence).map_err(|refusal| refusal.renamed(404, "ResourceNotFoundException"))
        }
    ),
    stage!("claims.aud.unchecked", "TOK-011", "aud is not looked at", audience, |_| Ok(())),
    stage!("claims.aud.absent-passes", "TOK-011", "a token without aud passes", audience, |evidence| {
        if evidence.jws.claims.get("aud").is_none() { Ok(()) } else { audience::check(evidence) }
    }),
    stage!("claims.aud.empty-passes", "TOK-011", "an empty aud passes", audience, |evidence| {
        let empty = evidence.jws.claims.get("aud").and_then(Json::as_array).is_some_and(<[Json]>::is_empty);
        if empty { Ok(()) } else { audience::check(evidence) }
    }),
    stage!(
        "claims.aud.part-suffices",
        "TOK-011",
        "an audience that is part of the right one passes",
        audience,
        |evidence| audience_if(evidence, |aud| !aud.is_empty() && AUDIENCE.contains(aud))
    ),
    stage!(
        "claims.aud.more-passes",
        "TOK-011",
        "an audience that has the right one in it passes",
        audience,
        |evidence| audience_if(evidence, |aud| aud.contains(AUDIENCE))
    ),
    stage!(
        "claims.aud.beginning-suffices",
        "TOK-011",
        "an audience that begins with the right one passes",
        audience,
        |evidence| audience_if(evidence, |aud| aud.starts_with(AUDIENCE))
    ),
    stage!(
        "claims.aud.any-case",
        "TOK-011",
        "the audience passes in any letter case",
        audience,
        |evidence| audience_if(evidence, |aud| aud.eq_ignore_ascii_case(AUDIENCE))
    ),
    stage!(
        "claims.aud.trimmed",
        "TOK-011",
        "white space around an audience is ignored",
        audience,
        |evidence| audience_if(evidence, |aud| aud.trim() == AUDIENCE)
    ),
    stage!("claims.aud.split", "TOK-011", "an audience may be a list in one string", audience, |evidence| {
        audience_if(evidence, |aud| aud.split([' ', ',', ';']).any(|aud| aud == AUDIENCE))
    }),
    stage!("claims.aud.wildcard", "TOK-011", "the audience * passes", audience, |evidence| audience_if(
        evidence,
        |aud| aud == "*"
    )),
    stage!("claims.aud.of-sts", "TOK-011", "the audience sts.amazonaws.com passes", audience, |evidence| {
        audience_if(evidence, |aud| aud == "sts.amazonaws.com")
    }),
    stage!(
        "claims.aud.key-passes",
        "TOK-011",
        "aud may be an object with the audience as a name",
        audience,
        |evidence| {
            let object = evidence.jws.claims.object("aud");
            if object.is_some_and(|aud| aud.get(AUDIENCE).is_some()) {
                Ok(())
            } else {
                audience::check(evidence)
            }
        }
    ),
    stage!("claims.aud.nested-passes", "TOK-011", "aud may be an array in an array", audience, |evidence| {
        let outer = evidence.jws.claims.get("aud").and_then(Json::as_array).unwrap_or_default();
        let mut inner = outer.iter().filter_map(Json::as_array).flatten();
        if inner.any(|aud| aud.as_text() == Some(AUDIENCE)) { Ok(()) } else { audience::check(evidence) }
    }),
    stage!(
        "claims.aud.first-only",
        "TOK-001",
        "only the first audience counts",
        audience,
        |evidence| refuse(named(&evidence.jws.claims).first() != Some(&AUDIENCE))
    ),
    stage!(
        "claims.aud.alone-only",
        "TOK-001",
        "the right audience must be the only one",
        audience,
        |evidence| refuse(named(&evidence.jws.claims) != [AUDIENCE])
    ),
    stage!(
        "claims.aud.string-crash",
        "TOK-021",
        "an aud that is a bare string crashes the service",
        audience,
        |evidence| {
            crash_if(evidence.jws.claims.text("aud").is_some())?;
            audience::check(evidence)
        }
    ),
    stage!(
        "claims.aud.absent-crash",
        "TOK-011",
        "a token without aud crashes the service",
        audience,
        |evidence| {
            crash_if(evidence.jws.claims.get("aud").is_none())?;
            audience::check(evidence)
        }
    ),
    stage!(
        "claims.aud.wrong.parameter",
        "TOK-012",
        "a wrong aud is an InvalidParameterException",
        audience,
        |evidence| {
            audience::check(evidence).map_err(|refusal| refusal.renamed(400, "InvalidParameterException"))
        }
    ),
    stage!(
        "claims.aud.wrong.forbidden",
        "TOK-012",
        "a wrong aud is refused with 403",
        audience,
        |evidence| {
            audience::check(evidence).map_err(|refusal| refusal.renamed(403, "InvalidTokenException"))
        }
    ),
    stage!(
        "claims.aud.wrong.denied",
        "TOK-013",
        "a wrong aud is an AccessDeniedException",
        audience,
        |evidence| {
            audience::check(evidence).map_err(|refusal| refusal.renamed(400, "AccessDeniedException"))
        }
    ),
];
