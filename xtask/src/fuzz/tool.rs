//! cargo-fuzz: whether it is there, and how it is told what to do.

use std::path::Path;
use std::process::Command;

use clap::ValueEnum;

use crate::cargo::{cargo, nightly_cargo, succeeds};
use crate::failure::Failure;

/// What watches memory while a target runs.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub(crate) enum Sanitizer {
    /// Nothing: five times faster, on stable Rust, and no worse where no code is unsafe
    #[default]
    None,
    /// AddressSanitizer: needs nightly Rust
    Address,
}

impl Sanitizer {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Address => "address",
        }
    }

    /// The cargo that can build with it: ours, unless the compiler's unstable flags are needed.
    fn cargo(self) -> Command {
        match self {
            Self::None => cargo(),
            Self::Address => nightly_cargo(),
        }
    }
}

/// Says what is missing and how to install it.
pub(crate) fn installed(sanitizer: Sanitizer) -> Result<(), Failure> {
    let missing =
        |what: &str, remedy: &str| Failure(format!("{what} is not installed; {remedy} installs it"));
    if !succeeds(sanitizer.cargo().arg("--version")) {
        return Err(missing("nightly Rust", "`rustup toolchain install nightly`"));
    }
    if !succeeds(sanitizer.cargo().args(["fuzz", "--version"])) {
        return Err(missing("cargo-fuzz", "`cargo install --locked cargo-fuzz`"));
    }
    Ok(())
}

/// `cargo fuzz VERB`, with the sanitizer that every verb must share: it is part of what is built.
pub(crate) fn cargo_fuzz(verb: &str, sanitizer: Sanitizer) -> Command {
    let mut command = sanitizer.cargo();
    command.args(["fuzz", verb, "--sanitizer", sanitizer.name()]);
    command
}

/// What libFuzzer is told for every target: an input that takes ten seconds is a find, and so is one that
/// takes two gigabytes, also where several processes share the work.
const FINDS: [&str; 4] = ["-timeout=10", "-rss_limit_mb=2048", "-ignore_timeouts=0", "-ignore_ooms=0"];

/// `cargo fuzz run` over folders, the first of which takes what is learnt.
pub(crate) fn run(target: &str, run: &Run<'_>) -> Command {
    let mut command = cargo_fuzz("run", run.sanitizer);
    command.arg(target).args(run.folders).arg("--").args(FINDS).arg("-print_final_stats=1");
    if let Some(dictionary) = run.dictionary {
        command.arg(format!("-dict={}", dictionary.display()));
    }
    if let Some(seconds) = run.seconds {
        command.arg(format!("-max_total_time={seconds}"));
    }
    if run.jobs > 1 {
        command.arg(format!("-fork={}", run.jobs));
    }
    command
}

/// How one target is to be run.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    pub(crate) sanitizer: Sanitizer,
    pub(crate) folders: &'a [std::path::PathBuf],
    pub(crate) dictionary: Option<&'a Path>,
    pub(crate) seconds: Option<u32>,
    pub(crate) jobs: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::shown;

    #[test]
    fn options_reach_libfuzzer() {
        let folders = ["fuzz/corpus/token", "corpus/token/accept"].map(std::path::PathBuf::from);
        let asked = Run {
            sanitizer: Sanitizer::None,
            folders: &folders,
            dictionary: Some(Path::new("fuzz/corpus/token.dict")),
            seconds: Some(30),
            jobs: 2,
        };
        let shown = shown(&run("token", &asked));
        let (_, said) = shown.split_once(' ').expect("a program and its arguments");
        assert_eq!(
            said,
            "fuzz run --sanitizer none token fuzz/corpus/token corpus/token/accept -- -timeout=10 \
             -rss_limit_mb=2048 -ignore_timeouts=0 -ignore_ooms=0 -print_final_stats=1 \
             -dict=fuzz/corpus/token.dict -max_total_time=30 -fork=2"
        );
    }
}
