//! Which tests belong together.

use std::collections::BTreeMap;

use crate::workspace::{Package, Target, Workspace};

/// Tests that run together, as the flags that make cargo choose them.
#[derive(Debug, Eq, PartialEq)]
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) arguments: Vec<String>,
}

/// Every test of the workspace, in exactly one section.
///
/// Targets are chosen by name over the whole workspace, never by package: cargo would build packages that it is
/// asked for alone with other features, so a second time. Namesakes are in one section.
pub(crate) fn sections(workspace: &Workspace) -> Vec<Section> {
    let mut homes = BTreeMap::new();
    for package in &workspace.packages {
        for target in package.targets.iter().filter(|target| target.tested) {
            if let Some((flag, section)) = home(package, target) {
                homes.entry((flag, target.name.as_str())).or_insert(section);
            }
        }
    }
    let chosen = |name| {
        let targets = homes.iter().filter(move |(_, section)| **section == name);
        targets.flat_map(|((flag, target), _)| [flag.to_string(), target.to_string()])
    };
    let mut sections = Vec::new();
    for name in ["units", "properties", "corpus", "integration", "snapshots"] {
        let libraries = if name == "units" { Some("--lib".to_owned()) } else { None };
        let arguments: Vec<_> = libraries.into_iter().chain(chosen(name)).collect();
        if !arguments.is_empty() {
            sections.push(Section { name, arguments });
        }
    }
    sections.push(Section { name: "docs", arguments: vec!["--doc".to_owned()] });
    sections
}

/// How cargo is told of a target, and where the target belongs. Libraries go by a flag of their own.
fn home(package: &Package, target: &Target) -> Option<(&'static str, &'static str)> {
    match (target.kind.as_str(), package.name.as_str(), target.name.as_str()) {
        // One by one, for `--bins` would also make tests of the programs that have none.
        ("bin", _, _) => Some(("--bin", "units")),
        ("test", "eks-auth-corpus" | "eks-auth-fuzz", _) | ("test", _, "corpus") => {
            Some(("--test", "corpus"))
        }
        ("test", "eks-auth-snapshots", _) => Some(("--test", "snapshots")),
        ("test", _, "properties") => Some(("--test", "properties")),
        ("test", _, _) => Some(("--test", "integration")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn package(name: &str, targets: &[(&str, &str, bool)]) -> Value {
        let target =
            |(kind, name, tested): &(_, _, _)| json!({ "name": name, "kind": [kind], "test": tested });
        let targets: Vec<_> = targets.iter().map(target).collect();
        json!({ "name": name, "manifest_path": "", "dependencies": [], "targets": targets })
    }

    #[test]
    fn every_test_target_is_in_one_section() {
        let packages = [
            package("a", &[("lib", "a", true), ("test", "properties", true), ("test", "corpus", true)]),
            package("b", &[("bin", "b", true), ("test", "properties", true), ("test", "hostile", true)]),
            package("eks-auth-fuzz", &[("bin", "token", false), ("test", "replay", true)]),
            package("eks-auth-snapshots", &[("test", "snapshots", true), ("bench", "speed", false)]),
        ];
        let workspace = Workspace::parse(&json!({ "packages": packages, "target_directory": "target" }));
        let sections = sections(&workspace.expect("metadata in form"));
        let shown: Vec<_> =
            sections.iter().map(|it| format!("{}: {}", it.name, it.arguments.join(" "))).collect();
        assert_eq!(
            shown,
            [
                "units: --lib --bin b",
                "properties: --test properties",
                "corpus: --test corpus --test replay",
                "integration: --test hostile",
                "snapshots: --test snapshots",
                "docs: --doc",
            ]
        );
    }
}
