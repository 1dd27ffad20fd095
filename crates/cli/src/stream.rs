//! Standard output as a stream of lines, each written as soon as there is something to say.

use crate::print::{self, PrintError};

/// A stream of lines. After the first line that could not be written there are no more.
#[derive(Debug)]
pub(crate) struct Stream(Result<(), PrintError>);

impl Stream {
    /// A stream that nothing was written to yet.
    pub(crate) fn begin() -> Self {
        Self(Ok(()))
    }

    /// Writes a line, which brings its end with it.
    pub(crate) fn line(&mut self, line: &str) {
        if self.0.is_ok() {
            self.0 = print::out(line);
        }
    }

    /// Writes the last line.
    ///
    /// # Errors
    ///
    /// When this or an earlier line could not be written.
    pub(crate) fn end(mut self, line: &str) -> Result<(), PrintError> {
        self.line(line);
        self.0
    }
}
