//! The replay of inputs through a law, without a fuzzer.

use std::env;
use std::fs;
use std::io;
use std::panic;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs a law over the files and folders in the program's arguments; without any, over the target's examples
/// in the corpus.
///
/// Every input is run, also after one that breaks the law. Fails if one does, if one cannot be read, and if
/// there is none.
#[must_use]
pub fn replay(target: &str, law: fn(&[u8])) -> ExitCode {
    let mut places: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if places.is_empty() {
        places = eks_auth_corpus::folders(target).unwrap_or_default();
    }
    match run(law, &places) {
        Ok((inputs, broken)) if inputs > 0 => {
            println!("{target}: {inputs} inputs, {} break the law", broken.len());
            for path in &broken {
                eprintln!("{target}: {} breaks the law", path.display());
            }
            if broken.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Ok(_) => {
            eprintln!("{target}: no inputs; name files or folders of them");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("{target}: {error}");
            ExitCode::FAILURE
        }
    }
}

/// How many inputs there were, and those that break the law.
fn run(law: fn(&[u8]), places: &[PathBuf]) -> io::Result<(usize, Vec<PathBuf>)> {
    let mut inputs = Vec::new();
    for place in places {
        collect(place, &mut inputs)?;
    }
    let mut broken = Vec::new();
    for path in &inputs {
        let bytes = fs::read(path).map_err(|error| at(path, &error))?;
        if panic::catch_unwind(|| law(&bytes)).is_err() {
            broken.push(path.clone());
        }
    }
    Ok((inputs.len(), broken))
}

/// Every file of a place in the order of names, so that two replays of one folder read alike.
fn collect(place: &Path, inputs: &mut Vec<PathBuf>) -> io::Result<()> {
    if !place.is_dir() {
        inputs.push(place.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(place).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut paths: Vec<_> =
        entries.map_err(|error| at(place, &error))?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    paths.iter().try_for_each(|path| collect(path, inputs))
}

/// The standard library's errors do not name the file.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn no_empty_input(bytes: &[u8]) {
        assert!(!bytes.is_empty());
    }

    #[test]
    fn every_input_is_run_and_breaches_are_named() {
        let folder = eks_auth_corpus::Kind::Token.folder().join("reject");
        let (inputs, broken) = run(no_empty_input, &[folder]).expect("a readable corpus");
        assert!(inputs > 1);
        let broken: Vec<_> = broken.iter().filter_map(|path| path.file_name()).collect();
        assert_eq!(broken, ["token-empty.jwt"]);
    }

    #[test]
    fn missing_input_is_named() {
        let error = run(no_empty_input, &[PathBuf::from("no-such-input")]).expect_err("nothing to read");
        assert!(error.to_string().starts_with("no-such-input: "), "{error}");
    }
}
