//! The reports of real runs, one for each way in which a run can end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::mock::Mock;

/// A run: its name, who answers, and further options, in which `{}` is the folder.
const RUNS: &[(&str, Service, &[&str])] = &[
    ("whole", Service::Whole, &["--implementation", "my mock@1.2"]),
    ("failed", Service::Faulty("response.audience.wrong"), &["--write-expect", "{}/ledger.toml"]),
    ("known", Service::Faulty("response.audience.wrong"), &["--expect", "{}/ledger.toml"]),
    ("fixed", Service::Whole, &["--expect", "{}/ledger.toml", "--only", "response.*"]),
    ("warned", Service::Faulty("response.cache.public"), &["--only", "response.*"]),
    ("refusing", Service::Faulty("response.status.client-error"), &[]),
    ("lost", Service::Nobody, &["--only", "response.*"]),
];

/// Who answers.
enum Service {
    Whole,
    Faulty(&'static str),
    Nobody,
}

/// The folder that the reports of all runs are in.
pub(super) struct Reports(PathBuf);

impl Reports {
    /// Lets this binary write them.
    pub(super) fn make(binary: &Path, folder: &Path) -> Result<Self, Failure> {
        // What an earlier binary wrote says nothing of this one.
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
        for (name, service, options) in RUNS {
            run(binary, folder, name, service, options)?;
        }
        Ok(Self(folder.to_owned()))
    }

    /// The files that end so, one for each run.
    pub(super) fn with(&self, ending: &str) -> Vec<PathBuf> {
        RUNS.iter().map(|(name, ..)| self.0.join(format!("{name}.{ending}"))).collect()
    }
}

fn run(binary: &Path, folder: &Path, name: &str, service: &Service, options: &[&str]) -> Result<(), Failure> {
    let mock = match service {
        Service::Whole => Some(Mock::start(binary, None)?),
        Service::Faulty(fault) => Some(Mock::start(binary, Some(fault))?),
        Service::Nobody => None,
    };
    // Nothing listens on port 1.
    let endpoint = mock.as_ref().map_or("http://127.0.0.1:1", Mock::endpoint);
    let mut command = Command::new(binary);
    command.args(["service", "--quiet", "--seed", "42", "--endpoint", endpoint]);
    for (option, ending) in [("--json", "json"), ("--junit", "xml"), ("--sarif", "sarif")] {
        command.arg(option).arg(folder.join(format!("{name}.{ending}")));
    }
    command.args(options.iter().map(|option| option.replace("{}", &folder.to_string_lossy())));
    let status = command.stdin(Stdio::null()).stdout(Stdio::null()).env_remove("GITHUB_ACTIONS").status();
    match status.map_err(|error| Failure::at(binary, &error))?.code() {
        Some(0 | 1 | 3) => Ok(()),
        other => Err(Failure(format!("the run `{name}` ended with {other:?}"))),
    }
}
