//! `cargo xtask fuzz --oss-fuzz-check`: the build script of ClusterFuzzLite and OSS-Fuzz, run without a container.
//!
//! Their image runs `.clusterfuzzlite/build.sh` with `SRC`, `OUT` and `WORK` set, and later the programs in `OUT`
//! over the seeds packed beside them. So does this, in a folder of its own.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::seeding;
use super::seeds::Seeds;
use super::tool::Sanitizer;
use crate::cargo::run as run_command;
use crate::failure::Failure;

const PROJECT: &str = "eks-auth-conformance";

/// Runs the build script, and every target for a moment from what the script packed.
pub(crate) fn check(root: &Path, seeds: &Seeds, sanitizer: Sanitizer) -> Result<(), Failure> {
    let place = root.join("target/xtask/oss-fuzz");
    // What an earlier run packed would hide what this one forgets.
    if place.exists() {
        fs::remove_dir_all(&place).map_err(|error| Failure::at(&place, &error))?;
    }
    let [source, out, work] = ["src", "out", "work"].map(|name| place.join(name));
    for folder in [&source, &out, &work] {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    let link = source.join(PROJECT);
    std::os::unix::fs::symlink(root, &link).map_err(|error| Failure::at(&link, &error))?;
    println!("== build.sh");
    let mut script = Command::new("bash");
    script.arg(link.join(".clusterfuzzlite/build.sh")).current_dir(&link);
    script.env("SRC", &source).env("OUT", &out).env("WORK", &work).env("SANITIZER", sanitizer.name());
    // What `cargo xtask fuzz` has built need not be built again.
    script.env("CARGO_TARGET_DIR", root.join("target"));
    if sanitizer == Sanitizer::Address {
        script.env("RUSTUP_TOOLCHAIN", "nightly");
    }
    run_command(&mut script)?;
    let targets: Vec<_> = seeds.targets().collect();
    for target in &targets {
        println!("== {target}");
        let has_words = seeding::prepare(root, seeds, target)?.dictionary.is_some();
        let missing = missing(&out, target, has_words);
        if !missing.is_empty() {
            return Err(Failure(format!("build.sh packed no {}", missing.join(", "))));
        }
        try_out(&out, &work, target)?;
    }
    println!("{} targets are packed, and run from what is packed", targets.len());
    Ok(())
}

/// The files of a target that are not there, or are empty.
fn missing(out: &Path, target: &str, has_words: bool) -> Vec<String> {
    let mut names = vec![target.to_owned(), format!("{target}_seed_corpus.zip")];
    if has_words {
        names.extend([format!("{target}.dict"), format!("{target}.options")]);
    }
    names.retain(|name| !fs::metadata(out.join(name)).is_ok_and(|file| file.len() > 0));
    names
}

/// Unpacks the seeds and runs the target over them, then for a moment on from there.
fn try_out(out: &Path, work: &Path, target: &str) -> Result<(), Failure> {
    let seeds = work.join(format!("{target}-seeds"));
    let archive = out.join(format!("{target}_seed_corpus.zip"));
    run_command(Command::new("unzip").arg("-q").arg(&archive).arg("-d").arg(&seeds))?;
    let mut run = Command::new(out.join(target));
    run.arg("-max_total_time=2").arg(format!("-artifact_prefix={}/", work.display()));
    let dictionary = out.join(target).with_extension("dict");
    if dictionary.exists() {
        run.arg(format!("-dict={}", dictionary.display()));
    }
    run_command(run.arg(&seeds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forgotten_files_are_named() {
        let out = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [("token", "x"), ("token_seed_corpus.zip", "x"), ("token.dict", "")] {
            fs::write(out.path().join(name), text).expect("a temporary file");
        }
        assert_eq!(missing(out.path(), "token", true), ["token.dict", "token.options"]);
        assert!(missing(out.path(), "token", false).is_empty());
    }
}
