//! Errors that name the file: those of the standard library do not.

use std::io;
use std::path::Path;

/// What went wrong with the file, and where the file is.
pub(crate) fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// The file is there and does not say what it should.
pub(crate) fn invalid(path: &Path, problem: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("{}: {problem}", path.display()))
}
