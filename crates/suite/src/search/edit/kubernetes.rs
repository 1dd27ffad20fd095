//! What edits of the claim `kubernetes.io` mean.

use serde_json::Value;

use super::{Change, Context, Meaning};
use crate::situation::Kind;

pub(super) fn meaning(name: &str, change: &Change, context: Context<'_>) -> Meaning {
    let subject = Meaning::refused("TOK-014").about(Kind::Subject);
    let pod = context.subject.pod();
    match (name, change) {
        (_, Change::Order(_)) => Meaning::nothing("TOK-001"),
        (_, Change::Spaced(_)) => Meaning::open("TOK-021"),
        ("node", Change::Remove) => Meaning::nothing("TOK-001"),
        ("pod", Change::Remove) => Meaning::open("TOK-017"),
        ("namespace", Change::Remove) => subject,
        ("namespace", Change::Set(raw)) => differs(raw, pod.namespace()),
        ("serviceaccount.name", Change::Set(raw)) => differs(raw, pod.service_account()),
        ("serviceaccount", Change::Remove) => Meaning::open("TOK-029"),
        (_, Change::First(_) | Change::Last(_)) => Meaning::open("TOK-023"),
        _ => Meaning::open("TOK-029"),
    }
}

/// A name that is not the one in `sub`; whatever is no name may be passed over.
fn differs(raw: &str, right: &str) -> Meaning {
    match serde_json::from_str::<Value>(raw) {
        Ok(Value::String(text)) if text != right && !text.is_empty() => {
            Meaning::refused("TOK-014").about(Kind::Subject)
        }
        _ => Meaning::open("TOK-029"),
    }
}
