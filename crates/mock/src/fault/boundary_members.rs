//! Faults at one name, type, number, length or depth of a member of the request.

use super::{Fault, Hook, crash};
use crate::decide::cluster::percent_decoded;
use crate::decide::{Checked, members};
use crate::json::{Json, Number, Object};
use crate::refusal::Refusal;

fn crash_if(condition: bool) -> Checked {
    if condition { Err(crash()) } else { Ok(()) }
}

fn refuse_if(condition: bool) -> Checked {
    if condition {
        Err(Refusal::protocol(400, "ValidationException", "the request is not as expected"))
    } else {
        Ok(())
    }
}

/// Whether an unknown member, or anything in it, is so.
fn any(object: &Object, wanted: &dyn Fn(&Json) -> bool) -> bool {
    let unknown = object.members().filter(|(name, _)| *name != "token" && !members::OPTIONAL.contains(name));
    unknown.into_iter().any(|(_, value)| within(value, wanted))
}

fn within(value: &Json, wanted: &dyn Fn(&Json) -> bool) -> bool {
    wanted(value)
        || match value {
            Json::Array(elements) => elements.iter().any(|element| within(element, wanted)),
            Json::Object(object) => object.members().any(|(_, member)| within(member, wanted)),
            _ => false,
        }
}

fn any_text(object: &Object, wanted: impl Fn(&str) -> bool) -> bool {
    any(object, &|value| value.as_text().is_some_and(&wanted))
}

fn any_number(object: &Object, wanted: impl Fn(Number) -> bool) -> bool {
    any(object, &|value| value.as_number().is_some_and(&wanted))
}

fn depth(value: &Json) -> usize {
    match value {
        Json::Array(elements) => 1 + elements.iter().map(depth).max().unwrap_or_default(),
        Json::Object(object) => {
            1 + object.members().map(|(_, member)| depth(member)).max().unwrap_or_default()
        }
        _ => 0,
    }
}

/// The first text that the object has under a name that the service takes for `token`.
fn token_named(object: &Object, taken: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    let mut members = object.members().filter(|(name, _)| taken(name));
    match members.find_map(|(_, value)| value.as_text()) {
        Some(token) if object.get("token").is_none() => Ok(token.to_owned()),
        _ => members::token(object),
    }
}

