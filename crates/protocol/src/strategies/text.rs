//! Texts that keep to a row of the constraint table.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::constraint::{CharSet, Constraint, Kind, Shape};

/// How much longer than its least length a text without a greatest length gets.
const UNBOUNDED: usize = 64;

/// Texts that keep to a row of the table: one for every length that it allows, and durations as their digits.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{constraint, strategies};
/// use proptest::prelude::*;
///
/// proptest!(|(text in strategies::text(&constraint::NAMESPACE))| {
///     prop_assert!(constraint::NAMESPACE.check(&text).is_ok());
/// });
/// ```
pub fn text(row: &Constraint) -> BoxedStrategy<String> {
    match row.kind() {
        Kind::Seconds { least, most } => (least..=most).prop_map(|seconds| seconds.to_string()).boxed(),
        Kind::Text { shortest, longest, pattern } => {
            let longest = longest.unwrap_or(shortest + UNBOUNDED);
            match pattern.shape() {
                Shape::Word { first, rest, last } => word(first, rest, last, shortest, longest),
                Shape::Joined { separator, count: Some(count), first, rest, last } => {
                    vec(word(first, rest, last, 1, longest), count)
                        .prop_map(move |words| words.join(&separator.to_string()))
                        .boxed()
                }
                Shape::Joined { separator, count: None, first, rest, last } => {
                    let words = vec(word(first, rest, last, 1, longest), 1..=4);
                    words
                        .prop_map(move |words| cut(&words.join(&separator.to_string()), last, longest))
                        .boxed()
                }
                Shape::Path(inner) => prop_oneof![
                    1 => Just("/".to_owned()),
                    4 => characters(inner, 1, longest - 2).prop_map(|inner| format!("/{inner}/")),
                ]
                .boxed(),
            }
        }
    }
}

/// Any string at all, of up to 32 characters.
pub fn any_text() -> impl Strategy<Value = String> + Clone {
    vec(any::<char>(), 0..=32).prop_map(String::from_iter)
}

fn word(
    first: CharSet,
    rest: CharSet,
    last: CharSet,
    shortest: usize,
    longest: usize,
) -> BoxedStrategy<String> {
    let both = members(first).into_iter().filter(|&character| last.contains(character)).collect::<Vec<_>>();
    let one = select(both).prop_map(String::from);
    if longest < 2 {
        return one.boxed();
    }
    let more = (one_of(first), characters(rest, shortest.saturating_sub(2), longest - 2), one_of(last))
        .prop_map(|(first, rest, last)| format!("{first}{rest}{last}"));
    if shortest > 1 { more.boxed() } else { prop_oneof![1 => one, 9 => more].boxed() }
}

/// Between `shortest` and `longest` characters of a set, often as few or as many as may be.
fn characters(set: CharSet, shortest: usize, longest: usize) -> BoxedStrategy<String> {
    let few = longest.min(shortest + 16);
    prop_oneof![
        6 => vec(one_of(set), shortest..=few),
        1 => vec(one_of(set), shortest),
        1 => vec(one_of(set), longest),
        1 => vec(one_of(set), shortest..=longest),
    ]
    .prop_map(String::from_iter)
    .boxed()
}

fn one_of(set: CharSet) -> impl Strategy<Value = char> + Clone {
    select(members(set))
}

fn members(set: CharSet) -> Vec<char> {
    set.ranges().iter().flat_map(|&(low, high)| low..=high).collect()
}

/// The longest beginning of a text that is no longer than `longest` and ends as it may.
fn cut(text: &str, last: CharSet, longest: usize) -> String {
    let beginning: String = text.chars().take(longest).collect();
    beginning.trim_end_matches(|character| !last.contains(character)).to_owned()
}
