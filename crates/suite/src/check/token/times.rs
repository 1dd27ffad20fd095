//! The claims that are times, `exp`, `nbf` and `iat`, and `jti`.

use eks_auth_protocol::wire::{Kind, Number, Value};

use super::super::notes::Notes;
use super::members::Members;

/// Seconds that clocks may differ.
const LEEWAY: f64 = 60.0;
const YEAR: f64 = 365.0 * 86_400.0;

pub(super) fn judge(claims: &Members<'_, '_>, at: Option<f64>, notes: &mut Notes) {
    expiry(claims, at, notes);
    not_before(claims, at, notes);
    for (name, wanted) in [("nbf", Kind::Number), ("iat", Kind::Number), ("jti", Kind::String)] {
        let path = claims.at(name);
        let Some(value) = claims.get(name) else {
            notes.open("TOK-002", path, format!("`{name}` is missing, as in tokens of older clusters"));
            continue;
        };
        let message = || format!("`{name}` is of type {}, not {wanted}", value.kind());
        if wanted == Kind::Number && value.as_str().is_some_and(|text| text.trim().parse::<f64>().is_ok()) {
            notes.broken("TOK-022", path, message());
        } else if value.kind() != wanted && name == "nbf" {
            notes.broken("TOK-011", path, message());
        } else if value.kind() != wanted {
            notes.open("TOK-021", path, message());
        }
    }
}

fn expiry(claims: &Members<'_, '_>, at: Option<f64>, notes: &mut Notes) {
    let path = claims.at("exp");
    let Some(value) = claims.get("exp") else {
        return notes.broken("TOK-011", path, "`exp` is missing");
    };
    let Some(number) = value.as_number() else {
        return unreadable(value, at, path, notes);
    };
    if !is_plain(number) {
        notes.open(
            "TOK-021",
            path.clone(),
            "`exp` has a sign, a fraction or an exponent, which Kubernetes does not write",
        );
    }
    let Some(ahead) = at.map(|at| number.to_f64() - at) else { return };
    if ahead < -LEEWAY {
        let message =
            format!("`exp` was {:.0} seconds before that time: clocks may differ by {LEEWAY}", -ahead);
        notes.broken("TOK-008", path, message);
    } else if ahead <= LEEWAY {
        notes.open("TOK-010", path, format!("`exp` is within {LEEWAY} seconds of that time"));
    } else if ahead > YEAR {
        notes.open("TOK-021", path, "`exp` is more than a year ahead");
    }
}

/// An `exp` that is not a number. Some readers make one of a string, and if that can lie ahead, it is left to them.
fn unreadable(value: Value<'_, '_>, at: Option<f64>, path: String, notes: &mut Notes) {
    let message = format!("`exp` is of type {}, not number", value.kind());
    let Some(text) = value.as_str() else { return notes.broken("TOK-011", path, message) };
    if readings(&text).iter().any(|reading| at.is_none_or(|at| *reading > at - LEEWAY)) {
        notes.broken("TOK-022", path, message);
    } else {
        notes.broken("TOK-011", path, format!("{message}, and no reading of it is a time to come"));
    }
}

/// Every moment that a reader could make of a text: its digits as a number in any base, or as a date by its year.
fn readings(text: &str) -> Vec<f64> {
    let mut found: Vec<f64> = Vec::new();
    let text = text.trim();
    found.extend(text.parse::<f64>().ok().filter(|number| !number.is_nan()));
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits: String = word
            .chars()
            .filter_map(|c| c.to_digit(10).and_then(|digit| char::from_digit(digit, 10)))
            .collect();
        let decimal = digits.parse::<f64>().ok();
        if let (Some(year), 4) = (decimal, digits.len()) {
            found.push((year - 1_970.0) * YEAR);
        }
        found.extend(decimal);
        let hexadecimal = word.strip_prefix("0x").and_then(|digits| u64::from_str_radix(digits, 16).ok());
        found.extend(hexadecimal.map(|number| number as f64));
    }
    found
}

fn not_before(claims: &Members<'_, '_>, at: Option<f64>, notes: &mut Notes) {
    let number = claims.get("nbf").and_then(|value| value.as_number());
    let Some((at, number)) = at.zip(number) else { return };
    let (ahead, path) = (number.to_f64() - at, claims.at("nbf"));
    let message = || format!("`nbf` is {ahead:.0} seconds after that time: clocks may differ by {LEEWAY}");
    if ahead > YEAR || (ahead > LEEWAY && !is_plain(number)) {
        // In another unit, or of another type than a reader has room for: some read a time that is past.
        notes.open("TOK-021", path, message());
    } else if ahead > LEEWAY {
        notes.broken("TOK-011", path, message());
    } else if ahead >= -LEEWAY {
        notes.open("TOK-010", path, format!("`nbf` is within {LEEWAY} seconds of that time"));
    }
}

/// Whether a number is written as Kubernetes writes times: digits and nothing else.
fn is_plain(number: Number<'_>) -> bool {
    number.literal().bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_in_texts() {
        for (text, moment) in [
            ("1800000000", 1.8e9),
            (" 1.8e9 ", 1.8e9),
            ("in 1800000000 s", 1.8e9),
            ("0x6b49d200", 1.8e9),
            ("2027-01-15", 57.0 * YEAR),
        ] {
            assert!(readings(text).contains(&moment), "{text}");
        }
        for text in ["", "null", "soon"] {
            assert_eq!(readings(text), [0.0; 0], "{text}");
        }
    }
}
