//! As much of JSON Schema, draft 2020-12, as `schema.json` uses. A keyword that is not read here fails: a rule that
//! nobody enforces would be worse than none.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;

use regex::Regex;
use serde_json::Value;

/// What a reader of the schema may skip: it says nothing of a document.
const SILENT: [&str; 4] = ["$schema", "title", "description", "$defs"];

/// A schema, and the whole document that its references are resolved in.
pub(crate) struct Validator {
    document: Value,
    /// Each pattern is compiled once: the vectors ask for the same few a thousand times.
    patterns: RefCell<BTreeMap<String, Regex>>,
}

impl Validator {
    pub(crate) fn new(document: Value) -> Self {
        Self { document, patterns: RefCell::default() }
    }

    /// Everything that keeps the value from being what the definition says.
    pub(crate) fn problems(&self, definition: &str, value: &Value) -> Vec<String> {
        let mut problems = Vec::new();
        self.check(self.resolve(&format!("#/$defs/{definition}")), value, "$", &mut problems);
        problems
    }

    fn resolve(&self, reference: &str) -> &Value {
        let pointer = reference.strip_prefix('#').expect("references stay in the document");
        self.document.pointer(pointer).unwrap_or_else(|| panic!("nothing at `{reference}`"))
    }

    fn holds(&self, schema: &Value, value: &Value) -> bool {
        let mut problems = Vec::new();
        self.check(schema, value, "$", &mut problems);
        problems.is_empty()
    }

    fn check(&self, schema: &Value, value: &Value, path: &str, problems: &mut Vec<String>) {
        let keywords = schema.as_object().expect("a schema is an object");
        for (keyword, rule) in keywords.iter().filter(|(keyword, _)| !SILENT.contains(&keyword.as_str())) {
            let holds = match keyword.as_str() {
                "$ref" => {
                    self.check(self.resolve(text(rule)), value, path, problems);
                    true
                }
                "type" => is_a(value, text(rule)),
                "const" => value == rule,
                "enum" => list(rule).contains(value),
                "pattern" => value.as_str().is_none_or(|value| self.matches(text(rule), value)),
                "minItems" => length(value).is_none_or(|length| Some(length) >= rule.as_u64()),
                "maxItems" => length(value).is_none_or(|length| Some(length) <= rule.as_u64()),
                "required" => list(rule)
                    .iter()
                    .all(|name| value.as_object().is_none_or(|members| members.contains_key(text(name)))),
                "anyOf" => list(rule).iter().any(|schema| self.holds(schema, value)),
                "items" => {
                    for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                        self.check(rule, item, &format!("{path}[{index}]"), problems);
                    }
                    true
                }
                "properties" | "propertyNames" | "additionalProperties" => {
                    self.check_members(keyword, schema, value, path, problems);
                    true
                }
                _ => panic!("the validator does not read `{keyword}`"),
            };
            if !holds {
                let mut problem = format!("{path} breaks {keyword} {rule}");
                problem.truncate(problem.floor_char_boundary(200));
                write!(problem, ": {}", excerpt(value)).expect("a string takes all");
                problems.push(problem);
            }
        }
    }

    fn matches(&self, pattern: &str, value: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let compile = || Regex::new(pattern).expect("a pattern in form");
        patterns.entry(pattern.to_owned()).or_insert_with(compile).is_match(value)
    }

    fn check_members(
        &self,
        keyword: &str,
        schema: &Value,
        value: &Value,
        path: &str,
        problems: &mut Vec<String>,
    ) {
        let rule = &schema[keyword];
        for (name, member) in value.as_object().into_iter().flatten() {
            let path = format!("{path}.{name}");
            let known = schema.get("properties").and_then(|properties| properties.get(name));
            match (keyword, known) {
                ("propertyNames", _) => self.check(rule, &Value::from(name.as_str()), &path, problems),
                ("properties", Some(schema)) => self.check(schema, member, &path, problems),
                ("additionalProperties", None) if rule == &Value::Bool(false) => {
                    problems.push(format!("{path} is not known"));
                }
                ("additionalProperties", None) => self.check(rule, member, &path, problems),
                _ => {}
            }
        }
    }
}

fn is_a(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => panic!("the validator does not know the type `{name}`"),
    }
}

fn length(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}

fn text(rule: &Value) -> &str {
    rule.as_str().expect("a string")
}

fn list(rule: &Value) -> &[Value] {
    rule.as_array().expect("a list")
}

fn excerpt(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}
