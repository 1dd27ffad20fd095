//! `cargo xtask browser`: the pages in a real browser. Not among the checks of every change: it needs Node.js, packages from npm
//! and Chromium.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cargo::{root, run as run_command, succeeds};
use crate::failure::Failure;
use crate::test::build;
use crate::workspace::Workspace;

/// What Chromium is called on the systems that have it.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];
/// What runs, and says what it takes.
const FILES: [&str; 4] = ["package.json", "package-lock.json", "check.mjs", "pages.mjs"];

pub(crate) fn run() -> Result<(), Failure> {
    let folder = Workspace::read()?.target_directory.join("xtask/browser");
    let browser = match tools(&folder)? {
        Ok(browser) => browser,
        Err(reason) => {
            println!("browser      skipped: {reason}");
            return Ok(());
        }
    };
    let binary = build::build(build::BINARIES)?;
    run_command(
        Command::new("node").current_dir(&folder).arg("check.mjs").arg(binary).arg(browser).arg("pages"),
    )
}

/// The browser's path, with everything else in the folder; or what is missing.
fn tools(folder: &Path) -> Result<Result<String, &'static str>, Failure> {
    let Some(browser) = BROWSERS.into_iter().find_map(path_of) else {
        return Ok(Err("there is no Chromium on the path"));
    };
    if !succeeds(Command::new("node").arg("--version")) || !succeeds(Command::new("npm").arg("--version")) {
        return Ok(Err("there is no Node.js with npm on the path"));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    for file in FILES {
        let from = root().join("xtask/browser").join(file);
        fs::copy(&from, folder.join(file)).map_err(|error| Failure::at(&from, &error))?;
    }
    let install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
    if !succeeds(Command::new("npm").current_dir(folder).args(install)) {
        return Ok(Err("the packages could not be had from npm"));
    }
    Ok(Ok(browser))
}

/// Where a program is, if it can be started.
fn path_of(program: &str) -> Option<String> {
    let found = std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())?;
    Some(found.to_string_lossy().into_owned())
}
