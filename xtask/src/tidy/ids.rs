//! Requirement ids in code must be in the catalogue.

use std::collections::BTreeSet;

use super::files::File;

const CATALOGUE: &str = "crates/suite/src/catalogue/";

/// Names of this shape that are no requirements: hash functions, mostly.
const OTHERS: [&str; 1] = ["SHA"];

/// Every mention of a requirement that the catalogue does not have.
pub(crate) fn unknown_ids(sources: &[File]) -> Vec<String> {
    let known: BTreeSet<_> = sources
        .iter()
        .filter(|file| file.path.starts_with(CATALOGUE))
        .flat_map(|file| defined(&file.text))
        .collect();
    let mut found = Vec::new();
    for file in sources {
        for (number, line) in file.text.lines().enumerate() {
            for id in mentioned(line).filter(|id| !known.contains(id)) {
                found.push(format!("{}:{}: `{id}` is not in the catalogue", file.path, number + 1));
            }
        }
    }
    found
}

/// The ids that a file of the catalogue defines: each is the first argument of a level's constructor, or was given up.
fn defined(text: &str) -> impl Iterator<Item = &str> {
    ["::must(", "::should(", "::may(", "Retired::new("]
        .into_iter()
        .flat_map(|constructor| text.split(constructor).skip(1))
        .filter_map(|rest| {
            let id = rest.trim_start().strip_prefix('"')?.split('"').next()?;
            mentioned(id).next()
        })
}

/// Everything in a line that looks like an id: three capitals, a hyphen, three digits, and no word around them.
fn mentioned(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|character: char| !character.is_ascii_alphanumeric() && character != '-');
    words.filter(|word| {
        let Some((area, number)) = word.split_once('-') else { return false };
        area.len() == 3
            && area.bytes().all(|byte| byte.is_ascii_uppercase())
            && number.len() == 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && !OTHERS.contains(&area)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In two parts, so that the rule does not find its own tests.
    fn id(area: &str, number: u16) -> String {
        format!("{area}-{number:03}")
    }

    fn file(path: &str, text: String) -> File {
        File { path: path.to_owned(), text }
    }

    #[test]
    fn id_that_is_not_in_the_catalogue() {
        let table = format!("    Requirement::must(\n        \"{}\",\n        \"Text.\", &[])", id("RSP", 1));
        let code = format!("// {}: as said\n// {}: a slip\n", id("RSP", 1), id("RPS", 1));
        let sources =
            [file("crates/suite/src/catalogue/response.rs", table), file("crates/a/src/b.rs", code)];
        assert_eq!(
            unknown_ids(&sources),
            [format!("crates/a/src/b.rs:2: `{}` is not in the catalogue", id("RPS", 1))]
        );
    }

    #[test]
    fn mention_in_the_catalogue_defines_nothing() {
        let text = format!("/// As {} says.\n", id("RSP", 9));
        assert_eq!(unknown_ids(&[file("crates/suite/src/catalogue/mod.rs", text)]).len(), 1);
    }

    #[test]
    fn other_words_are_no_ids() {
        assert_eq!(mentioned("SHA-256, CVE-2015-9235, ARN-1, X-RSP-001, RS256, a-001").count(), 0);
        assert_eq!(mentioned(&format!("(`{}`)", id("TOK", 12))).count(), 1);
    }
}
