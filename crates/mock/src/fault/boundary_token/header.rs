//! Header members that the service knows: `kid`, `typ`, `crit`.

use super::{crash_first, is_text};
use crate::decide::signature::critical;
use crate::decide::{Checked, Evidence};
use crate::fault::{Fault, Hook};
use crate::json::Json;

fn kid_crash(evidence: &Evidence<'_>, condition: impl Fn(&str) -> bool) -> Checked {
    crash_first(evidence, is_text(evidence.jws.header.get("kid"), condition))
}

/// A pass where the condition holds of the names in crit.
fn crit_pass(evidence: &Evidence<'_>, condition: impl Fn(&[Json]) -> bool) -> Checked {
    let names = evidence.jws.header.get("crit").and_then(Json::as_array);
    if names.is_some_and(condition) { Ok(()) } else { critical(evidence) }
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "signature.kid.column",
        "TOK-007",
        "a kid over 255 characters crashes the service",
        critical,
        |it| { kid_crash(it, |kid| kid.len() > 255) }
    ),
    stage!(
        "signature.kid.buffer",
        "TOK-007",
        "a kid of exactly 64 characters crashes the service",
        critical,
        |it| { kid_crash(it, |kid| kid.len() == 64) }
    ),
    stage!("signature.kid.short", "TOK-007", "a kid of one character crashes the service", critical, |it| {
        kid_crash(it, |kid| kid.len() == 1)
    }),
    stage!("signature.kid.query", "TOK-007", "a quote in kid breaks a query", critical, |it| {
        kid_crash(it, |kid| kid.contains('\''))
    }),
    stage!("signature.kid.file", "TOK-007", "a kid that leads upwards breaks a path", critical, |it| {
        kid_crash(it, |kid| kid.contains(".."))
    }),
    stage!(
        "signature.kid.foreign",
        "TOK-007",
        "a kid with letters outside ASCII crashes the service",
        critical,
        |it| { kid_crash(it, |kid| !kid.is_ascii()) }
    ),
    stage!(
        "signature.kid.control",
        "TOK-007",
        "a kid with a control character crashes the service",
        critical,
        |it| { kid_crash(it, |kid| kid.chars().any(char::is_control)) }
    ),
    stage!(
        "signature.kid.ill-typed",
        "TOK-007",
        "a kid that is an array crashes the service",
        critical,
        |it| { crash_first(it, it.jws.header.get("kid").is_some_and(|kid| kid.as_array().is_some())) }
    ),
    stage!(
        "signature.kid.near",
        "TOK-007",
        "a kid that differs from a known one in its last digit crashes the service",
        critical,
        |it| {
            let near = |kid: &str| {
                let known = it.cluster.keys().iter().map(eks_auth_world::SigningKey::kid);
                known
                    .into_iter()
                    .any(|known| kid != known && kid.len() == known.len() && kid.get(..39) == known.get(..39))
            };
            kid_crash(it, near)
        }
    ),
    stage!(
        "signature.header.typ-length",
        "TOK-021",
        "a typ over 64 characters crashes the service",
        critical,
        |it| { crash_first(it, is_text(it.jws.header.get("typ"), |typ| typ.len() > 64)) }
    ),
    stage!("signature.header.typ-empty", "TOK-021", "an empty typ crashes the service", critical, |it| {
        crash_first(it, is_text(it.jws.header.get("typ"), str::is_empty))
    }),
    stage!(
        "signature.crit.length",
        "TOK-019",
        "a name of more than 255 characters in crit is not looked at",
        critical,
        |it| crit_pass(it, |names| names.iter().all(|name| is_text(Some(name), |name| name.len() > 255)))
    ),
    stage!(
        "signature.crit.count",
        "TOK-019",
        "a crit of more than 16 names is not looked at",
        critical,
        |it| { crit_pass(it, |names| names.len() > 16) }
    ),
    stage!(
        "signature.crit.foreign",
        "TOK-019",
        "a crit whose first name is not ASCII is not looked at",
        critical,
        |it| { crit_pass(it, |names| is_text(names.first(), |name| !name.is_ascii())) }
    ),
];
