//! Faults at one way of writing something.

use super::{Fault, Hook, claim};
use crate::decide::{body, cluster, members};
use crate::fault::boundary_token::{CLAIMS, any_unknown_claim, crash_late};
use crate::fault::crash;
use crate::fault::expiry::pass_if;
use crate::json::{Json, Number, Object};

/// Whether the token has optional members of the model on both sides.
fn is_between_options(object: &Object) -> bool {
    let names: Vec<&str> = object.members().map(|(name, _)| name).collect();
    let has_option = |names: &[&str]| names.iter().any(|name| members::OPTIONAL.contains(name));
    let mut sides = names.split(|name| *name == "token");
    sides.next().is_some_and(has_option) && sides.next().is_some_and(has_option)
}

/// Whether the token or its name stands otherwise in the body than it reads.
fn has_escaped_token(object: &Object, body: &[u8]) -> bool {
    let contains = |text: &str| body.windows(text.len().max(1)).any(|window| window == text.as_bytes());
    object.text("token").is_some_and(|token| !contains("\"token\"") || !contains(token))
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.exp.fraction-and-no-iat",
        "TOK-008",
        "an exp with a fraction or an exponent is not compared where there is no iat",
        expiry,
        |it| {
            let fraction = matches!(claim(it, "exp"), Some(Json::Number(Number::Fraction(_))));
            pass_if(it, fraction && claim(it, "iat").is_none())
        }
    ),
    stage!(
        "deep.claim.padded-name",
        "TOK-001",
        "a claim that is named like a known one with white space around it crashes the service",
        audience,
        |it| {
            let padded = |name: &str| name.trim() != name && CLAIMS.contains(&name.trim());
            crash_late(it, any_unknown_claim(it, |name, _| padded(name)))
        }
    ),
    stage!(
        "deep.token.in-between",
        "REQ-001",
        "a token between two of the newer members is refused",
        token,
        |object| {
            let token = members::token(object)?;
            if is_between_options(object) { Err(body::not_json()) } else { Ok(token) }
        }
    ),
    stage!(
        "deep.escape.and-raw",
        "REQ-016",
        "an escape in the token or its name crashes the service where another character is not ASCII",
        object,
        |bytes| {
            let object = body::object(bytes)?;
            if !bytes.is_ascii() && has_escaped_token(&object, bytes) { Err(crash()) } else { Ok(object) }
        }
    ),
    stage!(
        "deep.label.mixed-hex",
        "CLU-004",
        "a cluster's name is refused where its escapes have capital and small hexadecimal digits",
        cluster_name,
        |label| {
            let escapes = || label.split('%').skip(1).filter_map(|rest| rest.get(..2));
            let any = |is: fn(char) -> bool| escapes().any(|escape| escape.contains(is));
            let mixed = any(|digit| digit.is_ascii_uppercase()) && any(|digit| digit.is_ascii_lowercase());
            if mixed { Err(cluster::illegal()) } else { cluster::name(label) }
        }
    ),
];
