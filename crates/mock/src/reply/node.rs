//! A JSON text in the making: ordered, and able to say what no serialiser would.

use std::fmt::Write as _;

/// How a JSON value is written; the whole service does it by [`Node::to_json`].
pub(crate) type Write = fn(&Node) -> String;

/// A JSON value to be written.
///
/// Members keep their order and may occur twice, and `Raw` is written as it stands: faults need both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Raw(String),
    Object(Vec<(String, Node)>),
}

impl Node {
    /// The value as JSON text, without white space.
    pub(crate) fn to_json(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// An object of members in order.
    pub(crate) fn object<const N: usize>(members: [(&str, Node); N]) -> Node {
        Node::Object(members.into_iter().map(|(name, node)| (name.to_owned(), node)).collect())
    }

    /// The members of the object that the dots of `path` lead to; the empty path is the value itself.
    pub(crate) fn members_at(&mut self, path: &str) -> Option<&mut Vec<(String, Node)>> {
        let mut node = self;
        for step in path.split('.').filter(|step| !step.is_empty()) {
            let Node::Object(members) = node else { return None };
            node = members.iter_mut().find(|(name, _)| name == step).map(|(_, node)| node)?;
        }
        match node {
            Node::Object(members) => Some(members),
            _ => None,
        }
    }

    fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => write_text(out, text),
            Node::Raw(raw) => out.push_str(raw),
            Node::Object(members) => {
                out.push('{');
                for (index, (name, node)) in members.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    write_text(out, name);
                    out.push(':');
                    node.write(out);
                }
                out.push('}');
            }
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Node::Text(text.to_owned())
    }
}

/// Writes a JSON string with its quotes, escaping what RFC 8259, section 7, says must be.
pub(crate) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if u32::from(control) < 0x20 => {
                // Writing to a String cannot fail.
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_escaped_so_that_serde_json_reads_the_same() {
        let every: String = (0..0x300).filter_map(char::from_u32).chain(['\u{2028}', '😀']).collect();
        let json = Node::Text(every.clone()).to_json();
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), every);
    }

    #[test]
    fn members_keep_their_order_and_may_repeat() {
        let node = Node::object([("b", Node::Raw("1".into())), ("a", "x".into()), ("b", Node::object([]))]);
        assert_eq!(node.to_json(), r#"{"b":1,"a":"x","b":{}}"#);
    }

    #[test]
    fn members_are_found_by_path() {
        let mut node = Node::object([("a", Node::object([("b", Node::object([("c", "d".into())]))]))]);
        assert_eq!(node.members_at("a.b").map(|members| members.len()), Some(1));
        assert_eq!(node.members_at("").map(|members| members.len()), Some(1));
        assert_eq!(node.members_at("a.x"), None);
        assert_eq!(node.members_at("a.b.c"), None);
    }
}
