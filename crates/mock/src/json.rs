//! JSON as the service reads it: through serde_json, and with every member in sight.

mod reader;

use std::collections::BTreeSet;

use reader::Loose;

/// A JSON value.
#[derive(Clone, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(String),
    Array(Vec<Json>),
    Object(Object),
}

/// A JSON number: exact where it is an integer of 64 bits, else the nearest double.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Number {
    Whole(i128),
    Fraction(f64),
}

/// The members of a JSON object, in the order in which they were sent.
#[derive(Clone, PartialEq)]
pub(crate) struct Object(Vec<(String, Json)>);

/// The bytes are not JSON, or name a member twice. What they were is not told: they may hold a token.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

impl Json {
    /// Reads one JSON text and nothing after it. An object with a member twice is refused at any depth: two readers
    /// in a row could take different ones (RFC 8259, section 4, leaves it open).
    pub(crate) fn read(bytes: &[u8]) -> Result<Json, Unreadable> {
        let Loose(value) = serde_json::from_slice(bytes).map_err(|_| Unreadable)?;
        if value.names_a_member_twice() { Err(Unreadable) } else { Ok(value) }
    }

    /// Reads one JSON text and keeps every member, duplicates too.
    pub(crate) fn read_with_duplicates(bytes: &[u8]) -> Result<Json, Unreadable> {
        serde_json::from_slice(bytes).map(|Loose(value)| value).map_err(|_| Unreadable)
    }

    /// Reads the first JSON text and says how many bytes it took.
    pub(crate) fn read_first(bytes: &[u8]) -> Result<(Json, usize), Unreadable> {
        let mut stream = serde_json::Deserializer::from_slice(bytes).into_iter::<Loose>();
        match stream.next() {
            Some(Ok(Loose(value))) => Ok((value, stream.byte_offset())),
            _ => Err(Unreadable),
        }
    }

    pub(crate) fn as_object(&self) -> Option<&Object> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn into_object(self) -> Option<Object> {
        match self {
            Json::Object(object) => Some(object),
            _ => None,
        }
    }

    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_array(&self) -> Option<&[Json]> {
        match self {
            Json::Array(elements) => Some(elements),
            _ => None,
        }
    }

    pub(crate) fn as_number(&self) -> Option<Number> {
        match self {
            Json::Number(number) => Some(*number),
            _ => None,
        }
    }

    fn names_a_member_twice(&self) -> bool {
        match self {
            Json::Array(elements) => elements.iter().any(Json::names_a_member_twice),
            Json::Object(Object(members)) => {
                let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
                names.sort_unstable();
                names.windows(2).any(|pair| pair.first() == pair.last())
                    || members.iter().any(|(_, value)| value.names_a_member_twice())
            }
            _ => false,
        }
    }
}

impl Object {
    /// The member of that name; where there are several, the last one.
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.0.iter().rev().find(|(have, _)| have == name).map(|(_, value)| value)
    }

    /// Every member in order.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The text of the member of that name.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.get(name).and_then(Json::as_text)
    }

    /// The members of the object of that name.
    pub(crate) fn object(&self, name: &str) -> Option<&Object> {
        self.get(name).and_then(Json::as_object)
    }

    /// The members but for those of that name.
    pub(crate) fn without(mut self, name: &str) -> Object {
        self.0.retain(|(have, _)| have != name);
        self
    }

    /// The same members, each name once: the first of duplicates stays.
    pub(crate) fn first_of_duplicates(&self) -> Object {
        let mut seen = BTreeSet::new();
        Object(self.0.iter().filter(|(name, _)| seen.insert(name.as_str())).cloned().collect())
    }
}

impl FromIterator<(String, Json)> for Object {
    fn from_iter<I: IntoIterator<Item = (String, Json)>>(members: I) -> Self {
        Object(members.into_iter().collect())
    }
}

impl Number {
    /// The nearest double.
    pub(crate) fn to_f64(self) -> f64 {
        match self {
            // Beyond 2^53 the nearest double is meant, as any JSON reader would have it.
            #[allow(clippy::cast_precision_loss)]
            Number::Whole(whole) => whole as f64,
            Number::Fraction(fraction) => fraction,
        }
    }

    /// Whether this many seconds since the epoch lie after that moment, exactly for whole numbers.
    pub(crate) fn is_after(self, seconds: i64, nanoseconds: u32) -> bool {
        match self {
            Number::Whole(whole) => whole > i128::from(seconds),
            Number::Fraction(_) => {
                let fraction = f64::from(nanoseconds) / 1e9;
                self.to_f64() > Number::Whole(i128::from(seconds)).to_f64() + fraction
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(text: &str) -> bool {
        Json::read(text.as_bytes()).is_ok()
    }

    #[test]
    fn duplicate_members_are_refused_at_any_depth_and_however_they_are_spelt() {
        assert!(!reads(r#"{"a":1,"a":1}"#));
        assert!(!reads(r#"{"a":1,"b":2,"\u0061":1}"#));
        assert!(!reads(r#"{"x":[{"y":{"a":1,"a":2}}]}"#));
        assert!(reads(r#"{"a":1,"A":1,"b":{"a":1}}"#));
    }

    #[test]
    fn only_json_is_read() {
        for text in [
            "",
            " ",
            "{",
            "{[",
            "{}abc",
            "{}{}",
            "{'a':1}",
            "{\"a\":1,}",
            "/**/{}",
            "{}\u{c}",
            "\u{feff}{}",
            "NaN",
        ] {
            assert!(!reads(text), "{text:?}");
        }
        assert!(!reads(r#""\ud800""#), "a lone surrogate is no text");
        assert!(Json::read(b"\"\xff\"").is_err(), "invalid UTF-8");
        assert!(reads(" \t\r\n{ } \n"));
    }

    #[test]
    fn depth_is_bounded() {
        assert!(reads(&format!("{}{}", "[".repeat(100), "]".repeat(100))));
        assert!(!reads(&"[".repeat(1_000_000)));
    }

    #[test]
    fn last_of_duplicates_is_read_where_they_are_kept() {
        let kept = Json::read_with_duplicates(br#"{"a":1,"a":2}"#).unwrap().into_object().unwrap();
        assert!(kept.get("a").and_then(Json::as_number) == Some(Number::Whole(2)));
        let first = kept.first_of_duplicates();
        assert!(first.get("a").and_then(Json::as_number) == Some(Number::Whole(1)));
    }

    #[test]
    fn first_text_is_read_without_what_follows() {
        let (_, taken) = Json::read_first(b" {} x").map_err(|_| ()).unwrap();
        assert_eq!(taken, 3);
        assert!(Json::read_first(b"x").is_err());
    }

    #[test]
    fn whole_numbers_are_compared_exactly_and_fractions_with_the_fraction() {
        assert!(Number::Whole(11).is_after(10, 999_999_999));
        assert!(!Number::Whole(10).is_after(10, 0));
        assert!(Number::Fraction(10.6).is_after(10, 500_000_000));
        assert!(!Number::Fraction(10.4).is_after(10, 500_000_000));
        assert!(Number::Whole(i128::from(u64::MAX)).is_after(i64::MAX, 0));
    }
}
