//! `cargo xtask fuzz TARGET`: one fuzz target over its own finds and the examples of the corpus.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cargo::{nightly_cargo, root, run as run_command, succeeds};
use crate::failure::Failure;
use crate::seeds::Seeds;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// The fuzz target, a file of fuzz/fuzz_targets
    target: String,
    /// Stop after this many seconds; without it, run until something is found or Ctrl-C
    #[arg(long, value_name = "SECONDS")]
    time: Option<u32>,
    /// Only copy the seeds to where a bare `cargo +nightly fuzz run TARGET` looks
    #[arg(long, conflicts_with = "time")]
    seed_only: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let target = &arguments.target;
    let seeds = Seeds::read(root())?.folders(target)?;
    // libFuzzer writes what it finds to the first folder, which git ignores, and only reads the others.
    let own = Path::new("fuzz/corpus").join(target);
    fs::create_dir_all(root().join(&own)).map_err(|error| Failure::at(&own, &error))?;
    if arguments.seed_only {
        let copied = copy(root(), &seeds, &own)?;
        println!("{copied} seeds are in {}", own.display());
        return Ok(());
    }
    let missing =
        |what: &str, remedy: &str| Failure(format!("{what} is not installed; {remedy} installs it"));
    if !succeeds(nightly_cargo().arg("--version")) {
        return Err(missing("nightly Rust", "`rustup toolchain install nightly`"));
    }
    if !succeeds(nightly_cargo().args(["fuzz", "--version"])) {
        return Err(missing("cargo-fuzz", "`cargo install --locked cargo-fuzz`"));
    }
    let mut command = nightly_cargo();
    command.args(["fuzz", "run", target]).arg(own).args(seeds);
    if let Some(seconds) = arguments.time {
        command.arg("--").arg(format!("-max_total_time={seconds}"));
    }
    run_command(&mut command)
}

/// Copies every file of the folders into one, under names that keep kind and verdict. Returns how many.
fn copy(root: &Path, folders: &[PathBuf], to: &Path) -> Result<usize, Failure> {
    let mut copied = 0;
    for folder in folders {
        let prefix: Vec<_> = folder.iter().skip(1).map(|part| part.to_string_lossy()).collect();
        let from = root.join(folder);
        for file in fs::read_dir(&from).map_err(|error| Failure::at(&from, &error))? {
            let file = file.map_err(|error| Failure::at(&from, &error))?;
            let name = format!("{}-{}", prefix.join("-"), file.file_name().to_string_lossy());
            fs::copy(file.path(), root.join(to).join(name))
                .map_err(|error| Failure::at(&file.path(), &error))?;
            copied += 1;
        }
    }
    Ok(copied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_keep_kind_and_verdict_in_their_names() {
        let root = std::env::temp_dir().join(format!("xtask-seeds-{}", std::process::id()));
        let folder = PathBuf::from("corpus/token/accept");
        fs::create_dir_all(root.join(&folder)).expect("a temporary folder");
        fs::create_dir_all(root.join("out")).expect("a temporary folder");
        fs::write(root.join(&folder).join("a-b.jwt"), "x").expect("a temporary file");
        let copied = copy(&root, &[folder], Path::new("out"));
        let there = fs::read(root.join("out/token-accept-a-b.jwt"));
        fs::remove_dir_all(&root).expect("our own folder");
        assert_eq!(copied.expect("it copies"), 1);
        assert_eq!(there.expect("the copy"), b"x");
    }
}
