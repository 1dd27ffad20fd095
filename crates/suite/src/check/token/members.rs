//! Members of header and claims, as one reader or another takes them where they are there twice.

use std::collections::HashMap;

use eks_auth_protocol::wire::{Kind, Value};

use super::super::notes::Notes;

/// Which of several members of one name a reader takes.
#[derive(Clone, Copy)]
pub(super) enum Pick {
    First,
    Last,
}

/// One object, where it stands, and how it is read.
pub(super) struct Members<'d, 'a> {
    value: Value<'d, 'a>,
    pick: Pick,
    path: String,
}

impl<'d, 'a> Members<'d, 'a> {
    pub(super) fn new(value: Value<'d, 'a>, pick: Pick, path: impl Into<String>) -> Self {
        Self { value, pick, path: path.into() }
    }

    pub(super) fn get(&self, name: &str) -> Option<Value<'d, 'a>> {
        match self.pick {
            Pick::First => self.value.get_all(name).next(),
            Pick::Last => self.value.get(name),
        }
    }

    /// The string of that name, if it is one.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        Some(self.get(name)?.as_str()?.into_owned())
    }

    /// The object of that name, if it is one.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        let value = self.get(name).filter(|value| value.kind() == Kind::Object)?;
        Some(Self::new(value, self.pick, self.at(name)))
    }

    /// Where a member stands.
    pub(super) fn at(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }
}

/// Notes every member that is there more than once, and says whether one is with different values.
pub(super) fn note_twice(root: Option<Value<'_, '_>>, path: &str, notes: &mut Notes) -> bool {
    let Some(root) = root else { return false };
    let mut values: HashMap<String, &str> = HashMap::new();
    let mut differ = false;
    for member in root.members() {
        let (name, raw) = (member.name().into_owned(), member.value().raw());
        let here = format!("{path}.{name}");
        differ |= match member.value().kind() {
            Kind::Object => note_twice(Some(member.value()), &here, notes),
            _ => false,
        };
        match values.get(&name) {
            None => {
                values.insert(name, raw);
            }
            Some(known) if *known == raw => {
                notes.open("TOK-021", here, format!("`{name}` is there more than once, with one value"));
            }
            Some(_) => {
                notes.broken(
                    "TOK-024",
                    here,
                    format!("`{name}` is there more than once, with different values"),
                );
                differ = true;
            }
        }
    }
    differ
}
