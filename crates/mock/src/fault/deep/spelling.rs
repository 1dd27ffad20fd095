//! Faults at one way of writing something.

use super::{Fault, Hook, claim};
use crate::decide::times::not_before;
use crate::decide::{body, cluster, members};
use crate::fault::boundary_token::{CLAIMS, any_unknown_claim, crash_late};
use crate::fault::crash;
use crate::json::{Json, Number};

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.nbf.fraction",
        "TOK-011",
        "nbf is compared only where it is written as an integer",
        not_before,
        |it| match claim(it, "nbf") {
            Some(Json::Number(Number::Fraction(_))) => Ok(()),
            _ => not_before(it),
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
        "a token with other members both before and after it is refused",
        token,
        |object| {
            let token = members::token(object)?;
            let place = object.members().position(|(name, _)| name == "token");
            let last = object.members().count() - 1;
            if place.is_some_and(|place| place > 0 && place < last) {
                Err(body::not_json())
            } else {
                Ok(token)
            }
        }
    ),
    stage!(
        "deep.escape.and-raw",
        "REQ-016",
        "escapes and characters outside ASCII in one body crash the service: what stands where is counted in bytes",
        object,
        |bytes| {
            let escaped = bytes.windows(2).any(|pair| pair == b"\\u");
            if escaped && !bytes.is_ascii() { Err(crash()) } else { body::object(bytes) }
        }
    ),
    stage!(
        "deep.label.escaped-capital",
        "CLU-004",
        "a capital that is percent-encoded in a cluster's name is decoded to a small letter",
        cluster_name,
        |label| {
            let name = cluster::name(label)?;
            let capital = |letter: u8| {
                let escapes = [format!("%{letter:02x}"), format!("%{letter:02X}")];
                escapes.iter().any(|escape| label.contains(escape.as_str()))
            };
            if (b'A'..=b'Z').any(capital) { Ok(name.to_ascii_lowercase()) } else { Ok(name) }
        }
    ),
];
