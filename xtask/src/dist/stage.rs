//! What is in the archive: the binary and all that is installed beside it.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{PACKAGE, copy};
use crate::cargo::{root, run as run_command, shown};
use crate::failure::Failure;

/// Taken from the repository as they are.
const FILES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "README.md"];

/// Each shell, and what a file of its completions is called where it looks for them.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "eks-auth-conformance.bash"),
    ("elvish", "eks-auth-conformance.elv"),
    ("fish", "eks-auth-conformance.fish"),
    ("powershell", "_eks-auth-conformance.ps1"),
    ("zsh", "_eks-auth-conformance"),
];

/// Fills a folder that does not exist. The binary itself writes what describes it, so it has to run here.
pub(crate) fn fill(folder: &Path, binary: &Path) -> Result<(), Failure> {
    let completions = folder.join("completions");
    fs::create_dir_all(&completions).map_err(|error| Failure::at(&completions, &error))?;
    copy(binary, &folder.join(PACKAGE))?;
    for file in FILES {
        copy(&root().join(file), &folder.join(file))?;
    }
    for (shell, file) in SHELLS {
        let script = output(Command::new(binary).args(["completions", shell]))?;
        let path = completions.join(file);
        fs::write(&path, script).map_err(|error| Failure::at(&path, &error))?;
    }
    run_command(Command::new(binary).args(["man", "--out"]).arg(folder.join("man/man1")))
}

fn output(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let shown = shown(command);
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure(format!("`{shown}` did not start: {error}")))?;
    if output.status.success() { Ok(output.stdout) } else { Err(Failure(format!("`{shown}` failed"))) }
}
