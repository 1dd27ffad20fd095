//! The suite itself, as a user runs it: the built binary against its own mock, or against a service.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::count::Count;
use crate::cargo::{root, shown};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Runs `eks-auth-conformance service` and counts the cases in its report.
pub(crate) fn judge(
    binary: &Path,
    workspace: &Workspace,
    endpoint: Option<&str>,
    options: &[String],
) -> Result<Count, Failure> {
    let folder = workspace.target_directory.join("xtask");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let report = folder.join("report.json");
    // A run that ends before it writes must not be counted by the report of the run before it.
    let _ = fs::remove_file(&report);
    let mut command = Command::new(binary);
    command.current_dir(root()).arg("service").arg("--json").arg(&report);
    if let Some(url) = endpoint {
        command.args(["--endpoint", url]).args(options);
    }
    println!("{}", shown(&command));
    let status = command.status();
    let status = status.map_err(|error| Failure(format!("`{}` did not start: {error}", shown(&command))))?;
    let count = cases(&fs::read(&report).unwrap_or_default());
    Ok(count.ended(status.success() && count.passed > 0))
}

/// What a report counts. Cases that warn are no failures; the exit status has the last word on the run.
fn cases(report: &[u8]) -> Count {
    let report: Value = serde_json::from_slice(report).unwrap_or_default();
    let total = |name| report.pointer(&format!("/totals/{name}")).and_then(Value::as_u64).unwrap_or(0);
    Count { passed: total("passed"), failed: total("failed") + total("inconclusive") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undecided_cases_count_as_failed() {
        let report =
            br#"{"totals": {"passed": 60, "failed": 1, "warned": 3, "inconclusive": 2, "skipped": 4}}"#;
        assert_eq!(cases(report), Count { passed: 60, failed: 3 });
    }

    #[test]
    fn missing_report_counts_nothing() {
        assert_eq!(cases(b""), Count::default());
    }
}
