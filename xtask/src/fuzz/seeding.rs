//! What a target starts from: seeds and words, where a bare `cargo fuzz run TARGET` looks for them.

use std::fs;
use std::path::{Path, PathBuf};

use super::dictionary;
use super::seeds::Seeds;
use crate::failure::Failure;

/// What a target starts from. Paths are relative to the root.
#[derive(Debug)]
pub(crate) struct Start {
    /// The folder that takes what is learnt, then those of the corpus, which are only read.
    pub(crate) folders: Vec<PathBuf>,
    /// `None` for a target whose inputs have no words.
    pub(crate) dictionary: Option<PathBuf>,
}

/// Makes the target's own folder, which git ignores, and beside it its dictionary.
pub(crate) fn prepare(root: &Path, seeds: &Seeds, target: &str) -> Result<Start, Failure> {
    let folders = seeds.folders(root, target)?;
    let own = Path::new("fuzz/corpus").join(target);
    fs::create_dir_all(root.join(&own)).map_err(|error| Failure::at(&own, &error))?;
    let words = dictionary::of(root, &folders)?;
    let file = own.with_extension("dict");
    let dictionary = if words.is_empty() {
        None
    } else {
        fs::write(root.join(&file), words).map_err(|error| Failure::at(&file, &error))?;
        Some(file)
    };
    Ok(Start { folders: [vec![own], folders].concat(), dictionary })
}

/// Copies every file of the corpus' folders into the target's own, under names that keep kind and verdict.
/// Returns how many.
pub(crate) fn copy(root: &Path, start: &Start) -> Result<usize, Failure> {
    let Some((own, folders)) = start.folders.split_first() else { return Ok(0) };
    let mut copied = 0;
    for folder in folders {
        let prefix: Vec<_> = folder.iter().skip(1).map(|part| part.to_string_lossy()).collect();
        let from = root.join(folder);
        for file in fs::read_dir(&from).map_err(|error| Failure::at(&from, &error))? {
            let file = file.map_err(|error| Failure::at(&from, &error))?;
            let name = format!("{}-{}", prefix.join("-"), file.file_name().to_string_lossy());
            fs::copy(file.path(), root.join(own).join(name))
                .map_err(|error| Failure::at(&file.path(), &error))?;
            copied += 1;
        }
    }
    Ok(copied)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_keep_kind_and_verdict_in_their_names() {
        let root = tempfile::tempdir().expect("a temporary folder");
        let root = root.path();
        for verdict in super::super::seeds::VERDICTS {
            fs::create_dir_all(root.join("corpus/token").join(verdict)).expect("a temporary folder");
        }
        fs::write(root.join("corpus/targets.txt"), "one: token\ntwo:\n").expect("a temporary file");
        fs::write(root.join("corpus/token/accept/a-b.jwt"), "e30.e30.x").expect("a temporary file");
        fs::create_dir_all(root.join("fuzz/dictionaries")).expect("a temporary folder");
        fs::write(root.join("fuzz/dictionaries/jwt.dict"), "\".\"\n").expect("a temporary file");
        let seeds = Seeds::read(root).expect("the map is there");

        let start = prepare(root, &seeds, "one").expect("it is prepared");
        assert_eq!(copy(root, &start).expect("it copies"), 1);
        let there = fs::read(root.join("fuzz/corpus/one/token-accept-a-b.jwt"));
        assert_eq!(there.expect("the copy"), b"e30.e30.x");
        assert_eq!(start.dictionary.as_deref(), Some(Path::new("fuzz/corpus/one.dict")));
        assert!(root.join("fuzz/corpus/one.dict").is_file());

        let start = prepare(root, &seeds, "two").expect("it is prepared");
        assert_eq!(copy(root, &start).expect("it copies"), 0);
        assert_eq!(start.dictionary, None);
    }
}
