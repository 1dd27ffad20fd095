//! `sub` and `kubernetes.io`, compared a little less than whole.

use super::parties::{before_nul, folded, head};
use crate::decide::Evidence;
use crate::decide::subject::{Identity, identity, in_sub, wrong};
use crate::fault::identity::{in_kubernetes, or};
use crate::fault::{Fault, Hook};
use crate::json::Json;
use crate::refusal::Refusal;

/// The subject of kubernetes.io, where sub is the same to this comparison: what was sent first, then what it should be.
fn sub_if(evidence: &Evidence<'_>, same: fn(&str, &str) -> bool) -> Result<Identity, Refusal> {
    let claims = &evidence.jws.claims;
    let names = in_kubernetes(claims).filter(|(namespace, account)| {
        let right = format!("system:serviceaccount:{namespace}:{account}");
        claims.text("sub").is_some_and(|sub| same(sub, &right))
    });
    or(names, evidence)
}

/// The subject of sub, where both names in kubernetes.io are the same to this comparison.
fn names_if(evidence: &Evidence<'_>, same: fn(&str, &str) -> bool) -> Result<Identity, Refusal> {
    let claims = &evidence.jws.claims;
    let names = in_sub(claims).filter(|(namespace, account)| {
        in_kubernetes(claims).is_some_and(|(have, bound)| same(have, namespace) && same(bound, account))
    });
    or(names, evidence)
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.sub.first-32",
        "TOK-014",
        "only the first 32 characters of sub are compared",
        identity,
        |it| { sub_if(it, |sub, right| head(sub, 32) == head(right, 32)) }
    ),
    stage!(
        "claims.sub.last-part",
        "TOK-014",
        "only the first and the last part of sub are compared",
        identity,
        |it| {
            sub_if(it, |sub, right| {
                let ends = |text: &str| {
                    (text.split(':').next().map(str::to_owned), text.rsplit(':').next().map(str::to_owned))
                };
                ends(sub) == ends(right)
            })
        }
    ),
    stage!(
        "claims.sub.separators",
        "TOK-014",
        "the signs between the parts of sub may be any",
        identity,
        |it| { sub_if(it, |sub, right| sub.replace([':', '/', '.', '-'], " ") == right.replace(':', " ")) }
    ),
    stage!("claims.sub.c-string", "TOK-014", "what follows a NUL in sub is ignored", identity, |it| {
        sub_if(it, |sub, right| before_nul(sub) == right)
    }),
    stage!("claims.sub.folded", "TOK-014", "letters that look alike are the same in sub", identity, |it| {
        sub_if(it, |sub, right| folded(sub) == right)
    }),
    stage!(
        "claims.sub.length",
        "TOK-014",
        "any sub of the right length and beginning passes",
        identity,
        |it| { sub_if(it, |sub, right| sub.len() == right.len() && head(sub, 22) == head(right, 22)) }
    ),
    stage!("claims.sub.ends-right", "TOK-014", "a sub that ends in the right one passes", identity, |it| {
        sub_if(it, |sub, right| sub.ends_with(right))
    }),
    stage!(
        "claims.sub.ascii-only",
        "TOK-014",
        "characters outside ASCII are dropped from sub",
        identity,
        |it| { sub_if(it, |sub, right| sub.chars().filter(char::is_ascii).collect::<String>() == right) }
    ),
    stage!(
        "claims.sub.ill-typed",
        "TOK-014",
        "a sub that is a list or an object counts as absent, and passes",
        identity,
        |it| {
            let ill_typed = matches!(it.jws.claims.get("sub"), Some(Json::Array(_) | Json::Object(_)));
            or(in_kubernetes(&it.jws.claims).filter(|_| ill_typed), it)
        }
    ),
    stage!(
        "claims.kubernetes.beginning",
        "TOK-014",
        "names in kubernetes.io that the right ones begin with pass",
        identity,
        |it| { names_if(it, |sent, right| !sent.is_empty() && right.starts_with(sent)) }
    ),
    stage!(
        "claims.kubernetes.any-case",
        "TOK-014",
        "names in kubernetes.io pass in any letter case",
        identity,
        |it| { names_if(it, str::eq_ignore_ascii_case) }
    ),
    stage!(
        "claims.kubernetes.first-letters",
        "TOK-014",
        "of names in kubernetes.io the last letter may be any",
        identity,
        |it| {
            names_if(it, |sent, right| {
                sent.len() == right.len() && head(sent, right.len() - 1) == head(right, right.len() - 1)
            })
        }
    ),
    stage!(
        "claims.kubernetes.folded",
        "TOK-014",
        "letters that look alike are the same in kubernetes.io",
        identity,
        |it| { names_if(it, |sent, right| folded(sent) == right) }
    ),
    stage!(
        "claims.kubernetes.star",
        "TOK-014",
        "a star for a name in kubernetes.io passes",
        identity,
        |it| { names_if(it, |sent, right| sent == "*" || sent == right) }
    ),
    stage!(
        "claims.sub.long-name",
        "TOK-015",
        "a sub of more than 64 characters that is wrong is a ValidationException",
        identity,
        |it| {
            let long = it.jws.claims.text("sub").is_some_and(|sub| sub.len() > 64);
            identity(it).map_err(|refusal| {
                if long && refusal == wrong() { refusal.renamed(400, "ValidationException") } else { refusal }
            })
        }
    ),
];
