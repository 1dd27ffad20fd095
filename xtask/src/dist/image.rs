//! The folder from which `Containerfile` builds: it needs nothing else, and no network.

use std::fs;
use std::path::Path;

use super::{PACKAGE, copy};
use crate::cargo::root;
use crate::failure::Failure;

/// Where Debian and Ubuntu keep the authorities that they trust, and where the binary looks for them in the image.
const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

pub(crate) fn prepare(folder: &Path, binary: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    copy(binary, &folder.join(PACKAGE))?;
    copy(Path::new(AUTHORITIES), &folder.join("ca-certificates.crt"))?;
    for file in ["Containerfile", "LICENSE-APACHE", "LICENSE-MIT"] {
        copy(&root().join(file), &folder.join(file))?;
    }
    Ok(())
}
