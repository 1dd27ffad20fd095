//! `cargo xtask dist`: what a release offers for download. A static binary with its completions, man pages and licences in one
//! archive; what it is built of (SBOM); checksums; and a folder from which its container image is built.
//!
//! The same commit, compiler and C library give the same archive, byte for byte.

mod archive;
mod binary;
mod elf;
mod image;
mod sbom;
mod stage;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cargo::run as run_command;
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The released package.
pub(crate) const PACKAGE: &str = "eks-auth-conformance";

/// The platform that is released.
const TARGET: &str = "x86_64-unknown-linux-gnu";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// The platform to build for: one with the GNU C library, which is linked in
    #[arg(long, value_name = "TRIPLE", default_value = TARGET)]
    target: String,
    /// Where to put everything
    #[arg(long, value_name = "DIR", default_value = "target/dist")]
    out: PathBuf,
    /// Pack this binary instead of building one
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
}

/// What is released, as its files are named.
struct Release {
    /// `eks-auth-conformance-VERSION-TARGET`.
    name: String,
    target: String,
}

impl Release {
    fn new(version: &str, target: &str) -> Self {
        Self { name: format!("{PACKAGE}-{version}-{target}"), target: target.to_owned() }
    }
}

pub(crate) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let workspace = Workspace::read()?;
    let release = Release::new(&version(&workspace)?, &arguments.target);
    let out = std::path::absolute(&arguments.out).map_err(|error| Failure::at(&arguments.out, &error))?;
    let out = out.as_path();
    let binary = match &arguments.binary {
        Some(binary) => binary.clone(),
        None => binary::build(&release.target, &workspace.target_directory)?,
    };
    elf::require_static(&binary)?;

    emptied(out)?;
    stage::fill(&out.join(&release.name), &binary)?;
    image::prepare(&out.join("image"), &binary)?;
    let archive = archive::pack(out, &release)?;
    let sbom = sbom::write(out, &release, &workspace)?;
    let sums = checksums(out, &[archive, sbom])?;
    print!("{sums}");
    println!("in {}", out.display());
    Ok(())
}

fn version(workspace: &Workspace) -> Result<String, Failure> {
    let package = workspace.packages.iter().find(|package| package.name == PACKAGE);
    let version = package.and_then(|package| package.stated.get("version")?.as_str());
    version.map(str::to_owned).ok_or_else(|| Failure(format!("`{PACKAGE}` has no version")))
}

/// Writes `SHA256SUMS` beside the files, in the form that `sha256sum --check` reads.
fn checksums(out: &Path, names: &[String]) -> Result<String, Failure> {
    let output = Command::new("sha256sum").current_dir(out).args(names).output();
    let output = output.map_err(|error| Failure(format!("`sha256sum` did not start: {error}")))?;
    if !output.status.success() {
        return Err(Failure("`sha256sum` failed".to_owned()));
    }
    let path = out.join("SHA256SUMS");
    fs::write(&path, &output.stdout).map_err(|error| Failure::at(&path, &error))?;
    run_command(Command::new("sha256sum").current_dir(out).args(["--check", "--quiet", "SHA256SUMS"]))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The folder, new and empty.
fn emptied(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))
}

/// Copies a file and follows links.
fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    fs::copy(from, to).map(drop).map_err(|error| Failure::at(from, &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    /// Whoever downloads the archive has to know what it is called.
    #[test]
    fn archive_is_called_what_others_look_for() {
        let workspace = Workspace::read().expect("a workspace");
        let package = workspace.packages.iter().find(|package| package.name == PACKAGE).expect("the package");
        let stated = |member: &str| {
            let text = package.stated.pointer(&format!("/metadata/binstall/{member}")).expect("stated");
            let text = text.as_str().expect("text").replace("{ name }", PACKAGE).replace("{ bin }", PACKAGE);
            text.replace("{ version }", "1.2.3").replace("{ target }", TARGET).replace("{ binary-ext }", "")
        };
        let name = Release::new("1.2.3", TARGET).name;
        assert_eq!(stated("pkg-url"), format!("{{ repo }}/releases/download/v1.2.3/{name}.tar.gz"));
        assert_eq!(stated("bin-dir"), format!("{name}/{PACKAGE}"));
        for file in ["action.yml", "docs/ci/gitlab-ci.yml"] {
            let text = fs::read_to_string(root().join(file)).expect("a file");
            assert!(text.contains(&Release::new("$VERSION", TARGET).name), "{file}");
            assert!(text.contains("$RELEASES/v$VERSION/$"), "{file}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn checksums_are_those_of_the_files() {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::write(folder.path().join("a"), "abc").expect("written");
        let sums = checksums(folder.path(), &["a".to_owned()]).expect("checksums");
        // The example of FIPS 180-4 for the message "abc".
        assert_eq!(sums, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a\n");
        assert_eq!(fs::read_to_string(folder.path().join("SHA256SUMS")).expect("there"), sums);
    }
}
