//! `cargo xtask wasm`: the protocol crate builds where there is no operating system. Without that target at hand, its source and
//! its dependencies are searched for what would prevent it.

use std::path::Path;
use std::process::Command;

use crate::cargo::{cargo, run as run_command, shown};
use crate::failure::Failure;
use crate::tidy::sources;

const TARGET: &str = "wasm32-unknown-unknown";
const PACKAGE: &str = "eks-auth-protocol";
const SOURCE: &str = "crates/protocol/src/";

/// What compiles for [`TARGET`] and panics there, or does not compile at all.
const SYSTEM: [&str; 8] =
    ["std::env", "std::fs", "std::net", "std::os", "std::process", "std::thread", "SystemTime", "Instant"];
/// Crates that ask an operating system for something, and are the usual way to it.
const CRATES: [&str; 7] = ["getrandom", "libc", "mio", "rand", "ring", "socket2", "tokio"];
/// Parts of the crate that are features, off by default.
const FEATURES: [&str; 2] = ["laws", "strategies"];

/// How it was checked.
pub(crate) enum Way {
    Built,
    Searched,
}

pub(crate) fn run() -> Result<(), Failure> {
    match check()? {
        Way::Built => println!("wasm         built for {TARGET}"),
        Way::Searched => println!(
            "wasm         not built, as {TARGET} is not installed (`rustup target add {TARGET}`); its source and its \
             dependencies have nothing that would prevent it"
        ),
    }
    Ok(())
}

/// Builds where that can be done, and searches elsewhere.
pub(crate) fn check() -> Result<Way, Failure> {
    if is_installed() {
        run_command(cargo().args([
            "build",
            "--package",
            PACKAGE,
            "--no-default-features",
            "--target",
            TARGET,
        ]))?;
        return Ok(Way::Built);
    }
    let mut found = Vec::new();
    for file in sources()?.iter().filter(|file| file.path.starts_with(SOURCE)) {
        found.extend(of_the_system(&file.path, &file.text));
    }
    found.extend(of_the_crates(&dependencies()?));
    if found.is_empty() { Ok(Way::Searched) } else { Err(Failure(found.join("\n"))) }
}

fn is_installed() -> bool {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned());
    sysroot.is_ok_and(|it| !it.is_empty() && Path::new(&it).join("lib/rustlib").join(TARGET).is_dir())
}

/// The names of everything that is linked with it, itself included.
fn dependencies() -> Result<String, Failure> {
    let mut command = cargo();
    command.args(["tree", "--package", PACKAGE, "--no-default-features", "--edges", "normal,no-proc-macro"]);
    command.args(["--prefix", "none", "--format", "{p}", "--locked"]);
    let output = command.output().map_err(|error| Failure(format!("`{}`: {error}", shown(&command))))?;
    if !output.status.success() {
        return Err(Failure(format!(
            "`{}`: {}",
            shown(&command),
            String::from_utf8_lossy(&output.stderr).trim()
        )));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn of_the_system(path: &str, text: &str) -> Vec<String> {
    let inside = path.strip_prefix(SOURCE).unwrap_or(path);
    if FEATURES
        .iter()
        .any(|feature| inside.starts_with(&format!("{feature}/")) || inside == format!("{feature}.rs"))
    {
        return Vec::new();
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    let words = lines.flat_map(|(number, line)| {
        SYSTEM.iter().filter(move |word| line.contains(**word)).map(move |word| (number, word))
    });
    words.map(|(number, word)| format!("{path}:{}: `{word}` asks an operating system", number + 1)).collect()
}

fn of_the_crates(tree: &str) -> Vec<String> {
    let names = tree.lines().filter_map(|line| line.split(' ').next());
    let asking = names.filter(|name| CRATES.contains(name));
    asking.map(|name| format!("{PACKAGE} depends on `{name}`, which asks an operating system")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clock_is_found_in_code_alone() {
        assert_eq!(
            of_the_system("crates/protocol/src/a.rs", "// SystemTime\nuse std::time::SystemTime;").len(),
            1
        );
        assert!(of_the_system("crates/protocol/src/laws/a.rs", "use std::fs;").is_empty());
    }

    #[test]
    fn crate_that_asks() {
        assert_eq!(of_the_crates("eks-auth-protocol v0.1.0 (/x)\ngetrandom v0.3.0\n").len(), 1);
        assert!(of_the_crates("eks-auth-protocol v0.1.0 (/x)\nbase64-simd v0.8.0\n").is_empty());
    }
}
