//! Bodies of requests that somebody judged or captured, from a folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::input::InputError;

/// A longer example is none for this API.
const LONGEST: u64 = 1 << 20;
/// So many files are read at the most.
const MOST: usize = 10_000;

/// Every file below the folder that ends in `.json` and is text, in the order of names.
///
/// # Errors
///
/// When the folder, one within it, or a file cannot be read.
pub(super) fn read(folder: &Path) -> Result<Vec<String>, InputError> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    let mut bodies = Vec::with_capacity(files.len());
    for path in files.into_iter().take(MOST) {
        let bytes = fs::read(&path).map_err(failed(&path))?;
        // What is no text is sent by nobody who writes JSON; the search has such bodies of its own.
        bodies.extend(String::from_utf8(bytes));
    }
    Ok(bodies)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), InputError> {
    let entries =
        fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed(folder))?;
    let mut paths: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths {
        // Links are not followed: one could lead round in a circle.
        let found = fs::symlink_metadata(&path).map_err(failed(&path))?;
        let is_example =
            path.extension().is_some_and(|extension| extension == "json") && found.len() <= LONGEST;
        if found.is_dir() {
            collect(&path, files)?;
        } else if found.is_file() && is_example {
            files.push(path);
        }
    }
    Ok(())
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> InputError {
    let path = path.to_owned();
    move |source| InputError::File { path, source }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_found_in_folders_within() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("accept")).expect("a folder in it");
        fs::write(folder.path().join("accept/a.json"), "{}").expect("a file");
        fs::write(folder.path().join("b.json"), [0xff]).expect("a file");
        fs::write(folder.path().join("c.http"), "POST / HTTP/1.1").expect("a file");
        assert_eq!(read(folder.path()).expect("readable"), ["{}"]);
    }

    #[test]
    fn folder_that_is_not_there() {
        assert!(read(Path::new("no/such/folder")).is_err());
    }
}
