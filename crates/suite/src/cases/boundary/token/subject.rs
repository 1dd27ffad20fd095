//! `sub` and `kubernetes.io` nearly in agreement.

use eks_auth_world::TokenDraft;
use eks_auth_world::boundary::{JSON, METACHARACTERS, Sample, TEXTS, near};
use serde_json::json;

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::Refused;
use crate::situation::{Kind, Situation};

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.sub.near", "`sub` is nearly what `kubernetes.io` says", |values| {
            let right = values.subject().pod().subject();
            let places = values.places(right.len());
            let mut samples = near::cut_at(&right, places.iter().copied().step_by(2));
            samples.extend(near::changed(&right, (0..right.len()).step_by(3).chain(places.iter().copied())));
            samples.extend(near::without(&right, places.iter().copied().step_by(3)));
            samples.extend(near::doubled(&right, places.iter().copied().step_by(3)));
            samples.extend(near::exchanged(&right, places.iter().copied().step_by(3)));
            samples.extend(values.some_of(near::letter_cases(&right), 10));
            samples.extend(values.some_of(near::look_alikes(&right), 4));
            samples.extend(rearranged(values));
            send(values, samples);
        })
        .kind(Kind::Subject)
        .expect("TOK-014", Refused),
        tokens(Claims, "boundary.sub.more", "`sub` is what `kubernetes.io` says and more", |values| {
            let right = values.subject().pod().subject();
            let samples = values.with_more(&right, 5);
            send(values, samples);
        })
        .kind(Kind::Subject)
        .expect("TOK-014", Refused),
        tokens(Claims, "boundary.sub.value", "`sub`, or `kubernetes.io`, is of every type", |values| {
            for (number, sample) in values.some_of(JSON.iter().enumerate(), 3) {
                let name = if number % 2 == 0 { "sub" } else { "kubernetes.io" };
                let what = format!("`{name}` is {}", sample.what());
                values.genuine(what, |draft| draft.claims_mut().set_raw(name, sample.text()));
            }
        })
        .kind(Kind::Subject)
        .expect("TOK-014", Refused),
        tokens(Claims, "boundary.namespace.near", "the namespace is nearly what `sub` says", |values| {
            let right = values.subject().pod().namespace().to_owned();
            for sample in near_names(&right) {
                values.genuine(sample.what(), |draft| {
                    draft.edit_kubernetes(|members| members.set("namespace", sample.text()));
                });
            }
        })
        .kind(Kind::Subject)
        .expect("TOK-014", Refused),
        tokens(Claims, "boundary.account.near", "the service account is nearly what `sub` says", |values| {
            let right = values.subject().pod().service_account().to_owned();
            let uid = values.subject().pod().service_account_uid().to_owned();
            for sample in near_names(&right) {
                values.genuine(sample.what(), |draft| {
                    let account = json!({ "name": sample.text(), "uid": uid });
                    draft.edit_kubernetes(|members| members.set("serviceaccount", account));
                });
            }
        })
        .kind(Kind::Subject)
        .expect("TOK-014", Refused),
    ]
}

fn send(values: &mut Values<'_>, samples: Vec<Sample>) {
    for sample in samples {
        values.genuine(sample.what(), |draft: &mut TokenDraft<'_>| {
            draft.claims_mut().set("sub", sample.text());
        });
    }
}

/// Near misses of a short name: every place is worth a value.
fn near_names(right: &str) -> Vec<Sample> {
    let odd = TEXTS.iter().step_by(8).enumerate();
    let extended = odd.filter_map(|(place, text)| near::extended(right, text).into_iter().cycle().nth(place));
    near::cut(right)
        .into_iter()
        .step_by(2)
        .chain(near::changed(right, 0..right.len()))
        .chain(near::letter_cases(right).into_iter().take(4))
        .chain(near::look_alikes(right).into_iter().step_by(2))
        .chain(extended)
        .chain(METACHARACTERS.iter().take(4).cloned())
        .collect()
}

/// The right names with other words, signs and parts around them.
fn rearranged(values: &Values<'_>) -> Vec<Sample> {
    let subject = values.subject();
    let (namespace, account) = (subject.pod().namespace(), subject.pod().service_account());
    let rows = [
        ("with a part before it", format!("a:system:serviceaccount:{namespace}:{account}")),
        ("with a colon before it", format!(":system:serviceaccount:{namespace}:{account}")),
        ("with two colons after `system`", format!("system::serviceaccount:{namespace}:{account}")),
        ("with two colons before the namespace", format!("system:serviceaccount::{namespace}:{account}")),
        ("with an empty part after it", format!("system:serviceaccount:{namespace}:{account}::")),
        ("with the namespace twice", format!("system:serviceaccount:{namespace}:{namespace}:{account}")),
        ("with the service account twice", format!("system:serviceaccount:{namespace}:{account}:{account}")),
        (
            "with other names before the right ones",
            format!("system:serviceaccount:a:b:{namespace}:{account}"),
        ),
        ("with other names after the right ones", format!("system:serviceaccount:{namespace}:{account}:a:b")),
        (
            "with a whole subject before it",
            format!("system:serviceaccount:a:b:system:serviceaccount:{namespace}:{account}"),
        ),
        ("with spaces around its colons", format!("system : serviceaccount : {namespace} : {account}")),
        ("with a dot for its last colon", format!("system:serviceaccount:{namespace}.{account}")),
        ("with dots for its colons", format!("system.serviceaccount.{namespace}.{account}")),
        ("with slashes for its colons", format!("system/serviceaccount/{namespace}/{account}")),
        ("with hyphens for its colons", format!("system-serviceaccount-{namespace}-{account}")),
        ("with `serviceAccount`", format!("system:serviceAccount:{namespace}:{account}")),
        ("with `service-account`", format!("system:service-account:{namespace}:{account}")),
        ("with `sa`", format!("system:sa:{namespace}:{account}")),
        ("with `node`", format!("system:node:{namespace}:{account}")),
        ("with `anonymous`", "system:anonymous".to_owned()),
        ("with `masters`", "system:masters".to_owned()),
        ("in percent-encoding", format!("system%3Aserviceaccount%3A{namespace}%3A{account}")),
        ("in quotes", format!("\"system:serviceaccount:{namespace}:{account}\"")),
        ("as a URN", format!("urn:system:serviceaccount:{namespace}:{account}")),
    ];
    rows.into_iter().map(|(what, text)| Sample::new(what, text)).collect()
}
