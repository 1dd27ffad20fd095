//! The one build that all sections of the tests share.

use std::path::PathBuf;
use std::process::Stdio;

use serde_json::Value;

use crate::cargo::cargo;
use crate::failure::Failure;

const BINARY: &str = "eks-auth-conformance";

/// Every test and binary: leaves nothing to build for the sections' own `cargo test --workspace`.
pub(crate) const EVERYTHING: &[&str] = &["--lib", "--bins", "--tests"];
/// The binaries alone.
pub(crate) const BINARIES: &[&str] = &["--bins"];
/// The same as they are released: with the credentials that AWS's own tools find.
pub(crate) const RELEASED: &[&str] = &["--bins", "--features", "eks-auth-conformance/aws"];

/// Builds these targets of the workspace. Returns where the suite's binary is.
pub(crate) fn build(targets: &[&str]) -> Result<PathBuf, Failure> {
    let mut command = cargo();
    command.args(["build", "--workspace"]).args(targets);
    command.args(["--message-format", "json-render-diagnostics"]);
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure(format!("cargo did not start: {error}")))?;
    if !output.status.success() {
        return Err(Failure("the workspace does not build".to_owned()));
    }
    let messages = String::from_utf8_lossy(&output.stdout);
    executable(&messages).ok_or_else(|| Failure(format!("the build made no `{BINARY}`")))
}

/// The binary itself among cargo's messages, not the test of the same name.
fn executable(messages: &str) -> Option<PathBuf> {
    messages.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok()).find_map(|message| {
        let wanted = message.pointer("/target/name")?.as_str()? == BINARY
            && message.pointer("/target/kind/0")?.as_str()? == "bin"
            && !message.pointer("/profile/test")?.as_bool()?;
        if wanted { message.get("executable")?.as_str().map(PathBuf::from) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn message(name: &str, test: bool, executable: &str) -> String {
        let target = json!({ "name": name, "kind": ["bin"] });
        json!({ "target": target, "profile": { "test": test }, "executable": executable }).to_string()
    }

    #[test]
    fn binary_is_found_among_tests_and_other_binaries() {
        let messages =
            [message("token", false, "/token"), message(BINARY, true, "/test"), "no JSON".to_owned()];
        assert_eq!(executable(&messages.join("\n")), None);
        let more = message(BINARY, false, "/binary");
        assert_eq!(executable(&format!("{}\n{more}", messages.join("\n"))), Some(PathBuf::from("/binary")));
    }
}
