//! One value of a document, and how to look into it.

use std::borrow::Cow;
use std::fmt;

use super::document::Node;
use super::{Document, Number, string};

/// The kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Bool,
    /// A number
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Null => "null",
            Self::Bool => "boolean",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        })
    }
}

/// A value within a [`Document`].
///
/// `'d` is the document's lifetime, `'a` that of the bytes it was read from. Its `Debug` output tells the kind and the
/// place, never the content.
#[derive(Clone, Copy)]
pub struct Value<'d, 'a> {
    document: &'d Document<'a>,
    index: u32,
}

impl<'d, 'a> Value<'d, 'a> {
    pub(super) fn new(document: &'d Document<'a>, index: u32) -> Self {
        Self { document, index }
    }

    /// What kind of value this is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.node().kind
    }

    /// The value exactly as the document writes it, quotes and brackets included.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        let node = self.node();
        self.document.text(node.start, node.end)
    }

    /// Where the value starts, in bytes from the start of the document.
    #[must_use]
    pub fn offset(&self) -> usize {
        self.node().start as usize
    }

    /// The value of a boolean.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        (self.kind() == Kind::Bool).then(|| self.raw() == "true")
    }

    /// The value of a string, borrowed unless it is written with escapes.
    #[must_use]
    pub fn as_str(&self) -> Option<Cow<'a, str>> {
        let node = self.node();
        (node.kind == Kind::String).then(|| text(self.document, node))
    }

    /// The value of a number.
    #[must_use]
    pub fn as_number(&self) -> Option<Number<'a>> {
        (self.kind() == Kind::Number).then(|| Number::new(self.raw()))
    }

    /// The members of an object in their order, duplicates included; nothing for other kinds.
    #[must_use]
    pub fn members(&self) -> Members<'d, 'a> {
        Members { children: self.children(Kind::Object) }
    }

    /// The elements of an array; nothing for other kinds.
    #[must_use]
    pub fn elements(&self) -> Elements<'d, 'a> {
        Elements { children: self.children(Kind::Array) }
    }

    /// The member of an object by that name, the last one where several have it: what every observed client takes.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Value<'d, 'a>> {
        self.members().filter(|member| member.is_named(name)).last().map(|member| member.value())
    }

    /// Every member of an object by that name, in their order.
    pub fn get_all<'n>(&self, name: &'n str) -> impl Iterator<Item = Value<'d, 'a>> + use<'d, 'a, 'n> {
        self.members().filter(move |member| member.is_named(name)).map(|member| member.value())
    }

    #[inline]
    fn node(&self) -> &'d Node {
        self.document.node(self.index)
    }

    fn children(&self, kind: Kind) -> Children<'d, 'a> {
        let node = self.node();
        let end = if node.kind == kind { node.next } else { 0 };
        Children { document: self.document, at: self.index + 1, end }
    }
}

impl fmt::Debug for Value<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let node = self.node();
        write!(f, "Value({} at {}..{})", node.kind, node.start, node.end)
    }
}

/// One member of an object.
#[derive(Clone, Copy)]
pub struct Member<'d, 'a> {
    name: &'d Node,
    value: Value<'d, 'a>,
}

impl<'d, 'a> Member<'d, 'a> {
    /// The member's name, borrowed unless it is written with escapes.
    #[must_use]
    pub fn name(&self) -> Cow<'a, str> {
        text(self.value.document, self.name)
    }

    /// The member's name as the document writes it, without its quotes.
    #[must_use]
    pub fn raw_name(&self) -> &'a str {
        inner(self.value.document, self.name)
    }

    /// The member's value.
    #[must_use]
    pub fn value(&self) -> Value<'d, 'a> {
        self.value
    }

    #[inline]
    pub(super) fn is_named(&self, name: &str) -> bool {
        match self.name.escaped {
            true => self.name() == name,
            false => self.raw_name() == name,
        }
    }
}

impl fmt::Debug for Member<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Member(name at {}..{}, {:?})", self.name.start, self.name.end, self.value)
    }
}

/// The members of an object, by [`Value::members`].
#[derive(Clone, Debug)]
pub struct Members<'d, 'a> {
    children: Children<'d, 'a>,
}

impl<'d, 'a> Iterator for Members<'d, 'a> {
    type Item = Member<'d, 'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let name = self.children.next()?.node();
        let value = self.children.next()?;
        Some(Member { name, value })
    }
}

/// The elements of an array, by [`Value::elements`].
#[derive(Clone, Debug)]
pub struct Elements<'d, 'a> {
    children: Children<'d, 'a>,
}

impl<'d, 'a> Iterator for Elements<'d, 'a> {
    type Item = Value<'d, 'a>;

    fn next(&mut self) -> Option<Self::Item> {
        self.children.next()
    }
}

/// The nodes directly under a container, names of members among them.
#[derive(Clone, Debug)]
struct Children<'d, 'a> {
    document: &'d Document<'a>,
    at: u32,
    end: u32,
}

impl<'d, 'a> Iterator for Children<'d, 'a> {
    type Item = Value<'d, 'a>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let child = Value::new(self.document, self.at);
        self.at = child.node().next;
        Some(child)
    }
}

/// What a string node says.
fn text<'a>(document: &Document<'a>, node: &Node) -> Cow<'a, str> {
    let written = inner(document, node);
    if node.escaped { string::unescape(written) } else { Cow::Borrowed(written) }
}

/// What stands between the quotes of a string node.
#[inline]
fn inner<'a>(document: &Document<'a>, node: &Node) -> &'a str {
    document.text(node.start + 1, node.end.saturating_sub(1))
}
