//! The near misses of a text: what a comparison that is a little wrong takes for it.
//!
//! Each function makes a family of them, none equal to the text. Positions are counted in characters, from 1 in the words
//! and from 0 in arguments; a position that the text lacks makes nothing.
//!
//! # Example
//!
//! ```
//! use eks_auth_world::boundary::near;
//!
//! let cut: Vec<String> = near::cut("abc").into_iter().map(|sample| sample.text().to_owned()).collect();
//! assert_eq!(cut, ["", "a", "ab", "bc", "c"]);
//! assert!(near::letter_cases("abc").iter().any(|sample| sample.text() == "ABC"));
//! ```

use std::collections::HashSet;

use super::Sample;

/// The text without its end from each position on, and without its beginning up to each.
#[must_use]
pub fn cut(text: &str) -> Vec<Sample> {
    cut_at(text, 0..text.chars().count())
}

/// The text without its end, and without its beginning, cut at each of these positions.
pub fn cut_at(text: &str, positions: impl IntoIterator<Item = usize>) -> Vec<Sample> {
    let length = text.chars().count();
    let positions: Vec<usize> = positions.into_iter().filter(|at| *at < length).collect();
    let heads = positions.iter().map(|at| Sample::new(first(*at), take(text, *at)));
    let tails = positions
        .iter()
        .map(|at| Sample::new(format!("it without its first {}", characters(*at)), skip(text, *at)));
    others(text, heads.chain(tails))
}

/// The text without one character, at each of these positions.
pub fn without(text: &str, positions: impl IntoIterator<Item = usize>) -> Vec<Sample> {
    made(text, positions, |at| {
        (format!("it without its character {}", at + 1), take(text, at) + &skip(text, at + 1))
    })
}

/// The text with one character twice, at each of these positions.
pub fn doubled(text: &str, positions: impl IntoIterator<Item = usize>) -> Vec<Sample> {
    made(text, positions, |at| {
        (format!("it with its character {} twice", at + 1), take(text, at + 1) + &skip(text, at))
    })
}

/// The text with another character, at each of these positions: the next letter or digit where it is one, else an `x`.
pub fn changed(text: &str, positions: impl IntoIterator<Item = usize>) -> Vec<Sample> {
    made(text, positions, |at| {
        let character = text.chars().nth(at).unwrap_or_default();
        let other = match character {
            'a'..='y' | 'A'..='Y' | '0'..='8' => char::from_u32(u32::from(character) + 1).unwrap_or('x'),
            'z' => 'a',
            'Z' => 'A',
            '9' => '0',
            _ => 'x',
        };
        let text = format!("{}{other}{}", take(text, at), skip(text, at + 1));
        (format!("it with another character {}", at + 1), text)
    })
}

/// The text with two neighbours exchanged, at each of these positions and the one after.
pub fn exchanged(text: &str, positions: impl IntoIterator<Item = usize>) -> Vec<Sample> {
    let length = text.chars().count();
    made(text, positions.into_iter().filter(|at| at + 1 < length), |at| {
        let pair: String = skip(text, at).chars().take(2).collect::<Vec<_>>().into_iter().rev().collect();
        let what = format!("it with its characters {} and {} exchanged", at + 1, at + 2);
        (what, take(text, at) + &pair + &skip(text, at + 2))
    })
}

/// The text with something before it, after it, and in its middle.
#[must_use]
pub fn extended(text: &str, with: &Sample) -> Vec<Sample> {
    let middle = text.chars().count() / 2;
    let (what, added) = (with.what(), with.text());
    let all = [
        Sample::new(format!("it with {what} before it"), format!("{added}{text}")),
        Sample::new(format!("it with {what} after it"), format!("{text}{added}")),
        Sample::new(
            format!("it with {what} in its middle"),
            format!("{}{added}{}", take(text, middle), skip(text, middle)),
        ),
    ];
    others(text, all)
}

/// The text in other letter case: all capitals, all small, each first letter, by turns, and each letter by itself.
#[must_use]
pub fn letter_cases(text: &str) -> Vec<Sample> {
    let by_turns = text.chars().enumerate().map(|(at, letter)| match at % 2 {
        0 => letter.to_ascii_uppercase(),
        _ => letter.to_ascii_lowercase(),
    });
    let mut all = vec![
        Sample::new("it in capitals", text.to_ascii_uppercase()),
        Sample::new("it in small letters", text.to_ascii_lowercase()),
        Sample::new("it in capitals and small letters by turns", by_turns.collect::<String>()),
    ];
    all.extend(text.char_indices().filter(|(_, letter)| letter.is_ascii_alphabetic()).enumerate().map(
        |(at, (start, letter))| {
            let swapped = match letter.is_ascii_uppercase() {
                true => letter.to_ascii_lowercase(),
                false => letter.to_ascii_uppercase(),
            };
            let (before, after) = text.split_at(start);
            let what = format!("it with its letter {} in the other case", at + 1);
            Sample::new(what, format!("{before}{swapped}{}", skip(after, 1)))
        },
    ));
    others(text, all)
}

