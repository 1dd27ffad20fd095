//! Service accounts whose names are nearly those of an association, in `sub` and `kubernetes.io` alike.

use std::collections::HashSet;

use eks_auth_protocol::{Namespace, ServiceAccountName};
use eks_auth_world::boundary::{METACHARACTERS, Sample, TEXTS, near};

use super::values::{Values, tokens};
use crate::Area::Cluster;
use crate::expect::Expect::Refused;
use crate::judge::Subject;
use crate::situation::{Kind, Situation};
use crate::stage::Stage;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Cluster, "boundary.association.near", "the names are nearly an association's", |values| {
            let names = near_names(values);
            send(values, names, Names::is_legal);
        })
        .kind(Kind::NoAssociation)
        .expect("ASC-001", Refused),
        tokens(
            Cluster,
            "boundary.association.joined",
            "the names are an association's once they are joined",
            |values| {
                let names = joined(values);
                send(values, names, Names::is_legal);
            },
        )
        .kind(Kind::NoAssociation)
        .expect("ASC-001", Refused),
        tokens(
            Cluster,
            "boundary.association.longest",
            "the names are nearly those of the association with the longest ones",
            |values| {
                let names = near_long_names(values);
                send(values, names, Names::is_legal);
            },
        )
        .subject(longest)
        .kind(Kind::NoAssociation)
        .expect("ASC-001", Refused),
        // Kubernetes has no such names: a refusal may as well call the token invalid.
        tokens(
            Cluster,
            "boundary.association.illegal",
            "the names are nearly an association's, and none of Kubernetes'",
            |values| {
                let mut names = near_names(values);
                names.extend(joined(values));
                send(values, names, |names| !names.is_legal());
            },
        )
        .expect("ASC-001", Refused),
        tokens(Cluster, "boundary.association.odd", "the names have odd text in them", |values| {
            let names = odd_names(values);
            send(values, names, |names| !names.is_legal());
        })
        .expect("ASC-001", Refused),
    ]
}

/// A service account, and what it is in words.
struct Names {
    what: String,
    namespace: String,
    account: String,
}

impl Names {
    fn is_legal(&self) -> bool {
        Namespace::parse(&self.namespace).is_ok() && ServiceAccountName::parse(&self.account).is_ok()
    }
}

/// Sends those that are wanted and that no association names.
fn send(values: &mut Values<'_>, names: Vec<Names>, wanted: impl Fn(&Names) -> bool) {
    let subject = values.subject();
    let mut seen = HashSet::new();
    for names in names.iter().filter(|names| wanted(names)) {
        let known = subject.cluster().association(&names.namespace, &names.account).is_some();
        if !known && seen.insert((&names.namespace, &names.account)) {
            values.unassociated(&names.what, &names.namespace, &names.account);
        }
    }
}

fn longest(stage: &Stage) -> Subject {
    stage.subject_where(|subject| subject.pod().namespace().len() == 63)
}

/// The right names with these in place of one, or of both.
fn with(values: &Values<'_>, namespaces: Vec<Sample>, accounts: Vec<Sample>) -> Vec<Names> {
    let subject = values.subject();
    let (namespace, account) = (subject.pod().namespace(), subject.pod().service_account());
    let others = namespaces.iter().map(|sample| Names {
        what: format!("the namespace is {}", sample.what()),
        namespace: sample.text().to_owned(),
        account: account.to_owned(),
    });
    let namesakes = accounts.iter().map(|sample| Names {
        what: format!("the service account is {}", sample.what()),
        namespace: namespace.to_owned(),
        account: sample.text().to_owned(),
    });
    others.chain(namesakes).collect()
}

