//! `cargo xtask vectors`: the corpus as language-neutral vectors, one file a kind.
//!
//! Whoever writes another implementation needs neither our code nor our folders: `corpus/vectors/<kind>.json` holds
//! every example with its verdict, its reason, and the time and keys to judge it by. `corpus/schema.json` describes
//! the form.

mod document;
mod input;

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use self::document::document;
use crate::cargo::root;
use crate::failure::Failure;

const KINDS: [&str; 4] = ["token", "request", "response", "error"];

/// What `cargo xtask vectors` takes.
#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Write nothing; fail if a file is not what it would be
    #[arg(long)]
    check: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    if arguments.check { check() } else { write(&root().join("corpus")) }
}

/// Fails if the committed vectors are not those of the corpus.
pub(crate) fn check() -> Result<(), Failure> {
    let stale = stale(&root().join("corpus"))?;
    if stale.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = stale.iter().map(|path| path.display().to_string()).collect();
    Err(Failure(format!("not what the corpus says: {}; run `cargo xtask vectors`", names.join(", "))))
}

fn stale(corpus: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for kind in KINDS {
        let path = place(corpus, kind);
        // A file that is not there is stale too.
        if fs::read_to_string(&path).unwrap_or_default() != document(corpus, kind)? {
            found.push(path);
        }
    }
    Ok(found)
}

/// Writes the vectors anew.
pub(crate) fn write(corpus: &Path) -> Result<(), Failure> {
    for kind in KINDS {
        let path = place(corpus, kind);
        let folder = path.parent().unwrap_or(corpus);
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        fs::write(&path, document(corpus, kind)?).map_err(|error| Failure::at(&path, &error))?;
    }
    println!("corpus/vectors/ now says what the corpus says; `git diff` shows the difference");
    Ok(())
}

fn place(corpus: &Path, kind: &str) -> PathBuf {
    corpus.join("vectors").join(kind).with_extension("json")
}
