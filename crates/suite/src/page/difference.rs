//! What differs between what was expected and what was observed, word by word.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use crate::report::terminal::printable;

/// Texts that have fewer of a hundred words in common are no versions of each other, and marks would only clutter them.
const ALIKE: usize = 40;
/// Longer texts are not compared: nobody reads the marks, and comparing takes long.
const LONGEST: usize = 4_000;

/// Both texts with the words marked that the other has not, where they are alike.
pub(crate) fn marked(expected: &str, observed: &str) -> (Markup, Markup) {
    let (expected, observed) = (printable(expected), printable(observed));
    let plain = || (html! { (expected) }, html! { (observed) });
    if expected.len().max(observed.len()) > LONGEST || expected == observed {
        return plain();
    }
    let diff = TextDiff::from_words(&expected, &observed);
    let words = |tag: ChangeTag| {
        let changes = diff.iter_all_changes().filter(|change| change.tag() == tag);
        changes.filter(|change| !change.value().trim().is_empty()).count()
    };
    // A word that both have counts in both.
    let shared = 2 * words(ChangeTag::Equal);
    if 100 * shared < ALIKE * (shared + words(ChangeTag::Delete) + words(ChangeTag::Insert)) {
        return plain();
    }
    let side = |own: ChangeTag| {
        let mut parts: Vec<(bool, String)> = Vec::new();
        for change in diff.iter_all_changes() {
            if change.tag() != ChangeTag::Equal && change.tag() != own {
                continue;
            }
            let differs = change.tag() == own;
            match parts.last_mut() {
                Some((last, text)) if *last == differs => text.push_str(change.value()),
                _ => parts.push((differs, change.value().to_owned())),
            }
        }
        parts
    };
    let expected = html! {
        @for (differs, text) in side(ChangeTag::Delete) {
            @if differs { del { span class="unseen" { "[not observed: " } (text) span class="unseen" { "]" } } }
            @else { (text) }
        }
    };
    let observed = html! {
        @for (differs, text) in side(ChangeTag::Insert) {
            @if differs { ins { span class="unseen" { "[not expected: " } (text) span class="unseen" { "]" } } }
            @else { (text) }
        }
    };
    (expected, observed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(expected: &str, observed: &str) -> (String, String) {
        let (expected, observed) = marked(expected, observed);
        (expected.into_string(), observed.into_string())
    }

    #[test]
    fn words_that_differ_are_marked_in_both() {
        let (expected, observed) = both("audience of the pod is right", "audience of the pod is <b>");
        assert!(
            expected.starts_with("audience of the pod is <del>") && expected.contains("right"),
            "{expected}"
        );
        assert!(
            observed.starts_with("audience of the pod is <ins>") && observed.contains("&lt;b&gt;"),
            "{observed}"
        );
    }

    #[test]
    fn texts_with_nothing_in_common_are_left_alone() {
        let same = |text: &str| text.to_owned();
        assert_eq!(
            both("every member is there", "a b c d"),
            (same("every member is there"), same("a b c d"))
        );
        assert_eq!(both("granted", "400 BadRequest"), (same("granted"), same("400 BadRequest")));
    }

    #[test]
    fn control_characters_are_shown() {
        assert_eq!(both("a", "b\u{202e}").1, "b\\u{202e}");
    }
}
