//! `cargo xtask interop`: the suite's signatures against those of botocore, which it shares no line with, and the credentials
//! that AWS's own tools would find. Not among the checks of every change: it needs Python and a package from its index.

use std::process::Command;

use crate::cargo::{root, run as run_command};
use crate::failure::Failure;
use crate::python;
use crate::test::build;
use crate::workspace::Workspace;

/// Who signs beside us. Any version will do that knows Signature Version 4.
const PACKAGE: &str = "botocore>=1.35,<2";

pub(crate) fn run() -> Result<(), Failure> {
    let folder = Workspace::read()?.target_directory.join("interop");
    let python = match python::with(&folder, &[PACKAGE], "botocore.auth") {
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
