//! The same object in other bytes: white space, escapes, lengths of the body, other encodings.

use eks_auth_world::boundary::lengths;

use super::bodies;
use crate::expect::Expect::{Either, Granted, Refused, RefusedWith};
use crate::situation::{Kind, Situation};
use crate::stage::Stage;

/// So many values of a sweep are drawn.
const DRAWN: usize = 12;
/// A body up to this length is no longer than one with a long token.
const SHORT: usize = 8_192;

/// What a value is in words, and the body.
type Body = (String, Vec<u8>);

pub(super) fn situations() -> Vec<Situation> {
    let granted = [
        bodies("boundary.body.space", "white space stands between the parts of the body", spaces),
        bodies("boundary.body.length", "spaces make the body longer", |_, token| {
            padded(token, lengths(1_900..=SHORT))
        }),
        bodies("boundary.body.escaped-name", "the name `token` has escapes", escaped_names),
        bodies("boundary.body.escaped-token", "the token has escapes", escaped_tokens),
        bodies("boundary.body.escapes", "an unknown member has escapes", |_, token| {
            [
                r#"\""#,
                r"\\",
                r"\/",
                r"\b",
                r"\f",
                r"\n",
                r"\r",
                r"\t",
                r"\u0000",
                r"\u001f",
                r"\u0022",
                r"\u005c",
                r"\u007f",
                r"\u00e9",
                r"\u2028",
                r"\uABCD",
                r"\uabcd",
                r"\uFFFF",
                r"\ud83d\ude00",
                r"\uD83D\uDE00",
                r"\\u0041",
                r#"\\\""#,
                "\u{7f}",
                "\u{2028}",
            ]
            .into_iter()
            .map(|text| unknown(token, format!("`{}`", text.escape_default()), text.as_bytes()))
            .collect()
        }),
    ]
    .map(|row| row.expect("REQ-016", Granted));
    let long = bodies("boundary.body.long", "spaces make the body long", |_, token| {
        padded(token, lengths(SHORT + 1..=65_537))
    })
    .before_operation()
    .expect("REQ-013", Either);
    let bad_token = bodies(
        "boundary.body.bad-token",
        "bytes that no JSON string has stand in the token",
        |stage, token| {
            let mut rows = bad_escapes();
            rows.extend(controls());
            rows.extend(NOT_UTF8.iter().map(|(what, bytes)| ((*what).to_owned(), bytes.to_vec())));
            rows.into_iter()
                .map(|(what, bytes)| {
                    let place = 1 + stage.draw(token.len() - 2);
                    let (head, tail) = token.as_bytes().split_at(place);
                    (what, [b"{\"token\":", head, &bytes, tail, b"}"].concat())
                })
                .collect()
        },
    )
    .kind(Kind::Body)
    .expect("REQ-005", RefusedWith(&[400]));
    let bad_string = bodies(
        "boundary.body.bad-string",
        "an unknown member has bytes that no JSON string has",
        |_, token| {
            let rows = bad_escapes().into_iter().chain(controls());
            rows.map(|(what, bytes)| unknown(token, what, &bytes)).collect()
        },
    )
    .expect("REQ-013", Either)
    .also("refused", "REQ-008", Refused);
    let encodings = [
        bodies("boundary.body.not-utf8", "an unknown member is not UTF-8", |_, token| {
            NOT_UTF8.iter().map(|(what, bytes)| unknown(token, *what, bytes)).collect()
        }),
        bodies("boundary.body.surrogate", "an unknown member has half a surrogate pair", |_, token| {
            [
                r"\ud800",
                r"\udbff",
                r"\udc00",
                r"\udfff",
                r"\ud800\ud800",
                r"\udc00\ud800",
                r"\ud800\u0041",
                r"\ud800a",
                r"\ud800\\udc00",
            ]
            .into_iter()
            .map(|text| unknown(token, format!("`{text}`"), text.as_bytes()))
            .collect()
        }),
        bodies("boundary.body.encoding", "the body is in another encoding", encoded),
    ]
    .map(|row| row.before_operation().expect("REQ-013", Either));
    granted.into_iter().chain([long, bad_token, bad_string]).chain(encodings).collect()
}

