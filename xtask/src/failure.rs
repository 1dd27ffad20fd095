//! Why a task failed.

use std::io;
use std::path::Path;

/// Why a task failed, in one line for a person.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// A file or folder that could not be used.
    pub(crate) fn at(path: &Path, error: &io::Error) -> Self {
        Self(format!("{}: {error}", path.display()))
    }
}
