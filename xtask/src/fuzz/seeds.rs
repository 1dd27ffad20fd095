//! Which folders of the corpus seed which fuzz target, as `corpus/targets.txt` says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The folders of a kind, which are its verdicts.
pub(crate) const VERDICTS: [&str; 3] = ["accept", "reject", "either"];

/// Where the finds are that are no example of a kind, a folder for each target.
pub(crate) const REGRESSION: &str = "corpus/regression";

/// The map from fuzz targets to kinds of the corpus.
pub(crate) struct Seeds(Vec<(String, Vec<String>)>);

impl Seeds {
    /// Reads the map.
    pub(crate) fn read(root: &Path) -> Result<Self, Failure> {
        let path = root.join("corpus/targets.txt");
        let text = fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
        Ok(Self::parse(&text))
    }

    fn parse(text: &str) -> Self {
        let lines =
            text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'));
        let words = |kinds: &str| kinds.split_whitespace().map(str::to_owned).collect();
        Self(lines.map(|(target, kinds)| (target.to_owned(), words(kinds))).collect())
    }

    /// Every target, in the map's order.
    pub(crate) fn targets(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(target, _)| target.as_str())
    }

    /// The kinds of one target; fails with the names of all targets.
    pub(crate) fn kinds(&self, target: &str) -> Result<&[String], Failure> {
        match self.0.iter().find(|(name, _)| name == target) {
            Some((_, kinds)) => Ok(kinds),
            None => {
                let known: Vec<_> = self.targets().collect();
                Err(Failure(format!("no fuzz target `{target}`; there are: {}", known.join(", "))))
            }
        }
    }

    /// The folders of one target, relative to the root: those of its kinds, then that of its own finds, if it
    /// has any.
    pub(crate) fn folders(&self, root: &Path, target: &str) -> Result<Vec<PathBuf>, Failure> {
        let kinds = self.kinds(target)?.iter();
        let kinds =
            kinds.flat_map(|kind| VERDICTS.map(|verdict| Path::new("corpus").join(kind).join(verdict)));
        let own = Path::new(REGRESSION).join(target);
        let own = if root.join(&own).is_dir() { Some(own) } else { None };
        Ok(kinds.chain(own).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    #[test]
    fn every_folder_of_the_real_map_exists() {
        let seeds = Seeds::read(root()).expect("the map is there");
        for target in seeds.targets() {
            for folder in seeds.folders(root(), target).expect("it is in the map") {
                assert!(root().join(&folder).is_dir(), "{}", folder.display());
            }
        }
    }

    #[test]
    fn every_target_has_a_source_file_and_every_source_file_is_a_target() {
        let seeds = Seeds::read(root()).expect("the map is there");
        let mut targets: Vec<_> = seeds.targets().map(|target| format!("{target}.rs")).collect();
        let files = fs::read_dir(root().join("fuzz/fuzz_targets")).expect("the targets are there");
        let mut files: Vec<_> =
            files.map(|file| file.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        targets.sort();
        files.sort();
        assert_eq!(targets, files);
    }

    #[test]
    fn unknown_target_names_the_known_ones() {
        let seeds = Seeds::parse("# which\none: token\ntwo: token response\nthree:\n");
        assert_eq!(seeds.folders(root(), "two").expect("it is in the map").len(), 6);
        assert!(seeds.kinds("three").expect("it is in the map").is_empty());
        let Failure(message) = seeds.folders(root(), "four").expect_err("it is not in the map");
        assert_eq!(message, "no fuzz target `four`; there are: one, two, three");
    }

    #[test]
    fn own_finds_of_a_target_seed_it() {
        let root = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir_all(root.path().join(REGRESSION).join("one")).expect("a temporary folder");
        let seeds = Seeds::parse("one:\ntwo:\n");
        let folders = |target| seeds.folders(root.path(), target).expect("it is in the map");
        assert_eq!(folders("one"), [PathBuf::from("corpus/regression/one")]);
        assert!(folders("two").is_empty());
    }
}
