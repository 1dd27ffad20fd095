//! Which JSON every good reader takes.

use std::collections::HashSet;

use eks_auth_protocol::wire::{Document, Kind, Value};

/// Deeper than this, together with what it stands in, a reader may refuse.
const DEEPEST: usize = 60;
/// A string or a name may have so many bytes without straining anybody.
const LONGEST: usize = 1_100;
/// So many digits a number may have.
const DIGITS: usize = 300;

/// Names that mean something to a language or a library, which may be on its guard against them.
const LOADED: [&str; 9] =
    ["__proto__", "constructor", "prototype", "@type", "$type", "$ref", "__type", "class", "$schema"];

/// Whether a text is JSON that no reader has a reason to refuse: well-formed, of moderate depth and size, without duplicate or
/// loaded names, noncharacters, halves of surrogate pairs, or numbers that no double holds.
pub(super) fn is_ordinary(raw: &str) -> bool {
    let escapes_surrogate = raw.to_ascii_lowercase().contains("\\ud");
    !escapes_surrogate
        && Document::parse(raw.as_bytes()).is_ok_and(|document| value(document.root(), DEEPEST))
}

/// Whether a name is one that no reader has a reason to refuse.
pub(super) fn is_ordinary_name(name: &str) -> bool {
    is_text(name) && !LOADED.contains(&name) && !name.starts_with(char::is_control)
}

fn value(value: Value<'_, '_>, room: usize) -> bool {
    match value.kind() {
        Kind::Object => {
            let mut seen = HashSet::new();
            room > 0
                && value.members().all(|member| {
                    let name = member.name().into_owned();
                    is_ordinary_name(&name) && seen.insert(name) && self::value(member.value(), room - 1)
                })
        }
        Kind::Array => room > 0 && value.elements().all(|element| self::value(element, room - 1)),
        Kind::String => value.as_str().is_some_and(|text| is_text(&text)),
        Kind::Number => value.as_number().is_some_and(|number| {
            let (size, digits) = (number.to_f64().abs(), number.literal());
            let is_zero =
                !digits.split(['e', 'E']).next().unwrap_or_default().contains(|c| matches!(c, '1'..='9'));
            digits.len() <= DIGITS && size.is_finite() && (is_zero || size >= f64::MIN_POSITIVE)
        }),
        _ => true,
    }
}

/// RFC 7493 keeps noncharacters out of what is exchanged, and many a database has no room for a NUL.
fn is_text(text: &str) -> bool {
    text.len() <= LONGEST && !text.chars().any(|char| char == '\0' || u32::from(char) & 0xfffe == 0xfffe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_values_are_ordinary() {
        for raw in ["null", "-0.0", "1e300", "\"\\u00e9\"", "[[],{\"a\":[1]}]", "0e400"] {
            assert!(is_ordinary(raw), "{raw}");
        }
    }

    #[test]
    fn what_strains_readers_is_not() {
        let deep = "[".repeat(61) + &"]".repeat(61);
        for raw in
            ["", "nul", "1e400", "1e-400", "\"\\ud800\"", "{\"a\":1,\"a\":1}", "{\"__proto__\":1}", &deep]
        {
            assert!(!is_ordinary(raw), "{raw}");
        }
        assert!(!is_ordinary_name("\0") && is_ordinary_name("\u{e9}"));
    }
}
