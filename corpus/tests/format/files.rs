//! Every example has a name in form, bytes of its own, and one line in the index of its kind.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use eks_auth_corpus::{Entry, Kind, Settings, Verdict, entries};

fn all() -> Vec<Entry> {
    Kind::ALL.into_iter().flat_map(|kind| entries(kind).expect("a readable corpus")).collect()
}

/// `<member>-<twist>.<extension>`: at least two words of lower-case letters and digits, joined by hyphens.
fn in_form(entry: &Entry) -> bool {
    let Some((stem, extension)) = entry.name().split_once('.') else { return false };
    let extensions: &[&str] = match entry.kind() {
        Kind::Token => &["jwt"],
        Kind::Request => &["json", "http"],
        Kind::Response => &["json", "http"],
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
            Kind::Request => assert!(message.target().is_some(), "{entry} has no request line"),
            _ => assert!(message.status().is_some(), "{entry} has no status line"),
        }
        let length =
            message.headers().iter().find(|(name, _)| *name == "Content-Length").map(|(_, value)| *value);
        assert_eq!(length, Some(message.body().len().to_string().as_str()), "{entry}: Content-Length");
    }
}

/// The loader finds a line for each file; here, a file for each line, and the form that is easy to append to.
#[test]
fn every_line_has_a_file_and_its_place() {
    for kind in Kind::ALL {
        let path = kind.folder().join("entries.json");
        let text = fs::read_to_string(&path).expect("the index is readable");
        let lines: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("  \"")).collect();
        let named: Vec<_> =
            lines.iter().filter_map(|line| line.split_once("\": {")).map(|(name, _)| name).collect();
        assert!(named.is_sorted(), "{}: the lines are not in the order of their names", path.display());
        let mut present: Vec<_> = entries(kind)
            .expect("a readable corpus")
            .iter()
            .map(|entry| format!("{}/{}", entry.verdict(), entry.name()))
            .collect();
        present.sort();
        // Read as text, so that a name that is written twice is seen as well.
        assert_eq!(named, present, "{}: one line for each file", path.display());
    }
}

#[test]
fn every_setting_is_used() {
    let used: BTreeSet<_> =
        all().iter().filter_map(|entry| Some(entry.setting()?.name().to_owned())).collect();
    let known = Settings::read().expect("readable settings");
    let known: BTreeSet<_> = known.iter().map(|setting| setting.name().to_owned()).collect();
    assert_eq!(used, known);
}
