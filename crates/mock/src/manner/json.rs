//! How JSON is written: RFC 8259 has many texts for one value.

use std::fmt::Write as _;

use super::{Hook, Manner};
use crate::reply::node::{Node, write_text};

/// Indented, with a line for each member.
fn pretty(node: &Node) -> String {
    let mut out = String::new();
    write_pretty(node, 0, &mut out);
    out.push('\n');
    out
}

fn write_pretty(node: &Node, depth: usize, out: &mut String) {
    let Node::Object(members) = node else {
        out.push_str(&node.to_json());
        return;
    };
    for (index, (name, value)) in members.iter().enumerate() {
        out.push_str(if index == 0 { "{\n" } else { ",\n" });
        out.push_str(&"  ".repeat(depth + 1));
        write_text(out, name);
        out.push_str(" : ");
        write_pretty(value, depth + 1, out);
    }
    if members.is_empty() {
        out.push_str("{ }");
    } else {
        let _ = write!(out, "\n{}}}", "  ".repeat(depth));
    }
}

/// White space of every kind wherever there may be some.
fn spaced(node: &Node) -> String {
    let mut out = String::from(" \t\r\n");
    write_spaced(node, &mut out);
    out.push_str("\r\n\t ");
    out
}

fn write_spaced(node: &Node, out: &mut String) {
    let Node::Object(members) = node else {
        out.push_str(&node.to_json());
        return;
    };
    out.push_str("{\t");
    for (index, (name, value)) in members.iter().enumerate() {
        out.push_str(if index == 0 { "" } else { "\r\n,\t" });
        write_text(out, name);
        out.push_str(" \n:\r");
        write_spaced(value, out);
    }
    out.push_str(" }");
}

/// Strings and names with escapes where none are needed.
fn escaped(node: &Node) -> String {
    escaping(node, |char, out| {
        let mut units = [0; 2];
        for unit in char.encode_utf16(&mut units) {
            let _ = write!(out, "\\u{unit:04X}");
        }
    })
}

/// Slashes escaped, as PHP has them.
fn slashes(node: &Node) -> String {
    escaping(node, |char, out| match char {
        '/' => out.push_str("\\/"),
        other => {
            let mut quoted = String::new();
            write_text(&mut quoted, &other.to_string());
            // One quotation mark at either end: the character itself may be one.
            out.push_str(quoted.get(1..quoted.len() - 1).unwrap_or_default());
        }
    })
}

fn escaping(node: &Node, write: fn(char, &mut String)) -> String {
    let mut out = String::new();
    write_escaped(node, write, &mut out);
    out
}

fn write_escaped(node: &Node, write: fn(char, &mut String), out: &mut String) {
    let text = |text: &str, out: &mut String| {
        out.push('"');
        text.chars().for_each(|char| write(char, out));
        out.push('"');
    };
    match node {
        Node::Text(value) => text(value, out),
        Node::Raw(raw) => out.push_str(raw),
        Node::Object(members) => {
            out.push('{');
            for (index, (name, value)) in members.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { "," });
                text(name, out);
                out.push(':');
                write_escaped(value, write, out);
            }
            out.push('}');
        }
    }
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "response.json.pretty",
        &[],
        "bodies are indented, a line for each member",
        Hook::Written(pretty),
    ),
    Manner::new(
        "response.json.spaced",
        &[],
        "bodies have white space of every kind wherever there may be some",
        Hook::Written(spaced),
    ),
    Manner::new(
        "response.json.escaped",
        &[],
        "every character of every string and name in a body is escaped",
        Hook::Written(escaped),
    ),
    Manner::new("response.json.slashes", &[], "slashes in bodies are escaped", Hook::Written(slashes)),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_reads_the_same() {
        let inner = Node::object([("x/y", "a\"\\/\n\u{1}é😀".into()), ("n", Node::Raw("1.5".to_owned()))]);
        let node = Node::object([("b", inner), ("a", Node::object([])), ("é", "".into())]);
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        let usual = read(&node.to_json());
        let mut seen = vec![node.to_json()];
        for write in [pretty, spaced, escaped, slashes] {
            let text = write(&node);
            assert_eq!(read(&text), usual, "{text}");
            assert!(!seen.contains(&text), "{text}");
            seen.push(text);
        }
    }
}
