//! How the tasks start cargo and other programs.

use std::env;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;

/// The root of the workspace.
pub(crate) fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// The cargo that runs us, to be started at the root.
pub(crate) fn cargo() -> Command {
    started_at_root(Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into())))
}

/// cargo of the nightly toolchain; rustup's own `cargo` chooses it.
pub(crate) fn nightly_cargo() -> Command {
    let mut command = started_at_root(Command::new("cargo"));
    command.arg("+nightly");
    command
}

/// Runs a command whose output goes where ours goes.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let shown = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Failure(format!("`{shown}` ended with {status}"))),
        Err(error) => Err(Failure(format!("`{shown}` did not start: {error}"))),
    }
}

/// Whether a command starts and succeeds; for asking whether a tool is installed.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let silent = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    silent.status().is_ok_and(|status| status.success())
}

/// The command as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

fn started_at_root(mut command: Command) -> Command {
    command.current_dir(root());
    // `cargo run` describes the package it runs in these, and some build scripts build anew when they change:
    // a test run of ours would otherwise undo a test run by hand, and the other way round.
    for (name, _) in env::vars_os() {
        let described = ["CARGO_PKG_", "CARGO_MANIFEST_"];
        if described.iter().any(|prefix| name.to_string_lossy().starts_with(prefix)) {
            command.env_remove(name);
        }
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failing_command_is_named() {
        let missing = run(&mut Command::new("/no/such/program-of-ours")).expect_err("it cannot start");
        assert!(missing.0.starts_with("`program-of-ours` did not start: "), "{}", missing.0);
        assert!(!succeeds(&mut Command::new("/no/such/program-of-ours")));
    }
}
