//! What tidy reads, and the rule about files that should not be there.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::links::markdown::Page;

/// Our packages are in these; anything else at the root is not source.
const FOLDERS: [&str; 6] = ["crates", "corpus", "docs", "fuzz", "snapshots", "xtask"];

/// Built or found, never written by hand.
const SKIPPED: [&str; 5] = ["target", "fuzz/artifacts", "fuzz/corpus", "fuzz/coverage", "fuzz/target"];

/// One file of text.
#[derive(Debug)]
pub(crate) struct File {
    /// Relative to the root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Everything that the rules look at.
#[derive(Debug, Default)]
pub(crate) struct Files {
    /// Every path.
    pub(crate) paths: Vec<String>,
    /// Rust source.
    pub(crate) sources: Vec<File>,
    /// Markdown, that of the root included.
    pub(crate) pages: Vec<Page>,
    /// The members' `Cargo.toml`.
    pub(crate) manifests: Vec<File>,
    /// The workspace's `Cargo.toml`.
    pub(crate) root_manifest: String,
}

impl Files {
    pub(crate) fn read(root: &Path) -> Result<Self, Failure> {
        let manifest = root.join("Cargo.toml");
        let root_manifest = fs::read_to_string(&manifest).map_err(|error| Failure::at(&manifest, &error))?;
        let mut files = Self { root_manifest, ..Self::default() };
        for folder in FOLDERS {
            files.walk(root, folder)?;
        }
        for entry in fs::read_dir(root).map_err(|error| Failure::at(root, &error))? {
            let path = entry.map_err(|error| Failure::at(root, &error))?.path();
            if let (Some("md"), Some(name)) = (path.extension().and_then(OsStr::to_str), path.file_name()) {
                files.add(&path, name.to_string_lossy().into_owned())?;
            }
        }
        Ok(files)
    }

    fn walk(&mut self, root: &Path, folder: &str) -> Result<(), Failure> {
        let full = root.join(folder);
        let failed = |error: &std::io::Error| Failure::at(&full, error);
        for entry in fs::read_dir(&full).map_err(|error| failed(&error))? {
            let entry = entry.map_err(|error| failed(&error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{folder}/{name}");
            if name.starts_with('.') || SKIPPED.contains(&name.as_str()) || SKIPPED.contains(&path.as_str()) {
                continue;
            }
            if entry.file_type().map_err(|error| failed(&error))?.is_dir() {
                self.walk(root, &path)?;
            } else {
                self.add(&entry.path(), path)?;
            }
        }
        Ok(())
    }

    fn add(&mut self, full: &Path, path: String) -> Result<(), Failure> {
        let text = || fs::read_to_string(full).map_err(|error| Failure::at(full, &error));
        if path.ends_with(".rs") {
            self.sources.push(File { path: path.clone(), text: text()? });
        } else if path.ends_with(".md") {
            self.pages.push(Page { path: path.clone(), text: text()? });
        } else if path.ends_with("/Cargo.toml") {
            self.manifests.push(File { path: path.clone(), text: text()? });
        }
        self.paths.push(path);
        Ok(())
    }
}

/// Snapshots that nobody has looked at yet.
pub(crate) fn pending_snapshots(paths: &[String]) -> Vec<String> {
    let pending = paths.iter().filter(|path| path.ends_with(".snap.new") || path.ends_with(".pending-snap"));
    pending
        .map(|path| format!("{path}: a pending snapshot; accept it with `cargo xtask bless` or delete it"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    #[test]
    fn pending_snapshot_is_found() {
        let paths = ["snapshots/wire/a.snap", "snapshots/wire/b.snap.new"].map(str::to_owned);
        let found = pending_snapshots(&paths);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("snapshots/wire/b.snap.new: "));
    }

    #[test]
    fn own_source_and_manifest_are_read() {
        let files = Files::read(root()).expect("a readable repository");
        assert!(files.sources.iter().any(|file| file.path == "xtask/src/tidy/files.rs"));
        assert!(files.manifests.iter().any(|file| file.path == "xtask/Cargo.toml"));
        assert!(files.root_manifest.contains("[workspace]"));
    }
}
