//! A snapshot that no test compares with is a promise that nobody keeps.

use std::collections::BTreeSet;
use std::path::Path;

use crate::settings::Pages;

const ALL: &[&Pages] = &[
    &crate::answers::PAGES,
    &crate::catalogue::PAGES,
    &crate::errors::PAGES,
    &crate::refusals::PAGES,
    &crate::report::PAGES,
    &crate::secrets::PAGES,
    &crate::violations::PAGES,
    &crate::wire::PAGES,
    &crate::world::PAGES,
];

#[test]
fn every_file_belongs_to_a_page() {
    let folders: BTreeSet<&str> = ALL.iter().map(|pages| pages.folder).collect();
    let known: BTreeSet<String> = ALL
        .iter()
        .flat_map(|pages| pages.names.iter().map(|name| format!("{}/{name}.snap", pages.folder)))
        .collect();
    let found: BTreeSet<String> = folders.into_iter().flat_map(files).collect();
    let leftovers: Vec<&String> = found.difference(&known).collect();
    assert!(leftovers.is_empty(), "no test compares with these, delete them: {leftovers:?}");
}

#[test]
fn no_two_pages_share_a_file() {
    let count: usize = ALL.iter().map(|pages| pages.names.len()).sum();
    let files: BTreeSet<(&str, &str)> =
        ALL.iter().flat_map(|pages| pages.names.iter().map(|name| (pages.folder, *name))).collect();
    assert_eq!(files.len(), count);
}

/// The snapshots in a folder; pending ones are somebody's unfinished work and not counted.
fn files(folder: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(path).into_iter().flatten();
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.ends_with(".snap")).map(|name| format!("{folder}/{name}")).collect()
}
