//! The index files, the settings and the vectors hold the schema, and the schema would see if they did not.

use std::fs;
use std::path::Path;

use eks_auth_corpus::Kind;
use serde_json::{Value, json};

use crate::validator::Validator;

fn folder() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn validator() -> Validator {
    Validator::new(read(&folder().join("schema.json")))
}

fn holds(definition: &str, path: &Path) {
    let problems = validator().problems(definition, &read(path));
    assert!(problems.is_empty(), "{}:\n{}", path.display(), problems.join("\n"));
}

#[test]
fn index_files() {
    for kind in Kind::ALL {
        holds("index", &kind.folder().join("entries.json"));
    }
}

#[test]
fn settings() {
    holds("settings", &folder().join("settings.json"));
}

#[test]
fn vectors() {
    for kind in Kind::ALL {
        holds("vectors", &folder().join("vectors").join(format!("{kind}.json")));
    }
}

#[test]
fn line_that_breaks_the_schema_is_seen() {
    let good = json!({"why": "It is so.", "source": "model", "reach": "key", "setting": "conformance"});
    let broken = |name: &str, edit: fn(&mut Value)| {
        let mut line = good.clone();
        edit(&mut line);
        !validator().problems("index", &json!({ name: line })).is_empty()
    };
    assert!(!broken("reject/exp-past.jwt", |_| ()));
    assert!(broken("refuse/exp-past.jwt", |_| ()));
    assert!(broken("reject/exp.jwt", |_| ()));
    assert!(broken("reject/exp-past.jwt", |line| line["why"] = json!("no full stop")));
    assert!(broken("reject/exp-past.jwt", |line| line["source"] = json!(" ")));
    assert!(broken("reject/exp-past.jwt", |line| line["reach"] = json!("far")));
    assert!(broken("reject/exp-past.jwt", |line| line["at"] = json!(1)));
    assert!(
        broken("reject/exp-past.jwt", |line| *line = json!({"why": "So.", "source": "a", "reach": "key"}))
    );
}
