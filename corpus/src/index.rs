//! What the index of a kind says of each file.

use std::collections::BTreeMap;
use std::fs;
use std::io;

use serde_json::{Map, Value};

use crate::failure::{at, invalid};
use crate::{Kind, Reach, Setting, Settings};

/// One line of `<kind>/entries.json`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Line {
    pub(crate) why: String,
    pub(crate) source: String,
    pub(crate) reach: Reach,
    pub(crate) setting: Option<Setting>,
}

/// The index of a kind: `<verdict>/<name>` and what is said of it.
pub(crate) struct Index(BTreeMap<String, Line>);

impl Index {
    /// Reads the index of one kind.
    pub(crate) fn read(kind: Kind) -> io::Result<Self> {
        let path = kind.folder().join("entries.json");
        let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        let lines: Map<String, Value> =
            serde_json::from_str(&text).map_err(|error| invalid(&path, error.to_string()))?;
        let settings = Settings::read()?;
        let read = |(name, line): (String, Value)| match Line::read(&line, &settings) {
            Ok(line) => Ok((name, line)),
            Err(problem) => Err(invalid(&path, format!("{name}: {problem}"))),
        };
        lines.into_iter().map(read).collect::<io::Result<_>>().map(Self)
    }

    /// What is said of the file; every file needs a line.
    pub(crate) fn line(&self, name: &str) -> Option<&Line> {
        self.0.get(name)
    }
}

impl Line {
    fn read(line: &Value, settings: &Settings) -> Result<Self, String> {
        let text = |member: &str| line.get(member).and_then(Value::as_str).filter(|text| !text.is_empty());
        let required = |member: &str| text(member).map(str::to_owned).ok_or(format!("it has no `{member}`"));
        let reach = required("reach")?;
        let reach = Reach::ALL.into_iter().find(|known| known.name() == reach);
        let reach = reach.ok_or("its `reach` is none of form, time and key")?;
        let setting = match text("setting") {
            Some(name) => Some(settings.find(name).cloned().ok_or(format!("no setting `{name}`"))?),
            None => None,
        };
        // Without the time and the keys beside it, nobody could check the verdict.
        if setting.is_none() && reach > Reach::Form {
            return Err(format!("its reach is {reach}, and it has no `setting`"));
        }
        Ok(Self { why: required("why")?, source: required("source")?, reach, setting })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(line: &Value) -> Result<Line, String> {
        Line::read(line, &Settings::read().expect("readable settings"))
    }

    #[test]
    fn whole_line() {
        let line = read(&json!({"why": "a", "source": "b", "reach": "key", "setting": "conformance"}));
        let line = line.expect("in form");
        assert_eq!((line.why.as_str(), line.source.as_str(), line.reach), ("a", "b", Reach::Key));
        assert_eq!(line.setting.expect("it names one").cluster(), "conformance");
    }

    #[test]
    fn line_out_of_form_is_named() {
        let problem = |line| read(&line).expect_err("out of form");
        assert_eq!(problem(json!({"source": "b", "reach": "form"})), "it has no `why`");
        assert_eq!(problem(json!({"why": "a", "source": "", "reach": "form"})), "it has no `source`");
        assert_eq!(
            problem(json!({"why": "a", "source": "b", "reach": "far"})),
            "its `reach` is none of form, time and key"
        );
        assert_eq!(
            problem(json!({"why": "a", "source": "b", "reach": "form", "setting": "x"})),
            "no setting `x`"
        );
    }

    #[test]
    fn depth_needs_a_setting() {
        let problem = read(&json!({"why": "a", "source": "b", "reach": "time"})).expect_err("out of form");
        assert_eq!(problem, "its reach is time, and it has no `setting`");
    }
}