/// The text with one letter replaced by one that looks like it, or that folding or normalization turns into it: each pair
/// that the text allows, at the letter's first place.
#[must_use]
pub fn look_alikes(text: &str) -> Vec<Sample> {
    let pairs = LOOK_ALIKES.iter().filter(|(letter, ..)| text.contains(*letter));
    let all = pairs.map(|(letter, other, kind)| {
        Sample::new(format!("it with {kind} for its first `{letter}`"), text.replacen(*letter, other, 1))
    });
    others(text, all)
}

/// Letters, what can be taken for them, and its kind in words.
const LOOK_ALIKES: &[(char, &str, &str)] = &[
    ('a', "\u{430}", "a Cyrillic letter"),
    ('c', "\u{441}", "a Cyrillic letter"),
    ('d', "\u{501}", "a Cyrillic letter"),
    ('e', "\u{435}", "a Cyrillic letter"),
    ('g', "\u{261}", "a phonetic letter"),
    ('i', "\u{456}", "a Cyrillic letter"),
    ('i', "\u{131}", "an i without a dot"),
    ('i', "\u{130}", "a capital I with a dot"),
    ('k', "\u{212a}", "a sign for Kelvin"),
    ('l', "\u{4cf}", "a Cyrillic letter"),
    ('l', "I", "a capital I"),
    ('l', "1", "a digit"),
    ('m', "\u{ff4d}", "a full-width letter"),
    ('n', "\u{578}", "an Armenian letter"),
    ('o', "\u{43e}", "a Cyrillic letter"),
    ('o', "0", "a digit"),
    ('p', "\u{440}", "a Cyrillic letter"),
    ('r', "\u{1d42b}", "a mathematical letter"),
    ('s', "\u{455}", "a Cyrillic letter"),
    ('s', "\u{17f}", "a long s"),
    ('t', "\u{ff54}", "a full-width letter"),
    ('y', "\u{443}", "a Cyrillic letter"),
    ('0', "\u{ff10}", "a full-width digit"),
    ('1', "\u{661}", "an Arabic digit"),
    ('.', "\u{ff0e}", "a full-width dot"),
    ('.', "\u{3002}", "an ideographic dot"),
    ('-', "\u{2010}", "a typographic hyphen"),
    ('/', "\u{2215}", "a division sign"),
    (':', "\u{ff1a}", "a full-width colon"),
];

fn made(
    text: &str,
    positions: impl IntoIterator<Item = usize>,
    make: impl Fn(usize) -> (String, String),
) -> Vec<Sample> {
    let length = text.chars().count();
    let positions = positions.into_iter().filter(|at| *at < length);
    others(text, positions.map(make).map(|(what, text)| Sample::new(what, text)))
}

/// The samples that are not the text, each text once.
fn others(text: &str, samples: impl IntoIterator<Item = Sample>) -> Vec<Sample> {
    let mut seen = HashSet::from([text.to_owned()]);
    samples.into_iter().filter(|sample| seen.insert(sample.text().to_owned())).collect()
}

fn take(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

fn skip(text: &str, count: usize) -> String {
    text.chars().skip(count).collect()
}

fn first(count: usize) -> String {
    match count {
        0 => "empty".to_owned(),
        count => format!("its first {} alone", characters(count)),
    }
}

fn characters(count: usize) -> String {
    match count {
        1 => "character".to_owned(),
        count => format!("{count} characters"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(samples: Vec<Sample>) -> Vec<String> {
        samples.into_iter().map(|sample| sample.text().to_owned()).collect()
    }

    #[test]
    fn each_family_at_its_positions() {
        assert_eq!(texts(without("abc", [0, 2, 9])), ["bc", "ab"]);
        assert_eq!(texts(doubled("abc", [1])), ["abbc"]);
        assert_eq!(texts(changed("az9-", 0..4)), ["bz9-", "aa9-", "az0-", "az9x"]);
        assert_eq!(texts(exchanged("aab", 0..3)), ["aba"]);
        assert_eq!(texts(extended("ab", &Sample::new("a dot", "."))), [".ab", "ab.", "a.b"]);
        assert_eq!(texts(letter_cases("aB")), ["AB", "ab", "Ab"]);
    }

    #[test]
    fn nothing_is_the_text_itself() {
        for text in ["", "a", "aa", "é", "pods.eks.amazonaws.com", "system:serviceaccount:payments:ledger"] {
            let places = || 0..text.chars().count();
            let all = [
                cut(text),
                without(text, places()),
                doubled(text, places()),
                changed(text, places()),
                exchanged(text, places()),
                extended(text, &Sample::new("nothing", "")),
                letter_cases(text),
                look_alikes(text),
            ];
            assert!(all.iter().flatten().all(|sample| sample.text() != text), "{text}");
        }
    }

    #[test]
    fn look_alikes_differ_in_one_letter() {
        let near = look_alikes("payments");
        assert!(near.len() > 6);
        assert!(near.iter().all(|sample| sample.text().chars().count() == 8));
    }
}
