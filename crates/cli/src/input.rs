//! Small documents that are read in: from a file, or from standard input.

use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::print;

/// More than this is no document that the suite reads.
const LIMIT: u64 = 1024 * 1024;
/// More than this is no report: one in which every case failed has a quarter.
const LIMIT_OF_REPORTS: u64 = 32 * LIMIT;

/// Why a text cannot be read.
#[derive(Debug, Error)]
pub(crate) enum InputError {
    /// The file cannot be opened or read.
    #[error("`{}` cannot be read; name a file that can", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Standard input cannot be read.
    #[error("standard input cannot be read; name a file")]
    Standard(#[source] io::Error),
    /// It is too large.
    #[error("{name} has more than {limit} bytes, too many to be what is asked for")]
    TooLarge {
        /// What was read.
        name: String,
        /// How many it may have.
        limit: u64,
    },
    /// It is not text.
    #[error("{0} is not text in UTF-8")]
    NotText(String),
}

/// The text of a file, or of standard input where none is named.
///
/// # Errors
///
/// When it cannot be read, is larger than 1 MiB or is not UTF-8.
pub(crate) fn text(file: Option<&Path>) -> Result<String, InputError> {
    String::from_utf8(bytes(file)?).map_err(|_| InputError::NotText(name_of(file)))
}

/// The text of a report, which may be longer than other documents.
///
/// # Errors
///
/// When it cannot be read, is larger than 32 MiB or is not UTF-8.
pub(crate) fn report(file: &Path) -> Result<String, InputError> {
    let bytes = bytes_within(Some(file), LIMIT_OF_REPORTS)?;
    String::from_utf8(bytes).map_err(|_| InputError::NotText(name_of(Some(file))))
}

/// The bytes of a file, or of standard input where none is named.
///
/// # Errors
///
/// When it cannot be read or is larger than 1 MiB.
pub(crate) fn bytes(file: Option<&Path>) -> Result<Vec<u8>, InputError> {
    bytes_within(file, LIMIT)
}

fn bytes_within(file: Option<&Path>, limit: u64) -> Result<Vec<u8>, InputError> {
    let name = name_of(file);
    let Some(path) = file else {
        let input = io::stdin();
        if input.is_terminal() {
            print::err("reading standard input; end it with Ctrl-D");
        }
        return bounded(input.lock(), limit, &name, InputError::Standard);
    };
    let fail = |source| InputError::File { path: path.to_owned(), source };
    bounded(File::open(path).map_err(fail)?, limit, &name, fail)
}

fn name_of(file: Option<&Path>) -> String {
    file.map_or_else(|| "standard input".to_owned(), |path| format!("`{}`", path.display()))
}

fn bounded(
    from: impl Read,
    limit: u64,
    name: &str,
    fail: impl Fn(io::Error) -> InputError,
) -> Result<Vec<u8>, InputError> {
    let mut bytes = Vec::new();
    from.take(limit + 1).read_to_end(&mut bytes).map_err(fail)?;
    if bytes.len() as u64 > limit {
        return Err(InputError::TooLarge { name: name.to_owned(), limit });
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(from: impl Read) -> Result<Vec<u8>, InputError> {
        bounded(from, LIMIT, "it", InputError::Standard)
    }

    #[test]
    fn endless_input_is_not_read_to_its_end() {
        assert!(matches!(read(io::repeat(b'a')), Err(InputError::TooLarge { .. })));
    }

    #[test]
    fn bytes_that_are_no_text() {
        let mut file = tempfile::NamedTempFile::new().expect("a file");
        file.write_all(b"\xff").expect("written");
        assert_eq!(bytes(Some(file.path())).expect("bytes"), b"\xff");
        assert!(matches!(text(Some(file.path())), Err(InputError::NotText(_))));
    }

    #[test]
    fn file_that_is_not_there() {
        let error = text(Some(Path::new("no/such/file"))).expect_err("not there");
        assert!(error.to_string().starts_with("`no/such/file` cannot be read"));
    }
}
