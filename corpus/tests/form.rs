//! Every example has a name in form, bytes of its own, and a reason with a source.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use eks_auth_corpus::{Entry, Kind, Verdict, entries};
use serde_json::Value;

fn all() -> Vec<Entry> {
    Kind::ALL.into_iter().flat_map(|kind| entries(kind).expect("a readable corpus")).collect()
}

/// `<member>-<twist>.<extension>`: at least two words of lower-case letters and digits, joined by hyphens.
fn in_form(entry: &Entry) -> bool {
    let Some((stem, extension)) = entry.name().split_once('.') else { return false };
    let extensions: &[&str] = match entry.kind() {
        Kind::Token => &["jwt"],
        Kind::Request => &["json", "http"],
        Kind::Response => &["json"],
        Kind::Error => &["http"],
    };
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    extensions.contains(&extension) && stem.contains('-') && stem.split('-').all(word)
}

#[test]
fn every_folder_has_examples() {
    for kind in Kind::ALL {
        let entries = entries(kind).expect("a readable corpus");
        for verdict in Verdict::ALL {
            let count = entries.iter().filter(|entry| entry.verdict() == verdict).count();
            assert!(count > 0, "{kind}/{verdict} is empty");
        }
    }
}

#[test]
fn every_name_is_in_form() {
    let odd: Vec<_> = all().iter().filter(|entry| !in_form(entry)).map(ToString::to_string).collect();
    assert!(odd.is_empty(), "not `<member>-<twist>.<extension>`: {odd:?}");
}

#[test]
fn no_name_has_two_verdicts() {
    let mut seen = BTreeSet::new();
    for entry in all() {
        assert!(seen.insert((entry.kind(), entry.name().to_owned())), "{entry} has a namesake");
    }
}

#[test]
fn no_bytes_occur_twice_in_a_kind() {
    let mut seen = BTreeMap::new();
    for entry in all() {
        let twin = seen.insert((entry.kind(), entry.bytes().to_vec()), entry.to_string());
        assert_eq!(twin, None, "{entry} has the same bytes");
    }
}

#[test]
fn whole_messages_split() {
    for entry in all().iter().filter(|entry| entry.name().ends_with(".http")) {
        let message = entry.message().unwrap_or_else(|| panic!("{entry} is no HTTP message"));
        match entry.kind() {
            Kind::Error => assert!(message.status().is_some(), "{entry} has no status line"),
            _ => assert!(message.target().is_some(), "{entry} has no request line"),
        }
        let length =
            message.headers().iter().find(|(name, _)| *name == "Content-Length").map(|(_, value)| *value);
        assert_eq!(length, Some(message.body().len().to_string().as_str()), "{entry}: Content-Length");
    }
}

#[test]
fn every_example_has_a_reason_and_every_reason_an_example() {
    for kind in Kind::ALL {
        let path = kind.folder().join("reasons.json");
        let text = fs::read_to_string(&path).expect("the reasons are readable");
        let reasons: Value = serde_json::from_str(&text).expect("the reasons are JSON");
        let reasons = reasons.as_object().expect("the reasons are an object");
        for (name, reason) in reasons {
            for member in ["why", "source"] {
                let said = reason.get(member).and_then(Value::as_str).unwrap_or_default();
                assert!(!said.trim().is_empty(), "{kind}/{name} has no `{member}`");
            }
        }
        let explained: BTreeSet<_> = reasons.keys().cloned().collect();
        let entries = entries(kind).expect("a readable corpus");
        let present: BTreeSet<_> =
            entries.iter().map(|entry| format!("{}/{}", entry.verdict(), entry.name())).collect();
        assert_eq!(explained, present, "{}", path.display());
        // A name that is written twice would hide one of the two reasons from the parser.
        for name in &present {
            assert_eq!(text.matches(&format!("  \"{name}\":")).count(), 1, "{name} in {}", path.display());
        }
    }
}
