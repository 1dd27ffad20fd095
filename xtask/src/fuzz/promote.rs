//! `cargo xtask fuzz TARGET --promote FILE`: a find becomes a judged example, replayed from then on.

mod place;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::tool::{Sanitizer, cargo_fuzz, installed};
use crate::cargo::run as run_command;
use crate::failure::Failure;
use place::Place;

/// A find and what a person says of it.
#[derive(Args, Debug)]
pub(crate) struct Promotion {
    /// Put this find into the corpus: minimised, named, with its reason, in order
    #[arg(long, value_name = "FILE", required = false, requires_all = ["target", "name", "why", "source"])]
    promote: PathBuf,
    /// What was wrong, as in `expiration-fraction`: a member or part, a hyphen, and the twist
    #[arg(long, value_name = "MEMBER-TWIST", required = false, requires = "promote")]
    name: String,
    /// What a good reader does with it; a target that no kind of the corpus seeds needs none
    #[arg(long, requires = "promote")]
    verdict: Option<Verdict>,
    /// The reason of the verdict, or what was wrong: one sentence that a reader can check
    #[arg(long, value_name = "SENTENCE", required = false, requires = "promote")]
    why: String,
    /// Where the sentence comes from: `RFC 8259 §7`
    #[arg(long, value_name = "SOURCE", required = false, requires = "promote")]
    source: String,
    /// The kind of the corpus that it is an example of, where several seed the target; `none` for its raw bytes
    #[arg(long, value_name = "KIND", requires = "promote")]
    kind: Option<String>,
    /// Take the file as it is: it is small, or breaks nothing any more
    #[arg(long, requires = "promote")]
    no_minimise: bool,
}

/// What a good reader does with an example.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
enum Verdict {
    /// Takes it
    Accept,
    /// Refuses it
    Reject,
    /// Either; the sources leave it open
    Either,
}

/// Promotes a find. Everything that can be wrong is looked at before minimising, which takes a while.
pub(crate) fn run(root: &Path, target: &str, promotion: &Promotion) -> Result<(), Failure> {
    let place = Place::find(root, target, promotion)?;
    let mut bytes = read(&promotion.promote)?;
    if !promotion.no_minimise {
        bytes = minimise(root, target, &promotion.promote)?;
    }
    let path = place.put(root, &bytes, promotion)?;
    println!("{} has {} bytes, and {} its reason", path.display(), bytes.len(), place.index.display());
    println!("`cargo run --package eks-auth-fuzz --bin {target} {}` runs it alone", path.display());
    Ok(())
}

/// The smallest input that libFuzzer finds to break the law in the same way.
fn minimise(root: &Path, target: &str, find: &Path) -> Result<Vec<u8>, Failure> {
    installed(Sanitizer::None)?;
    let folder = root.join("target/xtask/minimised");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let find = find.canonicalize().map_err(|error| Failure::at(find, &error))?;
    let smallest = folder.join(target);
    fs::copy(&find, &smallest).map_err(|error| Failure::at(&find, &error))?;
    let mut command = cargo_fuzz("tmin", Sanitizer::None);
    command.arg(target).arg(find).arg("--").arg(format!("-exact_artifact_path={}", smallest.display()));
    run_command(&mut command).map_err(|Failure(message)| {
        Failure(format!("{message}; a find that breaks nothing any more needs `--no-minimise`"))
    })?;
    read(&smallest)
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::at(path, &error))
}
