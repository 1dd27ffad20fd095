//! The pod and its node: names of every length and shape that Kubernetes allows, and uids.

use eks_auth_world::Pod;
use eks_auth_world::boundary::{METACHARACTERS, TEXTS, lengths};

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Either, Granted};
use crate::situation::Situation;

/// Names that Kubernetes allows and that something may take for more than a name.
const NAMES: &[&str] = &[
    "0",
    "0123456789",
    "1e5",
    "0x1f",
    "null",
    "true",
    "undefined",
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
    "eks",
    "eks-eks-eks",
    "conformance",
    "ledger",
    "xn--nxasmq6b",
    "0b1f2c3d-1111-4222-8333-444455556666",
    "00000000-0000-0000-0000-000000000000",
    "aroaconformance00001",
];

/// UUIDs of the versions that are in use (RFC 9562).
const UUIDS: &[(&str, &str)] = &[
    ("of version 1", "c232ab00-9414-11ec-b3c8-9f6bdeced846"),
    ("of version 3", "5df41881-3aed-3515-88a7-2f4a814cf09e"),
    ("of version 4", "919108f7-52d1-4320-9bac-f847db4148a8"),
    ("of version 5", "2ed6657d-e927-568b-95e1-2665a8aea6a2"),
    ("of version 7", "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"),
];

/// What is no UUID, or an odd one.
const UIDS: &[(&str, &str)] = &[
    ("the nil UUID", "00000000-0000-0000-0000-000000000000"),
    ("the last UUID", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    ("a UUID in capitals", "919108F7-52D1-4320-9BAC-F847DB4148A8"),
    ("a UUID in braces", "{919108f7-52d1-4320-9bac-f847db4148a8}"),
    ("a UUID as a URN", "urn:uuid:919108f7-52d1-4320-9bac-f847db4148a8"),
    ("a UUID without hyphens", "919108f752d143209bacf847db4148a8"),
    ("a UUID with a letter after f", "919108f7-52d1-4320-9bac-f847db4148ag"),
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.pod.length", "the names of pod and node are of every length", |values| {
            for length in values.some_of(lengths(1..=253), 2).into_iter().chain([10, 11, 63, 64, 253]) {
                match length % 2 {
                    1 => values.named(format!("{length} characters"), &"p".repeat(length)),
                    _ => values.named(format!("{length} characters in labels"), &in_labels(length)),
                }
            }
        })
        .expect("TOK-001", Granted)
        .in_full(),
        tokens(Claims, "boundary.pod.shape", "the names of pod and node are of many shapes", |values| {
            for name in NAMES {
                values.named(format!("`{name}`"), name);
            }
            for _ in 0..4 {
                let (what, name) = drawn(values);
                values.named(what, &name);
            }
        })
        .expect("TOK-001", Granted)
        .in_full(),
        tokens(
            Claims,
            "boundary.pod.illegal",
            "the names of pod and node are none of Kubernetes'",
            |values| {
                for length in [254, 255, 256, 1_024] {
                    values.named(format!("{length} characters"), &"p".repeat(length));
                }
                let odd = values.some_of(TEXTS.iter().chain(METACHARACTERS), 9);
                for sample in odd {
                    values.named(
                        format!("names with {} in them", sample.what()),
                        &format!("p{}p", sample.text()),
                    );
                }
            },
        )
        .expect("TOK-021", Either),
        tokens(Claims, "boundary.uid.uuid", "uids are UUIDs of many versions", |values| {
            for (what, uid) in UUIDS {
                values.with_uids(*what, uid);
            }
        })
        .expect("TOK-001", Granted)
        .in_full(),
        tokens(Claims, "boundary.uid.other", "uids are no UUIDs, or odd ones", |values| {
            for (what, uid) in UIDS {
                values.with_uids(*what, uid);
            }
            for length in [1, 35, 37, 65, 256, 257] {
                values.with_uids(format!("{length} characters"), &"u".repeat(length));
            }
            for sample in values.some_of(TEXTS, 20) {
                values.with_uids(sample.what(), sample.text());
            }
        })
        .expect("TOK-021", Either),
    ]
}

impl Values<'_> {
    /// A pod of this name on a node of this name.
    fn named(&mut self, what: impl Into<String>, name: &str) {
        let pod = self.usual_pod().with_name(name);
        let node_uid = pod.node_uid().to_owned();
        self.of_pod(what, pod.with_node(name, &node_uid));
    }

    fn with_uids(&mut self, what: impl Into<String>, uid: &str) {
        let pod = self.usual_pod();
        let node = pod.node_name().to_owned();
        self.of_pod(what, pod.with_uid(uid).with_service_account_uid(uid).with_node(&node, uid));
    }

    fn usual_pod(&self) -> Pod {
        self.subject().pod().clone()
    }
}

/// A name of this length in labels of at most ten characters.
fn in_labels(length: usize) -> String {
    let last = length.saturating_sub(1);
    (0..length).map(|place| if place % 11 == 10 && place < last { '.' } else { 'p' }).collect()
}

/// A legal name that the seed decides.
fn drawn(values: &mut Values<'_>) -> (String, String) {
    const INNER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789-";
    let length = 2 + values.draw(60);
    let letters = |values: &mut Values<'_>, count: usize, set: &[u8]| -> String {
        (0..count).map(|_| char::from(set.get(values.draw(set.len())).copied().unwrap_or(b'a'))).collect()
    };
    let (ends, inner) = (INNER.get(..36).unwrap_or(INNER), INNER);
    let name = letters(values, 1, ends) + &letters(values, length - 2, inner) + &letters(values, 1, ends);
    (format!("`{name}`"), name)
}
