//! What the released binary is built of, as CycloneDX writes it; cargo-cyclonedx reads it from the lockfile.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{PACKAGE, Release, archive};
use crate::cargo::{cargo, root, run as run_command, succeeds};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// The tool, and the version that is installed where there is none.
const TOOL: &str = "cargo-cyclonedx";
const VERSION: &str = "0.5.9";

/// Writes the list into `out` and returns the name of its file.
pub(crate) fn write(out: &Path, release: &Release, workspace: &Workspace) -> Result<String, Failure> {
    let path = installed(&workspace.target_directory)?;
    let name = format!("{}.cdx", release.name);
    let file = format!("{name}.json");
    let mut command = cargo();
    command.args(["cyclonedx", "--quiet", "--format", "json", "--spec-version", "1.5", "--all-features"]);
    command.args(["--target", &release.target, "--override-filename", &name]);
    // With the time given, two runs write the same: no time of their own, and no number drawn at random.
    run_command(command.env("PATH", path).env("SOURCE_DATE_EPOCH", archive::time().to_string()))?;

    // The tool writes one beside each manifest of the workspace.
    let mut text = String::new();
    for package in &workspace.packages {
        let written = package.manifest.with_file_name(&file);
        if package.name == PACKAGE {
            text = fs::read_to_string(&written).map_err(|error| Failure::at(&written, &error))?;
        }
        fs::remove_file(&written).map_err(|error| Failure::at(&written, &error))?;
    }
    let sbom =
        portable(&text, root()).ok_or_else(|| Failure(format!("{TOOL} wrote no list of {PACKAGE}")))?;
    let to = out.join(&file);
    fs::write(&to, sbom).map_err(|error| Failure::at(&to, &error))?;
    Ok(file)
}

/// A `PATH` on which the tool is: our own copy first.
fn installed(target_directory: &Path) -> Result<OsString, Failure> {
    let tools = target_directory.join("tools");
    let known = env::var_os("PATH").unwrap_or_default();
    let own = std::iter::once(tools.join("bin")).chain(env::split_paths(&known));
    let path = env::join_paths(own).map_err(|error| Failure(error.to_string()))?;
    if !succeeds(cargo().args(["cyclonedx", "--version"]).env("PATH", &path)) {
        let mut install = cargo();
        install.args(["install", "--locked", "--debug", "--version", VERSION, TOOL, "--root"]).arg(&tools);
        run_command(&mut install)?;
    }
    Ok(path)
}

/// The list without what says where it was made; `None` if it is not about our package.
fn portable(text: &str, root: &Path) -> Option<String> {
    let here = root.to_str()?;
    let sbom: Value = serde_json::from_str(&text.replace(here, ".")).ok()?;
    let about = sbom.pointer("/metadata/component/name")?.as_str()? == PACKAGE;
    (about && sbom.get("components")?.as_array()?.len() > 1).then(|| format!("{sbom:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn list_does_not_say_where_it_was_made() {
        let component =
            json!({ "name": PACKAGE, "purl": "pkg:cargo/x?download_url=file:///home/me/src/crates/cli" });
        let list = json!({ "metadata": { "component": component }, "components": [{}, {}] }).to_string();
        let sbom = portable(&list, Path::new("/home/me/src")).expect("a list");
        assert!(sbom.contains("file://./crates/cli") && !sbom.contains("/home/me"), "{sbom}");
    }

    #[test]
    fn list_of_something_else_is_none() {
        for list in ["", "{}", r#"{"metadata":{"component":{"name":"other"}},"components":[{},{}]}"#] {
            assert_eq!(portable(list, Path::new("/src")), None, "{list}");
        }
    }
}
