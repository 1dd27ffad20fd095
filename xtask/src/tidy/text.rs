//! Rules about the text of a source file.

use super::files::File;

/// A file this long has more than one subject.
const LONGEST: usize = 500;

/// Files with too many lines.
pub(crate) fn too_long(sources: &[File]) -> Vec<String> {
    let long =
        sources.iter().map(|file| (file, file.text.lines().count())).filter(|(_, lines)| *lines > LONGEST);
    long.map(|(file, lines)| {
        format!("{}: {lines} lines, more than {LONGEST}; split it by subject", file.path)
    })
    .collect()
}

/// Tests that never run.
pub(crate) fn ignored_tests(sources: &[File]) -> Vec<String> {
    // In two parts, so that this file does not find itself.
    let mark = concat!("#[", "ignore");
    let mut found = Vec::new();
    for file in sources {
        for (number, _) in file.text.lines().enumerate().filter(|(_, line)| line.contains(mark)) {
            found.push(format!("{}:{}: an ignored test; mend or remove it", file.path, number + 1));
        }
    }
    found
}

/// Files that do not begin by saying what they are.
pub(crate) fn missing_docs(sources: &[File]) -> Vec<String> {
    let missing = sources.iter().filter(|file| {
        let first = file.text.lines().find(|line| !line.trim().is_empty() && !line.starts_with("#!["));
        !first.is_some_and(|line| line.starts_with("//! "))
    });
    missing
        .map(|file| format!("{}: no module docs; begin with `//!` and what this file is", file.path))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> [File; 1] {
        [File { path: "a/src/b.rs".to_owned(), text: text.to_owned() }]
    }

    #[test]
    fn file_with_one_line_too_many() {
        assert!(too_long(&file(&"x\n".repeat(500))).is_empty());
        assert_eq!(
            too_long(&file(&"x\n".repeat(501))),
            ["a/src/b.rs: 501 lines, more than 500; split it by subject"]
        );
    }

    #[test]
    fn ignored_test_is_found_with_its_line() {
        let mark = concat!("#[", "ignore = \"slow\"]");
        let found = ignored_tests(&file(&format!("#[test]\n    {mark}\nfn a() {{}}\n")));
        assert_eq!(found, ["a/src/b.rs:2: an ignored test; mend or remove it"]);
        assert!(ignored_tests(&file("#[test]\nfn ignored() {}\n")).is_empty());
    }

    #[test]
    fn docs_may_follow_attributes_only() {
        assert!(missing_docs(&file("#![cfg(unix)]\n\n//! What it is.\n")).is_empty());
        for text in ["", "use std::fmt;\n//! Too late.\n", "// A comment.\n", "//!\n"] {
            assert_eq!(missing_docs(&file(text)).len(), 1, "{text:?}");
        }
    }
}
