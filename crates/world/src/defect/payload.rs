//! Header and payload as text: not JSON, not an object, or unusual JSON.

use serde_json::Value;

use super::Group::{LooseJson, Oddity, UnreadableHeader, UnreadablePayload};
use super::signature::valid;
use super::{Defect, claim, draft};
use crate::draft::TokenDraft;

/// The byte order mark in UTF-8.
const BOM: &[u8] = b"\xef\xbb\xbf";

pub(super) static ROWS: &[Defect] = &[
    draft("payload-empty-object", UnreadablePayload, "the payload has no claims", |d, _| d.payload_raw("{}")),
    draft("payload-array", UnreadablePayload, "the payload is a list with the claims in it", |d, _| {
        d.payload_raw(between(b"[", d.payload_bytes(), b"]"));
    }),
    draft("payload-empty-array", UnreadablePayload, "the payload is an empty list", |d, _| {
        d.payload_raw("[]");
    }),
    draft("payload-string", UnreadablePayload, "the payload is the claims as text", |d, _| {
        d.payload_raw(Value::from(d.claims().to_json()).to_string());
    }),
    draft("payload-null", UnreadablePayload, "the payload is null", |d, _| d.payload_raw("null")),
    draft("payload-number", UnreadablePayload, "the payload is a number", |d, _| d.payload_raw("1")),
    draft("payload-true", UnreadablePayload, "the payload is true", |d, _| d.payload_raw("true")),
    draft("payload-space", UnreadablePayload, "the payload is a space", |d, _| d.payload_raw(" ")),
    draft("payload-text", UnreadablePayload, "the payload is text that is not JSON", |d, _| {
        d.payload_raw("claims");
    }),
    draft("payload-cut", LooseJson, "the payload lacks its last brace", |d, _| {
        let mut text = d.payload_bytes();
        text.pop();
        d.payload_raw(text);
    }),
    draft("payload-single-quotes", LooseJson, "the payload has single quotes", |d, _| {
        d.payload_raw(d.claims().to_json().replace('"', "'"));
    }),
    draft("payload-comment", LooseJson, "the payload begins with a comment", |d, _| {
        d.payload_raw(between(b"/* claims */", d.payload_bytes(), b""));
    }),
    draft("payload-trailing-comma", LooseJson, "the last claim has a comma after it", |d, _| {
        let mut text = d.payload_bytes();
        text.pop();
        d.payload_raw(between(b"", text, b",}"));
    }),
    draft("payload-trailing-text", LooseJson, "the payload has text after the object", |d, _| {
        d.payload_raw(between(b"", d.payload_bytes(), b"garbage"));
    }),
    draft("payload-two-objects", LooseJson, "the payload is the claims twice", |d, _| {
        d.payload_raw(d.payload_bytes().repeat(2));
    }),
    draft("payload-nan", UnreadablePayload, "exp is NaN, which is not JSON", |d, _| claim(d, "exp", "NaN")),
    draft("payload-infinity", LooseJson, "exp is Infinity, which is not JSON", |d, _| {
        claim(d, "exp", "Infinity");
    }),
    draft("payload-leading-zero", LooseJson, "exp begins with a zero, which is not JSON", |d, _| {
        let exp = d.claims().raw("exp").unwrap_or_default().to_owned();
        claim(d, "exp", format!("0{exp}"));
    }),
    draft("payload-bad-utf8", LooseJson, "a claim has bytes that are not UTF-8", |d, _| {
        with_claim(d, b"\"\xff\xfe\"");
    }),
    draft("payload-overlong-utf8", LooseJson, "a claim has a slash in two bytes of UTF-8", |d, _| {
        with_claim(d, b"\"\xc0\xaf\"");
    }),
    draft("payload-utf16", LooseJson, "the payload is in UTF-16", |d, _| {
        let text = d.claims().to_json();
        d.payload_raw(text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    }),
    draft("payload-control", LooseJson, "a claim has a line break that is not escaped", |d, _| {
        with_claim(d, b"\"a\nb\"");
    }),
    draft("payload-nul-after", LooseJson, "the payload has a NUL after it", |d, _| {
        d.payload_raw(between(b"", d.payload_bytes(), b"\0"));
    }),
    draft("payload-nested", UnreadablePayload, "the payload is the valid token, and cty says so", |d, s| {
        d.header_mut().set("cty", "JWT");
        d.payload_raw(valid(s).into_string());
    }),
    draft("payload-bom", Oddity, "the payload begins with a byte order mark", |d, _| {
        d.payload_raw(between(BOM, d.payload_bytes(), b""));
    }),
    draft(
        "payload-white-space",
        Oddity,
        "the payload has white space between its members and around them",
        |d, _| {
            let members: Vec<String> =
                d.claims().iter().map(|(name, value)| format!("\r\n\t\"{name}\" : {value}")).collect();
            d.payload_raw(format!(" {{{} }}\n", members.join(" ,")));
        },
    ),
    draft("payload-escapes", Oddity, "the names of the claims are written in escapes", |d, _| {
        let members: Vec<String> =
            d.claims().iter().map(|(name, value)| format!("\"{}\":{value}", escapes(name))).collect();
        d.payload_raw(format!("{{{}}}", members.join(",")));
    }),
    draft("payload-lone-surrogate", Oddity, "an unknown claim is half a surrogate pair", |d, _| {
        claim(d, "x", r#""\ud800""#);
    }),
    draft("payload-escaped-nul", Oddity, "an unknown claim is an escaped NUL", |d, _| {
        claim(d, "x", r#""\u0000""#);
    }),
    draft(
        "payload-normal-forms",
        Oddity,
        "two unknown claims have names that are one letter in two forms",
        |d, _| {
            claim(d, "\u{e9}", "1");
            claim(d, "e\u{301}", "2");
        },
    ),
    draft(
        "payload-prototype",
        Oddity,
        "unknown claims are named like parts of JavaScript objects",
        |d, _| {
            claim(d, "__proto__", r#"{"exp":1}"#);
            claim(d, "constructor", r#"{"prototype":{"exp":1}}"#);
        },
    ),
    draft(
        "payload-case-twins",
        Oddity,
        "there are SUB, Aud and EXP of other values beside the right claims",
        |d, s| {
            d.claims_mut().set("SUB", s.other_pod().subject());
            d.claims_mut().set("Aud", "sts.amazonaws.com");
            d.claims_mut().set("EXP", 1);
        },
    ),
    draft("payload-deep", Oddity, "an unknown claim is a list in a list, a hundred deep", |d, _| {
        claim(d, "x", "[".repeat(100) + &"]".repeat(100));
    }),
    draft("payload-deeper", Oddity, "an unknown claim is a list in a list, a thousand deep", |d, _| {
        claim(d, "x", "[".repeat(1_000) + &"]".repeat(1_000));
    }),
    draft("payload-long-number", Oddity, "an unknown claim is a number of a thousand digits", |d, _| {
        claim(d, "x", "7".repeat(1_000));
    }),
    draft("payload-long-name", Oddity, "an unknown claim has a name of a thousand characters", |d, _| {
        claim(d, &"x".repeat(1_000), "1");
    }),
    draft("header-array", UnreadableHeader, "the header is a list with the members in it", |d, _| {
        d.header_raw(between(b"[", d.header_bytes(), b"]"));
    }),
    draft("header-string", UnreadableHeader, "the header is its members as text", |d, _| {
        d.header_raw(Value::from(d.header().to_json()).to_string());
    }),
    draft("header-null", UnreadableHeader, "the header is null", |d, _| d.header_raw("null")),
    draft("header-text", UnreadableHeader, "the header is text that is not JSON", |d, _| {
        d.header_raw("RS256");
    }),
    draft("header-cut", LooseJson, "the header lacks its last brace", |d, _| {
        let mut text = d.header_bytes();
        text.pop();
        d.header_raw(text);
    }),
    draft("header-bad-utf8", LooseJson, "the header has bytes that are not UTF-8", |d, _| {
        let mut text = d.header_bytes();
        text.pop();
        d.header_raw(between(b"", text, b",\"x\":\"\xff\"}"));
    }),
    draft("header-trailing-text", LooseJson, "the header has text after the object", |d, _| {
        d.header_raw(between(b"", d.header_bytes(), b"garbage"));
    }),
    draft("header-bom", Oddity, "the header begins with a byte order mark", |d, _| {
        d.header_raw(between(BOM, d.header_bytes(), b""));
    }),
    draft("header-white-space", Oddity, "the header has white space around it", |d, _| {
        d.header_raw(between(b" \r\n\t", d.header_bytes(), b"\n"));
    }),
    draft("header-escapes", Oddity, "the names of the header members are written in escapes", |d, _| {
        let members: Vec<String> =
            d.header().iter().map(|(name, value)| format!("\"{}\":{value}", escapes(name))).collect();
        d.header_raw(format!("{{{}}}", members.join(",")));
    }),
    draft("header-deep", Oddity, "an unknown header member is a list in a list, a hundred deep", |d, _| {
        super::header(d, "x", "[".repeat(100) + &"]".repeat(100));
    }),
];

fn between(before: &[u8], text: Vec<u8>, after: &[u8]) -> Vec<u8> {
    [before, &text, after].concat()
}

/// Puts an unknown claim after the others, whose value may be no text at all.
fn with_claim(draft: &mut TokenDraft<'_>, value: &[u8]) {
    let mut text = draft.payload_bytes();
    text.pop();
    draft.payload_raw([&text, &b",\"x\":"[..], value, b"}"].concat());
}

/// Every character as an escape of JSON.
fn escapes(name: &str) -> String {
    name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
}
