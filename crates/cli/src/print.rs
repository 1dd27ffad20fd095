//! Standard output and standard error, whoever reads them or no longer does.

use std::io::{self, ErrorKind, Write};

use thiserror::Error;

/// Standard output cannot be written to.
#[derive(Debug, Error)]
#[error("standard output cannot be written to")]
pub(crate) struct PrintError(#[from] io::Error);

/// Writes a text to standard output, all of it before this returns. A reader who has seen enough (`| head`) is no
/// error.
///
/// # Errors
///
/// When the system does not take the text, on a full disk for one.
pub(crate) fn out(text: &str) -> Result<(), PrintError> {
    written(&mut io::stdout().lock(), text)
}

/// Writes a line to standard error. There is nowhere to say that it failed.
pub(crate) fn err(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

fn written(to: &mut impl Write, text: &str) -> Result<(), PrintError> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => Ok(result?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Refusing(ErrorKind);

    impl Write for Refusing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn reader_that_has_left_is_no_error() {
        assert!(written(&mut Refusing(ErrorKind::BrokenPipe), "text").is_ok());
    }

    #[test]
    fn full_disk_is_an_error() {
        assert!(written(&mut Refusing(ErrorKind::StorageFull), "text").is_err());
    }
}
