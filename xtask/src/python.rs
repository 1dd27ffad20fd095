//! Python for tasks that need a package of its index.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::succeeds;

/// A Python of this folder's own that has the packages, which is so if it was made with the same ones and can import these
/// modules; or why there is none.
pub(crate) fn with(folder: &Path, packages: &[&str], modules: &str) -> Result<PathBuf, String> {
    let (python, made_with) = (folder.join("bin/python"), folder.join("packages.txt"));
    let wanted = packages.join("\n");
    let has_them = |python: &Path| succeeds(Command::new(python).args(["-c", &format!("import {modules}")]));
    if fs::read_to_string(&made_with).is_ok_and(|made| made == wanted) && has_them(&python) {
        return Ok(python);
    }
    // What an interrupted run or another version left would stand in the way.
    let _ = fs::remove_dir_all(folder);
    if !succeeds(Command::new("python3").args(["-m", "venv"]).arg(folder)) {
        return Err("`python3 -m venv` does not work here".to_owned());
    }
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    if !succeeds(Command::new(&python).args(install).args(packages)) {
        return Err(format!("the package index does not give {}", packages.join(", ")));
    }
    if !has_them(&python) {
        return Err(format!("{} cannot be used after installing", packages.join(", ")));
    }
    let _ = fs::write(made_with, wanted);
    Ok(python)
}