fn near_names(values: &mut Values<'_>) -> Vec<Names> {
    let subject = values.subject();
    let family = |name: &str| -> Vec<Sample> {
        let length = name.len();
        let ends = ["0", "-", ".", "-0", "a-"];
        let around = ends.iter().flat_map(|end| near::extended(name, &Sample::new(format!("`{end}`"), *end)));
        near::cut(name)
            .into_iter()
            .step_by(2)
            .chain(near::changed(name, 0..length))
            .chain(near::doubled(name, [0, length / 2, length - 1]))
            .chain(near::exchanged(name, [0, length / 2, length - 2]))
            .chain(near::letter_cases(name).into_iter().take(3))
            .chain(near::look_alikes(name))
            .chain(around)
            .collect()
    };
    with(values, family(subject.pod().namespace()), family(subject.pod().service_account()))
}

/// The names of associations, joined by a sign and parted at another place.
fn joined(values: &mut Values<'_>) -> Vec<Names> {
    const SIGNS: &[&str] = &["", "-", ".", ":", "/", "_"];
    let subject = values.subject();
    let mut all = Vec::new();
    for association in subject.cluster().associations().iter().take(2) {
        let (namespace, account) = (association.namespace().as_str(), association.service_account().as_str());
        for sign in SIGNS {
            let whole = format!("{namespace}{sign}{account}");
            let places = (0..=whole.len()).filter(|place| whole.is_char_boundary(*place));
            let (left, right) = ("", whole.as_str());
            for (namespace, account) in [(left, right), (right, left)] {
                all.push(Names {
                    what: format!("`{namespace}` and `{account}`"),
                    namespace: namespace.to_owned(),
                    account: account.to_owned(),
                });
            }
            for (before, after) in places.map(|place| whole.split_at(place)) {
                let Some(account) = after.strip_prefix(sign) else { continue };
                all.push(Names {
                    what: format!("`{whole}` parted after character {}", before.len()),
                    namespace: before.to_owned(),
                    account: account.to_owned(),
                });
            }
        }
    }
    let exchanged = |before: &str, after: &str| Names {
        what: format!("`{before}` and `{after}`, exchanged"),
        namespace: after.to_owned(),
        account: before.to_owned(),
    };
    all.extend(subject.cluster().associations().iter().take(7).map(|association| {
        exchanged(association.namespace().as_str(), association.service_account().as_str())
    }));
    all
}

fn near_long_names(values: &mut Values<'_>) -> Vec<Names> {
    let subject = values.subject();
    let (namespace, account) = (subject.pod().namespace(), subject.pod().service_account());
    let mut family = |name: &str| -> Vec<Sample> {
        let mut places = values.places(name.len());
        places.extend([48, 62, 100, 126, 200]);
        let mut samples = near::changed(name, places.iter().copied());
        samples.extend(near::cut_at(name, places.into_iter().step_by(3)));
        samples
    };
    let (namespaces, accounts) = (family(namespace), family(account));
    with(values, namespaces, accounts)
}

fn odd_names(values: &mut Values<'_>) -> Vec<Names> {
    let subject = values.subject();
    let around = |name: &str, skip: usize, alone: &[Sample]| -> Vec<Sample> {
        let texts = TEXTS.iter().skip(skip).step_by(6).enumerate();
        let extended =
            texts.filter_map(|(place, text)| near::extended(name, text).into_iter().cycle().nth(place + 1));
        let after = METACHARACTERS.iter().skip(skip).step_by(10).map(|sample| {
            let first: String = name.chars().take(2).collect();
            Sample::new(format!("its beginning and {}", sample.what()), format!("{first}{}", sample.text()))
        });
        extended.chain(after).chain(alone.iter().cloned()).collect()
    };
    // Patterns and queries stand first among them: all of those for the account, some of the rest.
    let (queries, others) = METACHARACTERS.split_at(16);
    let accounts: Vec<Sample> = queries.iter().chain(others.iter().step_by(3)).cloned().collect();
    let namespaces: Vec<Sample> = METACHARACTERS.iter().step_by(4).cloned().collect();
    let namespaces = around(subject.pod().namespace(), 0, &namespaces);
    let accounts = around(subject.pod().service_account(), 3, &accounts);
    with(values, namespaces, accounts)
}
