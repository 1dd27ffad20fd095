//! The folder that findings are kept in, one file each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use eks_auth_suite::search::SearchFinding;
use tempfile::NamedTempFile;
use thiserror::Error;

use crate::output::{Output, OutputError};

/// Why findings cannot be kept somewhere.
#[derive(Debug, Error)]
pub(crate) enum FolderError {
    /// It is a file.
    #[error("`{}` is not a folder; name one for the findings", .0.display())]
    NotAFolder(PathBuf),
    /// The system does not let us write there.
    #[error("findings cannot be written to `{}`; name a folder that can be written", path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

/// A folder that was found writable before there is anything to write.
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes it if there is none.
    ///
    /// # Errors
    ///
    /// When files cannot be written there.
    pub(super) fn prepare(path: &Path) -> Result<Self, FolderError> {
        let fail = |source| FolderError::NotWritable { path: path.to_owned(), source };
        if fs::metadata(path).is_ok_and(|found| !found.is_dir()) {
            return Err(FolderError::NotAFolder(path.to_owned()));
        }
        fs::create_dir_all(path).map_err(fail)?;
        // Gone again when this returns.
        NamedTempFile::new_in(path).map_err(fail)?;
        Ok(Self(path.to_owned()))
    }

    /// Writes a finding's file, in place of one that an earlier search left.
    ///
    /// # Errors
    ///
    /// When the system no longer takes it.
    pub(super) fn keep(&self, finding: &SearchFinding) -> Result<(), OutputError> {
        Output::prepare(&path_of(&self.0, finding.id()))?.write(&finding.write())
    }
}

/// The file of a finding.
pub(super) fn path_of(folder: &Path, id: &str) -> PathBuf {
    folder.join(format!("{id}.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folder_is_made_and_left_empty() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let path = root.path().join("a").join("b");
        Folder::prepare(&path).expect("writable");
        assert_eq!(fs::read_dir(&path).expect("a folder").count(), 0);
    }

    #[test]
    fn file_in_place_of_the_folder() {
        let file = NamedTempFile::new().expect("a file for the test");
        assert!(matches!(Folder::prepare(file.path()), Err(FolderError::NotAFolder(_))));
        let within = file.path().join("findings");
        assert!(matches!(Folder::prepare(&within), Err(FolderError::NotWritable { .. })));
    }
}