/// A body with a member `unknown` that is a string of these bytes.
fn unknown(token: &str, what: impl Into<String>, bytes: &[u8]) -> Body {
    let head = format!(r#"{{"token":{token},"unknown":""#).into_bytes();
    (what.into(), [&head, bytes, b"\"}"].concat())
}

/// Each kind of white space between each two parts of a body, and a thousand of it.
fn spaces(stage: &mut Stage, token: &str) -> Vec<Body> {
    const KINDS: [(&str, &str); 4] =
        [("a space", " "), ("a tab", "\t"), ("a line feed", "\n"), ("a carriage return", "\r")];
    let parts = ["{", "\"token\"", ":", token, ",", "\"a\"", ":", "[", "1", ",", "2", "]", "}"];
    let with = |place: usize, space: &str| {
        let (head, tail) = parts.split_at(place);
        format!("{}{space}{}", head.concat(), tail.concat()).into_bytes()
    };
    let place_of = |place: usize| match parts.get(place) {
        Some(_) if place == 3 => "before the token".to_owned(),
        Some(part) => format!("before `{part}` ({place})"),
        None => "at the end".to_owned(),
    };
    let mut rows = Vec::new();
    for place in 0..=parts.len() {
        for (what, space) in KINDS {
            rows.push((format!("{what} {}", place_of(place)), with(place, space)));
        }
    }
    for place in [0, parts.len(), 1 + stage.draw(parts.len() - 1)] {
        let (what, space) = KINDS[stage.draw(KINDS.len())];
        rows.push((
            format!("a thousand times {what} {}", place_of(place)),
            with(place, &space.repeat(1_000)),
        ));
    }
    rows
}

/// Bodies of these lengths in bytes.
fn padded(token: &str, lengths: Vec<usize>) -> Vec<Body> {
    let body = format!(r#"{{"token":{token}}}"#);
    lengths
        .into_iter()
        .filter(|length| *length > body.len())
        .map(|length| {
            let spaces = " ".repeat(length - body.len());
            (format!("{length} bytes"), format!(r#"{{"token":{token}{spaces}}}"#).into_bytes())
        })
        .collect()
}

fn escaped_names(_: &mut Stage, token: &str) -> Vec<Body> {
    let name = "token";
    let small = |letter: char| format!("\\u{:04x}", u32::from(letter));
    let capital = |letter: char| format!("\\u{:04X}", u32::from(letter));
    let one = |at: usize, escape: &dyn Fn(char) -> String| -> String {
        name.chars()
            .enumerate()
            .map(|(place, letter)| if place == at { escape(letter) } else { letter.to_string() })
            .collect()
    };
    let mut names: Vec<String> =
        (0..name.len()).flat_map(|at| [one(at, &small), one(at, &capital)]).collect();
    names.push(name.chars().map(small).collect());
    names.push(name.chars().map(capital).collect());
    names.dedup();
    names
        .into_iter()
        .map(|name| (format!("`{name}`"), format!(r#"{{"{name}":{token}}}"#).into_bytes()))
        .collect()
}

/// One character of the token as an escape: the first, the last, the dots, and some that the seed decides; then all.
fn escaped_tokens(stage: &mut Stage, token: &str) -> Vec<Body> {
    let token = token.trim_matches('"');
    let mut places: Vec<usize> = vec![0, token.len() - 1];
    places.extend(token.match_indices('.').map(|(place, _)| place));
    places.extend((0..DRAWN).map(|_| stage.draw(token.len())));
    let code = |place: usize| u32::from(token.as_bytes()[place]);
    let mut rows: Vec<(String, String)> = places
        .into_iter()
        .map(|place| {
            let (head, tail) = (&token[..place], &token[place + 1..]);
            (format!("character {}", place + 1), format!("{head}\\u{:04x}{tail}", code(place)))
        })
        .collect();
    let all =
        |escape: fn(u32) -> String| (0..token.len()).map(|place| escape(code(place))).collect::<String>();
    rows.push(("every character, small digits".to_owned(), all(|code| format!("\\u{code:04x}"))));
    rows.push(("every character, capital digits".to_owned(), all(|code| format!("\\u{code:04X}"))));
    rows.into_iter().map(|(what, token)| (what, format!(r#"{{"token":"{token}"}}"#).into_bytes())).collect()
}

/// Escapes that JSON does not have.
fn bad_escapes() -> Vec<Body> {
    [
        r"\a",
        r"\v",
        r"\0",
        r"\1",
        r"\e",
        r"\x41",
        r"\'",
        r"\ ",
        r"\U00000041",
        r"\u",
        r"\u4",
        r"\u004",
        r"\u00g1",
        r"\u 041",
        r"\u+041",
        r"\u{41}",
        r"\101",
        r"\N",
        r"\-",
        r"\.",
    ]
    .into_iter()
    .map(|escape| (format!("`{escape}`"), [escape.as_bytes(), b"-"].concat()))
    .collect()
}

/// Control characters, which a JSON string has as escapes alone.
fn controls() -> impl Iterator<Item = Body> {
    let some: [u8; 11] = [0, 1, 7, 8, b'\t', b'\n', 0xb, 0xc, b'\r', 0x1b, 0x1f];
    some.into_iter().map(|control| (format!("U+{control:04X} as it is"), vec![control]))
}

const NOT_UTF8: &[(&str, &[u8])] = &[
    ("a continuation byte alone", b"\x80"),
    ("two bytes that lack the second", b"\xc3"),
    ("three bytes that lack the last", b"\xe2\x82"),
    ("four bytes that lack the last", b"\xf0\x9f\x94"),
    ("a NUL of two bytes", b"\xc0\x80"),
    ("a quote of two bytes", b"\xc0\xa2"),
    ("a letter of three bytes", b"\xe0\x81\xa1"),
    ("half of a surrogate pair", b"\xed\xa0\x80"),
    ("a surrogate pair of six bytes", b"\xed\xa0\xbd\xed\xb8\x80"),
    ("a character beyond the last", b"\xf4\x90\x80\x80"),
    ("a character of five bytes", b"\xf8\x88\x80\x80\x80"),
    ("the byte FE", b"\xfe"),
    ("the byte FF", b"\xff"),
    ("a letter of Latin-1", b"\xe9"),
];

/// The whole body in other encodings of Unicode, with and without a mark.
fn encoded(_: &mut Stage, token: &str) -> Vec<Body> {
    let body = format!(r#"{{"token":{token}}}"#);
    let of16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("{mark}{body}").encode_utf16().flat_map(bytes).collect()
    };
    let of32 = |mark: &str, bytes: fn(u32) -> [u8; 4]| -> Vec<u8> {
        format!("{mark}{body}").chars().map(u32::from).flat_map(bytes).collect()
    };
    let mark = "\u{feff}";
    [
        ("UTF-16, little end first", of16("", u16::to_le_bytes)),
        ("UTF-16, big end first", of16("", u16::to_be_bytes)),
        ("UTF-16, little end first, with a mark", of16(mark, u16::to_le_bytes)),
        ("UTF-16, big end first, with a mark", of16(mark, u16::to_be_bytes)),
        ("UTF-32, little end first", of32("", u32::to_le_bytes)),
        ("UTF-32, big end first, with a mark", of32(mark, u32::to_be_bytes)),
        ("UTF-8 with two marks", format!("{mark}{mark}{body}").into_bytes()),
        ("UTF-8 with half a mark", [b"\xef\xbb", body.as_bytes()].concat()),
    ]
    .map(|(what, body)| (what.to_owned(), body))
    .into()
}
