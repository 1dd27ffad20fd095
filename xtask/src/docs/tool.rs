//! mdBook: where it is, or how it is had.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{cargo, run, succeeds};
use crate::failure::Failure;

/// The version that pages are looked at with. Another one on the `PATH` is taken as it is.
const VERSION: &str = "0.5.4";

/// mdBook from the `PATH`, else that of the target folder, else installed there; or why there is none.
pub(crate) fn mdbook(target: &Path) -> Result<PathBuf, String> {
    let installed = target.join("tools/bin").join(format!("mdbook{}", std::env::consts::EXE_SUFFIX));
    for program in [PathBuf::from("mdbook"), installed.clone()] {
        if succeeds(Command::new(&program).arg("--version")) {
            return Ok(program);
        }
    }
    match run(&mut installation(target)) {
        Ok(()) => Ok(installed),
        Err(Failure(message)) => Err(format!("mdBook is not installed and could not be: {message}")),
    }
}

/// Unoptimized, and without what watches and serves: it builds in half the time, and the book in a second all the same.
fn installation(target: &Path) -> Command {
    let mut command = cargo();
    command.args(["install", "mdbook", "--version", VERSION, "--locked", "--debug"]);
    command.args(["--no-default-features", "--features", "search", "--root"]).arg(target.join("tools"));
    command.env("CARGO_PROFILE_DEV_DEBUG", "0");
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::shown;

    #[test]
    fn version_is_pinned() {
        let shown = shown(&installation(Path::new("target")));
        assert!(shown.contains("install mdbook --version 0.5.4 --locked"), "{shown}");
    }
}
