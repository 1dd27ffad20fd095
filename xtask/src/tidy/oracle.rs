//! The mock must not read with the readers that the suite judges with: one wrong rule would hide in both.

use super::files::File;

const MOCK: &str = "crates/mock/src/";
const CRATE: &str = "eks_auth_protocol";
const READERS: [&str; 2] = ["wire", "token"];

/// Every place where the mock names a reader of the protocol crate, or hides the crate behind another name.
pub(crate) fn shared_readers(sources: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in sources.iter().filter(|file| file.path.starts_with(MOCK)) {
        let code = without_comments(&file.text);
        for (start, _) in code.match_indices(CRATE) {
            let rest = &code[start + CRATE.len()..];
            let line = code[..start].matches('\n').count() + 1;
            for name in first_names(rest).into_iter().filter(|name| READERS.contains(name) || *name == "as") {
                let what = if name == "as" { "another name".to_owned() } else { format!("`{name}`") };
                found.push(format!("{}:{line}: the mock may not use `{CRATE}` by {what}", file.path));
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
    names
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
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
        shared_readers(&[File { path: path.to_owned(), text: text.to_owned() }])
    }

    #[test]
    fn reader_by_its_path() {
        assert_eq!(
            found("crates/mock/src/verify.rs", "//! Docs.\n\nuse eks_auth_protocol::wire::Document;\n"),
            ["crates/mock/src/verify.rs:3: the mock may not use `eks_auth_protocol` by `wire`"]
        );
        assert_eq!(
            found("crates/mock/src/a.rs", "let x = eks_auth_protocol::token::Token::parse(t);").len(),
            1
        );
    }

    #[test]
    fn reader_in_braces() {
        let text = "use eks_auth_protocol::{\n    ClusterName, error::{token_like},\n    token,\n};\n";
        assert_eq!(found("crates/mock/src/a.rs", text).len(), 1);
        assert_eq!(found("crates/mock/src/a.rs", "use eks_auth_protocol::{wire::{self}, RoleArn};").len(), 1);
    }

    #[test]
    fn crate_behind_another_name() {
        assert_eq!(found("crates/mock/src/a.rs", "use eks_auth_protocol as p;").len(), 1);
    }

    #[test]
    fn names_types_prose_and_other_crates_are_free() {
        let text =
            "// Not eks_auth_protocol::wire, on purpose.\nuse eks_auth_protocol::{Exception, operation};\n";
        assert!(found("crates/mock/src/a.rs", text).is_empty());
        assert!(found("crates/suite/src/a.rs", "use eks_auth_protocol::wire;").is_empty());
    }
}
