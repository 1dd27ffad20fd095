//! What cargo knows of the workspace.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::cargo::{cargo, shown};
use crate::failure::Failure;

/// The members of the workspace and where it builds.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) packages: Vec<Package>,
    pub(crate) target_directory: PathBuf,
}

/// One member.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) manifest: PathBuf,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) targets: Vec<Target>,
    /// All that cargo says of it.
    pub(crate) stated: Value,
}

/// What a member asks for, ours or not.
#[derive(Debug)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) purpose: Use,
}

/// What a dependency is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Use {
    Code,
    Tests,
    Build,
}

/// One thing that cargo builds of a member.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: String,
    pub(crate) kind: String,
    /// Whether `cargo test` runs the tests in it.
    pub(crate) tested: bool,
}

impl Workspace {
    /// Asks cargo, which also fails here if the lockfile does not fit the manifests.
    pub(crate) fn read() -> Result<Self, Failure> {
        let mut command = cargo();
        command.args(["metadata", "--no-deps", "--format-version", "1", "--locked"]);
        let metadata = json(&mut command).map_err(|what| Failure(format!("`{}` {what}", shown(&command))))?;
        Self::parse(&metadata).ok_or_else(|| Failure("`cargo metadata` said something unexpected".to_owned()))
    }

    /// The members that are published, in the order of the manifests.
    pub(crate) fn published(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| package.stated.get("publish").is_none_or(Value::is_null))
    }

    /// Reads what `cargo metadata` prints.
    pub(crate) fn parse(metadata: &Value) -> Option<Self> {
        let packages = array(metadata, "packages")?.iter().map(package).collect::<Option<_>>()?;
        Some(Self { packages, target_directory: text(metadata, "target_directory")?.into() })
    }
}

fn json(command: &mut Command) -> Result<Value, String> {
    let output = command.output().map_err(|error| format!("did not start: {error}"))?;
    if !output.status.success() {
        return Err(format!("failed: {}", String::from_utf8_lossy(&output.stderr).trim()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| format!("printed no JSON: {error}"))
}

fn package(value: &Value) -> Option<Package> {
    Some(Package {
        name: text(value, "name")?,
        manifest: text(value, "manifest_path")?.into(),
        dependencies: array(value, "dependencies")?.iter().map(dependency).collect::<Option<_>>()?,
        targets: array(value, "targets")?.iter().map(target).collect::<Option<_>>()?,
        stated: value.clone(),
    })
}

fn dependency(value: &Value) -> Option<Dependency> {
    let purpose = match value.get("kind")? {
        Value::Null => Use::Code,
        Value::String(kind) if kind == "dev" => Use::Tests,
        _ => Use::Build,
    };
    Some(Dependency { name: text(value, "name")?, purpose })
}

fn target(value: &Value) -> Option<Target> {
    let kind = array(value, "kind")?.first()?.as_str()?;
    Some(Target { name: text(value, "name")?, kind: kind.to_owned(), tested: value.get("test")?.as_bool()? })
}

fn text(value: &Value, member: &str) -> Option<String> {
    value.get(member)?.as_str().map(str::to_owned)
}

fn array<'a>(value: &'a Value, member: &str) -> Option<&'a Vec<Value>> {
    value.get(member)?.as_array()
}
