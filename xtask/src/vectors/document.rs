//! The vectors of one kind as text.

use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::input::input;
use crate::failure::Failure;

const SCHEMA: &str = "eks-auth-conformance/vectors/v1";

/// The file of one kind: a head, then a line for each example, so that a difference shows what changed.
pub(crate) fn document(corpus: &Path, kind: &str) -> Result<String, Failure> {
    let index = object(&corpus.join(kind).join("entries.json"))?;
    let tests = index.iter().map(|(name, line)| test(corpus, kind, name, line));
    let tests = tests.collect::<Result<Vec<_>, _>>()?;
    let settings = settings(corpus, &index)?;
    let head = [
        ("schema", json!(SCHEMA)),
        ("version", json!(env!("CARGO_PKG_VERSION"))),
        ("kind", json!(kind)),
        ("settings", Value::Object(settings)),
    ];
    let head: Vec<_> = head.iter().map(|(name, value)| format!("  \"{name}\": {value},\n")).collect();
    Ok(format!("{{\n{}  \"tests\": [\n    {}\n  ]\n}}\n", head.concat(), tests.join(",\n    ")))
}

fn test(corpus: &Path, kind: &str, place: &str, line: &Value) -> Result<String, Failure> {
    let wrong = |problem: &str| Failure(format!("corpus/{kind}/{place}: {problem}"));
    let (verdict, name) = place.split_once('/').ok_or_else(|| wrong("its verdict is not in its name"))?;
    let path = corpus.join(kind).join(place);
    let bytes = fs::read(&path).map_err(|error| Failure::at(&path, &error))?;
    let mut test = Map::new();
    test.insert("name".into(), name.into());
    test.insert("verdict".into(), verdict.into());
    for member in ["reach", "setting", "why", "source"] {
        if let Some(value) = line.get(member) {
            test.insert(member.into(), value.clone());
        }
    }
    test.insert("input".into(), input(name, &bytes).ok_or_else(|| wrong("it is no HTTP message"))?);
    Ok(Value::Object(test).to_string())
}

/// The settings that the kind's examples name, with the keys themselves in place of their file's name.
fn settings(corpus: &Path, index: &Map<String, Value>) -> Result<Map<String, Value>, Failure> {
    let mut settings = object(&corpus.join("settings.json"))?;
    settings.retain(|name, _| {
        index.values().any(|line| line.get("setting").and_then(Value::as_str) == Some(name))
    });
    for setting in settings.values_mut() {
        let keys = setting.get_mut("keys").ok_or_else(|| Failure("a setting has no `keys`".to_owned()))?;
        *keys = Value::Object(object(&corpus.join(keys.as_str().unwrap_or_default()))?);
    }
    Ok(settings)
}

fn object(path: &Path) -> Result<Map<String, Value>, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::at(path, &error))?;
    serde_json::from_str(&text).map_err(|error| Failure(format!("{}: {error}", path.display())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    #[test]
    fn keys_are_inside_and_settings_of_others_are_not() {
        let corpus = root().join("corpus");
        let read = |kind| -> Value { serde_json::from_str(&document(&corpus, kind).unwrap()).expect("JSON") };
        let tokens = read("token");
        assert!(tokens["settings"]["conformance"]["keys"]["keys"][0]["kid"].is_string());
        assert_eq!(read("error")["settings"], json!({}));
    }

    #[test]
    fn every_test_is_one_line() {
        let text = document(&root().join("corpus"), "error").expect("a readable corpus");
        let whole: Value = serde_json::from_str(&text).expect("JSON");
        let tests = whole["tests"].as_array().expect("a list").len();
        assert_eq!(text.lines().filter(|line| line.starts_with("    {\"name\":")).count(), tests);
    }
}
