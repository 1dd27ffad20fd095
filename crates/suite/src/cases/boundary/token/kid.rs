//! `kid`: what a service looks a key up with.

use eks_auth_world::boundary::{JSON, METACHARACTERS, TEXTS, near, powers_of_two};
use eks_auth_world::{Algorithm, TokenDraft};

use super::values::{Values, tokens};
use crate::Area::Signature;
use crate::expect::Expect::Either;
use crate::situation::Situation;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Signature, "boundary.kid.length", "`kid` is of many lengths", |values| {
            // The IDs of EKS have 40 characters, those of Kubernetes 43.
            for length in values
                .some_of(powers_of_two(0..=2_049), 2)
                .into_iter()
                .chain([39, 41, 43, 44, 100, 101, 255, 257])
            {
                values.genuine(format!("{length} characters"), |draft| set(draft, "k".repeat(length)));
            }
        })
        .expect("TOK-007", Either),
        tokens(Signature, "boundary.kid.text", "`kid` is odd text, or the right one with some", |values| {
            let kid = right(values);
            for sample in values.some_of(METACHARACTERS, 3) {
                values.genuine(sample.what(), |draft| set(draft, sample.text()));
            }
            for sample in values.some_of(TEXTS, 4) {
                let what = format!("the right one with {} after it", sample.what());
                values.genuine(what, |draft| set(draft, format!("{kid}{}", sample.text())));
            }
        })
        .expect("TOK-007", Either),
        tokens(Signature, "boundary.kid.near", "`kid` is nearly the right one", |values| {
            let kid = right(values);
            let places = values.places(kid.len());
            let changed = near::changed(&kid, places.iter().copied());
            let cut = near::cut_at(&kid, places.into_iter().step_by(3));
            for sample in changed.into_iter().chain(cut).chain(near::letter_cases(&kid).into_iter().take(3)) {
                values.genuine(sample.what(), |draft| set(draft, sample.text()));
            }
        })
        .expect("TOK-007", Either),
        tokens(Signature, "boundary.kid.value", "`kid` is of every type", |values| {
            for sample in values.some_of(JSON, 3) {
                values.genuine(sample.what(), |draft| draft.header_mut().set_raw("kid", sample.text()));
            }
        })
        .expect("TOK-007", Either),
    ]
}

fn set(draft: &mut TokenDraft<'_>, kid: impl Into<String>) {
    draft.header_mut().set("kid", kid.into());
}

/// The ID of the key that signs plain tokens.
fn right(values: &Values<'_>) -> String {
    let subject = values.subject();
    subject.cluster().key(Algorithm::Rs256).map(|key| key.kid().to_owned()).unwrap_or_default()
}
