//! Known names in other spellings that mean the same: percent-encoding.

use super::segments;
use crate::Area::Cluster;
use crate::expect::Expect::Granted;
use crate::situation::{Situation, Value, sweep};

pub(super) fn situations() -> Vec<Situation> {
    let letters = segments(
        "boundary.cluster.encoded-letter",
        "one letter of the cluster name is percent-encoded",
        |_, name| {
            let places = name.bytes().enumerate();
            let mut values: Vec<_> = places
                .flat_map(|(at, byte)| {
                    [format!("%{byte:02X}"), format!("%{byte:02x}")].map(|escape| {
                        let segment = format!("{}{escape}{}", &name[..at], &name[at + 1..]);
                        (format!("`{escape}` for its letter {}", at + 1), segment)
                    })
                })
                .collect();
            // Most letters have no hexadecimal digit that could be written in two ways.
            values.dedup();
            values
        },
    );
    let names = sweep(
        Cluster,
        "boundary.cluster.encoded-name",
        "every character of the cluster name is percent-encoded",
        |stage, _| {
            let mut subjects: Vec<_> = stage.subjects().collect();
            subjects.dedup_by_key(|subject| subject.cluster().name().clone());
            let mut values = Vec::new();
            for subject in subjects {
                let plain = stage.plain(&subject);
                let bytes = || plain.cluster().bytes();
                let capitals: String = bytes().map(|byte| format!("%{byte:02X}")).collect();
                let small: String = bytes().map(|byte| format!("%{byte:02x}")).collect();
                for (digits, segment) in [("capital", capitals), ("small", small)] {
                    let what = format!("`{}` in {digits} hexadecimal digits", plain.cluster());
                    values
                        .push(Value::new(what, plain.clone().cluster_segment(&segment)).of(subject.clone()));
                }
            }
            values
        },
    );
    [letters, names].map(|row| row.expect("CLU-004", Granted)).into()
}
