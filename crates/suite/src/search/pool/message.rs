//! The body as text: white space, escapes, lengths, beginnings and ends.

use super::Raw;
use super::names::odd;
use crate::search::edit::{BodyEdit, Edit, Space};

/// The longest body that nobody may refuse for its length.
const SHORT: usize = 8_192;

pub(super) fn walks() -> Vec<Raw> {
    let of = |weight, edits: Vec<BodyEdit>| (weight, edits.into_iter().map(Edit::Body).collect());
    let counts = [
        1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 255, 256, 257, 500, 999,
        1_000, 1_500,
    ];
    let spaced = (0..12).flat_map(|place| {
        counts
            .iter()
            .flat_map(move |count| Space::ALL.map(|space| BodyEdit::Spaced { space, place, count: *count }))
            .collect::<Vec<_>>()
    });
    // Escapes take six bytes each: of every character, they make the body longer than a service has to take.
    let every = [3, 4, 5, 10, 100, 1_000, 10_000, 100_000, 1];
    let escaped = (0..1_400)
        .step_by(5)
        .zip(every.into_iter().cycle())
        .map(|(from, every)| BodyEdit::EscapedToken { from, every });
    // Lengths around the limits of somebody first: of the rest there are more than a search sends.
    let likely = (1_900..=4_100).chain(super::lengths(4_100..=SHORT));
    let rest = (4_101..=SHORT).step_by(3);
    let long = super::lengths(SHORT + 1..=70_000);
    vec![
        of(4, spaced.collect()),
        of(3, escaped.collect()),
        of(10, likely.map(BodyEdit::Length).collect()),
        of(4, rest.map(BodyEdit::Length).collect()),
        of(1, long.into_iter().map(BodyEdit::Length).collect()),
        of(2, (1..1_500).step_by(7).chain(1..=12).map(BodyEdit::Cut).collect()),
        of(2, trailing().into_iter().map(BodyEdit::Trailing).collect()),
        of(2, leading().into_iter().map(BodyEdit::Leading).collect()),
    ]
}

fn trailing() -> Vec<String> {
    let fixed = [
        "x",
        "{}",
        "[]",
        "null",
        ",",
        "}",
        "]",
        "\"",
        "0",
        "\0",
        "{\"token\":\"a.b.c\"}",
        " x",
        "\nx",
        "//",
        "/**/",
        "#",
        ";",
        "\u{b}",
        "\u{c}",
        "\u{a0}",
        "\u{2028}",
        "\u{feff}",
        "GET / HTTP/1.1\r\n\r\n",
    ];
    let spaces = ["\n", "\r\n", " ", "\t", "\n\n\n", "  \t\r\n"];
    fixed.into_iter().chain(spaces).map(str::to_owned).chain(odd().map(|text| format!("{text}."))).collect()
}

fn leading() -> Vec<String> {
    let fixed = [
        ",",
        ":",
        "}",
        "{",
        "[",
        "\"",
        "0",
        "a",
        "=",
        "\0",
        ")]}',\n",
        "for(;;);",
        "while(1);",
        "callback(",
        "data: ",
        "payload=",
        "%7B",
        "null",
        "{}",
        "{} ",
        "{}\n",
        "[]",
        "\u{feff}",
        "\u{feff}\u{feff}",
        "\u{b}",
        "\u{c}",
        "\u{a0}",
    ];
    let spaces = ["\n", "\r\n", " ", "\t", "\n\n\n", "  \t\r\n"];
    fixed.into_iter().chain(spaces).map(str::to_owned).collect()
}