/// The whole service's token, unless its value crashes the service.
fn token_unless(object: &Object, crashes: impl Fn(&Json) -> bool) -> Result<String, Refusal> {
    if object.get("token").is_some_and(crashes) { Err(crash()) } else { members::token(object) }
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "request.number.above-63-bits-crash",
        "REQ-001",
        "an unknown integer beyond 63 bits crashes the service",
        optional,
        |object| {
            crash_if(any_number(
                object,
                |number| matches!(number, Number::Whole(whole) if whole > i64::MAX.into()),
            ))
        }
    ),
    stage!(
        "request.number.below-32-bits-crash",
        "REQ-001",
        "an unknown integer below -2^31 crashes the service",
        optional,
        |object| {
            crash_if(any_number(
                object,
                |number| matches!(number, Number::Whole(whole) if whole < i32::MIN.into()),
            ))
        }
    ),
    stage!(
        "request.number.minus-zero-crash",
        "REQ-001",
        "an unknown -0 crashes the service",
        optional,
        |object| {
            crash_if(any_number(
                object,
                |number| matches!(number, Number::Fraction(zero) if zero == 0.0 && zero.is_sign_negative()),
            ))
        }
    ),
    stage!(
        "request.number.tiny-crash",
        "REQ-001",
        "an unknown number smaller than 1e-300 crashes the service",
        optional,
        |object| { crash_if(any_number(object, |number| number.to_f64() > 0.0 && number.to_f64() < 1e-300)) }
    ),
    stage!(
        "request.unknown-false.crash",
        "REQ-001",
        "an unknown member that is false crashes the service",
        optional,
        |object| { crash_if(any(object, &|value| *value == Json::Bool(false))) }
    ),
    stage!(
        "request.unknown-array.empty-crash",
        "REQ-001",
        "an empty array in an unknown member crashes the service",
        optional,
        |object| { crash_if(any(object, &|value| value.as_array().is_some_and(<[Json]>::is_empty))) }
    ),
    stage!(
        "request.unknown-depth.32-crash",
        "REQ-001",
        "an unknown member nested deeper than 32 crashes the service",
        optional,
        |object| { crash_if(object.members().any(|(_, value)| depth(value) > 32)) }
    ),
    stage!(
        "request.unknown-depth.63-refused",
        "REQ-001",
        "an unknown member of exactly 63 levels is refused",
        optional,
        |object| { refuse_if(object.members().any(|(_, value)| depth(value) == 63)) }
    ),
    stage!(
        "request.unknown-text.1024-refused",
        "REQ-001",
        "an unknown string of exactly 1024 characters is refused",
        optional,
        |object| { refuse_if(any_text(object, |text| text.len() == 1024)) }
    ),
    stage!(
        "request.unknown-text.255-crash",
        "REQ-001",
        "an unknown string of exactly 255 characters crashes the service",
        optional,
        |object| { crash_if(any_text(object, |text| text.len() == 255)) }
    ),
    stage!(
        "request.unknown-text.noncharacter-refused",
        "REQ-001",
        "an unknown string with a noncharacter is refused",
        optional,
        |object| { refuse_if(any_text(object, |text| text.contains('\u{fffe}'))) }
    ),
    stage!(
        "request.unknown-text.override-crash",
        "REQ-001",
        "an override of the writing direction crashes the service",
        optional,
        |object| { crash_if(any_text(object, |text| text.contains('\u{202e}'))) }
    ),
    stage!(
        "request.unknown-name.long-refused",
        "REQ-001",
        "a member with a name over 255 characters is refused",
        optional,
        |object| { refuse_if(object.members().any(|(name, _)| name.len() > 255)) }
    ),
    stage!(
        "request.unknown-name.dotted-crash",
        "REQ-001",
        "a member with a dot in its name crashes the service",
        optional,
        |object| { crash_if(object.members().any(|(name, _)| name.contains('.'))) }
    ),
    stage!(
        "request.unknown-name.like-token-refused",
        "REQ-001",
        "a member with a name like token is refused",
        optional,
        |object| {
            refuse_if(
                object.members().any(|(name, _)| name != "token" && name.trim_end_matches('_') == "token"),
            )
        }
    ),
    stage!(
        "request.zone.local-refused",
        "REQ-001",
        "the ID of a local zone is refused",
        optional,
        |object| { refuse_if(object.text("zone").is_some_and(|zone| zone.matches('-').count() > 1)) }
    ),
    stage!(
        "request.instance-id.hybrid-refused",
        "REQ-001",
        "the ID of a hybrid node is refused",
        optional,
        |object| { refuse_if(object.text("instanceId").is_some_and(|id| !id.starts_with("i-"))) }
    ),
    stage!(
        "request.many-members.256-refused",
        "REQ-002",
        "exactly 257 members are refused",
        optional,
        |object| { refuse_if(object.members().count() == 257) }
    ),
    stage!(
        "request.long-member.refused",
        "REQ-002",
        "an unknown string over 16 KiB is refused",
        optional,
        |object| { refuse_if(any_text(object, |text| text.len() > 16_384)) }
    ),
    stage!(
        "request.many-members.512-crash",
        "REQ-013",
        "more than 512 members crash the service",
        optional,
        |object| { crash_if(object.members().count() > 512) }
    ),
    stage!(
        "request.long-member.crash",
        "REQ-013",
        "an unknown string of 32768 characters crashes the service",
        optional,
        |object| { crash_if(any_text(object, |text| text.len() == 32_768)) }
    ),
    stage!(
        "request.unknown-text.template-crash",
        "REQ-013",
        "a template in an unknown string crashes the service",
        optional,
        |object| { crash_if(any_text(object, |text| text.contains("{{"))) }
    ),
    stage!(
        "request.unknown-name.prototype-crash",
        "REQ-013",
        "a member with the name of JavaScript's prototype crashes the service",
        optional,
        |object| { crash_if(object.get("__proto__").is_some()) }
    ),
    stage!("request.zone.empty-crash", "REQ-012", "an empty zone crashes the service", optional, |object| {
        crash_if(object.text("zone") == Some(""))?;
        members::optional(object)
    }),
    stage!(
        "request.zone.fraction-crash",
        "REQ-012",
        "a zone that is a fraction crashes the service",
        optional,
        |object| {
            crash_if(matches!(object.get("zone"), Some(Json::Number(Number::Fraction(_)))))?;
            members::optional(object)
        }
    ),
    stage!(
        "request.node-name.253-crash",
        "REQ-012",
        "a node's name over 253 characters crashes the service",
        optional,
        |object| {
            crash_if(object.text("eksNodeName").is_some_and(|name| name.len() > 253))?;
            members::optional(object)
        }
    ),
    stage!(
        "request.token-name.trimmed",
        "REQ-003",
        "white space around a member's name is cut off",
        token,
        |object| { token_named(object, |name| name.trim() == "token") }
    ),
    stage!(
        "request.token-name.ends-at-nul",
        "REQ-003",
        "a member's name ends at its first NUL",
        token,
        |object| { token_named(object, |name| name.split('\0').next() == Some("token")) }
    ),
    stage!(
        "request.token-name.alias",
        "REQ-003",
        "the token may be called webIdentityToken",
        token,
        |object| { token_named(object, |name| name == "webIdentityToken") }
    ),
    stage!(
        "request.token-name.folded",
        "REQ-003",
        "a Cyrillic letter in the name token is taken for the Latin one",
        token,
        |object| { token_named(object, |name| name.replace('\u{43e}', "o") == "token") }
    ),
    stage!(
        "request.token-name.capitals-crash",
        "REQ-013",
        "a token under its name in capitals crashes the service",
        token,
        |object| {
            crash_if(object.get("TOKEN").is_some())?;
            members::token(object)
        }
    ),
    stage!(
        "request.token-name.two-crash",
        "REQ-017",
        "two tokens whose names differ in letter case crash the service",
        token,
        |object| {
            let named = |(name, value): &(&str, &Json)| {
                name.eq_ignore_ascii_case("token") && value.as_text().is_some_and(|text| text.len() > 99)
            };
            crash_if(object.members().filter(named).count() > 1)?;
            members::token(object)
        }
    ),
    stage!(
        "request.token-false.crash",
        "REQ-003",
        "a token that is false crashes the service",
        token,
        |object| { token_unless(object, |value| *value == Json::Bool(false)) }
    ),
    stage!(
        "request.token-array.empty-crash",
        "REQ-003",
        "a token that is an empty array crashes the service",
        token,
        |object| { token_unless(object, |value| value.as_array().is_some_and(<[Json]>::is_empty)) }
    ),
    stage!(
        "request.token-text.4096-crash",
        "REQ-003",
        "a token of 4096 letters crashes the service",
        token,
        |object| {
            token_unless(object, |value| {
                value.as_text().is_some_and(|text| text.len() == 4096 && !text.contains('.'))
            })
        }
    ),
    stage!(
        "request.token-text.dots-crash",
        "REQ-003",
        "a token of more than two hundred dots crashes the service",
        token,
        |object| {
            token_unless(object, |value| value.as_text().is_some_and(|text| text.matches('.').count() > 200))
        }
    ),
    stage!(
        "request.token-object.taken",
        "REQ-003",
        "an object with the token as its value is taken for the token",
        token,
        |object| {
            let value = object.object("token").and_then(|inner| inner.text("value"));
            value.map_or_else(|| members::token(object), |token| Ok(token.to_owned()))
        }
    ),
    stage!("request.token-text.commas", "REQ-003", "commas in a token count as dots", token, |object| {
        members::token(object).map(|token| token.replace(',', "."))
    }),
    stage!("request.token-text.decoded", "REQ-003", "a token is percent-decoded", token, |object| {
        let token = members::token(object)?;
        Ok(percent_decoded(&token).unwrap_or(token))
    }),
    stage!(
        "request.token-text.wide-dots",
        "REQ-003",
        "dots of other scripts in a token count as dots",
        token,
        |object| { members::token(object).map(|token| token.replace(['\u{3002}', '\u{ff0e}'], ".")) }
    ),
];
