//! Starts the binary, and ends it whatever becomes of the test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The binary with these arguments, not yet started, with nothing to read.
pub(crate) fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_eks-auth-conformance"));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    // A job of CI is told of runs in its own way: what tests look at is the same everywhere.
    for name in ["CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command
}

/// What a process left behind.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ended {
    pub(crate) fn of(output: std::process::Output) -> Self {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output in UTF-8");
        Self { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Holds the process to the rule for wrong command lines: status 2, one line, nothing else.
    #[track_caller]
    pub(crate) fn is_usage_error(&self, part: &str) {
        assert_eq!(self.status, Some(2), "{self:?}");
        assert_eq!(self.stderr.lines().count(), 1, "{self:?}");
        assert!(self.stderr.starts_with("error: ") && self.stderr.contains(part), "{self:?}");
    }
}

/// Runs the binary to its end.
pub(crate) fn run(arguments: &[&str]) -> Ended {
    Ended::of(command(arguments).output().expect("the binary starts"))
}

/// `mock`, or another server, in a process of its own; killed when this is dropped.
pub(crate) struct Mock {
    child: Child,
    endpoint: String,
}

impl Mock {
    /// On a free port.
    pub(crate) fn start(arguments: &[&str]) -> Self {
        Self::start_at("127.0.0.1:0", arguments)
    }

    pub(crate) fn start_at(address: &str, arguments: &[&str]) -> Self {
        Self::serving(&[&["mock", "--listen", address], arguments].concat())
    }

    /// Whatever command serves something and says where.
    pub(crate) fn serving(arguments: &[&str]) -> Self {
        let mut child = command(arguments).stderr(Stdio::inherit()).spawn().expect("the binary starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("a pipe");
        BufReader::new(output).read_line(&mut line).expect("a line");
        let endpoint = line.trim_end().strip_prefix("listening on ").map(str::to_owned);
        // Made first: should the line be another, the process must not outlive the test.
        let mut mock = Self { child, endpoint: String::new() };
        mock.endpoint = endpoint.unwrap_or_else(|| panic!("`{line}` names no endpoint"));
        mock
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    /// Sends a signal by its name, and returns how the process ends.
    pub(crate) fn end_with(mut self, signal: &str) -> Option<i32> {
        send(signal, &self.child);
        self.child.wait().expect("it ends").code()
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Sends a signal to a process.
pub(crate) fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    let status = Command::new("kill").args(["-s", signal, &id]).status().expect("`kill` starts");
    assert!(status.success());
}

/// A folder for the reports of one test.
pub(crate) struct Reports(TempDir);

impl Reports {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder for the test"))
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().expect("a path in UTF-8").to_owned()
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("a report")
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).expect("a report in JSON")
    }
}
