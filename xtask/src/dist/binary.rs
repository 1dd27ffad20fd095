//! The released binary.

use std::env;
use std::path::{Path, PathBuf};

use super::PACKAGE;
use crate::cargo::{cargo, root, run as run_command};
use crate::failure::Failure;

/// Builds it: static, with all features, and without the paths of the machine that built it.
pub(crate) fn build(target: &str, target_directory: &Path) -> Result<PathBuf, Failure> {
    let mut command = cargo();
    command.args(["build", "--locked", "--profile", "dist", "--package", PACKAGE, "--all-features"]);
    command.args(["--target", target]).env("CARGO_ENCODED_RUSTFLAGS", flags().join("\u{1f}"));
    run_command(&mut command)?;
    Ok(target_directory.join(target).join("dist").join(PACKAGE))
}

/// What rustc is told besides.
fn flags() -> Vec<String> {
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let mut flags = vec!["-Ctarget-feature=+crt-static".to_owned()];
    flags.extend(cargo_home().map(|home| remap(&home, "/cargo")));
    flags.push(remap(root(), "/eks-auth-conformance"));
    flags
}

/// Where cargo keeps the source of dependencies.
fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| env::home_dir().map(|home| home.join(".cargo")))
}
