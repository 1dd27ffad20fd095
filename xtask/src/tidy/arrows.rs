//! Who may know whom: the table of `ARCHITECTURE.md`.

use crate::workspace::{Package, Use, Workspace};

/// What one member may ask for among the members.
struct Arrow {
    from: &'static str,
    code: &'static [&'static str],
    /// Tests may ask for these as well.
    tests: &'static [&'static str],
}

const CORPUS: &str = "eks-auth-corpus";
const PROTOCOL: &str = "eks-auth-protocol";
const WORLD: &str = "eks-auth-world";
const MOCK: &str = "eks-auth-mock";
const SUITE: &str = "eks-auth-suite";
const CLI: &str = "eks-auth-conformance";

const ARROWS: &[Arrow] = &[
    Arrow { from: CORPUS, code: &[], tests: &[] },
    // The tests of a package that has laws need its feature of that name.
    Arrow { from: PROTOCOL, code: &[], tests: &[PROTOCOL, CORPUS] },
    Arrow { from: WORLD, code: &[PROTOCOL], tests: &[CORPUS] },
    Arrow { from: MOCK, code: &[PROTOCOL, WORLD], tests: &[MOCK, CORPUS] },
    Arrow { from: SUITE, code: &[PROTOCOL, WORLD, MOCK], tests: &[SUITE, CORPUS] },
    Arrow { from: CLI, code: &[PROTOCOL, WORLD, MOCK, SUITE], tests: &[CORPUS] },
    // It stands for somebody else's crate.
    Arrow { from: "eks-auth-examples", code: &[], tests: &[PROTOCOL, WORLD, MOCK, SUITE] },
    Arrow { from: "eks-auth-fuzz", code: &[PROTOCOL, MOCK, SUITE, CORPUS], tests: &[] },
    Arrow { from: "eks-auth-snapshots", code: &[], tests: &[PROTOCOL, WORLD, MOCK, SUITE, CLI, CORPUS] },
    Arrow { from: "xtask", code: &[], tests: &[] },
];

/// Data that any implementation may use needs nothing but the standard library and a reader of its index.
const ALONE: &str = CORPUS;
const ITS_READER: &str = "serde_json";

/// Every dependency among members that the table does not have.
pub(crate) fn unknown_arrows(workspace: &Workspace) -> Vec<String> {
    let members: Vec<_> = workspace.packages.iter().map(|package| package.name.as_str()).collect();
    workspace.packages.iter().flat_map(|package| unknown_from(package, &members)).collect()
}

fn unknown_from(package: &Package, members: &[&str]) -> Vec<String> {
    let from = package.name.as_str();
    let Some(arrow) = ARROWS.iter().find(|arrow| arrow.from == from) else {
        return vec![format!("{}: `{from}` is not in the table of arrows", package.manifest.display())];
    };
    let mut found = Vec::new();
    for dependency in &package.dependencies {
        let to = dependency.name.as_str();
        let in_tests = dependency.purpose == Use::Tests;
        let allowed = if members.contains(&to) {
            arrow.code.contains(&to) || in_tests && arrow.tests.contains(&to)
        } else {
            from != ALONE || to == ITS_READER || in_tests
        };
        if !allowed {
            let whose = if in_tests { "the tests of " } else { "" };
            found.push(format!("{}: {whose}`{from}` may not know `{to}`", package.manifest.display()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Two packages, the first of which asks for the second.
    fn found(from: &str, to: &str, kind: Value) -> Vec<String> {
        let package = |name: &str, dependencies: Value| json!({ "name": name, "manifest_path": format!("{name}/Cargo.toml"), "dependencies": dependencies, "targets": [] });
        let packages = [package(from, json!([{ "name": to, "kind": kind }])), package(to, json!([]))];
        let metadata = json!({ "packages": packages, "target_directory": "target" });
        unknown_arrows(&Workspace::parse(&metadata).expect("metadata in form"))
    }

    #[test]
    fn arrow_of_the_table() {
        assert!(found(SUITE, MOCK, Value::Null).is_empty());
    }

    #[test]
    fn arrow_the_wrong_way_round() {
        assert_eq!(
            found(MOCK, SUITE, Value::Null),
            ["eks-auth-mock/Cargo.toml: `eks-auth-mock` may not know `eks-auth-suite`"]
        );
    }

    #[test]
    fn arrow_in_tests_alone() {
        assert!(found(PROTOCOL, CORPUS, json!("dev")).is_empty());
        assert_eq!(found(PROTOCOL, CORPUS, Value::Null).len(), 1);
        assert!(found(SUITE, SUITE, json!("dev")).is_empty());
        assert_eq!(found(MOCK, SUITE, json!("dev")).len(), 1);
    }

    #[test]
    fn corpus_stands_alone() {
        let asks = |name: &str, kind: &str| {
            let text = format!(
                r#"{{"packages": [{{"name": "{CORPUS}", "manifest_path": "", "targets": [],
                "dependencies": [{{"name": "{name}", "kind": {kind}}}]}}], "target_directory": ""}}"#
            );
            let metadata = serde_json::from_str(&text).expect("JSON");
            unknown_arrows(&Workspace::parse(&metadata).expect("metadata in form"))
        };
        assert_eq!(asks("toml", "null").len(), 1);
        assert!(asks("serde_json", "null").is_empty());
        assert!(asks("toml", "\"dev\"").is_empty());
    }

    #[test]
    fn newcomer_needs_a_place_in_the_table() {
        assert_eq!(found("newcomer", PROTOCOL, Value::Null).len(), 1);
    }
}
