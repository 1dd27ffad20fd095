//! The token as text: characters put in, taken out, changed or exchanged.

use base64_simd::forgiving_decode_to_vec;
use serde::{Deserialize, Serialize};

use super::{Meaning, shown, simpler};
use crate::situation::Kind;

/// An edit of the token's text. Places are counted in characters from 0; of a shorter token modulo its length, but for what is
/// put in, which then comes last.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TextEdit {
    /// This text is put in.
    Insert(usize, String),
    /// So many characters are taken out.
    Remove(usize, usize),
    /// The character becomes this one.
    Replace(usize, char),
    /// Two neighbours are exchanged.
    Exchange(usize),
    /// So many characters from there on are there twice.
    Double(usize, usize),
}

impl TextEdit {
    /// The text after the edit.
    pub(crate) fn apply(&self, token: &str) -> String {
        let letters: Vec<char> = token.chars().collect();
        let length = letters.len().max(1);
        let some = |from: usize, to: usize| -> String {
            letters.get(from.min(to)..to.min(letters.len())).unwrap_or_default().iter().collect()
        };
        let all = letters.len();
        match self {
            Self::Insert(at, text) => {
                let at = (*at).min(all);
                format!("{}{text}{}", some(0, at), some(at, all))
            }
            Self::Remove(at, count) => {
                let at = at % length;
                format!("{}{}", some(0, at), some((at + count).min(all), all))
            }
            Self::Replace(at, letter) => {
                let at = at % length;
                format!("{}{letter}{}", some(0, at), some(at + 1, all))
            }
            Self::Exchange(at) => {
                let at = at % length.saturating_sub(1).max(1);
                format!("{}{}{}{}", some(0, at), some(at + 1, at + 2), some(at, at + 1), some(at + 2, all))
            }
            Self::Double(at, count) => {
                let at = at % length;
                let end = (at + count).min(all);
                format!("{}{}", some(0, end), some(at, all))
            }
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Insert(usize::MAX, text) => format!("{} stands after the token", shown(text)),
            Self::Insert(at, text) => format!("{} stands in the token after {at} characters", shown(text)),
            Self::Remove(at, count) => format!("the token lacks {count} characters after the first {at}"),
            Self::Replace(at, letter) => {
                format!("character {} of the token is {}", at + 1, shown(&letter.to_string()))
            }
            Self::Exchange(at) => format!("characters {} and {} of the token are exchanged", at + 1, at + 2),
            Self::Double(at, count) => {
                format!("{count} characters of the token after the first {at} are there twice")
            }
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Insert(at, text) => {
                let texts = simpler::texts(text).into_iter().filter(|text| !text.is_empty());
                texts.map(|text| Self::Insert(*at, text)).collect()
            }
            Self::Remove(at, count) => {
                simpler::numbers(*count, 1).into_iter().map(|count| Self::Remove(*at, count)).collect()
            }
            Self::Double(at, count) => {
                simpler::numbers(*count, 1).into_iter().map(|count| Self::Double(*at, count)).collect()
            }
            Self::Replace(..) | Self::Exchange(_) => Vec::new(),
        }
    }
}

/// What an edited text means in place of a token that would be granted.
pub(crate) fn meaning_of_text(before: &str, after: &str) -> Meaning {
    if before == after {
        return Meaning::nothing("TOK-004");
    }
    let parts: Vec<&str> = after.split('.').collect();
    if parts.len() > 3 || parts.iter().any(|part| part.is_empty()) {
        return Meaning::refused("TOK-027").loose();
    }
    match decoded(before) == decoded(after) {
        // To a lenient reader it is the same token.
        true => Meaning::open("TOK-021"),
        false if parts.len() == 3 && parts.iter().all(|part| part.bytes().all(is_of_pattern)) => {
            Meaning::refused("TOK-004").about(Kind::Forged)
        }
        false => Meaning::refused("TOK-004"),
    }
}

fn is_of_pattern(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-_=".contains(&byte)
}

/// The parts as the most lenient of readers sees them: foreign characters dropped, both alphabets one, spare bits ignored.
fn decoded(token: &str) -> Vec<Option<Vec<u8>>> {
    let part = |part: &str| {
        let digits: String = part
            .chars()
            .filter_map(|c| match c {
                '-' | '+' => Some('+'),
                '_' | '/' => Some('/'),
                c if c.is_ascii_alphanumeric() => Some(c),
                _ => None,
            })
            .collect();
        // A single digit at the end has no byte of its own.
        let whole = if digits.len() % 4 == 1 { &digits[..digits.len() - 1] } else { &digits[..] };
        without_spare_bits(whole)
    };
    token.split('.').map(part).collect()
}

fn without_spare_bits(digits: &str) -> Option<Vec<u8>> {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut digits = digits.as_bytes().to_vec();
    let mask = match digits.len() % 4 {
        2 => 0b11_0000,
        3 => 0b11_1100,
        _ => 0b11_1111,
    };
    if let Some(last) = digits.last_mut() {
        let value = DIGITS.iter().position(|digit| digit == last)?;
        *last = DIGITS[value & mask];
    }
    forgiving_decode_to_vec(&digits).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::meaning::Due;

    const TOKEN: &str = "eyJhIjoxfQ.eyJiIjoyfQ.c2ln";

    #[test]
    fn edits_do_what_they_say() {
        assert_eq!(TextEdit::Insert(1, "x".to_owned()).apply("abc"), "axbc");
        assert_eq!(TextEdit::Remove(1, 1).apply("abc"), "ac");
        assert_eq!(TextEdit::Replace(0, 'x').apply("abc"), "xbc");
        assert_eq!(TextEdit::Exchange(1).apply("abc"), "acb");
        assert_eq!(TextEdit::Double(1, 2).apply("abc"), "abcbc");
        assert_eq!(TextEdit::Remove(7, 9).apply(""), "");
    }

    #[test]
    fn what_a_lenient_reader_takes_is_left_open() {
        for after in [
            "eyJhIjoxfQ==.eyJiIjoyfQ.c2ln",
            "eyJhIjoxfQ.eyJiIjoyfR.c2ln",
            " eyJhIjoxfQ.eyJiIjoyfQ.c2ln",
            "eyJhIjoxfQ.eyJiIjoyfQ.c2!ln",
        ] {
            assert_eq!(meaning_of_text(TOKEN, after).due(), Due::Perhaps, "{after}");
        }
    }

    #[test]
    fn other_bytes_and_more_parts_are_never_granted() {
        for after in [
            "eyJhIjoxfQ.eyJiIjozfQ.c2ln",
            "eyJhIjoxfQ.eyJiIjoyfQ.c2lo",
            "eyJhIjoxfQ.eyJiIjoyfQ.c2ln.c2ln",
            "eyJhIjoxfQ.eyJiIjoyfQ.",
            "eyJhIjoxfQ.eyJiIjoyfQ",
        ] {
            assert_eq!(meaning_of_text(TOKEN, after).due(), Due::Never, "{after}");
        }
    }
}
