//! The suite put to the test by its own mock: every fault before the cases, and the kill matrix as files.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::count::Count;
use crate::cargo::{root, shown};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Runs `eks-auth-conformance selftest` and counts the faults that are seen, and the holes as failures.
pub(crate) fn run(binary: &Path, workspace: &Workspace) -> Result<Count, Failure> {
    let folder = workspace.target_directory.join("xtask");
    fs::create_dir_all(&folder).map_err(|error| Failure::at(&folder, &error))?;
    let matrix = folder.join("matrix.json");
    // A run that ends before it writes must not be counted by the matrix of the run before it.
    let _ = fs::remove_file(&matrix);
    let mut command = Command::new(binary);
    command.current_dir(root()).arg("selftest").arg("--json").arg(&matrix);
    command.arg("--html").arg(folder.join("matrix.html"));
    println!("{}", shown(&command));
    let status = command.status();
    let status = status.map_err(|error| Failure(format!("`{}` did not start: {error}", shown(&command))))?;
    let count = faults(&fs::read(&matrix).unwrap_or_default());
    Ok(count.ended(status.success() && count.passed > 0))
}

fn faults(matrix: &[u8]) -> Count {
    let matrix: Value = serde_json::from_slice(matrix).unwrap_or_default();
    let total = |name| matrix.pointer(&format!("/totals/{name}")).and_then(Value::as_u64).unwrap_or(0);
    Count { passed: total("seen"), failed: total("holes") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_count_as_failed() {
        let matrix = br#"{"totals": {"faults": 7, "seen": 6, "cases": 40, "holes": 2}}"#;
        assert_eq!(faults(matrix), Count { passed: 6, failed: 2 });
    }

    #[test]
    fn missing_matrix_counts_nothing() {
        assert_eq!(faults(b""), Count::default());
    }
}
