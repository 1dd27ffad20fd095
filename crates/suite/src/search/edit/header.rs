//! What edits of the token's header mean, where the token is signed with them.

use serde_json::Value;

use super::json::{is_ordinary, is_ordinary_name};
use super::{Change, Meaning};
use crate::situation::Kind;

/// The parameters that RFC 7515, 7516, 7518 and 7797 register, and the claims that RFC 7519 §5.3 lets a header repeat.
const REGISTERED: [&str; 28] = [
    "alg", "apu", "apv", "aud", "b64", "crit", "cty", "enc", "epk", "exp", "iat", "iss", "iv", "jku", "jwk",
    "kid", "nbf", "nonce", "p2c", "p2s", "ppt", "sub", "tag", "typ", "url", "x5c", "x5u", "zip",
];

/// What an unknown extension of `crit` is called: no registry will ever have it.
pub(crate) const EXTENSION: &str = "https://extension.invalid/";

pub(super) fn meaning(name: &str, change: &Change) -> Meaning {
    match (name, change) {
        (_, Change::Order(_) | Change::Length(_)) => Meaning::nothing("TOK-001"),
        (_, Change::Escaped | Change::Spaced(_)) => Meaning::open("TOK-021"),
        ("crit", Change::Set(raw) | Change::First(raw) | Change::Last(raw)) => of_crit(raw),
        (name, Change::Set(raw) | Change::First(raw) | Change::Last(raw)) if !is_registered(name) => {
            match is_ordinary_name(name) && is_ordinary(raw) {
                true => Meaning::nothing("TOK-001"),
                false => Meaning::open("TOK-021"),
            }
        }
        ("kid" | "alg", Change::Remove | Change::Set(_)) => Meaning::open("TOK-007"),
        _ => Meaning::open("TOK-021"),
    }
}

fn is_registered(name: &str) -> bool {
    REGISTERED.iter().any(|known| name.trim().eq_ignore_ascii_case(known))
        || name.to_ascii_lowercase().starts_with("x5t")
}

/// A list of strings, at least one of which nobody can know.
fn of_crit(raw: &str) -> Meaning {
    let names = match serde_json::from_str::<Value>(raw) {
        Ok(Value::Array(names)) if names.iter().all(Value::is_string) => names,
        _ => return Meaning::open("TOK-021"),
    };
    match names.iter().filter_map(Value::as_str).any(|name| name.starts_with(EXTENSION)) {
        true => Meaning::refused("TOK-019").about(Kind::Crit),
        false => Meaning::open("TOK-021"),
    }
}
