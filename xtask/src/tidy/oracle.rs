//! Judge, judged and the library between them must not share what they decide with: one wrong rule would hide
//! in both. The crate arrows cannot say this, for it is about parts of a crate.

use super::files::File;

/// What the files of a folder may name of a crate.
struct Rule {
    folder: &'static str,
    of: &'static str,
    may: May,
}

enum May {
    NameAllBut(&'static [&'static str]),
    NameOnly(&'static [&'static str]),
}

const RULES: &[Rule] = &[
    // The mock reads and renders its own bytes, for the suite judges with these readers.
    Rule { folder: "crates/mock/src/", of: "eks_auth_protocol", may: May::NameAllBut(&["token", "wire"]) },
    // The suite starts the mock and knows its faults by name; how it decides is seen over HTTP alone.
    Rule {
        folder: "crates/suite/src/",
        of: "eks_auth_mock",
        may: May::NameOnly(&["Clock", "Fault", "MockEksAuth", "RunningServer", "Server", "Service", "fault"]),
    },
];

/// Ways to name everything in a crate at once, or to hide the crate behind another name.
const EVASIONS: [&str; 3] = ["*", "as", "self"];

/// Every place where source names what it may not.
pub(crate) fn shared_decisions(sources: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for rule in RULES {
        for file in sources.iter().filter(|file| file.path.starts_with(rule.folder)) {
            let code = without_comments(&file.text);
            for (start, _) in code.match_indices(rule.of) {
                let line = code[..start].matches('\n').count() + 1;
                let names = first_names(&code[start + rule.of.len()..]).into_iter();
                let forbidden = names.filter(|name| match rule.may {
                    May::NameAllBut(names) => names.contains(name) || EVASIONS.contains(name),
                    May::NameOnly(names) => !names.contains(name),
                });
                found.extend(forbidden.map(|name| {
                    format!("{}:{line}: `{name}` of `{}` may not be named here", file.path, rule.of)
                }));
            }
        }
    }
    found
}

/// The names that a path goes on with: one after `::`, several in braces, or `as`.
fn first_names(rest: &str) -> Vec<&str> {
    let Some(path) = rest.trim_start().strip_prefix("::") else {
        return if rest.trim_start().starts_with("as ") { vec!["as"] } else { Vec::new() };
    };
    let Some(list) = path.trim_start().strip_prefix('{') else { return vec![first_word(path)] };
    let mut names = vec![first_word(list)];
    let mut depth = 0_u32;
    for (at, character) in list.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(first_word(&list[at + 1..])),
            _ => {}
        }
    }
    // A list may end in a comma.
    names.retain(|name| !name.is_empty());
    names
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    if text.starts_with('*') {
        return "*";
    }
    let end = text.find(|character: char| !character.is_alphanumeric() && character != '_');
    &text[..end.unwrap_or(text.len())]
}

/// The code with its line comments blanked, so that prose may name what code may not.
fn without_comments(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        shared_decisions(&[File { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn mock_with_a_reader_by_its_path() {
        assert_eq!(
            found("crates/mock/src/verify.rs", "//! Docs.\n\nuse eks_auth_protocol::wire::Document;\n"),
            ["crates/mock/src/verify.rs:3: `wire` of `eks_auth_protocol` may not be named here"]
        );
        assert_eq!(
            found("crates/mock/src/a.rs", "let x = eks_auth_protocol::token::Token::parse(t);").len(),
            1
        );
    }

    #[test]
    fn mock_with_a_reader_in_braces() {
        let text = "use eks_auth_protocol::{\n    ClusterName, error::{token_like},\n    token,\n};\n";
        assert_eq!(found("crates/mock/src/a.rs", text).len(), 1);
        assert_eq!(found("crates/mock/src/a.rs", "use eks_auth_protocol::{wire::{self}, RoleArn};").len(), 1);
    }

    #[test]
    fn crate_behind_another_name() {
        for text in [
            "use eks_auth_protocol as p;",
            "use eks_auth_protocol::{self as p};",
            "use eks_auth_protocol::*;",
        ] {
            assert_eq!(found("crates/mock/src/a.rs", text).len(), 1, "{text}");
        }
    }

    #[test]
    fn suite_with_the_decision_of_the_mock() {
        assert!(found("crates/suite/src/a.rs", "use eks_auth_mock::{Fault, MockEksAuth, fault};").is_empty());
        assert_eq!(found("crates/suite/src/a.rs", "use eks_auth_mock::{Fault, Moment};").len(), 1);
        assert_eq!(found("crates/suite/src/a.rs", "use eks_auth_mock::*;").len(), 1);
    }

    #[test]
    fn names_types_prose_and_other_crates_are_free() {
        let text =
            "// Not eks_auth_protocol::wire, on purpose.\nuse eks_auth_protocol::{Exception, operation,};\n";
        assert!(found("crates/mock/src/a.rs", text).is_empty());
        assert!(found("crates/suite/src/a.rs", "use eks_auth_protocol::wire;").is_empty());
    }
}
