//! The table's patterns as data agree with the patterns as their sources write them.

use eks_auth_protocol::constraint::{self, Constraint, Kind};
use eks_auth_protocol::strategies;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use regex::Regex;

/// The source's pattern, anchored; `\w` and `\d` are ASCII to AWS and more than that to the regex crate.
fn documented_pattern(row: &Constraint) -> Option<Regex> {
    let pattern = row.pattern()?.regex().replace(r"\w", "0-9A-Za-z_").replace(r"\d", "[0-9]");
    Some(Regex::new(&format!(r"\A(?:{pattern})\z")).unwrap())
}

/// What the table should say of a text, by another way.
fn allowed(row: &Constraint, text: &str) -> bool {
    match row.kind() {
        Kind::Text { shortest, longest, .. } => {
            let length = text.chars().count();
            let fits = length >= shortest && longest.is_none_or(|longest| length <= longest);
            fits && documented_pattern(row).unwrap().is_match(text)
        }
        Kind::Seconds { least, most } => {
            text.parse::<u64>().is_ok_and(|seconds| (least..=most).contains(&seconds))
        }
        _ => false,
    }
}

fn row() -> impl Strategy<Value = &'static Constraint> {
    select(constraint::ALL)
}

fn row_and_text() -> impl Strategy<Value = (&'static Constraint, String)> {
    row().prop_flat_map(|row| (Just(row), strategies::text(row)))
}

proptest! {
    #[test]
    fn drawn_texts_are_allowed((row, text) in row_and_text()) {
        prop_assert!(row.check(&text).is_ok(), "{}: {:?}", row.member(), row.check(&text));
        prop_assert!(allowed(row, &text), "{}: {text}", row.member());
    }

    #[test]
    fn near_misses_are_judged_as_the_pattern_judges_them(
        (row, text) in row_and_text(),
        place in any::<Index>(),
        other in prop_oneof![
            select(vec!["", "-", "_", ".", "..", "/", ":", "=", "+", "@", " ", "\n", "\0", "A", "z", "0", "é", "٣"])
                .prop_map(String::from),
            any::<char>().prop_map(String::from),
        ],
        replaced in 0..=2_usize,
    ) {
        let mut characters: Vec<char> = text.chars().collect();
        let start = place.index(characters.len() + 1);
        let end = characters.len().min(start + replaced);
        characters.splice(start..end, other.chars());
        let text: String = characters.into_iter().collect();
        prop_assert_eq!(row.check(&text).is_ok(), allowed(row, &text), "{}: {:?}", row.member(), text);
    }

    #[test]
    fn any_text_is_judged_as_the_pattern_judges_it(row in row(), text in strategies::any_text()) {
        prop_assert_eq!(row.check(&text).is_ok(), allowed(row, &text), "{}: {:?}", row.member(), text);
    }
}

#[test]
fn members_stand_once() {
    for (index, row) in constraint::ALL.iter().enumerate() {
        let again = constraint::ALL.iter().skip(index + 1).find(|other| other.member() == row.member());
        assert!(again.is_none(), "{} stands twice", row.member());
        assert!(!row.source().reference().is_empty(), "{} has no source", row.member());
    }
}
