//! Rules about manifests.

use super::files::File;

/// Members that do not take the workspace's lints, the ban on unsafe code among them.
pub(crate) fn lints_not_inherited(manifests: &[File]) -> Vec<String> {
    let missing = manifests.iter().filter(|file| !has_line(&file.text, "[lints]", "workspace=true"));
    missing.map(|file| format!("{}: `[lints]` must say `workspace = true`", file.path)).collect()
}

/// A workspace that does not forbid unsafe code.
pub(crate) fn unsafe_code_allowed(root_manifest: &str) -> Vec<String> {
    if has_line(root_manifest, "[workspace.lints.rust]", "unsafe_code=\"forbid\"") {
        return Vec::new();
    }
    vec!["Cargo.toml: `[workspace.lints.rust]` must say `unsafe_code = \"forbid\"`".to_owned()]
}

/// Whether a table has a line, white space aside.
fn has_line(manifest: &str, table: &str, line: &str) -> bool {
    let mut lines = manifest.lines().map(|line| line.replace(' ', ""));
    let inside = lines.by_ref().find(|line| line == table).is_some();
    inside && lines.take_while(|line| !line.starts_with('[')).any(|found| found == line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lints_must_be_inherited() {
        let found = |text: &str| {
            lints_not_inherited(&[File { path: "a/Cargo.toml".to_owned(), text: text.to_owned() }]).len()
        };
        assert_eq!(found("[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"), 0);
        assert_eq!(found("[package]\nname = \"a\"\n"), 1);
        assert_eq!(found("[lints]\nworkspace = false\n"), 1);
        assert_eq!(found("[lints]\n[badges]\nworkspace = true\n"), 1);
    }

    #[test]
    fn unsafe_code_must_be_forbidden() {
        assert!(unsafe_code_allowed("[workspace.lints.rust]\nunsafe_code = \"forbid\"\n").is_empty());
        assert_eq!(unsafe_code_allowed("[workspace.lints.rust]\nunsafe_code = \"deny\"\n").len(), 1);
        assert_eq!(unsafe_code_allowed("[workspace.lints.clippy]\nunsafe_code = \"forbid\"\n").len(), 1);
    }
}
