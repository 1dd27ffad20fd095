//! One run of the whole suite against a mock, and what it needs.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::failure::Failure;
use crate::mock::Mock;
use crate::workspace::Workspace;

/// The bound on one request.
pub(super) const TIMEOUT: Duration = Duration::from_secs(1);
/// How many requests are under way at once.
pub(super) const JOBS: u32 = 8;
/// The bound on the whole run; longer than any run may take.
const MAX_TIME: &str = "300";
/// How often the peak is read: what a process grows by in its last moments is not seen.
const LOOK: Duration = Duration::from_millis(20);

/// What a run came to.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) status: Option<i32>,
    /// The most memory that it had, in KiB.
    pub(super) peak: u64,
    pub(super) took: Duration,
    /// The cases in its report; 0 where that is not whole.
    pub(super) cases: u32,
    pub(super) ended_early: Option<String>,
}

/// Runs the suite against the mock with this fault, or against the whole one.
pub(super) fn run(binary: &Path, fault: Option<&str>) -> Result<Run, Failure> {
    let folder = Workspace::read()?.target_directory.join("xtask");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let report = folder.join("hostile.json");
    // A run that ends before it writes must not be told by the report of the run before it.
    let _ = fs::remove_file(&report);
    let mock = Mock::start(binary, fault)?;
    let mut command = Command::new(binary);
    command.args(["service", "--endpoint", mock.endpoint(), "--max-time", MAX_TIME]);
    command.args(["--timeout", &TIMEOUT.as_secs().to_string(), "--jobs", &JOBS.to_string()]);
    command.arg("--json").arg(&report).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let started = Instant::now();
    let mut child = command.spawn().map_err(|error| Failure::at(binary, &error))?;
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_of(child.id()));
        match child.try_wait().map_err(|error| Failure::at(binary, &error))? {
            Some(status) => break status,
            None => thread::sleep(LOOK),
        }
    };
    let took = started.elapsed();
    let (cases, ended_early) = told(&fs::read(&report).unwrap_or_default());
    Ok(Run { status: status.code(), peak, took, cases, ended_early })
}

/// The most memory that a process has had so far, in KiB; 0 once it has ended.
fn peak_of(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    peak_in(&status)
}

fn peak_in(status: &str) -> u64 {
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

/// How many cases a report has, and why its run ended early.
fn told(report: &[u8]) -> (u32, Option<String>) {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    let cases = report.get("cases").and_then(Value::as_array).map_or(0, Vec::len);
    let why = report.get("ended_early").and_then(Value::as_str).map(generic);
    (u32::try_from(cases).unwrap_or(u32::MAX), why)
}

/// Without the port, which is another in each run.
fn generic(why: &str) -> String {
    let words: Vec<&str> =
        why.split(' ').map(|word| if word.starts_with("http://") { "…" } else { word }).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn peak_is_read_from_what_linux_says() {
        assert_eq!(peak_in("Name:\tx\nVmPeak:\t  999 kB\nVmHWM:\t   30412 kB\nVmRSS:\t 1 kB\n"), 30_412);
        assert_eq!(peak_in(""), 0);
    }

    #[test]
    fn report_that_is_not_whole_has_no_cases() {
        assert_eq!(told(br#"{"cases": [{}, {}"#), (0, None));
        let report = br#"{"cases": [{}], "ended_early": "nothing answers at http://127.0.0.1:1 (reset)"}"#;
        assert_eq!(told(report), (1, Some("nothing answers at … (reset)".to_owned())));
    }
}
