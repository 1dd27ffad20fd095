//! Whom tokens name: pods and nodes of every length and shape, and service accounts that nobody associated.

use eks_auth_world::Cluster;

use super::names::{in_labels, near, odd};
use super::{Raw, many_lengths};
use crate::judge::Subject;
use crate::search::edit::{Edit, PersonEdit};

/// Names that Kubernetes allows and that something may take for more.
const NAMES: &[&str] = &[
    "0",
    "1e5",
    "0x1f",
    "null",
    "true",
    "undefined",
    "nan",
    "a-0",
    "a--b",
    "a---------b",
    "nine-char-at-ten",
    "ten-chars--at-eleven",
    "ninechar.at.ten",
    "ten-chars.at-eleven",
    "a.b",
    "a.b.c.d.e.f.g.h.i.j",
    "0.0.0.0",
    "127.0.0.1",
    "eks",
    "eks-eks-eks",
    "conformance",
    "default",
    "kube-system",
    "ledger",
    "payments",
    "xn--nxasmq6b",
    "con",
    "nul",
    "00000000-0000-0000-0000-000000000000",
    "0b1f2c3d-1111-4222-8333-444455556666",
    "aroaconformance00001",
    "select",
    "coredns-5d78c9869d-2xkqp",
    "web-0",
    "web-10",
    "cronjob-28391040-abcde",
    "ip-10-0-0-1",
    "localhost",
    "constructor",
];

/// UUIDs of every version, and what is none.
const UIDS: &[&str] = &[
    "c232ab00-9414-11ec-b3c8-9f6bdeced846",
    "5df41881-3aed-3515-88a7-2f4a814cf09e",
    "919108f7-52d1-4320-9bac-f847db4148a8",
    "2ed6657d-e927-568b-95e1-2665a8aea6a2",
    "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
    "00000000-0000-4000-8000-000000000000",
    "ffffffff-ffff-4fff-bfff-ffffffffffff",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "919108F7-52D1-4320-9BAC-F847DB4148A8",
    "{919108f7-52d1-4320-9bac-f847db4148a8}",
    "urn:uuid:919108f7-52d1-4320-9bac-f847db4148a8",
    "919108f752d143209bacf847db4148a8",
    "",
];

pub(super) fn walks(subject: &Subject) -> Vec<Raw> {
    let names = || {
        let lengths = many_lengths(253, 1_024);
        let plain = lengths.iter().map(|length| "p".repeat(*length)).collect::<Vec<_>>();
        let labels = lengths.into_iter().flat_map(|length| [10, 63].map(|label| in_labels(length, label)));
        let odd = odd().map(|text| format!("p{text}p"));
        plain.into_iter().chain(labels).chain(NAMES.iter().map(|name| (*name).to_owned())).chain(odd)
    };
    let uids = || {
        let plain = UIDS.iter().map(|uid| (*uid).to_owned());
        plain
            .chain(many_lengths(40, 257).into_iter().map(|length| "u".repeat(length)))
            .chain(odd().map(str::to_owned))
    };
    let of = |weight, edits: Vec<PersonEdit>| (weight, edits.into_iter().map(Edit::Person).collect());
    vec![
        of(6, names().map(PersonEdit::PodName).collect()),
        of(3, names().map(PersonEdit::NodeName).collect()),
        of(2, uids().map(PersonEdit::PodUid).collect()),
        of(1, uids().map(PersonEdit::NodeUid).collect()),
        of(1, uids().map(PersonEdit::AccountUid).collect()),
        of(6, strangers(subject)),
    ]
}

/// Service accounts that are nearly associated ones, or made of the parts of several.
fn strangers(subject: &Subject) -> Vec<PersonEdit> {
    let with = |namespace: &str, account: &str| PersonEdit::Unassociated {
        namespace: namespace.to_owned(),
        account: account.to_owned(),
    };
    let (own, own_account) = (subject.pod().namespace(), subject.pod().service_account());
    let mut all: Vec<PersonEdit> = near(own_account).iter().map(|account| with(own, account)).collect();
    all.extend(near(own).iter().map(|namespace| with(namespace, own_account)));
    let everybody = || subject.world().clusters().iter().flat_map(Cluster::associations);
    for one in everybody() {
        for other in everybody() {
            all.push(with(one.namespace().as_str(), other.service_account().as_str()));
            all.push(with(one.service_account().as_str(), other.namespace().as_str()));
        }
    }
    all.extend(subject.world().unassociated().map(|(namespace, account)| with(namespace, account)));
    for sign in ["", "-", ".", ":", "/", "_"] {
        let whole = format!("{own}{sign}{own_account}");
        let places = (0..=whole.len()).filter(|at| whole.is_char_boundary(*at));
        all.extend(places.map(|at| with(&whole[..at], &whole[at..])));
    }
    all.retain(|edit| match edit {
        PersonEdit::Unassociated { namespace, account } => {
            subject.cluster().association(namespace, account).is_none()
        }
        _ => true,
    });
    all
}
