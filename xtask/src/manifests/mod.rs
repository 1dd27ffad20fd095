//! `cargo xtask manifests`: what is written in formats of others. Their schemas say whether it is in form; then each example is
//! carried out as far as that goes without the service that it is for. Not among the checks of every change: it needs Python
//! and packages from its index.

use std::path::PathBuf;
use std::process::Command;

use crate::cargo::{root, run as run_command};
use crate::failure::Failure;
use crate::python;
use crate::test::build;
use crate::workspace::Workspace;

/// Each brings the schemas along.
const PACKAGES: [&str; 3] = [
    "check-jsonschema==0.39.0",
    "kubernetes-validate==1.37.0",
    "cyclonedx-python-lib[json-validation]==11.12.0",
];
const MODULES: &str = "check_jsonschema, cyclonedx.validation.json, kubernetes_validate";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Carry examples out with this binary instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let target_directory = Workspace::read()?.target_directory;
    let python = match python::with(&target_directory.join("manifests"), &PACKAGES, MODULES) {
        Ok(python) => python,
        Err(reason) => {
            println!("manifests    skipped: {reason}");
            return Ok(());
        }
    };
    let binary = match &arguments.binary {
        Some(binary) => std::path::absolute(binary).map_err(|error| Failure::at(binary, &error))?,
        None => build::build(build::BINARIES)?,
    };
    let script = root().join("xtask/src/manifests/main.py");
    run_command(
        Command::new(python).current_dir(root()).arg("-B").arg(script).arg(binary).arg(target_directory),
    )
}
