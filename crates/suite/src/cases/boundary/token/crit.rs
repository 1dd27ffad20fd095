//! `crit`: extensions that nobody knows, by any name and in any number.

use eks_auth_world::TokenDraft;
use eks_auth_world::boundary::TEXTS;

use super::values::tokens;
use crate::Area::Signature;
use crate::expect::Expect::Refused;
use crate::situation::{Kind, Situation};

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Signature, "boundary.crit", "`crit` names unknown extensions of many kinds", |values| {
            for length in [1, 2, 16, 32, 64, 65, 128, 255, 256, 257, 512] {
                let what = format!("a name of {length} characters");
                values.genuine(what, |draft| demand(draft, &["e".repeat(length)]));
            }
            for count in [2, 3, 8, 9, 10, 11, 17, 33, 65] {
                let names: Vec<String> = (0..count).map(|number| format!("e{number}")).collect();
                values.genuine(format!("{count} names"), |draft| demand(draft, &names));
            }
            for sample in values.some_of(TEXTS, 10) {
                let what = format!("a name with {}", sample.what());
                values.genuine(what, |draft| demand(draft, &[format!("e{}", sample.text())]));
            }
        })
        .kind(Kind::Crit)
        .expect("TOK-019", Refused),
    ]
}

/// Names these extensions in `crit`, and has each of them.
fn demand(draft: &mut TokenDraft<'_>, names: &[String]) {
    draft.header_mut().set("crit", names.to_vec());
    for name in names {
        draft.header_mut().set(name, true);
    }
}
