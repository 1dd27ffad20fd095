//! JSON texts of every shape, written in every way that the grammar allows.

use proptest::collection::vec;
use proptest::prelude::*;

/// A valid JSON text: any value, odd white space, odd escapes, duplicate members.
pub(crate) fn text() -> impl Strategy<Value = String> {
    (space(), value(), space()).prop_map(|(before, value, after)| format!("{before}{value}{after}"))
}

fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        Just("null".to_owned()),
        Just("true".to_owned()),
        Just("false".to_owned()),
        number(),
        string(),
    ];
    leaf.prop_recursive(6, 48, 6, |inner| {
        let element = (space(), inner.clone(), space()).prop_map(|(a, value, b)| format!("{a}{value}{b}"));
        let member = (space(), name(), space(), space(), inner, space())
            .prop_map(|(a, name, b, c, value, d)| format!("{a}{name}{b}:{c}{value}{d}"));
        prop_oneof![
            (vec(element, 0..6), space()).prop_map(|(elements, empty)| match elements.is_empty() {
                true => format!("[{empty}]"),
                false => format!("[{}]", elements.join(",")),
            }),
            (vec(member, 0..6), space()).prop_map(|(members, empty)| match members.is_empty() {
                true => format!("{{{empty}}}"),
                false => format!("{{{}}}", members.join(",")),
            }),
        ]
    })
}

/// Few names, so that duplicates are common, and one of them spelt in several ways.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(vec![r#""a""#, r#""\u0061""#, r#""b""#, r#""""#, r#""credentials""#])
            .prop_map(str::to_owned),
        1 => string(),
    ]
}

fn space() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => Just(String::new()),
        1 => vec(prop::sample::select(vec![' ', '\t', '\n', '\r']), 0..4).prop_map(|space| space.into_iter().collect()),
    ]
}

pub(crate) fn number() -> impl Strategy<Value = String> {
    let whole = prop_oneof![
        Just("0".to_owned()),
        "[1-9][0-9]{0,25}",
        any::<u64>().prop_map(|number| number.to_string()),
        (i64::MAX as u64 - 3..i64::MAX as u64 + 4).prop_map(|number| number.to_string()),
        any::<f64>()
            .prop_filter_map("finite", |number| number.is_finite().then(|| format!("{:?}", number.abs()))),
    ];
    let fraction = prop_oneof![3 => Just(String::new()), 1 => "\\.[0-9]{1,20}", 1 => "\\.0{1,3}"];
    let exponent = prop_oneof![
        3 => Just(String::new()),
        1 => "[eE][+-]?[0-9]{1,3}",
        1 => "[eE][+-]?30[6-9]",
        1 => "[eE][+-]?[0-9]{9,20}",
    ];
    let sign = prop::sample::select(vec!["", "-"]);
    (sign, whole, fraction, exponent).prop_map(|(sign, whole, fraction, exponent)| {
        match whole.contains(['.', 'e']) {
            true => format!("{sign}{whole}"),
            false => format!("{sign}{whole}{fraction}{exponent}"),
        }
    })
}

/// A string literal, any of whose characters may be written as an escape.
pub(crate) fn string() -> impl Strategy<Value = String> {
    let character = prop_oneof![
        4 => prop::char::range(' ', '~'),
        1 => any::<char>(),
        1 => prop::sample::select(vec!['"', '\\', '/', '\n', '\t', '\0', '\u{8}', '\u{c}', '\r', '\u{7f}', '\u{2028}', '😀']),
    ];
    prop_oneof![
        4 => vec((character.clone(), 0..12_u8), 0..12),
        1 => vec((character, 0..200_u8), 0..200),
    ]
    .prop_map(|characters| {
        let written: String = characters.into_iter().map(|(character, way)| spell(character, way)).collect();
        format!("\"{written}\"")
    })
}

/// One character within a string literal: as itself where it may stand so, or as one of its escapes.
fn spell(character: char, way: u8) -> String {
    let short = match character {
        '"' => Some("\\\""),
        '\\' => Some("\\\\"),
        '/' => Some("\\/"),
        '\u{8}' => Some("\\b"),
        '\u{c}' => Some("\\f"),
        '\n' => Some("\\n"),
        '\r' => Some("\\r"),
        '\t' => Some("\\t"),
        _ => None,
    };
    let must = character < ' ' || matches!(character, '"' | '\\');
    match (way, short) {
        (0 | 1, _) => units(character, |unit| format!("\\u{unit:04x}")),
        (2, _) => units(character, |unit| format!("\\u{unit:04X}")),
        (3, Some(short)) => short.to_owned(),
        (_, Some(short)) if must => short.to_owned(),
        (_, None) if must => units(character, |unit| format!("\\u{unit:04X}")),
        _ => character.to_string(),
    }
}

fn units(character: char, write: impl Fn(u16) -> String) -> String {
    let mut buffer = [0; 2];
    character.encode_utf16(&mut buffer).iter().map(|unit| write(*unit)).collect()
}
