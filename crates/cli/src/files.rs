//! The files that one run leaves, each in a form of its own.

use std::path::PathBuf;

use crate::failure::Failure;
use crate::output::{Output, OutputError};

/// How something becomes the text of a file.
pub(crate) type Form<T> = fn(&T) -> String;

/// Files that were found writable before there is anything to write.
pub(crate) struct Files<T>(Vec<(Output, Form<T>)>);

impl<T> Files<T> {
    /// Prepares those that are wanted.
    ///
    /// # Errors
    ///
    /// When one cannot be written, or two are the same.
    pub(crate) fn prepare<const N: usize>(
        wanted: [(&Option<PathBuf>, Form<T>); N],
    ) -> Result<Self, OutputError> {
        let mut files: Vec<(Output, Form<T>)> = Vec::new();
        for (path, form) in wanted {
            let Some(path) = path else { continue };
            let file = Output::prepare(path)?;
            for (other, _) in &files {
                file.differs_from(other)?;
            }
            files.push((file, form));
        }
        Ok(Self(files))
    }

    /// Writes them all.
    ///
    /// # Errors
    ///
    /// What the first that could not be written suffers from; the others are written all the same.
    pub(crate) fn write(self, what: &T) -> Result<(), Failure> {
        let mut first = Ok(());
        for (file, form) in self.0 {
            let written = file.write(&form(what)).map_err(Failure::from);
            first = first.and(written);
        }
        first
    }
}
