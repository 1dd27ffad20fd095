//! The JSON reader against serde_json.

use eks_auth_protocol::laws::json_agrees_with_serde_json;
use eks_auth_protocol::wire::{Document, Kind, Limits, SyntaxErrorKind};
use proptest::prelude::*;

use crate::{json_text, mangle};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        json_agrees_with_serde_json(&bytes);
    }

    #[test]
    fn any_bytes_of_the_grammar(bytes in prop::collection::vec(prop::sample::select(&b"{}[]\",:\\u0d8e-+.E1 \ntruefalsn"[..]), 0..24)) {
        json_agrees_with_serde_json(&bytes);
    }

    #[test]
    fn valid_texts(text in json_text::text()) {
        prop_assert!(Document::parse(text.as_bytes()).is_ok());
        json_agrees_with_serde_json(text.as_bytes());
    }

    #[test]
    fn mangled_texts(bytes in mangle::mangled(json_text::text().prop_map(String::into_bytes))) {
        json_agrees_with_serde_json(&bytes);
    }

    #[test]
    fn numbers(text in json_text::number()) {
        prop_assert!(Document::parse(text.as_bytes()).is_ok());
        json_agrees_with_serde_json(text.as_bytes());
    }

    #[test]
    fn mangled_strings(bytes in mangle::mangled(json_text::string().prop_map(String::into_bytes))) {
        json_agrees_with_serde_json(&bytes);
    }
}

/// Hand-written texts at the edges of the grammar; the law says what each of them is.
#[test]
fn edges_of_the_grammar() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects = |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for text in [
        "",
        " ",
        "\u{feff}{}",
        "{}",
        "[]",
        "{}{}",
        "{} x",
        "[1,]",
        "{\"a\":1,}",
        "[,1]",
        "[1}",
        "{\"a\":1]",
        "[}",
        "{]",
        "]",
        "}",
        "\"\\uD800\\uDFFF\"",
        "\"\\uDBFF\\uDC00\"",
        "\"\\uD7FF\\uE000\"",
        "{,}",
        "[1 2]",
        "{\"a\" 1}",
        "{1:2}",
        "{a:1}",
        "nul",
        "nulll",
        "True",
        "'a'",
        "\"\u{7f}\"",
        "\"\t\"",
        "\"\\u000\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\ud800\\udc00\"",
        "\"\\ud800\\n\"",
        "\"\\ud800x\"",
        "-",
        "-0",
        "-0.0",
        "0.0",
        "00",
        "1.",
        "1e",
        "1e+",
        "1E-0",
        "0x1",
        "+1",
        "NaN",
        "Infinity",
        "18446744073709551615",
        "18446744073709551616",
        "-9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "-1e400",
        "1e-400",
        "0e999999999999",
        "0.0e999999999999",
        "1e999999999999",
        "1e-999999999999",
        "[1e400",
        "{\"a\":1e400,\"a\":1}",
        "5e-324",
        "2.2250738585072011e-308",
        "1.7976931348623157e308",
        "1.7976931348623159e308",
        "{\"\":{\"\":[]}}",
        "[\"",
        "\"\\",
        "{\"a\":{\"b\":1},\"a\":{\"c\":2}}",
        "/**/1",
        "1//",
        "\u{c}1",
        "1\0",
    ] {
        json_agrees_with_serde_json(text.as_bytes());
    }
    for depth in [1, 126, 127, 128, 129, 100_000] {
        json_agrees_with_serde_json(nested(depth).as_bytes());
        json_agrees_with_serde_json(objects(depth).as_bytes());
        json_agrees_with_serde_json("[{\"a\":".repeat(depth).as_bytes());
    }
    for bytes in [&b"\"\xff\""[..], b"\xc3", b"\"\xed\xa0\x80\"", b"{\"\xc0\x80\":1}", b"[1]\xff"] {
        json_agrees_with_serde_json(bytes);
    }
}

#[test]
fn depth_is_bounded_where_serde_json_bounds_it() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Document::parse(nested(127).as_bytes()).is_ok());
    let error = Document::parse(nested(128).as_bytes()).unwrap_err();
    assert_eq!((error.kind(), error.offset()), (SyntaxErrorKind::TooDeep, 127));
}

#[test]
fn length_is_bounded() {
    let limits = Limits { bytes: 4, ..Limits::default() };
    assert!(Document::parse_with(b"1234", limits).is_ok());
    assert_eq!(Document::parse_with(b"12345", limits).unwrap_err().kind(), SyntaxErrorKind::TooLong);
    let long = vec![b' '; Limits::default().bytes + 1];
    assert_eq!(Document::parse(&long).unwrap_err().kind(), SyntaxErrorKind::TooLong);
}

#[test]
fn any_depth_is_read_without_recursion_where_the_limit_allows() {
    let depth = 200_000;
    let text = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let document = Document::parse_with(text.as_bytes(), Limits { depth, ..Limits::default() }).unwrap();
    assert_eq!(document.root().elements().count(), 1);
}

#[test]
fn duplicates_order_and_spelling_stay_visible() {
    let text = br#" {"b":1, "\u0061":[1, 2.50], "b":"\n", "c":{"b":0}, "b":null} "#;
    let document = Document::parse(text).unwrap();
    let root = document.root();
    let names: Vec<_> = root.members().map(|member| member.name().into_owned()).collect();
    assert_eq!(names, ["b", "a", "b", "c", "b"]);
    assert_eq!(root.members().nth(1).unwrap().raw_name(), "\\u0061");
    assert_eq!(root.get("b").unwrap().kind(), Kind::Null);
    assert_eq!(root.get_all("b").map(|value| value.raw()).collect::<Vec<_>>(), ["1", "\"\\n\"", "null"]);
    assert_eq!(root.get("a").unwrap().raw(), "[1, 2.50]");
    assert_eq!(root.get("a").unwrap().elements().last().unwrap().as_number().unwrap().literal(), "2.50");
    assert!(root.get("\\u0061").is_none());
    assert!(root.elements().next().is_none());
    assert!(root.get("a").unwrap().members().next().is_none());
}

#[test]
fn debug_output_holds_nothing_of_the_document() {
    let document = Document::parse(br#"{"token":"CANARY","CANARY":["CANARY"]}"#).unwrap();
    let member = document.root().members().next().unwrap();
    let output = format!("{document:?} {:?} {member:?} {:?}", document.root(), document.root().members());
    assert!(!output.contains("CANARY"), "{output}");
}
