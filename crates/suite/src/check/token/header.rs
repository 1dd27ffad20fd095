//! The JOSE header: `alg`, `kid`, `crit`, and what it brings along.

use eks_auth_protocol::wire::{Kind, Value};

use super::super::notes::Notes;
use super::keys::KeySet;
use super::members::Members;

/// Members that RFC 7515 and RFC 7518 define, and `b64` of RFC 7797: `crit` must not name the former, and a service
/// may know the latter.
const KNOWN: &[&str] = &[
    "alg", "jku", "jwk", "kid", "x5u", "x5c", "x5t", "x5t#S256", "typ", "cty", "crit", "enc", "zip", "epk",
    "apu", "apv", "iv", "tag", "p2s", "p2c", "b64",
];

/// Members from which a careless verifier takes a key.
const BROUGHT: &[&str] = &["jku", "jwk", "x5u", "x5c"];

/// Members that change how a token is read, and that Kubernetes does not write.
const ODD: &[&str] = &["typ", "cty", "zip", "b64"];

pub(super) fn judge(header: &Members<'_, '_>, keys: Option<&KeySet>, notes: &mut Notes) {
    algorithm(header, notes);
    key(header, keys, notes);
    if let Some(critical) = header.get("crit") {
        extensions(header, critical, notes);
    }
    for name in BROUGHT.iter().filter(|name| header.get(name).is_some()) {
        notes.open("TOK-006", header.at(name), format!("`{name}` brings a key along, which nobody may take"));
    }
    for name in ODD.iter().filter(|name| header.get(name).is_some()) {
        notes.open("TOK-021", header.at(name), format!("`{name}` is there, which Kubernetes does not write"));
    }
}

fn algorithm(header: &Members<'_, '_>, notes: &mut Notes) {
    let path = header.at("alg");
    let Some(value) = header.get("alg") else {
        return notes.broken("TOK-004", path, "`alg` is missing");
    };
    let Some(alg) = value.as_str() else {
        return notes.broken("TOK-004", path, format!("`alg` is of type {}, not string", value.kind()));
    };
    let folded = alg.trim().to_ascii_uppercase();
    if folded == "NONE" {
        notes.broken("TOK-004", path, "`alg` is none, in whatever spelling: the token claims to be unsigned");
    } else if folded.strip_prefix("HS").is_some_and(|bits| bits.bytes().all(|byte| byte.is_ascii_digit())) {
        notes.broken("TOK-004", path, "`alg` is an HMAC, for which the issuer has no key that others know");
    } else if matches!(alg.as_ref(), "RS256" | "ES256") {
    } else if matches!(folded.as_str(), "RS256" | "ES256") {
        notes.open("TOK-007", path, "`alg` is in another spelling than RS256 or ES256");
    } else {
        notes.open("TOK-021", path, "`alg` is neither RS256 nor ES256, for which clusters have keys");
    }
}

fn key(header: &Members<'_, '_>, keys: Option<&KeySet>, notes: &mut Notes) {
    let problem = match header.get("kid").map(|value| value.as_str()) {
        None => "`kid` is missing",
        Some(None) => "`kid` is not a string",
        Some(Some(kid)) if keys.is_some_and(|keys| !keys.has(&kid)) => "`kid` names no key of the set",
        Some(Some(_)) => return,
    };
    notes.open("TOK-007", header.at("kid"), problem);
}

fn extensions(header: &Members<'_, '_>, critical: Value<'_, '_>, notes: &mut Notes) {
    let path = header.at("crit");
    if critical.kind() != Kind::Array || critical.elements().next().is_none() {
        return notes.open("TOK-021", path, "`crit` is not a list of names, or an empty one");
    }
    let mut names = critical.elements().filter_map(|name| name.as_str());
    if names.any(|name| !KNOWN.contains(&name.as_ref())) {
        notes.broken("TOK-019", path, "`crit` names an extension that a service cannot know");
    } else {
        notes.open("TOK-021", path, "`crit` names what it must not, or what a service may know");
    }
}
