//! The archive: the same bytes from the same files, whoever packs them and whenever.

use std::env;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use super::Release;
use crate::cargo::{root, run as run_command};
use crate::failure::Failure;

/// Packs the folder of the release's name that is in `out`. Returns the archive's name.
pub(crate) fn pack(out: &Path, release: &Release) -> Result<String, Failure> {
    let tarball = out.join(format!("{}.tar", release.name));
    let time = format!("--mtime=@{}", time());
    run_command(
        Command::new("tar")
            .current_dir(out)
            .args(["--create", "--format=gnu", "--sort=name", "--owner=0", "--group=0", "--numeric-owner"])
            .args(["--mode=u+rwX,go+rX,go-w", &time, "--file"])
            .arg(&tarball)
            .arg(&release.name),
    )?;
    let name = format!("{}.tar.gz", release.name);
    let compressed = File::create(out.join(&name)).map_err(|error| Failure::at(out, &error))?;
    // Without the name and the time of what is compressed.
    let mut gzip = Command::new("gzip");
    gzip.args(["--no-name", "--best", "--stdout"]).arg(&tarball).stdout(Stdio::from(compressed));
    run_command(&mut gzip)?;
    std::fs::remove_file(&tarball).map_err(|error| Failure::at(&tarball, &error))?;
    Ok(name)
}

/// The time that everything in the archive has: `SOURCE_DATE_EPOCH`, or that of the commit.
pub(crate) fn time() -> u64 {
    let named = env::var("SOURCE_DATE_EPOCH").ok();
    let time = named.or_else(|| {
        let output =
            Command::new("git").current_dir(root()).args(["log", "-1", "--format=%ct"]).output().ok()?;
        String::from_utf8(output.stdout).ok()
    });
    time.and_then(|time| time.trim().parse().ok()).unwrap_or(0)
}

// With the GNU tools, which a release is made with.
#[cfg(all(test, target_os = "linux"))]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn archive_is_the_same_whenever_it_is_packed() {
        let packed = |names: [&str; 2]| {
            let folder = tempfile::tempdir().expect("a folder for the test");
            let release = Release { name: "a".to_owned(), target: String::new() };
            fs::create_dir(folder.path().join("a")).expect("made");
            for name in names {
                fs::write(folder.path().join("a").join(name), "text").expect("written");
            }
            let name = pack(folder.path(), &release).expect("packed");
            fs::read(folder.path().join(name)).expect("there")
        };
        assert_eq!(packed(["x", "y"]), packed(["y", "x"]));
    }
}
