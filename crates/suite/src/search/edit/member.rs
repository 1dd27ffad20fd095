//! One member of a JSON object: removed, changed, added, repeated, written or ordered otherwise.

use eks_auth_world::Members;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Context, Meaning, body, claims, header, kubernetes, shown, simpler};
use crate::stage::Chance;

/// The object that a member is of.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Object {
    /// The token's header.
    Header,
    /// The token's claims.
    Claims,
    /// The claim `kubernetes.io`.
    Kubernetes,
    /// The request's body.
    Body,
}

impl Object {
    fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Claims => "claims",
            Self::Kubernetes => "kubernetes.io",
            Self::Body => "body",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Header => "the token's header",
            Self::Claims => "the claims",
            Self::Kubernetes => "`kubernetes.io`",
            Self::Body => "the body",
        }
    }
}

/// What becomes of a member. Values are JSON as it is written, well-formed or not.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Change {
    /// It is not there.
    Remove,
    /// It has this value; a name with a dot is a member of a member.
    Set(String),
    /// There is one more of this name and value, before all others.
    First(String),
    /// There is one more of this name and value, after all others.
    Last(String),
    /// Its name is written in escapes.
    Escaped,
    /// All members stand in another order, which the number decides.
    Order(u64),
    /// A member of this name makes the object exactly so many bytes long.
    Length(usize),
    /// This white space stands around every name, colon and value.
    Spaced(String),
}

/// An edit of one member.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct MemberEdit {
    of: Object,
    name: String,
    change: Change,
}

impl MemberEdit {
    pub(crate) fn new(of: Object, name: impl Into<String>, change: Change) -> Self {
        Self { of, name: name.into(), change }
    }

    pub(crate) fn of(&self) -> Object {
        self.of
    }

    pub(super) fn place(&self) -> String {
        match self.change {
            Change::Order(_) => format!("{}.order", self.of.name()),
            Change::Length(_) => format!("{}.length", self.of.name()),
            Change::Spaced(_) => format!("{}.space", self.of.name()),
            _ => format!("{}.{}", self.of.name(), self.name),
        }
    }

    pub(super) fn meaning(&self, context: Context<'_>) -> Meaning {
        let (name, change) = (self.name.as_str(), &self.change);
        match self.of {
            Object::Header => header::meaning(name, change),
            Object::Claims => claims::meaning(name, change, context),
            Object::Kubernetes => kubernetes::meaning(name, change, context),
            Object::Body => body::meaning_of_member(name, change),
        }
    }

    /// Makes the edit. Orders and lengths concern the object as a whole: they come after all others.
    pub(crate) fn apply(&self, members: &mut Members) {
        let name = self.name.as_str();
        match &self.change {
            Change::Remove => members.remove(name),
            Change::Set(raw) => set(members, name, raw),
            Change::First(raw) => members.prepend_raw(name, raw.as_str()),
            Change::Last(raw) => members.push_raw(name, raw.as_str()),
            Change::Escaped => rewrite(members, |member, raw, written| {
                let escaped = if member == name { escapes(member) } else { member.to_owned() };
                written.push_escaped(&escaped, raw);
            }),
            Change::Order(number) => *members = shuffled(members, *number),
            Change::Length(length) => pad(members, name, *length),
            Change::Spaced(_) => {}
        }
    }

    /// The object as text, if the edit is about how it is written.
    pub(crate) fn written(&self, members: &Members) -> Option<String> {
        let Change::Spaced(space) = &self.change else { return None };
        let members: Vec<String> = members
            .iter()
            .map(|(name, value)| format!("{space}\"{name}\"{space}:{space}{value}{space}"))
            .collect();
        Some(format!("{space}{{{}}}{space}", members.join(",")))
    }

    /// Whether it concerns the object as a whole.
    pub(crate) fn is_last(&self) -> bool {
        matches!(self.change, Change::Order(_) | Change::Length(_))
    }

