//! Words as a shell takes them, for commands that are printed to be copied.

/// The text as one word: as it is where no shell would see more in it, else in quotes.
pub(crate) fn word(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@%+".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// The command line that the program was started with, once more, with the seed where it named none.
pub(crate) fn again(words: impl Iterator<Item = String>, drawn_seed: Option<u64>) -> String {
    let mut all = vec!["eks-auth-conformance".to_owned()];
    all.extend(words.skip(1).map(|text| word(&text)));
    all.extend(drawn_seed.map(|seed| format!("--seed {seed}")));
    all.join(" ")
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
    fn command_is_made_repeatable() {
        let words = || ["./it", "fuzz", "--out", "my findings"].map(str::to_owned).into_iter();
        assert_eq!(again(words(), None), "eks-auth-conformance fuzz --out 'my findings'");
        assert_eq!(again(words(), Some(7)), "eks-auth-conformance fuzz --out 'my findings' --seed 7");
    }

    #[test]
    fn others_are_quoted() {
        assert_eq!(word(""), "''");
        assert_eq!(word("my findings"), "'my findings'");
        assert_eq!(word("$HOME's"), r"'$HOME'\''s'");
        assert_eq!(word("http://[::1]:80"), "'http://[::1]:80'");
    }
}
