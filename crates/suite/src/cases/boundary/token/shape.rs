//! The token as text: cut, with characters in it that no part can have, and with more parts than three.

use eks_auth_world::boundary::{Sample, TEXTS};

use super::values::{Part, Values, tokens};
use crate::Area::Signature;
use crate::expect::Expect::{Either, NeverGranted, Refused, RefusedWith};
use crate::situation::{Kind, Situation};

/// Printable characters that base64url has no use for, in words.
const SIGNS: &[(&str, &str)] = &[
    ("a plus sign", "+"),
    ("a slash", "/"),
    ("a comma", ","),
    ("a tilde", "~"),
    ("a percent-encoded space", "%20"),
    ("a quotation mark", "\""),
    ("a backslash", "\\"),
    ("an escape of JSON", "\\u0041"),
    ("a star", "*"),
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Signature, "boundary.cut.signature", "the token is cut within its signature", |values| {
            let length = values.plain().signature.len();
            for kept in values.places(length).into_iter().filter(|kept| *kept > 0) {
                let mut token = values.plain();
                token.signature.truncate(kept);
                values.text(format!("{kept} characters of the signature are left"), &token.join());
            }
        })
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        tokens(Signature, "boundary.cut.before", "the token is cut before its signature", |values| {
            let plain = values.plain();
            let length = plain.header.len() + plain.payload.len() + 2;
            let mut places = values.places(length);
            places.extend([plain.header.len(), plain.header.len() + 1]);
            for kept in places.into_iter().filter(|kept| *kept > 0) {
                let token: String = values.plain().join().chars().take(kept).collect();
                values.text(format!("{kept} characters are left"), &token);
            }
        })
        .kind(Kind::TokenMember)
        .expect("REQ-003", RefusedWith(&[400])),
        tokens(
            Signature,
            "boundary.inserted.payload",
            "the payload has a character of no part in it",
            |values| {
                inserted(values, Part::Payload);
            },
        )
        .kind(Kind::TokenMember)
        .expect("REQ-003", RefusedWith(&[400])),
        tokens(
            Signature,
            "boundary.inserted.header",
            "the header has a character of no part in it",
            |values| {
                inserted(values, Part::Header);
            },
        )
        .kind(Kind::Overlong)
        .expect("TOK-021", Either)
        .also("refused", "TOK-028", Refused),
        tokens(
            Signature,
            "boundary.inserted.signature",
            "the signature has a character of no part in it",
            |values| inserted(values, Part::Signature),
        )
        .kind(Kind::Overlong)
        .expect("TOK-021", Either)
        .also("refused", "TOK-028", Refused),
        tokens(Signature, "boundary.surrounded", "something stands around the token", |values| {
            for (number, (what, text)) in odd_characters().enumerate() {
                let token = values.plain().join();
                match number % 2 {
                    0 => values.text(format!("{what} after it"), &format!("{token}{text}")),
                    _ => values.text(format!("{what} before it"), &format!("{text}{token}")),
                }
            }
        })
        .kind(Kind::Overlong)
        .expect("TOK-021", Either)
        .also("refused", "TOK-028", Refused),
        tokens(Signature, "boundary.parts", "there are more parts than three", |values| {
            for part in [Part::Header, Part::Payload, Part::Signature] {
                let length = part.of(&mut values.plain()).len();
                for place in values.places(length).into_iter().filter(|place| *place > 0).step_by(3) {
                    let mut token = values.plain();
                    part.of(&mut token).insert(place, '.');
                    values.text(
                        format!("a dot before character {} of the {}", place + 1, part.name()),
                        &token.join(),
                    );
                }
            }
            for more in [1, 2, 3, 5, 6, 7, 8, 12, 13, 29, 61, 125, 253] {
                let token = values.plain().join();
                values.text(format!("{more} parts after it"), &(token + &".AAAA".repeat(more)));
            }
        })
        .kind(Kind::Overlong)
        .expect("TOK-027", NeverGranted)
        .also("refused", "TOK-028", Refused),
    ]
}

/// Each odd character in turn, at another place of the part each time, but neither first nor last.
fn inserted(values: &mut Values<'_>, part: Part) {
    for (number, (what, text)) in odd_characters().enumerate() {
        let mut token = values.plain();
        let whole = part.of(&mut token);
        let place = 1 + (number * 61) % (whole.len() - 1).max(1);
        whole.insert_str(place, text);
        values.text(format!("{what} before character {}", place + 1), &token.join());
    }
}

fn odd_characters() -> impl Iterator<Item = (&'static str, &'static str)> {
    let texts = TEXTS.iter().step_by(9).map(|sample: &'static Sample| (sample.what(), sample.text()));
    SIGNS.iter().copied().chain(texts)
}
