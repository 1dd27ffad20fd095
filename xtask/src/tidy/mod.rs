//! `cargo xtask tidy`: the rules of the house that no compiler knows.
//!
//! Each rule is a function from what it looks at to what it found, so that a test can show it failing.

mod arrows;
mod files;
mod ids;
mod manifest;
mod oracle;
mod packages;
mod text;

use std::fs;

use crate::cargo::root;
use crate::failure::Failure;
use crate::links;
use crate::workspace::Workspace;
use files::{File, Files};

pub(crate) fn run() -> Result<(), Failure> {
    let workspace = Workspace::read()?;
    let files = Files::read(root())?;
    let sources = &files.sources;
    let findings = [
        arrows::unknown_arrows(&workspace),
        oracle::shared_decisions(sources),
        text::too_long(sources),
        text::ignored_tests(sources),
        text::missing_docs(sources),
        ids::unknown_ids(sources),
        files::pending_snapshots(&files.paths),
        packages::incomplete(&workspace),
        packages::files_missing(&workspace, &files.paths, root()),
        packages::included_from_outside(&workspace, sources, root()),
        manifest::lints_not_inherited(&files.manifests),
        manifest::unsafe_code_allowed(&files.root_manifest),
        links::markdown::broken(
            &files.pages,
            |path| root().join(path).exists(),
            |path| fs::read_to_string(root().join(path)).ok(),
        ),
    ]
    .concat();
    for finding in &findings {
        eprintln!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("{} source files, nothing to mend", sources.len());
            Ok(())
        }
        count => Err(Failure(format!("tidy found {count} things to mend"))),
    }
}

/// Every Rust source of ours.
pub(crate) fn sources() -> Result<Vec<File>, Failure> {
    Ok(Files::read(root())?.sources)
}
