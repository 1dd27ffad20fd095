//! `cargo xtask docs`: the book. Its catalogues come from the binary's own tables, its screens from real runs, and no link in
//! it may lead nowhere.

mod chapters;
mod escape;
mod screens;
mod stage;
mod tool;

use std::fs;
use std::path::Path;
use std::process::Command;

use clap::Args;
use serde_json::Value;

use crate::cargo::{root, run as run_command, shown};
use crate::failure::Failure;
use crate::links;
use crate::test::build;
use crate::workspace::Workspace;

#[derive(Args, Debug)]
pub(crate) struct Arguments {
    /// Make the screens of docs/screens, and those of the README, anew from real runs first
    #[arg(long)]
    screens: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let target = Workspace::read()?.target_directory;
    let binary = build::build(build::BINARIES)?;
    if arguments.screens {
        screens::write(&binary)?;
    }
    let mdbook = match tool::mdbook(&target) {
        Ok(mdbook) => mdbook,
        Err(reason) => {
            println!("docs         skipped: {reason}");
            return Ok(());
        }
    };
    // Whole anew, so that no page of an earlier build remains.
    let book = target.join("book");
    if book.exists() {
        fs::remove_dir_all(&book).map_err(|error| Failure::at(&book, &error))?;
    }
    let chapters = chapters::chapters(&catalogue(&binary)?)?;
    stage::stage(root(), &book, &chapters)?;
    run_command(Command::new(mdbook).arg("build").arg(&book))?;
    checked(&book.join("html"), &book.join("external-links.txt"))
}

/// Everything that the suite has a name for, as the binary lists it.
fn catalogue(binary: &Path) -> Result<Value, Failure> {
    let mut command = Command::new(binary);
    command.args(["list", "--json"]);
    let failed = |what: &str| Failure(format!("`{}` {what}", shown(&command)));
    let output = Command::new(binary).args(["list", "--json"]).output();
    let output = output.map_err(|error| failed(&format!("did not start: {error}")))?;
    serde_json::from_slice(&output.stdout).map_err(|error| failed(&format!("printed no JSON: {error}")))
}

/// Links within the book must lead somewhere; what lies outside is listed and not asked for.
fn checked(html: &Path, list: &Path) -> Result<(), Failure> {
    let pages = links::html::Pages::read(html)?;
    let broken = pages.broken();
    for finding in &broken {
        eprintln!("{finding}");
    }
    let external = pages.external();
    fs::write(list, external.join("\n") + "\n").map_err(|error| Failure::at(list, &error))?;
    println!("{} pages in {}", pages.count(), html.display());
    println!("{} links lead outside and were not followed: {}", external.len(), list.display());
    match broken.len() {
        0 => Ok(()),
        count => Err(Failure(format!("{count} links lead nowhere"))),
    }
}
