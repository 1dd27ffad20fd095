//! The claims as a whole, their order and their spelling, and `jti` and `iat`, which decide nothing.

use eks_auth_world::boundary::{INTEGERS, JSON, TEXTS};
use eks_auth_world::{Members, TokenDraft};

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Either, Granted};
use crate::situation::Situation;

/// So many orders of the claims are drawn.
const ORDERS: usize = 5;

/// White space between the tokens of JSON, in words.
const SPACES: &[(&str, &str)] = &[
    ("a space", " "),
    ("a tab", "\t"),
    ("a line feed", "\n"),
    ("a carriage return", "\r"),
    ("each kind of white space", " \t\r\n"),
    ("32 spaces", "                                "),
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.claims.order", "the claims stand in many orders", in_many_orders)
            .expect("TOK-001", Granted),
        tokens(Claims, "boundary.claims.space", "header and claims have white space in them", |values| {
            for (what, space) in SPACES {
                values.genuine(format!("{what} in the claims"), |draft| {
                    let text = spaced(draft.claims(), space);
                    draft.payload_raw(text);
                });
                values.genuine(format!("{what} in the header"), |draft| {
                    let text = spaced(draft.header(), space);
                    draft.header_raw(text);
                });
            }
        })
        .expect("TOK-021", Either),
        tokens(Claims, "boundary.claims.escape", "one claim is written in escapes", |values| {
            for name in names(values) {
                values.genuine(format!("the name of `{name}`"), |draft| {
                    *draft.claims_mut() = escaped(draft.claims(), &name);
                });
            }
            values.genuine("the slashes of `iss`", |draft| {
                let issuer = draft.claims().raw("iss").unwrap_or_default().replace('/', "\\/");
                draft.claims_mut().set_raw("iss", issuer);
            });
            values.genuine("every character of `sub`", |draft| {
                let subject = draft.claims().raw("sub").unwrap_or_default().trim_matches('"').to_owned();
                draft.claims_mut().set_raw("sub", format!("\"{}\"", escapes(&subject)));
            });
        })
        .expect("TOK-021", Either),
        tokens(Claims, "boundary.jti", "`jti` is of many lengths, texts and types", |values| {
            for length in [1, 35, 37, 64, 65, 128, 255, 256, 257, 1_024, 1_025] {
                let what = format!("{length} characters");
                values.genuine(what, |draft| draft.claims_mut().set("jti", "j".repeat(length)));
            }
            for sample in values.some_of(TEXTS, 8) {
                values.genuine(sample.what(), |draft| draft.claims_mut().set("jti", sample.text()));
            }
            for sample in values.some_of(JSON, 4) {
                values.genuine(sample.what(), |draft| draft.claims_mut().set_raw("jti", sample.text()));
            }
        })
        .expect("TOK-021", Either),
        tokens(Claims, "boundary.iat", "`iat` is of many sizes and types", |values| {
            for integer in values.some_of(INTEGERS, 3) {
                let text = integer.value().to_string();
                values.genuine(integer.what(), |draft| draft.claims_mut().set_raw("iat", text));
            }
            for sample in values.some_of(JSON, 4) {
                values.genuine(sample.what(), |draft| draft.claims_mut().set_raw("iat", sample.text()));
            }
        })
        .expect("TOK-021", Either),
    ]
}

/// Each claim first and each last, the members of `kubernetes.io` turned round, and orders that the seed decides.
fn in_many_orders(values: &mut Values<'_>) {
    let names = names(values);
    for name in &names {
        let (one, others): (Vec<&String>, Vec<&String>) = names.iter().partition(|other| *other == name);
        values.genuine(format!("`{name}` first"), |draft| reorder(draft, one.iter().chain(&others).copied()));
        values.genuine(format!("`{name}` last"), |draft| reorder(draft, others.iter().chain(&one).copied()));
    }
    values.genuine("the members of `kubernetes.io` turned round", |draft| {
        draft.edit_kubernetes(Members::reverse);
    });
    for _ in 0..ORDERS {
        let mut left = names.clone();
        let mut order = Vec::new();
        while !left.is_empty() {
            let next = values.draw(left.len());
            order.push(left.swap_remove(next));
        }
        values.genuine(order.join(", "), |draft| reorder(draft, order.iter()));
    }
}

/// The names of the plain token's claims.
fn names(values: &mut Values<'_>) -> Vec<String> {
    let mut names = Vec::new();
    values.signed(|draft| names = draft.claims().iter().map(|(name, _)| name.to_owned()).collect());
    names
}

fn reorder<'n>(draft: &mut TokenDraft<'_>, names: impl Iterator<Item = &'n String>) {
    let mut members = Members::default();
    for name in names {
        members.push_escaped(name, draft.claims().raw(name).unwrap_or("null"));
    }
    *draft.claims_mut() = members;
}

fn spaced(members: &Members, space: &str) -> String {
    let members: Vec<String> = members
        .iter()
        .map(|(name, value)| format!("{space}\"{name}\"{space}:{space}{value}{space}"))
        .collect();
    format!("{space}{{{}}}{space}", members.join(","))
}

fn escaped(members: &Members, name: &str) -> Members {
    let mut written = Members::default();
    for (member, value) in members.iter() {
        let member = if member == name { escapes(member) } else { member.to_owned() };
        written.push_escaped(&member, value);
    }
    written
}

/// Every character as an escape of JSON, by turns with capital and with small digits.
fn escapes(text: &str) -> String {
    let units = text.encode_utf16().enumerate();
    units
        .map(|(place, unit)| match place % 2 {
            0 => format!("\\u{unit:04x}"),
            _ => format!("\\u{unit:04X}"),
        })
        .collect()
}
