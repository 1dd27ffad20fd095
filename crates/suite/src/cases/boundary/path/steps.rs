//! Paths whose steps some servers turn into the operation's: empty ones, dots, escapes, parameters.

use super::{FIRST, LAST, Path, listed, path};
use crate::stage::Stage;

pub(super) fn empty_steps(_: &mut Stage, cluster: &str) -> Vec<Path> {
    listed([
        ("two slashes first", format!("//{FIRST}/{cluster}/{LAST}")),
        ("three slashes first", format!("///{FIRST}/{cluster}/{LAST}")),
        ("two slashes before the cluster", format!("/{FIRST}//{cluster}/{LAST}")),
        ("two slashes after the cluster", format!("/{FIRST}/{cluster}//{LAST}")),
        ("two slashes everywhere", format!("//{FIRST}//{cluster}//{LAST}")),
        ("nine slashes before the cluster", format!("/{FIRST}/////////{cluster}/{LAST}")),
    ])
}

pub(super) fn dot_segments(_: &mut Stage, cluster: &str) -> Vec<Path> {
    listed([
        ("`.` first", format!("/./{FIRST}/{cluster}/{LAST}")),
        ("`.` before the cluster", format!("/{FIRST}/./{cluster}/{LAST}")),
        ("`.` after the cluster", format!("/{FIRST}/{cluster}/./{LAST}")),
        ("`..` first", format!("/../{FIRST}/{cluster}/{LAST}")),
        ("a step and `..` first", format!("/a/../{FIRST}/{cluster}/{LAST}")),
        ("a step and `..` before the cluster", format!("/{FIRST}/a/../{cluster}/{LAST}")),
        ("a step and `..` after the cluster", format!("/{FIRST}/{cluster}/a/../{LAST}")),
        ("a step and `..` at the end", format!("/{FIRST}/{cluster}/{LAST}/a/..")),
        ("`.` encoded", format!("/{FIRST}/%2E/{cluster}/{LAST}")),
        ("`..` encoded", format!("/{FIRST}/a/%2e%2e/{cluster}/{LAST}")),
        ("`..` half encoded", format!("/{FIRST}/a/.%2E/{cluster}/{LAST}")),
        ("`..` encoded twice", format!("/{FIRST}/a/%252e%252e/{cluster}/{LAST}")),
        ("`..` with a parameter", format!("/{FIRST}/a/..;/{cluster}/{LAST}")),
        ("`...`", format!("/{FIRST}/.../{cluster}/{LAST}")),
        ("`.` for the cluster", path(FIRST, ".", LAST)),
        ("`..` for the cluster", path(FIRST, "..", LAST)),
        ("`..` for the cluster, encoded", path(FIRST, "%2E%2E", LAST)),
        ("twenty `..`", format!("{}/{FIRST}/{cluster}/{LAST}", "/..".repeat(20))),
    ])
}

pub(super) fn encoded_slashes(_: &mut Stage, cluster: &str) -> Vec<Path> {
    listed([
        ("the one before the cluster", format!("/{FIRST}%2F{cluster}/{LAST}")),
        ("the one after the cluster", format!("/{FIRST}/{cluster}%2f{LAST}")),
        ("both", format!("/{FIRST}%2F{cluster}%2F{LAST}")),
        ("all", format!("/%2F{FIRST}%2F{cluster}%2F{LAST}")),
        ("a further one before the cluster", format!("/{FIRST}/%2F{cluster}/{LAST}")),
        ("a further one after the cluster", format!("/{FIRST}/{cluster}%2F/{LAST}")),
        ("encoded twice", format!("/{FIRST}%252F{cluster}/{LAST}")),
        ("a backslash for it", format!("/{FIRST}%5C{cluster}/{LAST}")),
        ("a further backslash before the cluster", format!("/{FIRST}/%5C{cluster}/{LAST}")),
        ("a further backslash after the cluster", format!("/{FIRST}/{cluster}%5C/{LAST}")),
        ("a slash of two bytes for it", format!("/{FIRST}%C0%AF{cluster}/{LAST}")),
        ("a slash of full width for it", format!("/{FIRST}%EF%BC%8F{cluster}/{LAST}")),
    ])
}

pub(super) fn encoded_letters(stage: &mut Stage, cluster: &str) -> Vec<Path> {
    let all = |word: &str| word.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    let one = |word: &str, at: usize| {
        let code = word.as_bytes().get(at).copied().unwrap_or_default();
        format!("{}%{code:02x}{}", &word[..at], &word[at + 1..])
    };
    let mut paths = listed([
        ("the first word", path(&all(FIRST), cluster, LAST)),
        ("the last word", path(FIRST, cluster, &all(LAST))),
        ("both words and the cluster", path(&all(FIRST), &all(cluster), &all(LAST))),
        ("the hyphens of the last word", path(FIRST, cluster, &LAST.replace('-', "%2D"))),
    ]);
    for at in [0, FIRST.len() - 1, stage.draw(FIRST.len())] {
        paths.push((format!("letter {} of the first word", at + 1), path(&one(FIRST, at), cluster, LAST)));
    }
    for at in [0, LAST.len() - 1, stage.draw(LAST.len())] {
        paths.push((format!("letter {} of the last word", at + 1), path(FIRST, cluster, &one(LAST, at))));
    }
    paths
}

pub(super) fn parameters(_: &mut Stage, cluster: &str) -> Vec<Path> {
    listed([
        ("the first word", format!("/{FIRST};a=b/{cluster}/{LAST}")),
        ("the cluster", format!("/{FIRST}/{cluster};a=b/{LAST}")),
        ("the cluster, without a value", format!("/{FIRST}/{cluster};a/{LAST}")),
        ("the cluster, without a name", format!("/{FIRST}/{cluster};/{LAST}")),
        ("the last word", format!("/{FIRST}/{cluster}/{LAST};a=b")),
        ("the last word, a session of Java", format!("/{FIRST}/{cluster}/{LAST};jsessionid=0A1B2C")),
        ("every one", format!("/{FIRST};a/{cluster};b/{LAST};c")),
        ("an empty step", format!("/;/{FIRST}/{cluster}/{LAST}")),
    ])
}
