//! The law of the JSON reader: it reads what `serde_json` reads.

use std::collections::HashMap;

use serde_json::Value as Theirs;

use crate::wire::{Document, Kind, Limits, Number, Value};

/// [`Document`] accepts exactly the bytes that `serde_json` accepts as a value, with equal values, and loses nothing.
///
/// `serde_json` is taken with its feature `float_roundtrip`, without which it rounds some numbers to a neighbour of the
/// nearest double.
///
/// # Permitted differences
///
/// - A number beyond the range of doubles: `serde_json` refuses the document, [`Document`] keeps the digits and
///   [`Number::to_f64`] is infinite.
/// - Duplicate members: `serde_json` keeps the last one, at the place of the first; [`Document`] keeps them all and
///   [`Value::get`] gives the last one.
/// - Length: `serde_json` has no limit; a [`Document`] is never longer than [`Limits::MAX_BYTES`], and by default not
///   longer than the default [`Limits`]. The law is checked with the limit lifted.
///
/// # Panics
///
/// Where any other difference shows.
pub fn json_agrees_with_serde_json(bytes: &[u8]) {
    let limits = Limits { bytes: Limits::MAX_BYTES, ..Limits::default() };
    let ours = Document::parse_with(bytes, limits);
    let theirs = serde_json::from_slice::<Theirs>(bytes);
    match (ours, theirs) {
        (Ok(document), Ok(theirs)) => {
            let root = document.root();
            assert!(equal(root, &theirs), "a document reads differently from how serde_json reads it");
            nothing_is_lost(bytes, root);
        }
        (Ok(document), Err(error)) => {
            assert!(
                beyond_doubles(document.root()),
                "a document was accepted that serde_json refuses at line {} column {}",
                error.line(),
                error.column()
            );
            nothing_is_lost(bytes, document.root());
        }
        (Err(error), Ok(_)) => panic!("a document was refused that serde_json accepts: {error}"),
        (Err(error), Err(_)) => {
            assert!(error.offset() <= bytes.len(), "an error lies behind the end: {error}");
        }
    }
}

/// Whether one value says what `serde_json` says. Recursion is bounded by the depth limit.
fn equal(ours: Value<'_, '_>, theirs: &Theirs) -> bool {
    match theirs {
        Theirs::Null => ours.kind() == Kind::Null,
        Theirs::Bool(value) => ours.as_bool() == Some(*value),
        Theirs::Number(number) => ours.as_number().is_some_and(|ours| equal_numbers(ours, number)),
        Theirs::String(value) => ours.as_str().is_some_and(|ours| ours == *value),
        Theirs::Array(values) => {
            ours.kind() == Kind::Array
                && ours.elements().count() == values.len()
                && ours.elements().zip(values).all(|(ours, theirs)| equal(ours, theirs))
        }
        Theirs::Object(members) => {
            let mut names = Vec::new();
            let mut last = HashMap::new();
            for member in ours.members() {
                if last.insert(member.name(), member.value()).is_none() {
                    names.push(member.name());
                }
            }
            ours.kind() == Kind::Object
                && names.iter().eq(members.keys())
                && members
                    .iter()
                    .all(|(name, theirs)| last.get(name.as_str()).is_some_and(|ours| equal(*ours, theirs)))
        }
    }
}

fn equal_numbers(ours: Number<'_>, theirs: &serde_json::Number) -> bool {
    if let Some(theirs) = theirs.as_i64() {
        return ours.as_i64() == Some(theirs);
    }
    if let Some(theirs) = theirs.as_u64() {
        return ours.literal().parse() == Ok(theirs);
    }
    // Compared by bits, so that zero keeps its sign.
    theirs.as_f64().is_some_and(|theirs| ours.to_f64().to_bits() == theirs.to_bits())
}

/// Whether a number in the document is one that `serde_json` cannot hold.
pub(super) fn beyond_doubles(value: Value<'_, '_>) -> bool {
    match value.kind() {
        Kind::Number => value.as_number().is_some_and(|number| number.to_f64().is_infinite()),
        Kind::Array => value.elements().any(beyond_doubles),
        Kind::Object => value.members().any(|member| beyond_doubles(member.value())),
        _ => false,
    }
}

/// The spans cover the document: between them stands only what JSON puts between values.
fn nothing_is_lost(bytes: &[u8], root: Value<'_, '_>) {
    let mut rebuilt = String::new();
    rebuild(root, &mut rebuilt);
    let Ok(text) = std::str::from_utf8(bytes) else { panic!("a document was accepted that is not UTF-8") };
    assert_eq!(
        root.raw().len(),
        text.trim_matches([' ', '\t', '\n', '\r']).len(),
        "the root does not span the text"
    );
    let reread =
        Document::parse_with(rebuilt.as_bytes(), Limits { bytes: Limits::MAX_BYTES, ..Limits::default() });
    let Ok(reread) = reread else { panic!("a document put together from its own spans is not JSON") };
    assert!(same(root, reread.root()), "a document put together from its own spans reads differently");
}

/// Writes a document from its spans, without white space.
fn rebuild(value: Value<'_, '_>, text: &mut String) {
    match value.kind() {
        Kind::Array => {
            text.push('[');
            for (index, element) in value.elements().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                rebuild(element, text);
            }
            text.push(']');
        }
        Kind::Object => {
            text.push('{');
            for (index, member) in value.members().enumerate() {
                text.push_str(if index == 0 { "\"" } else { ",\"" });
                text.push_str(member.raw_name());
                text.push_str("\":");
                rebuild(member.value(), text);
            }
            text.push('}');
        }
        _ => text.push_str(value.raw()),
    }
}

/// Whether two documents hold the same values written the same way, white space aside.
fn same(one: Value<'_, '_>, other: Value<'_, '_>) -> bool {
    one.kind() == other.kind()
        && match one.kind() {
            Kind::Array => {
                one.elements().count() == other.elements().count()
                    && one.elements().zip(other.elements()).all(|(one, other)| same(one, other))
            }
            Kind::Object => {
                one.members().count() == other.members().count()
                    && one.members().zip(other.members()).all(|(one, other)| {
                        one.raw_name() == other.raw_name() && same(one.value(), other.value())
                    })
            }
            _ => one.raw() == other.raw(),
        }
}