    pub(super) fn words(&self) -> String {
        let (object, name) = (self.of.words(), shown(&self.name));
        match &self.change {
            Change::Remove => format!("{name} is missing in {object}"),
            Change::Set(raw) => format!("{name} in {object} is {}", value(raw)),
            Change::First(raw) => format!("{object} begins with a member {name}: {}", value(raw)),
            Change::Last(raw) => format!("{object} ends with a member {name}: {}", value(raw)),
            Change::Escaped => format!("the name {name} in {object} is written in escapes"),
            Change::Order(_) => format!("the members of {object} stand in another order"),
            Change::Length(length) => format!("{object}, as JSON, has exactly {length} bytes"),
            Change::Spaced(space) => format!("in {object}, {} stands around every part", shown(space)),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        let with = |change| Self { change, ..self.clone() };
        let added = matches!(self.change, Change::First(_) | Change::Last(_));
        let mut all: Vec<Self> = match &self.change {
            // A moment that is written out is no simpler for being another.
            Change::Set(_) if matches!(self.name.as_str(), "exp" | "nbf" | "iat") => Vec::new(),
            Change::Set(raw) => values(raw).into_iter().map(|raw| with(Change::Set(raw))).collect(),
            Change::First(raw) => {
                let values = values(raw).into_iter().map(|raw| with(Change::First(raw)));
                [with(Change::Last(raw.clone()))].into_iter().chain(values).collect()
            }
            Change::Last(raw) => values(raw).into_iter().map(|raw| with(Change::Last(raw))).collect(),
            Change::Order(number) => (0..4.min(*number)).map(|number| with(Change::Order(number))).collect(),
            Change::Length(length) => simpler::numbers(*length, length.saturating_sub(600))
                .into_iter()
                .map(|length| with(Change::Length(length)))
                .collect(),
            Change::Spaced(space) => simpler::texts(space)
                .into_iter()
                .filter(|text| !text.is_empty() && text.trim_matches([' ', '\t', '\r', '\n']).is_empty())
                .map(|space| with(Change::Spaced(space)))
                .collect(),
            Change::Remove | Change::Escaped => Vec::new(),
        };
        if added && self.name != "x" {
            let names = simpler::texts(&self.name).into_iter().chain(["x".to_owned()]);
            all.extend(names.map(|name| Self { name, ..self.clone() }));
        }
        all
    }
}

/// A value in words.
fn value(raw: &str) -> String {
    match serde_json::from_str::<Value>(raw) {
        Ok(Value::String(text)) => format!("the string {}", shown(&text)),
        _ => shown(raw),
    }
}

/// Simpler values: of a string simpler ones, of anything else `null`, zero, and what stands in it.
fn values(raw: &str) -> Vec<String> {
    let mut all = match serde_json::from_str::<Value>(raw) {
        Ok(Value::String(text)) => {
            simpler::texts(&text).into_iter().map(|text| Value::from(text).to_string()).collect()
        }
        Ok(Value::Number(_)) => {
            let mut numbers = vec!["0".to_owned(), "1".to_owned()];
            if let Ok(whole) = raw.parse::<i64>() {
                numbers.extend(simpler::integers(whole).iter().map(i64::to_string));
            }
            numbers
        }
        Ok(Value::Array(elements)) => {
            let inner = elements.iter().map(Value::to_string);
            let fewer = (0..elements.len()).map(|gone| {
                let rest =
                    elements.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, value)| value.clone());
                Value::Array(rest.collect()).to_string()
            });
            let plainer = elements.iter().enumerate().flat_map(|(at, element)| {
                let texts = element.as_str().map_or_else(Vec::new, simpler::texts);
                let with = |text: String| {
                    let mut elements = elements.clone();
                    elements[at] = Value::from(text);
                    Value::Array(elements).to_string()
                };
                texts.into_iter().take(6).map(with).collect::<Vec<_>>()
            });
            ["[]".to_owned()].into_iter().chain(inner).chain(fewer).chain(plainer).take(60).collect()
        }
        Ok(Value::Object(members)) => {
            ["{}".to_owned()].into_iter().chain(members.values().map(Value::to_string)).take(40).collect()
        }
        _ => vec!["null".to_owned()],
    };
    all.retain(|simpler| simpler != raw);
    all
}

fn set(members: &mut Members, name: &str, raw: &str) {
    let Some((outer, inner)) = name.split_once('.').filter(|_| members.raw(name).is_none()) else {
        return members.set_raw(name, raw);
    };
    let whole = members.raw(outer).and_then(|text| serde_json::from_str::<Value>(text).ok());
    if let (Some(Value::Object(mut whole)), Ok(value)) = (whole, serde_json::from_str::<Value>(raw)) {
        whole.insert(inner.to_owned(), value);
        members.set(outer, Value::Object(whole));
    }
}

fn rewrite(members: &mut Members, mut write: impl FnMut(&str, &str, &mut Members)) {
    let mut written = Members::default();
    members.iter().for_each(|(name, raw)| write(name, raw, &mut written));
    *members = written;
}

/// The members in the order that a number decides: drawn one after the other from those that are left.
fn shuffled(members: &Members, number: u64) -> Members {
    let mut left: Vec<(&str, &str)> = members.iter().collect();
    let (mut written, mut chance) = (Members::default(), Chance::new(number, "order"));
    while !left.is_empty() {
        let (name, raw) = left.remove(chance.draw(left.len()));
        written.push_escaped(name, raw);
    }
    written
}

/// Nothing is made longer than this, whoever wrote the recipe.
const LARGEST: usize = 1 << 20;

/// Adds a member of this name with a string of the right length; if there is no room, none.
fn pad(members: &mut Members, name: &str, length: usize) {
    members.push_raw(name, "\"\"");
    let short = members.to_json().len();
    members.remove(name);
    if let Some(more) = length.min(LARGEST).checked_sub(short) {
        members.push_raw(name, format!("\"{}\"", "p".repeat(more)));
    }
}

/// Every character of a name as an escape of JSON.
fn escapes(name: &str) -> String {
    name.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn abc() -> Members {
        [("a", 1), ("b", 2), ("c", 3)].into_iter().collect()
    }

    fn after(name: &str, change: Change) -> String {
        let mut members = abc();
        MemberEdit::new(Object::Claims, name, change).apply(&mut members);
        members.to_json()
    }

    #[test]
    fn changes_do_what_they_say() {
        assert_eq!(after("b", Change::Remove), r#"{"a":1,"c":3}"#);
        assert_eq!(after("b", Change::Set("[]".to_owned())), r#"{"a":1,"b":[],"c":3}"#);
        assert_eq!(after("x", Change::First("0".to_owned())), r#"{"x":0,"a":1,"b":2,"c":3}"#);
        assert_eq!(after("a", Change::Escaped), r#"{"\u0061":1,"b":2,"c":3}"#);
        assert_eq!(after("x", Change::Length(40)).len(), 40);
    }

    #[test]
    fn every_order_can_be_had() {
        let orders: std::collections::HashSet<String> =
            (0..50).map(|number| after("", Change::Order(number))).collect();
        assert_eq!(orders.len(), 6);
    }

    #[test]
    fn members_of_members_are_set() {
        let mut members = Members::default();
        members.set_raw("pod", r#"{"name":"a","uid":"b"}"#);
        MemberEdit::new(Object::Kubernetes, "pod.name", Change::Set("5".to_owned())).apply(&mut members);
        assert_eq!(members.to_json(), r#"{"pod":{"name":5,"uid":"b"}}"#);
    }
}
