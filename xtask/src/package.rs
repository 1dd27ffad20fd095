//! `cargo xtask package`: what the registry would get, packed and built from what is in the packages alone. Nothing is sent.

use crate::cargo::{cargo, run as run_command};
use crate::failure::Failure;
use crate::workspace::Workspace;

pub(crate) fn run() -> Result<(), Failure> {
    let workspace = Workspace::read()?;
    let mut command = cargo();
    // Together: cargo builds each against the others as they are packed, though no registry has them yet.
    command.args(["package", "--locked"]);
    command.args(workspace.published().flat_map(|package| ["--package", &package.name]));
    run_command(&mut command)
}
