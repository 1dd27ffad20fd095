//! Which folders of the corpus seed which fuzz target, as `corpus/targets.txt` says.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

const VERDICTS: [&str; 3] = ["accept", "reject", "either"];

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

    /// The folders of one target, relative to the root; fails with the names of all targets.
    pub(crate) fn folders(&self, target: &str) -> Result<Vec<PathBuf>, Failure> {
        let Some((_, kinds)) = self.0.iter().find(|(name, _)| name == target) else {
            let known: Vec<_> = self.0.iter().map(|(name, _)| name.as_str()).collect();
            return Err(Failure(format!("no fuzz target `{target}`; there are: {}", known.join(", "))));
        };
        let folder = |kind: &String, verdict| Path::new("corpus").join(kind).join(verdict);
        Ok(kinds.iter().flat_map(|kind| VERDICTS.map(|verdict| folder(kind, verdict))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    #[test]
    fn every_folder_of_the_real_map_exists() {
        let seeds = Seeds::read(root()).expect("the map is there");
        for (target, _) in &seeds.0 {
            for folder in seeds.folders(target).expect("it is in the map") {
                assert!(root().join(&folder).is_dir(), "{}", folder.display());
            }
        }
    }

    #[test]
    fn every_target_has_a_source_file_and_every_source_file_is_a_target() {
        let seeds = Seeds::read(root()).expect("the map is there");
        let mut targets: Vec<_> = seeds.0.iter().map(|(target, _)| format!("{target}.rs")).collect();
        let files = fs::read_dir(root().join("fuzz/fuzz_targets")).expect("the targets are there");
        let mut files: Vec<_> =
            files.map(|file| file.expect("readable").file_name().to_string_lossy().into_owned()).collect();
        targets.sort();
        files.sort();
        assert_eq!(targets, files);
    }

    #[test]
    fn unknown_target_names_the_known_ones() {
        let seeds = Seeds::parse("# which\none: token\ntwo: token response\n");
        assert_eq!(seeds.folders("two").expect("it is in the map").len(), 6);
        let Failure(message) = seeds.folders("three").expect_err("it is not in the map");
        assert_eq!(message, "no fuzz target `three`; there are: one, two");
    }
}
