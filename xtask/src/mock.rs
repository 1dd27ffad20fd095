//! The reference mock in a process of its own.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::failure::Failure;

/// A mock that serves for as long as its value lives.
pub(crate) struct Mock {
    child: Child,
    endpoint: String,
}

impl Mock {
    /// Starts one with this fault, or the whole one, on a free port.
    pub(crate) fn start(binary: &Path, fault: Option<&str>) -> Result<Self, Failure> {
        let mut command = Command::new(binary);
        command.args(["mock", "--listen", "127.0.0.1:0"]).stdin(Stdio::null()).stdout(Stdio::piped());
        if let Some(id) = fault {
            command.args(["--fault", id]);
        }
        let mut child = command.spawn().map_err(|error| Failure::at(binary, &error))?;
        let output = child.stdout.take();
        // Made first: should the line be another, the process must not outlive us.
        let mut mock = Self { child, endpoint: String::new() };
        let mut line = String::new();
        if let Some(output) = output {
            let _ = BufReader::new(output).read_line(&mut line);
        }
        let Some(endpoint) = line.trim_end().strip_prefix("listening on ") else {
            return Err(Failure(format!("the mock does not say where it listens: `{}`", line.trim_end())));
        };
        mock.endpoint = endpoint.to_owned();
        Ok(mock)
    }

    /// Its URL.
    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
