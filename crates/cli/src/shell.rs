//! Words as a shell takes them, for commands that are printed to be copied.

/// The text as one word: as it is where no shell would see more in it, else in quotes.
pub(crate) fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The command line with these words once more, with the seed where none was named.
pub(crate) fn again(words: impl Iterator<Item = String>, seed: Option<u64>) -> String {
    let seed = seed.into_iter().flat_map(|seed| ["--seed".to_owned(), seed.to_string()]);
    let words = std::iter::once("eks-auth-conformance".to_owned()).chain(words).chain(seed);
    words.map(|part| word(&part)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_stay() {
        for text in ["--out", "findings/sta-001-0a.json", "http://127.0.0.1:8080"] {
            assert_eq!(word(text), text);
        }
    }

    #[test]
    fn seed_that_was_drawn_is_named() {
        let words = || ["service", "--only", "a b"].map(str::to_owned).into_iter();
        assert_eq!(again(words(), Some(7)), "eks-auth-conformance service --only 'a b' --seed 7");
        assert_eq!(again(words(), None), "eks-auth-conformance service --only 'a b'");
    }

    #[test]
    fn others_are_quoted() {
        assert_eq!(word(""), "''");
        assert_eq!(word("my findings"), "'my findings'");
        assert_eq!(word("$HOME's"), r"'$HOME'\''s'");
        assert_eq!(word("http://[::1]:80"), "'http://[::1]:80'");
    }
}
