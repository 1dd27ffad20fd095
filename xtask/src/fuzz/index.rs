//! The index beside examples: a JSON object with one line for each file, in order.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::failure::Failure;

/// An index file, line by line: what is not changed stays as it was written.
pub(crate) struct Index {
    path: PathBuf,
    lines: Vec<(String, String)>,
}

impl Index {
    /// Reads an index; one that is not there is empty.
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let mut index = Self { path: path.to_owned(), lines: Vec::new() };
        if !path.exists() {
            return Ok(index);
        }
        let text = fs::read_to_string(path).map_err(|error| Failure::at(path, &error))?;
        let odd = |what: &str| Failure(format!("{}: {what}", path.display()));
        for line in text.lines().filter(|line| !matches!(*line, "{" | "}")) {
            let line = line.trim().trim_end_matches(',');
            let parsed = serde_json::from_str(&format!("{{{line}}}")).ok();
            let name = parsed.and_then(|value: Value| value.as_object()?.keys().next().cloned());
            index.lines.push((
                name.ok_or_else(|| odd(&format!("not a line of an index: {line}")))?,
                line.to_owned(),
            ));
        }
        Ok(index)
    }

    /// Adds a line in its place; fails if the file has one.
    pub(crate) fn add(&mut self, name: &str, members: &[(&str, &str)]) -> Result<(), Failure> {
        if self.lines.iter().any(|(known, _)| known == name) {
            return Err(Failure(format!("{}: `{name}` is there already", self.path.display())));
        }
        let quoted = |text: &str| Value::from(text).to_string();
        let members = members.iter().map(|(name, value)| format!("{}: {}", quoted(name), quoted(value)));
        let line = format!("{}: {{{}}}", quoted(name), members.collect::<Vec<_>>().join(", "));
        let place =
            self.lines.iter().position(|(known, _)| known.as_str() > name).unwrap_or(self.lines.len());
        self.lines.insert(place, (name.to_owned(), line));
        Ok(())
    }

    /// Writes all lines.
    pub(crate) fn write(&self) -> Result<(), Failure> {
        let lines = self.lines.iter().map(|(_, line)| format!("  {line}")).collect::<Vec<_>>().join(",\n");
        fs::write(&self.path, format!("{{\n{lines}\n}}\n")).map_err(|error| Failure::at(&self.path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_is_added_in_its_place_and_all_others_stay() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("entries.json");
        let before =
            "{\n  \"accept/a-b.jwt\": {\"why\": \"§1, {x}\"},\n  \"reject/c-d.jwt\": {\"why\": \"w\"}\n}\n";
        fs::write(&path, before).expect("a temporary file");
        let mut index = Index::read(&path).expect("an index");
        index.add("reject/b-c.jwt", &[("why", "A \"quote\"."), ("reach", "form")]).expect("it is new");
        index.write().expect("it is written");
        let after = fs::read_to_string(&path).expect("an index");
        let line = "  \"reject/b-c.jwt\": {\"why\": \"A \\\"quote\\\".\", \"reach\": \"form\"},";
        let mut expected: Vec<_> = before.lines().collect();
        expected.insert(2, line);
        assert_eq!(after.lines().collect::<Vec<_>>(), expected);
        let again = Index::read(&path).expect("an index").add("reject/b-c.jwt", &[]);
        assert!(again.expect_err("it is there").0.ends_with("`reject/b-c.jwt` is there already"));
    }

    #[test]
    fn missing_index_is_begun() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("entries.json");
        let mut index = Index::read(&path).expect("an empty index");
        index.add("service/a-b.bin", &[("why", "w")]).expect("it is new");
        index.write().expect("it is written");
        let written = fs::read_to_string(&path).expect("an index");
        assert_eq!(written, "{\n  \"service/a-b.bin\": {\"why\": \"w\"}\n}\n");
    }

    #[test]
    fn line_of_something_else_is_refused() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("entries.json");
        fs::write(&path, "{\n  \"a\": {\n  }\n}\n").expect("a temporary file");
        assert!(Index::read(&path).is_err());
    }
}
