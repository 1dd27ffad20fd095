//! What edits of the claims mean.

use serde_json::Value;

use super::json::{is_ordinary, is_ordinary_name};
use super::time::NOT_YET;
use super::{Change, Context, Meaning, audience};
use crate::situation::Kind;

/// The claims of a service account's token.
pub(crate) const NAMES: [&str; 8] = ["aud", "exp", "iat", "iss", "jti", "kubernetes.io", "nbf", "sub"];

/// Claims of so many bytes make a token of 4 KiB.
const LONGEST: usize = 2_720;

pub(super) fn meaning(name: &str, change: &Change, context: Context<'_>) -> Meaning {
    let odd = Meaning::open("TOK-021");
    match change {
        // A token over 4 KiB may be refused.
        Change::Length(length) if *length > LONGEST => Meaning::open("REQ-014"),
        Change::Order(_) | Change::Length(_) => Meaning::nothing("TOK-001"),
        Change::Escaped | Change::Spaced(_) => odd,
        Change::First(raw) | Change::Last(raw) if !is_known(name) => of_unknown(name, raw),
        // Two values for one claim: whichever of them decides, it is the signed subject's or nobody's.
        Change::First(_) | Change::Last(_) => Meaning::open("TOK-023"),
        Change::Set(raw) if !is_known(name) => of_unknown(name, raw),
        Change::Set(raw) => of_value(name, raw, context),
        Change::Remove => match name {
            "jti" | "iat" | "nbf" => Meaning::open("TOK-002"),
            "sub" | "kubernetes.io" => Meaning::refused("TOK-014").about(Kind::Subject),
            "exp" | "iss" | "aud" => Meaning::refused("TOK-011").about(Kind::Claims),
            _ => odd,
        },
    }
}

/// A reader that knows no letter case, such as Go's, finds a claim under another spelling too.
fn is_known(name: &str) -> bool {
    NAMES.iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
}

fn of_unknown(name: &str, raw: &str) -> Meaning {
    match is_ordinary_name(name) && is_ordinary(raw) {
        true => Meaning::nothing("TOK-001"),
        false => Meaning::open("TOK-021"),
    }
}

fn of_value(name: &str, raw: &str, context: Context<'_>) -> Meaning {
    let odd = Meaning::open("TOK-021");
    let Ok(value) = serde_json::from_str::<Value>(raw) else { return odd };
    let claims = Meaning::refused("TOK-011").about(Kind::Claims);
    match (name, &value) {
        ("aud", _) => audience::meaning(raw),
        ("iss", Value::String(issuer)) if issuer == context.subject.cluster().issuer() => odd,
        ("iss", Value::Array(_) | Value::Object(_)) if raw.contains(context.subject.cluster().issuer()) => {
            odd
        }
        ("iss", _) => claims,
        ("sub", Value::String(subject)) if *subject == context.subject.pod().subject() => odd,
        ("sub", Value::Array(_) | Value::Object(_)) if raw.contains("system:serviceaccount:") => odd,
        ("sub", _) => Meaning::refused("TOK-014").about(Kind::Subject),
        ("kubernetes.io", Value::Object(_)) => odd,
        ("kubernetes.io", Value::Array(_) | Value::String(_)) if raw.contains("namespace") => odd,
        ("kubernetes.io", _) => Meaning::refused("TOK-014").about(Kind::Subject),
        ("exp", _) => of_exp(raw, &value, context.now),
        ("nbf", Value::Number(_)) => match raw.parse::<i64>() {
            Ok(nbf) if NOT_YET.contains(&nbf.saturating_sub(context.now)) => claims,
            _ => odd,
        },
        _ => odd,
    }
}

/// An `exp` that is written out: past, to come by some reading, or nothing that could be a time to come.
fn of_exp(raw: &str, value: &Value, now: i64) -> Meaning {
    let claims = Meaning::refused("TOK-011").about(Kind::Claims);
    match value {
        Value::Number(_) => match raw.parse::<f64>() {
            Ok(exp) if exp < (now - 61) as f64 => Meaning::refused("TOK-008"),
            _ => Meaning::open("TOK-021"),
        },
        Value::Null | Value::Bool(_) => claims,
        // Digits in a text may be a time to come by some reading.
        Value::String(text) if text.chars().filter(char::is_ascii_digit).count() < 2 => claims,
        Value::Array(elements) if elements.is_empty() => claims,
        Value::Object(members) if members.is_empty() => claims,
        _ => Meaning::open("TOK-021"),
    }
}
