//! Claims and header members that the service does not know, where it looks at them all the same.

use super::{any_unknown_claim, any_unknown_member, crash_first, crash_late, depth, is_text, refuse_late};
use crate::fault::{Fault, Hook};
use crate::json::{Json, Number};

fn has(value: &Json, condition: impl Fn(char) -> bool) -> bool {
    is_text(Some(value), |text| text.chars().any(&condition))
}

fn is_number(value: &Json, condition: impl Fn(Number) -> bool) -> bool {
    value.as_number().is_some_and(condition)
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.unknown.column-overflow",
        "TOK-001",
        "an unknown claim of more than 255 characters crashes the service",
        audience,
        |it| crash_late(it, any_unknown_claim(it, |_, value| is_text(Some(value), |text| text.len() > 255)))
    ),
    stage!(
        "claims.unknown.name-length",
        "TOK-001",
        "an unknown claim with a name of more than 64 characters is refused",
        audience,
        |it| refuse_late(it, any_unknown_claim(it, |name, _| name.len() > 64))
    ),
    stage!(
        "claims.unknown.name-buffer",
        "TOK-001",
        "an unknown claim with a name of exactly 1024 characters crashes the service",
        audience,
        |it| crash_late(it, any_unknown_claim(it, |name, _| name.len() == 1_024))
    ),
    stage!(
        "signature.header.length",
        "TOK-001",
        "an unknown header member of more than 512 characters is refused",
        audience,
        |it| refuse_late(
            it,
            any_unknown_member(it, |_, value| is_text(Some(value), |text| text.len() > 512))
        )
    ),
    stage!(
        "signature.header.count",
        "TOK-001",
        "more than 32 header members crash the service",
        audience,
        |it| crash_late(it, it.jws.header.members().count() > 32)
    ),
    stage!(
        "claims.unknown.count",
        "TOK-001",
        "more than 128 claims are refused",
        audience,
        |it| refuse_late(it, it.jws.claims.members().count() > 128)
    ),
    stage!(
        "claims.unknown.four-bytes",
        "TOK-001",
        "a character of four bytes in an unknown claim crashes the service",
        audience,
        |it| crash_late(it, any_unknown_claim(it, |_, value| has(value, |char| char > '\u{ffff}')))
    ),
    stage!(
        "claims.unknown.line-separator",
        "TOK-001",
        "a line separator in an unknown claim crashes the service",
        audience,
        |it| crash_late(it, any_unknown_claim(it, |_, value| has(value, |char| char == '\u{2028}')))
    ),
    stage!(
        "claims.unknown.right-to-left",
        "TOK-001",
        "an unknown claim with a right-to-left override is refused",
        audience,
        |it| refuse_late(it, any_unknown_claim(it, |_, value| has(value, |char| char == '\u{202e}')))
    ),
    stage!(
        "claims.unknown.delete",
        "TOK-001",
        "a delete character in the name of a claim is refused",
        audience,
        |it| refuse_late(it, any_unknown_claim(it, |name, _| name.contains('\u{7f}')))
    ),
    stage!(
        "signature.header.lookup",
        "TOK-001",
        "what looks like a template in a header member crashes the service",
        audience,
        |it| {
            crash_late(
                it,
                any_unknown_member(it, |_, value| is_text(Some(value), |text| text.contains("${"))),
            )
        }
    ),
    stage!(
        "signature.header.format",
        "TOK-001",
        "a percent sign in the name of a header member crashes the service",
        audience,
        |it| crash_late(it, any_unknown_member(it, |name, _| name.contains("%s")))
    ),
    stage!(
        "claims.unknown.64-bits",
        "TOK-001",
        "an unknown claim that is a number of more than 64 bits is refused",
        audience,
        |it| {
            let large = |number: Number| number.to_f64().abs() > 1.9e19;
            refuse_late(it, any_unknown_claim(it, |_, value| is_number(value, large)))
        }
    ),
    stage!(
        "claims.unknown.53-bits",
        "TOK-001",
        "an unknown claim that is an integer of exactly 2^53 + 1 crashes the service",
        audience,
        |it| {
            let odd = |number: Number| number == Number::Whole((1 << 53) + 1);
            crash_late(it, any_unknown_claim(it, |_, value| is_number(value, odd)))
        }
    ),
    stage!(
        "claims.unknown.array-of-null",
        "TOK-001",
        "an unknown claim that is an array beginning with null crashes the service",
        audience,
        |it| {
            let begins = |value: &Json| value.as_array().is_some_and(|all| all.first() == Some(&Json::Null));
            crash_late(it, any_unknown_claim(it, |_, value| begins(value)))
        }
    ),
    stage!(
        "claims.unknown.depth",
        "TOK-001",
        "claims nested more than 32 deep are refused",
        audience,
        |it| refuse_late(it, any_unknown_claim(it, |_, value| depth(value) > 32))
    ),
    stage!(
        "signature.header.depth",
        "TOK-001",
        "objects nested more than 60 deep in the header crash the service",
        audience,
        |it| crash_late(it, any_unknown_member(it, |_, value| depth(value) > 60))
    ),
    stage!(
        "claims.unknown.deeper",
        "TOK-021",
        "claims nested 100 deep or more crash the service",
        critical,
        |it| crash_first(it, any_unknown_claim(it, |_, value| depth(value) >= 100))
    ),
    stage!(
        "claims.unknown.noncharacter",
        "TOK-021",
        "what is no character in an unknown claim crashes the service",
        critical,
        |it| {
            let none = |char: char| u32::from(char) & 0xfffe == 0xfffe;
            crash_first(it, any_unknown_claim(it, |_, value| has(value, none)))
        }
    ),
];
