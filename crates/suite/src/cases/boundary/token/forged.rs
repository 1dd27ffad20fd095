//! Tokens that nobody signed as they stand: a character changed anywhere, put together from several, or unsigned by their own
//! account.

use std::collections::HashSet;

use eks_auth_world::boundary::near;
use eks_auth_world::{Algorithm, Pod};

use super::values::{Part, Parts, Values, tokens};
use crate::Area::Signature;
use crate::expect::Expect::Refused;
use crate::situation::{Kind, Situation};

pub(super) fn situations() -> Vec<Situation> {
    vec![
        // What is left may be no JSON: its refusal may be called otherwise.
        tokens(Signature, "boundary.forged.character", "one character was changed after signing", |values| {
            for part in [Part::Header, Part::Payload] {
                let length = part.of(&mut values.plain()).len();
                // The last character may have bits to spare, which is another matter.
                for place in values.places(length - 1).into_iter().chain((20..length - 1).step_by(300)) {
                    let mut token = values.plain();
                    let text = part.of(&mut token);
                    if let Some(sample) = near::changed(text, [place]).first() {
                        *text = sample.text().to_owned();
                    }
                    values.text(format!("character {} of the {}", place + 1, part.name()), &token.join());
                }
            }
        })
        .expect("TOK-004", Refused),
        tokens(Signature, "boundary.forged.more", "one character was added after signing", |values| {
            for part in [Part::Header, Part::Payload, Part::Signature] {
                let length = part.of(&mut values.plain()).len();
                for (place, added) in
                    values.places(length).into_iter().step_by(3).zip(['A', '_', '=', '0'].iter().cycle())
                {
                    // Padding in a signature changes none of its bytes.
                    let added = if part == Part::Signature && *added == '=' { 'Q' } else { *added };
                    let mut token = values.plain();
                    part.of(&mut token).insert(place, added);
                    let what = format!("`{added}` before character {} of the {}", place + 1, part.name());
                    values.text(what, &token.join());
                }
            }
        })
        .expect("TOK-004", Refused),
        tokens(Signature, "boundary.forged.mixed", "the token is made of two genuine ones", mixed)
            .kind(Kind::Forged)
            .expect("TOK-004", Refused),
        tokens(Signature, "boundary.alg.none", "`alg` is none in many spellings", |values| {
            for spelling in spellings_of_none() {
                let mut token = values.plain();
                let shown = values.signed(|draft| draft.header_mut().set("alg", spelling.as_str()));
                token.header = shown.header;
                values.text(format!("{spelling:?}"), &token.join());
            }
        })
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
    ]
}

/// Parts of a plain token and of others that are genuine too, in every mixture.
fn mixed(values: &mut Values<'_>) {
    let subject = values.subject();
    let stage = values.stage();
    let sibling = stage.subject_where(|other| {
        other.cluster().name() == subject.cluster().name() && !other.shares_association_with(&subject)
    });
    let namesake = stage.subject_where(|other| {
        other.cluster().name() != subject.cluster().name() && other.pod().subject() == subject.pod().subject()
    });
    let in_other_pod = subject.clone().with_pod(Pod::clone(subject.pod()).with_name("other-0"));
    let mut others = vec![
        ("another token of the pod", Parts::of(&stage.token(&subject))),
        ("a token of another pod", Parts::of(&stage.token(&in_other_pod))),
        ("a token of another service account", Parts::of(&stage.token(&sibling))),
        ("a token of another cluster", Parts::of(&stage.token(&namesake))),
    ];
    for (position, key) in subject.cluster().keys().iter().enumerate().skip(1) {
        let what = match key.algorithm() {
            Algorithm::Es256 => "a token signed ES256",
            _ => "a token signed by another key of the set",
        };
        others.push((what, Parts::of(&stage.signed_by(&subject, position))));
    }
    let plain = values.plain();
    let genuine: HashSet<String> =
        others.iter().map(|(_, other)| other.join()).chain([plain.join()]).collect();
    for (what, other) in &others {
        for mixture in 1..7_u8 {
            let pick = |bit: u8, ours: &String, theirs: &String| {
                if mixture & bit == 0 { ours.clone() } else { theirs.clone() }
            };
            let token = Parts {
                header: pick(1, &plain.header, &other.header),
                payload: pick(2, &plain.payload, &other.payload),
                signature: pick(4, &plain.signature, &other.signature),
            };
            let names = [(1, "header"), (2, "payload"), (4, "signature")];
            let taken: Vec<&str> =
                names.iter().filter(|(bit, _)| mixture & bit != 0).map(|(_, name)| *name).collect();
            if !genuine.contains(&token.join()) {
                values.text(format!("{} of {what}", taken.join(" and ")), &token.join());
            }
        }
    }
}

/// The word in each letter case, with something around it, and what only looks like it.
fn spellings_of_none() -> Vec<String> {
    let cases = (0..16_u8).map(|bits| {
        let letters = "none".chars().zip([8, 4, 2, 1]);
        letters
            .map(|(letter, bit)| if bits & bit == 0 { letter } else { letter.to_ascii_uppercase() })
            .collect()
    });
    let others = [
        " none",
        "none ",
        "\tnone",
        "none\n",
        "NONE\r\n",
        "none\0",
        "\0none",
        "none,none",
        "none;RS256",
        "RS256,none",
        "\"none\"",
        "none\u{200b}",
        "\u{feff}none",
        "\u{ff4e}one",
        "n\u{43e}ne",
        "nil",
        "null",
        "undefined",
        "false",
        "0",
        " ",
    ];
    cases.chain(others.map(str::to_owned)).collect()
}
