//! Edits of the granted document.

use crate::reply::node::Node;

/// One change to the document. A path is member names joined by dots.
pub(crate) enum Edit {
    /// The member is not written.
    Remove(&'static str),
    /// The member's value is this JSON text instead.
    Set(&'static str, &'static str),
    /// The member has another name.
    Rename(&'static str, &'static str),
    /// The member is written in another object: the path of that object.
    Move(&'static str, &'static str),
    /// The member is written once more, at its end of the object, under this name.
    Repeat(&'static str, &'static str),
    /// One more member of the object at this path: name and JSON text.
    Add(&'static str, &'static str, &'static str),
}

impl Edit {
    /// Makes the change. A path that leads nowhere changes nothing.
    pub(crate) fn apply(&self, document: &mut Node) {
        // A path that leads nowhere would be a mistake in a table, and a test finds it there.
        let _ = match *self {
            Edit::Remove(path) => take(document, path).map(|_| ()),
            Edit::Set(path, raw) => member(document, path).map(|(_, node)| *node = Node::Raw(raw.to_owned())),
            Edit::Rename(path, name) => member(document, path).map(|(have, _)| *have = name.to_owned()),
            Edit::Move(path, to) => take(document, path).and_then(|moved| push(document, to, moved)),
            Edit::Repeat(path, name) => {
                let again = member(document, path).map(|(_, node)| (name.to_owned(), node.clone()));
                again.and_then(|again| push(document, parent(path).0, again))
            }
            Edit::Add(path, name, raw) => push(document, path, (name.to_owned(), Node::Raw(raw.to_owned()))),
        };
    }
}

/// The path of the object that a member is in, and the member's name.
fn parent(path: &str) -> (&str, &str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

fn member<'n>(document: &'n mut Node, path: &str) -> Option<&'n mut (String, Node)> {
    let (object, name) = parent(path);
    document.members_at(object)?.iter_mut().find(|(have, _)| have == name)
}

fn take(document: &mut Node, path: &str) -> Option<(String, Node)> {
    let (object, name) = parent(path);
    let members = document.members_at(object)?;
    let index = members.iter().position(|(have, _)| have == name)?;
    Some(members.remove(index))
}

fn push(document: &mut Node, object: &str, member: (String, Node)) -> Option<()> {
    document.members_at(object).map(|members| members.push(member))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(edit: &Edit) -> String {
        let mut document =
            Node::object([("a", Node::object([("b", "c".into()), ("d", "e".into())])), ("f", "g".into())]);
        edit.apply(&mut document);
        document.to_json()
    }

    #[test]
    fn each_edit_makes_its_change() {
        for (edit, expected) in [
            (Edit::Remove("a.b"), r#"{"a":{"d":"e"},"f":"g"}"#),
            (Edit::Set("f", "7"), r#"{"a":{"b":"c","d":"e"},"f":7}"#),
            (Edit::Rename("a", "A"), r#"{"A":{"b":"c","d":"e"},"f":"g"}"#),
            (Edit::Move("a.b", ""), r#"{"a":{"d":"e"},"f":"g","b":"c"}"#),
            (Edit::Move("f", "a"), r#"{"a":{"b":"c","d":"e","f":"g"}}"#),
            (Edit::Repeat("a.b", "x"), r#"{"a":{"b":"c","d":"e","x":"c"},"f":"g"}"#),
            (Edit::Add("", "x", "null"), r#"{"a":{"b":"c","d":"e"},"f":"g","x":null}"#),
            (Edit::Remove("a.x.y"), r#"{"a":{"b":"c","d":"e"},"f":"g"}"#),
        ] {
            assert_eq!(edited(&edit), expected);
        }
    }
}
