//! The shape of one answer: a flat table from places to patterns.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::pattern::{name, pattern};
use crate::exchange::{Answer, Exchange, Received};

/// So deep and so wide a body is described.
const DEPTH: usize = 12;
const MEMBERS: usize = 40;
/// So many headers are described.
const HEADERS: usize = 60;
/// Members whose values are secrets by themselves.
const SECRET: [&str; 3] = ["secretAccessKey", "sessionToken", "token"];
/// Headers that belong to the connection, not to the answer.
const OF_CONNECTION: [&str; 3] = ["connection", "keep-alive", "transfer-encoding"];
/// The headers of a length, which depends on names that differ from world to world.
const LENGTH: &str = "content-length";

/// What an answer looks like: the place (`status`, `header.date`, `body.subject.namespace`) and what stands there.
#[derive(Clone, Debug, Default, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub(super) struct Shape(pub(super) BTreeMap<String, String>);

impl Shape {
    pub(super) fn of(exchange: &Exchange) -> Self {
        let mut shape = Self::default();
        match exchange.received() {
            Received::Answer(answer) => shape.describe(answer),
            Received::Broken { .. } => shape.put("status", "an answer that breaks off or is malformed"),
            Received::Nothing(reason) => shape.put("status", reason.to_string()),
        }
        // Not even as a name.
        Self(shape.0.into_iter().map(|(place, what)| (exchange.redact(&place), what)).collect())
    }

    fn describe(&mut self, answer: &Answer) {
        self.put("status", answer.status().to_string());
        for (header, value) in answer.headers().iter().take(HEADERS) {
            let header = name(&header.to_ascii_lowercase());
            match header.as_str() {
                other if OF_CONNECTION.contains(&other) => {}
                LENGTH => self.put("header.content-length", "a number"),
                _ => self.put(format!("header.{header}"), pattern(&String::from_utf8_lossy(value.as_ref()))),
            }
        }
        match serde_json::from_slice(answer.body()) {
            _ if answer.body().is_empty() => self.put("body", "nothing"),
            Ok(value) => self.value("body", &value, 0),
            Err(_) => self.put("body", "no JSON"),
        }
    }

    fn value(&mut self, place: &str, value: &Value, depth: usize) {
        match value {
            Value::Object(members) if depth < DEPTH => {
                if members.is_empty() {
                    self.put(place, "an empty object");
                }
                for (member, value) in members.iter().take(MEMBERS) {
                    let inner = format!("{place}.{}", name(member));
                    match value {
                        Value::String(_) if SECRET.contains(&member.as_str()) => self.put(inner, "a secret"),
                        _ => self.value(&inner, value, depth + 1),
                    }
                }
            }
            Value::Array(elements) if depth < DEPTH => match elements.first() {
                Some(first) => self.value(&format!("{place}[]"), first, depth + 1),
                None => self.put(place, "an empty array"),
            },
            Value::Object(_) | Value::Array(_) => self.put(place, "deeper than is described"),
            Value::String(text) => self.put(place, pattern(text)),
            Value::Number(number) if number.is_f64() => self.put(place, "a number with a fraction"),
            Value::Number(_) => self.put(place, "a whole number"),
            Value::Bool(_) => self.put(place, "a boolean"),
            Value::Null => self.put(place, "null"),
        }
    }

    fn put(&mut self, place: impl Into<String>, what: impl Into<String>) {
        self.0.insert(place.into(), what.into());
    }

    /// A short name for people: the status, and the name of the error where there is one.
    pub(super) fn label(&self) -> String {
        let at = |place: &str| self.0.get(place).map(String::as_str);
        let error = ["header.x-amzn-errortype", "body.__type", "body.code"].into_iter().find_map(at);
        let status = at("status").unwrap_or_default();
        error.map_or_else(|| status.to_owned(), |error| format!("{status} {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::Sent;

    fn shape(status: u16, headers: &[(&str, &str)], body: &str) -> Shape {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).into())).collect();
        let answer = Answer::new(status, headers, body.as_bytes().to_vec());
        Shape::of(&Exchange::new(
            Sent::new("POST", "/", Vec::new(), Vec::new(), 0.0),
            Received::Answer(answer),
        ))
    }

    #[test]
    fn places_and_patterns_are_told_and_no_value() {
        let shape = shape(
            200,
            &[("Content-Type", "application/json"), ("Connection", "close")],
            r#"{"credentials":{"sessionToken":"IQoJb3JpZ2lu","expiration":1790000000},"list":[{"a":null}],"o":{}}"#,
        );
        let rows: Vec<(&str, &str)> =
            shape.0.iter().map(|(place, what)| (place.as_str(), what.as_str())).collect();
        let expected = [
            ("body.credentials.expiration", "a whole number"),
            ("body.credentials.sessionToken", "a secret"),
            ("body.list[].a", "null"),
            ("body.o", "an empty object"),
            ("header.content-type", "application/json"),
            ("status", "200"),
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn label_names_status_and_error() {
        assert_eq!(
            shape(404, &[], r#"{"__type":"ResourceNotFoundException"}"#).label(),
            "404 ResourceNotFoundException"
        );
        assert_eq!(shape(200, &[], "").label(), "200");
        assert_eq!(shape(200, &[], "<html>").0["body"], "no JSON");
    }

    #[test]
    fn deep_and_wide_bodies_are_bounded() {
        let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
        assert!(shape(200, &[], &deep).0.values().any(|what| what == "deeper than is described"));
        let wide: Vec<String> = (0..500).map(|number| format!("\"m{number}\":1")).collect();
        assert_eq!(shape(200, &[], &format!("{{{}}}", wide.join(","))).0.len(), MEMBERS + 1);
    }
}
