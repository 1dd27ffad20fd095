//! `world export`: writes the fixture world into a folder, all of it or nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use eks_auth_world::{ExportedFile, World};
use tempfile::TempDir;
use thiserror::Error;

use crate::args::Export;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::folder_of;

/// Why a world cannot be written.
#[derive(Debug, Error)]
pub(crate) enum ExportError {
    /// There is something already.
    #[error("`{}` is not empty; name a new folder, or empty it first", .0.display())]
    NotEmpty(PathBuf),
    /// It is a file.
    #[error("`{}` is not a folder; name a new folder", .0.display())]
    NotAFolder(PathBuf),
    /// The folder that it would lie in does not exist.
    #[error("the folder `{}` does not exist; create it, or name another", .0.display())]
    NoParent(PathBuf),
    /// The system does not let us write there.
    #[error("the world cannot be written to `{}`; name a folder that can be written", path.display())]
    NotWritable {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
}

pub(crate) fn export(arguments: &Export) -> Result<Exit, Failure> {
    let files = World::standard(arguments.world.partition()).export();
    let out = &arguments.out;
    match fs::metadata(out) {
        Ok(found) if !found.is_dir() => Err(ExportError::NotAFolder(out.clone())),
        Ok(_) if !is_empty(out)? => Err(ExportError::NotEmpty(out.clone())),
        Ok(_) => fill(out, &files),
        Err(_) if !folder_of(out).is_dir() => Err(ExportError::NoParent(folder_of(out).to_owned())),
        Err(_) => make(out, &files),
    }?;
    Ok(Exit::Fine)
}

fn is_empty(folder: &Path) -> Result<bool, ExportError> {
    fs::read_dir(folder).map(|mut entries| entries.next().is_none()).map_err(|source| refused(folder, source))
}

/// A new folder: written under another name, then renamed, so that nobody ever sees half of it.
fn make(out: &Path, files: &[ExportedFile]) -> Result<(), ExportError> {
    let written = write(folder_of(out), files).and_then(|temporary| {
        fs::rename(temporary.path(), out)?;
        // It has its name now and is to stay.
        let _ = temporary.keep();
        Ok(())
    });
    written.map_err(|source| refused(out, source))
}

/// An empty folder stays the one it is, since it may be a mount point: what belongs into it is written within and then
/// moved to its place, `world.json` last.
fn fill(out: &Path, files: &[ExportedFile]) -> Result<(), ExportError> {
    let written = write(out, files).and_then(|temporary| {
        let mut names: Vec<_> =
            fs::read_dir(temporary.path())?.map(|entry| Ok(entry?.file_name())).collect::<io::Result<_>>()?;
        names.sort();
        names.iter().try_for_each(|name| fs::rename(temporary.path().join(name), out.join(name)))?;
        temporary.close()
    });
    written.map_err(|source| refused(out, source))
}

/// The files in a temporary folder within `folder`.
fn write(folder: &Path, files: &[ExportedFile]) -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".eks-auth-conformance-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any folder that the user makes: what the umask forbids is taken off by the system.
        builder.permissions(fs::Permissions::from_mode(0o777));
    }
    let temporary = builder.tempdir_in(folder)?;
    for file in files {
        let path = temporary.path().join(file.path());
        fs::create_dir_all(folder_of(&path))?;
        fs::write(path, file.bytes())?;
    }
    Ok(temporary)
}

fn refused(path: &Path, source: io::Error) -> ExportError {
    ExportError::NotWritable { path: path.to_owned(), source }
}
