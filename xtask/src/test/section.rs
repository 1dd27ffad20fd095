//! Which tests belong together.

use std::collections::BTreeMap;

use crate::workspace::Workspace;

/// Tests that run together, as the flags that make cargo choose them.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) arguments: Vec<String>,
}

/// Every test of the workspace, in exactly one section.
///
/// Test targets are chosen by name over the whole workspace, never by package: cargo would build packages that
/// it is asked for alone with other features, so a second time. Namesakes are in one section.
pub(crate) fn sections(workspace: &Workspace) -> Vec<Section> {
    let mut names: BTreeMap<&str, &'static str> = BTreeMap::new();
    for package in &workspace.packages {
        for target in package.targets.iter().filter(|target| target.kind == "test") {
            let section = match (package.name.as_str(), target.name.as_str()) {
                ("eks-auth-corpus" | "eks-auth-fuzz", _) | (_, "corpus") => "corpus",
                ("eks-auth-snapshots", _) => "snapshots",
                (_, "properties") => "properties",
                _ => "integration",
            };
            names.entry(&target.name).or_insert(section);
        }
    }
    let fixed =
        |name, flags: &[&str]| Section { name, arguments: flags.iter().map(ToString::to_string).collect() };
    let mut sections = vec![fixed("units", &["--lib", "--bins"])];
    for name in ["properties", "corpus", "integration", "snapshots"] {
        let targets = names.iter().filter(|(_, section)| **section == name);
        let arguments: Vec<_> =
            targets.flat_map(|(target, _)| ["--test".to_owned(), target.to_string()]).collect();
        if !arguments.is_empty() {
            sections.push(Section { name, arguments });
        }
    }
    sections.push(fixed("docs", &["--doc"]));
    sections
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, tests: &[&str]) -> serde_json::Value {
        let targets: Vec<_> = tests.iter().map(|test| json!({ "name": test, "kind": ["test"] })).collect();
        json!({ "name": name, "manifest_path": "", "dependencies": [], "targets": targets })
    }

    #[test]
    fn every_test_target_is_in_one_section() {
        let packages = [
            package("a", &["properties", "corpus", "process"]),
            package("b", &["properties", "hostile"]),
            package("eks-auth-fuzz", &["replay"]),
            package("eks-auth-snapshots", &["snapshots"]),
        ];
        let workspace = Workspace::parse(&json!({ "packages": packages, "target_directory": "target" }));
        let sections = sections(&workspace.expect("metadata in form"));
        let shown: Vec<_> =
            sections.iter().map(|it| format!("{}: {}", it.name, it.arguments.join(" "))).collect();
        assert_eq!(
            shown,
            [
                "units: --lib --bins",
                "properties: --test properties",
                "corpus: --test corpus --test replay",
                "integration: --test hostile --test process",
                "snapshots: --test snapshots",
                "docs: --doc",
            ]
        );
    }
}
