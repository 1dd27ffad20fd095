//! Every find that is no example of a kind belongs to a target, and its line says what was wrong.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value};

/// What is not in order in a folder of finds. One that is not there is in order.
fn disorder(folder: &Path, targets: &[&str]) -> Vec<String> {
    let Ok(found) = fs::read_dir(folder) else { return Vec::new() };
    let index = fs::read_to_string(folder.join("entries.json")).unwrap_or_else(|_| "{}".to_owned());
    let index: Map<String, Value> = serde_json::from_str(&index).expect("an index is a JSON object");
    let mut lines: BTreeSet<_> = index.keys().cloned().collect();
    let mut disorder = Vec::new();
    for target in found.map(|entry| entry.expect("readable").path()).filter(|path| path.is_dir()) {
        let name = target.file_name().expect("a folder has a name").to_string_lossy().into_owned();
        if !targets.contains(&name.as_str()) {
            disorder.push(format!("{name} is no target"));
        }
        for file in fs::read_dir(&target).expect("a readable folder") {
            let file = format!("{name}/{}", file.expect("readable").file_name().to_string_lossy());
            if !lines.remove(&file) {
                disorder.push(format!("{file} has no line"));
            }
        }
    }
    disorder.extend(lines.iter().map(|line| format!("{line} is not there")));
    for (line, said) in &index {
        for member in ["why", "source"] {
            if said.get(member).and_then(Value::as_str).is_none_or(str::is_empty) {
                disorder.push(format!("{line} has no {member}"));
            }
        }
    }
    disorder
}

#[test]
fn finds_are_in_order() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("regression");
    let targets: Vec<_> = eks_auth_corpus::targets().collect();
    assert_eq!(disorder(&folder, &targets), Vec::<String>::new());
}

#[test]
fn every_disorder_is_seen() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for target in ["service", "stranger"] {
        fs::create_dir(folder.path().join(target)).expect("a temporary folder");
    }
    fs::write(folder.path().join("service/a-b.bin"), "x").expect("a temporary file");
    fs::write(folder.path().join("service/c-d.bin"), "y").expect("a temporary file");
    let index =
        r#"{"service/c-d.bin": {"why": "w", "source": ""}, "service/e-f.bin": {"why": "w", "source": "s"}}"#;
    fs::write(folder.path().join("entries.json"), index).expect("a temporary file");
    let mut found = disorder(folder.path(), &["service"]);
    found.sort();
    let expected = [
        "service/a-b.bin has no line",
        "service/c-d.bin has no source",
        "service/e-f.bin is not there",
        "stranger is no target",
    ];
    assert_eq!(found, expected);
}
