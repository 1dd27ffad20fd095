//! `world export`: all of it, or nothing.

use std::fs;
use std::path::Path;

use eks_auth_world::{Partition, World};

use crate::process::{Reports, run};

fn holds_the_world(folder: &str, partition: Partition) {
    let files = World::standard(partition).export();
    for file in &files {
        let path = Path::new(folder).join(file.path());
        assert_eq!(fs::read(&path).expect("a file of the world"), file.bytes(), "{}", path.display());
    }
    let entries = fs::read_dir(folder).expect("a folder").count();
    assert_eq!(entries, 2, "nothing beside world.json and jwks in {folder}");
}

#[test]
fn new_folder() {
    let reports = Reports::new();
    let out = reports.path("world");
    let ended = run(&["world", "export", "--out", &out]);
    assert_eq!((ended.status, ended.stdout.as_str(), ended.stderr.as_str()), (Some(0), "", ""));
    holds_the_world(&out, Partition::Aws);
    assert_eq!(fs::read_dir(reports.path("")).expect("a folder").count(), 1);
}

#[test]
fn empty_folder_of_another_partition() {
    let reports = Reports::new();
    let out = reports.path("");
    assert_eq!(run(&["world", "export", "--out", &out, "--partition", "aws-cn"]).status, Some(0));
    holds_the_world(&out, Partition::AwsCn);
}

#[test]
fn folder_with_something_in_it_stays_as_it_is() {
    let reports = Reports::new();
    fs::write(reports.path("mine"), "mine").expect("written");
    run(&["world", "export", "--out", &reports.path("")]).is_usage_error("is not empty");
    assert_eq!(fs::read_dir(reports.path("")).expect("a folder").count(), 1);
}

#[test]
fn file_in_place_of_a_folder() {
    let reports = Reports::new();
    fs::write(reports.path("file"), "mine").expect("written");
    run(&["world", "export", "--out", &reports.path("file")]).is_usage_error("is not a folder");
}

#[test]
fn folder_to_lie_in_is_missing() {
    let reports = Reports::new();
    run(&["world", "export", "--out", &reports.path("a/b")]).is_usage_error("does not exist; create it");
}

#[cfg(unix)]
#[test]
fn everybody_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let reports = Reports::new();
    let out = reports.path("world");
    let plain = reports.path("plain");
    fs::create_dir(&plain).expect("made");
    assert_eq!(run(&["world", "export", "--out", &out]).status, Some(0));
    let mode = |path: &str| fs::metadata(path).expect("there").permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}
