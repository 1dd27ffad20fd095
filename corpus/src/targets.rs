//! Which examples seed which fuzz target.

use std::path::PathBuf;

use crate::kind::root;
use crate::{Kind, Verdict};

/// The map itself is a text file, so that the tasks of this repository read the same one without linking us.
const MAP: &str = include_str!("../targets.txt");

/// The name of every fuzz target, in the map's order.
pub fn targets() -> impl Iterator<Item = &'static str> {
    lines().map(|(target, _)| target)
}

/// The folders whose files seed a fuzz target: those of its kinds, and that of its own finds, if it has any.
/// `None` for a target that the map does not have.
///
/// # Example
///
/// ```
/// let folders = eks_auth_corpus::folders("token").expect("a target of the map");
/// assert!(folders.iter().all(|folder| folder.is_dir()));
/// assert_eq!(eks_auth_corpus::folders("no-such-target"), None);
/// ```
#[must_use]
pub fn folders(target: &str) -> Option<Vec<PathBuf>> {
    let (_, kinds) = lines().find(|(name, _)| *name == target)?;
    let kinds =
        kinds.split_whitespace().filter_map(|name| Kind::ALL.into_iter().find(|kind| kind.name() == name));
    let kinds = kinds.flat_map(|kind| Verdict::ALL.map(|verdict| kind.folder().join(verdict.name())));
    // Git keeps no empty folder.
    let own = root().join("regression").join(target);
    let own = if own.is_dir() { Some(own) } else { None };
    Some(kinds.chain(own).collect())
}

fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    MAP.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_kinds_that_exist() {
        for (target, kinds) in lines() {
            assert!(kinds.split_whitespace().count() > 0, "{target} has no kinds");
            for kind in kinds.split_whitespace() {
                assert!(Kind::ALL.iter().any(|known| known.name() == kind), "{target}: no kind `{kind}`");
            }
        }
        assert!(targets().count() > 0);
    }
}
