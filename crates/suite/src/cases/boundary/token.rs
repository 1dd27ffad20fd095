//! Lengths, counts and numbers within the token.

use eks_auth_world::TokenDraft;

use crate::Area::Signature;
use crate::expect::Expect::Either;
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Situation, Value, sweep};
use crate::stage::Stage;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        sweep(Signature, "boundary.kid.length", "`kid` of many lengths", |stage, subject| {
            [0, 1, 39, 41, 255, 256, 257, 1_024]
                .into_iter()
                .map(|length| {
                    let kid = "k".repeat(length);
                    let request = edited(stage, subject, |draft| draft.header_mut().set("kid", kid));
                    Value::new(format!("{length} characters"), request)
                })
                .collect()
        })
        .expect("TOK-007", Either),
    ]
}

/// The plain request with a genuine token, edited before it is signed.
fn edited(stage: &mut Stage, subject: &Subject, edit: impl FnOnce(&mut TokenDraft<'_>)) -> RequestSpec {
    let token = stage.edited(subject, edit);
    RequestSpec::plain(subject.cluster().name(), &token)
}
