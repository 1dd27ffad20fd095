//! One run proves little of a suite that draws at random and sends many things at once: the same suite against the same
//! mock, again and again, with another seed each time.

use std::path::Path;
use std::process::{Command, Stdio};

use super::count::Count;
use crate::cargo::{root, shown};
use crate::failure::Failure;

/// Runs `eks-auth-conformance service` with the seeds 1 to `times`, and counts the runs that end with status 0.
pub(crate) fn repeat(binary: &Path, times: u64) -> Result<Count, Failure> {
    let mut count = Count::default();
    for seed in 1..=times {
        let mut command = Command::new(binary);
        command.current_dir(root()).args(["service", "--seed", &seed.to_string()]);
        let output = command.stdin(Stdio::null()).output();
        let output =
            output.map_err(|error| Failure(format!("`{}` did not start: {error}", shown(&command))))?;
        let said = String::from_utf8_lossy(&output.stdout);
        if output.status.success() {
            count.passed += 1;
            println!("seed {seed}: {}", said.lines().last().unwrap_or_default());
        } else {
            count.failed += 1;
            println!("seed {seed}: {}\n{said}", output.status);
        }
    }
    Ok(count)
}
