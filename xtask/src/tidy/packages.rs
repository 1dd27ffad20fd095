//! Rules about packages that are published: each says what it is, and has in it whatever it is built from.

use std::path::{Component, Path, PathBuf};

use serde_json::Value;

use super::files::File;
use crate::workspace::{Package, Workspace};

/// What a registry shows.
const TEXTS: [&str; 5] = ["description", "license", "repository", "documentation", "readme"];
const LISTS: [&str; 2] = ["keywords", "categories"];
/// A registry takes no more of either.
const MOST: usize = 5;
/// What must lie beside the manifest: a package is all that its users get.
const FILES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "README.md"];
const INCLUDING: [&str; 3] = ["include_str!(", "include_bytes!(", "include!("];

/// Published packages whose manifest leaves something unsaid.
pub(crate) fn incomplete(workspace: &Workspace) -> Vec<String> {
    let missing = |package: &Package| {
        let stated = |member: &str| package.stated.get(member).filter(|value| !value.is_null());
        let texts = TEXTS.iter().filter(|member| stated(member).and_then(Value::as_str).is_none());
        let lists = LISTS.iter().filter(|member| {
            let list = stated(member).and_then(Value::as_array);
            !list.is_some_and(|list| (1..=MOST).contains(&list.len()))
        });
        let docs = package.stated.pointer("/metadata/docs/rs").is_none().then_some(&"metadata.docs.rs");
        let members: Vec<_> = texts.chain(lists).chain(docs).copied().collect();
        (!members.is_empty())
            .then(|| format!("{}: published without {}", package.manifest.display(), members.join(", ")))
    };
    workspace.published().filter_map(missing).collect()
}

/// Published packages without licence or README.
pub(crate) fn files_missing(workspace: &Workspace, paths: &[String], root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in workspace.published().map(|package| folder(package, root)) {
        for file in FILES {
            let path = folder.join(file);
            if !paths.iter().any(|known| Path::new(known) == path) {
                found.push(format!("{}: missing from a published package", path.display()));
            }
        }
    }
    found
}

/// Source of published packages that is compiled from files which the package does not have.
pub(crate) fn included_from_outside(workspace: &Workspace, sources: &[File], root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for folder in workspace.published().map(|package| folder(package, root)) {
        let inside = sources.iter().filter(|file| Path::new(&file.path).starts_with(folder.join("src")));
        for file in inside {
            let own = Path::new(&file.path).parent().unwrap_or(Path::new(""));
            let outside = included(&file.text).filter(|path| !plain(&own.join(path)).starts_with(&folder));
            found
                .extend(outside.map(|path| {
                    format!("{}: includes `{path}`, which its package does not have", file.path)
                }));
        }
    }
    found
}

/// A package's folder, relative to the root.
fn folder(package: &Package, root: &Path) -> PathBuf {
    let folder = package.manifest.parent().unwrap_or(Path::new(""));
    folder.strip_prefix(root).unwrap_or(folder).to_owned()
}

/// What is included: of each inclusion the first literal, where the path begins.
fn included(text: &str) -> impl Iterator<Item = &str> {
    let after = INCLUDING.iter().flat_map(|name| text.split(name).skip(1));
    after.filter_map(|rest| rest.split_once('"')?.1.split_once('"').map(|(path, _)| path))
}

/// The path without `..`, as far as names can tell.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(stated: &Value) -> Workspace {
        let mut package = json!({ "name": "a", "manifest_path": "/root/crates/a/Cargo.toml", "dependencies": [], "targets": [] });
        for (member, value) in stated.as_object().expect("an object") {
            package[member] = value.clone();
        }
        let metadata = json!({ "packages": [package], "target_directory": "target" });
        Workspace::parse(&metadata).expect("metadata in form")
    }

    fn complete() -> Value {
        let mut stated =
            json!({ "metadata": { "docs": { "rs": {} } }, "keywords": ["a"], "categories": ["b"] });
        for member in TEXTS {
            stated[member] = "text".into();
        }
        stated
    }

    #[test]
    fn package_that_leaves_something_unsaid() {
        assert!(incomplete(&workspace(&complete())).is_empty());
        let mut stated = complete();
        stated["readme"] = Value::Null;
        stated["keywords"] = json!(["1", "2", "3", "4", "5", "6"]);
        stated["metadata"] = Value::Null;
        assert_eq!(
            incomplete(&workspace(&stated)),
            ["/root/crates/a/Cargo.toml: published without readme, keywords, metadata.docs.rs"]
        );
        stated["publish"] = json!([]);
        assert!(incomplete(&workspace(&stated)).is_empty());
    }

    #[test]
    fn package_without_a_licence() {
        let paths = ["crates/a/LICENSE-APACHE", "crates/a/README.md"].map(str::to_owned);
        assert_eq!(
            files_missing(&workspace(&json!({})), &paths, Path::new("/root")),
            ["crates/a/LICENSE-MIT: missing from a published package"]
        );
    }

    #[test]
    fn source_compiled_from_outside() {
        // In two parts, so that this file does not find itself.
        let include = concat!("include_", "str!");
        let text =
            format!("{include}(\"../data\") {include}(\n    \"../../x\") {include}(concat!(\"../k/\", a))");
        let file = File { path: "crates/a/src/b.rs".to_owned(), text };
        assert_eq!(
            included_from_outside(&workspace(&json!({})), &[file], Path::new("/root")),
            ["crates/a/src/b.rs: includes `../../x`, which its package does not have"]
        );
    }
}
