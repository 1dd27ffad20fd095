//! Files that are complete or not there: written beside their place and renamed into it.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use thiserror::Error;

/// Why a report file cannot be written.
#[derive(Debug, Error)]
pub(crate) enum OutputError {
    /// It is a folder.
    #[error("`{}` is a folder; name a file", .0.display())]
    Folder(PathBuf),
    /// Its folder does not exist.
    #[error("the folder `{}` does not exist; create it, or name another file", .0.display())]
    NoFolder(PathBuf),
    /// The system does not let us write there.
    #[error("`{}` cannot be written; name a file in a folder that can", path.display())]
    NotWritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Two reports would go into one file.
    #[error("two reports cannot go into one file, `{}`; name two", .0.display())]
    Twice(PathBuf),
}

/// A file whose place was found writable, before there is anything to write.
#[derive(Debug)]
pub(crate) struct Output {
    path: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A file of ours in the same folder, to be renamed to `path`.
    Beside { file: NamedTempFile, path: PathBuf, permissions: Option<Permissions> },
    /// A pipe or a device: it must not be replaced by a file.
    Within(File),
}

impl Output {
    /// Makes sure that a file can be written at `path`, without touching what is there.
    ///
    /// # Errors
    ///
    /// When it cannot, with what to do about it.
    pub(crate) fn prepare(path: &Path) -> Result<Self, OutputError> {
        let fail = |source| OutputError::NotWritable { path: path.to_owned(), source };
        let place = match fs::metadata(path) {
            Ok(found) if found.is_dir() => return Err(OutputError::Folder(path.to_owned())),
            Ok(found) if found.is_file() => {
                // A link stays a link: the file that it names is replaced.
                let path = fs::canonicalize(path).map_err(fail)?;
                Place::beside(path, Some(found.permissions())).map_err(fail)?
            }
            Ok(_) => Place::Within(OpenOptions::new().write(true).open(path).map_err(fail)?),
            Err(_) => {
                let folder = folder_of(path);
                if !folder.is_dir() {
                    return Err(OutputError::NoFolder(folder.to_owned()));
                }
                Place::beside(path.to_owned(), None).map_err(fail)?
            }
        };
        Ok(Self { path: path.to_owned(), place })
    }

    /// Fails if the two are one and the same file.
    pub(crate) fn differs_from(&self, other: &Self) -> Result<(), OutputError> {
        match (&self.place, &other.place) {
            (Place::Beside { path: one, .. }, Place::Beside { path: two, .. }) if same(one, two) => {
                Err(OutputError::Twice(self.path.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Writes the text and puts the file in its place, at once.
    ///
    /// # Errors
    ///
    /// When the system no longer takes it; what was at the place before is then still there.
    pub(crate) fn write(self, text: &str) -> Result<(), OutputError> {
        let path = self.path;
        self.place.write(text).map_err(|source| OutputError::NotWritable { path, source })
    }
}

impl Place {
    fn beside(path: PathBuf, permissions: Option<Permissions>) -> io::Result<Self> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(".eks-auth-conformance-");
        open_to_all(&mut builder);
        let file = builder.tempfile_in(folder_of(&path))?;
        Ok(Self::Beside { file, path, permissions })
    }

    fn write(self, text: &str) -> io::Result<()> {
        match self {
            Self::Within(mut file) => file.write_all(text.as_bytes()),
            Self::Beside { mut file, path, permissions } => {
                file.write_all(text.as_bytes())?;
                file.as_file().sync_all()?;
                if let Some(permissions) = permissions {
                    file.as_file().set_permissions(permissions)?;
                }
                file.persist(path).map(drop).map_err(|error| error.error)
            }
        }
    }
}

/// A report is no secret: as readable as any file that the user makes, where a temporary file is for its owner alone.
fn open_to_all(builder: &mut tempfile::Builder<'_, '_>) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What the user's umask forbids is taken off by the system.
        builder.permissions(Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = builder;
}

/// The folder that a path names a file in.
pub(crate) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn same(one: &Path, two: &Path) -> bool {
    let settled = |path: &Path| {
        let folder = fs::canonicalize(folder_of(path)).unwrap_or_else(|_| folder_of(path).to_owned());
        folder.join(path.file_name().unwrap_or_default())
    };
    settled(one) == settled(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().expect("a folder for the test")
    }

    #[test]
    fn file_appears_whole_and_leaves_nothing_beside_it() {
        let folder = folder();
        let path = folder.path().join("report.json");
        let output = Output::prepare(&path).expect("writable");
        assert!(!path.exists());
        output.write("{}\n").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "{}\n");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    fn what_was_there_stays_until_it_is_replaced() {
        let folder = folder();
        let path = folder.path().join("report.json");
        fs::write(&path, "old").expect("written");
        drop(Output::prepare(&path).expect("writable"));
        assert_eq!(fs::read_to_string(&path).expect("there"), "old");
        Output::prepare(&path).expect("writable").write("new").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("there"), "new");
        assert_eq!(fs::read_dir(folder.path()).expect("readable").count(), 1);
    }

    #[test]
    fn folder_in_place_of_a_file() {
        let folder = folder();
        assert!(matches!(Output::prepare(folder.path()), Err(OutputError::Folder(_))));
    }

    #[test]
    fn folder_that_does_not_exist() {
        let path = folder().path().join("none").join("report.json");
        assert!(matches!(Output::prepare(&path), Err(OutputError::NoFolder(_))));
    }

    #[test]
    fn one_file_for_two_reports() {
        let folder = folder();
        let one = Output::prepare(&folder.path().join("report")).expect("writable");
        let two = Output::prepare(&folder.path().join(".").join("report")).expect("writable");
        let other = Output::prepare(&folder.path().join("other")).expect("writable");
        assert!(matches!(one.differs_from(&two), Err(OutputError::Twice(_))));
        assert!(one.differs_from(&other).is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn device_is_written_to_and_not_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let null = Path::new("/dev/null");
        Output::prepare(null).expect("writable").write("text").expect("written");
        assert!(fs::metadata(null).expect("there").file_type().is_char_device());
    }

    #[cfg(unix)]
    #[test]
    fn link_stays_a_link() {
        let folder = folder();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "old").expect("written");
        std::os::unix::fs::symlink(&file, &link).expect("linked");
        Output::prepare(&link).expect("writable").write("new").expect("written");
        assert_eq!(fs::read_to_string(&file).expect("there"), "new");
        assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    }
}
