//! `cargo xtask interop`: the suite's signatures against those of botocore, which it shares no line with, and the credentials
//! that AWS's own tools would find. Not among the checks of every change: it needs Python and a package from its index.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::{root, run as run_command, succeeds};
use crate::failure::Failure;
use crate::test::build;
use crate::workspace::Workspace;

/// Who signs beside us. Any version will do that knows Signature Version 4.
const PACKAGE: &str = "botocore>=1.35,<2";

pub(crate) fn run() -> Result<(), Failure> {
    let folder = Workspace::read()?.target_directory.join("interop");
    let python = match python(&folder) {
        Ok(python) => python,
        Err(reason) => {
            println!("interop      skipped: {reason}");
            return Ok(());
        }
    };
    let binary = build::build(build::RELEASED)?;
    let script = root().join("xtask/src/interop/verify.py");
    run_command(Command::new(python).current_dir(root()).arg(script).arg(binary))
}

/// A Python of this folder's own that has botocore; or why there is none.
fn python(folder: &Path) -> Result<PathBuf, &'static str> {
    let python = folder.join("bin/python");
    let has_botocore = |python: &Path| succeeds(Command::new(python).args(["-c", "import botocore.auth"]));
    if has_botocore(&python) {
        return Ok(python);
    }
    // What an interrupted run left would stand in the way.
    let _ = fs::remove_dir_all(folder);
    if !succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder)) {
        return Err("`python3 -m venv` does not work here");
    }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", PACKAGE];
    if !succeeds(Command::new(&python).args(install)) {
        return Err("botocore could not be had from the package index");
    }
    has_botocore(&python).then_some(python).ok_or("botocore was installed and cannot be used")
}
