//! Lays values of JSON out over lines, exactly as they were written: duplicate members, digits and all.

use std::fmt::Write as _;

use eks_auth_protocol::token::redact;
use eks_auth_protocol::wire::{Kind, Value};

/// Shorter ones than this would be found in too many innocent places.
const SECRET: usize = 8;

/// One JSON object in the making.
pub(super) struct Layout<'a> {
    out: String,
    hidden: &'a str,
}

impl<'a> Layout<'a> {
    /// An object in which a text is hidden wherever it occurs.
    pub(super) fn hiding(hidden: &'a str) -> Self {
        Self { out: String::from("{"), hidden }
    }

    pub(super) fn value(&mut self, name: &str, value: Value<'_, '_>) {
        self.name(1, &quoted(name));
        self.any(1, value);
    }

    pub(super) fn text(&mut self, name: &str, text: &str) {
        self.name(1, &quoted(name));
        self.out.push_str(&quoted(text));
    }

    pub(super) fn texts(&mut self, name: &str, texts: &[(&str, String)]) {
        if texts.is_empty() {
            return;
        }
        self.name(1, &quoted(name));
        self.out.push('{');
        for (name, text) in texts {
            self.name(2, &quoted(name));
            self.out.push_str(&quoted(text));
        }
        self.close(1, '}');
    }

    pub(super) fn finish(mut self) -> String {
        self.close(0, '}');
        self.out.push('\n');
        self.out
    }

    fn any(&mut self, depth: usize, value: Value<'_, '_>) {
        match value.kind() {
            Kind::Object if value.members().next().is_some() => {
                self.out.push('{');
                for member in value.members() {
                    let name = self.safe(member.raw_name());
                    self.name(depth + 1, &format!("\"{name}\""));
                    self.any(depth + 1, member.value());
                }
                self.close(depth, '}');
            }
            Kind::Array if value.elements().next().is_some() => {
                self.out.push('[');
                for element in value.elements() {
                    self.next(depth + 1);
                    self.any(depth + 1, element);
                }
                self.close(depth, ']');
            }
            Kind::Object => self.out.push_str("{}"),
            Kind::Array => self.out.push_str("[]"),
            _ => {
                let text = self.safe(value.raw());
                self.out.push_str(&text);
            }
        }
    }

    fn name(&mut self, depth: usize, name: &str) {
        self.next(depth);
        self.out.push_str(name);
        self.out.push_str(": ");
    }

    /// Begins a line for one more member or element.
    fn next(&mut self, depth: usize) {
        if !self.out.ends_with(['{', '[']) {
            self.out.push(',');
        }
        self.line(depth);
    }

    fn close(&mut self, depth: usize, bracket: char) {
        self.line(depth);
        self.out.push(bracket);
    }

    fn line(&mut self, depth: usize) {
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(depth));
    }

    /// A scalar as it was written, without what is secret and without what a terminal would obey.
    fn safe(&self, raw: &str) -> String {
        let mut text = redact(raw);
        if self.hidden.len() >= SECRET {
            text = text.replace(self.hidden, "<signature>");
        }
        escaped(&text)
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// What JSON allows within strings and a terminal would obey, as JSON escapes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if character.is_control() || turns {
            let _ = write!(out, "\\u{:04x}", u32::from(character));
        } else {
            out.push(character);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use eks_auth_protocol::wire::Document;

    use super::*;

    fn laid_out(json: &str, hidden: &str) -> String {
        let document = Document::parse(json.as_bytes()).expect("JSON");
        let mut layout = Layout::hiding(hidden);
        layout.value("claims", document.root());
        layout.finish()
    }

    #[test]
    fn nested_values_are_set_in() {
        let text = laid_out(r#"{"a":[1,{"b":{}}],"c":[],"a":1.50}"#, "");
        let expected = "{\n  \"claims\": {\n    \"a\": [\n      1,\n      {\n        \"b\": {}\n      }\n    ],\n    \
                        \"c\": [],\n    \"a\": 1.50\n  }\n}\n";
        assert_eq!(text, expected);
    }

    #[test]
    fn string_that_ends_in_a_bracket_is_followed_by_a_comma() {
        assert!(laid_out(r#"{"a":"{","b":1}"#, "").contains("\"{\",\n"));
    }

    #[test]
    fn signature_that_a_claim_repeats_is_hidden() {
        let text = laid_out(r#"{"jti":"my c2lnbmF0dXJl","c2lnbmF0dXJl":1}"#, "c2lnbmF0dXJl");
        assert!(!text.contains("c2lnbmF0dXJl"), "{text}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_escaped() {
        assert!(laid_out("{\"a\":\"\u{9b}31m\u{202e}\"}", "").contains(r#""\u009b31m\u202e""#));
    }
}
