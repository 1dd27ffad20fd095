//! Reading the members of a header or payload: the wrong type is an error with its path, absence is not.

use super::{Part, TokenError};
use crate::EpochSeconds;
use crate::wire::{Kind, Value};

/// One object of a token, and where it stands.
///
/// A `null` is not an absent member but one of the wrong type: a verifier that took an `exp` of `null` for no
/// `exp` would let the token live for ever. Of duplicate members the last counts, as RFC 7519 allows.
pub(super) struct Object<'d, 'a> {
    part: Part,
    /// The path of this object's members up to their names, its last dot included.
    prefix: String,
    value: Value<'d, 'a>,
}

impl<'d, 'a> Object<'d, 'a> {
    /// The object that a whole part is.
    pub(super) fn whole(part: Part, value: Value<'d, 'a>) -> Result<Self, TokenError> {
        match value.kind() {
            Kind::Object => Ok(Self { part, prefix: String::new(), value }),
            found => Err(TokenError::NotAnObject { part, found }),
        }
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Self>, TokenError> {
        let Some(value) = self.value.get(name) else {
            return Ok(None);
        };
        match value.kind() {
            Kind::Object => Ok(Some(Self { part: self.part, prefix: self.path(name) + ".", value })),
            _ => Err(self.wrong_type(self.path(name), "an object", value)),
        }
    }

    pub(super) fn string(&self, name: &str) -> Result<Option<String>, TokenError> {
        let text = |value: Value<'_, '_>| match value.as_str() {
            Some(text) => Ok(text.into_owned()),
            None => Err(self.wrong_type(self.path(name), "a string", value)),
        };
        self.value.get(name).map(text).transpose()
    }

    pub(super) fn required_string(&self, name: &str) -> Result<String, TokenError> {
        let missing = || TokenError::Missing { part: self.part, path: self.path(name) };
        self.string(name)?.ok_or_else(missing)
    }

    /// A number, kept as it is written.
    pub(super) fn number(&self, name: &str) -> Result<Option<EpochSeconds>, TokenError> {
        let number = |value: Value<'_, '_>| {
            let literal = value.as_number().map(|number| number.literal());
            match literal.and_then(|literal| EpochSeconds::parse(literal).ok()) {
                Some(seconds) => Ok(seconds),
                None => Err(self.wrong_type(self.path(name), "a number", value)),
            }
        };
        self.value.get(name).map(number).transpose()
    }

    /// An array of strings; none if there is no such member.
    pub(super) fn strings(&self, name: &str) -> Result<Vec<String>, TokenError> {
        let Some(value) = self.value.get(name) else {
            return Ok(Vec::new());
        };
        match value.kind() {
            Kind::Array => self.elements(name, value),
            _ => Err(self.wrong_type(self.path(name), "an array of strings", value)),
        }
    }

    /// A string or an array of them; none if there is no such member.
    pub(super) fn string_or_strings(&self, name: &str) -> Result<Vec<String>, TokenError> {
        let Some(value) = self.value.get(name) else {
            return Ok(Vec::new());
        };
        match (value.kind(), value.as_str()) {
            (_, Some(text)) => Ok(vec![text.into_owned()]),
            (Kind::Array, _) => self.elements(name, value),
            _ => Err(self.wrong_type(self.path(name), "a string or an array of strings", value)),
        }
    }

    fn elements(&self, name: &str, array: Value<'_, '_>) -> Result<Vec<String>, TokenError> {
        let text = |(index, element): (usize, Value<'_, '_>)| match element.as_str() {
            Some(text) => Ok(text.into_owned()),
            None => Err(self.wrong_type(format!("{}[{index}]", self.path(name)), "a string", element)),
        };
        array.elements().enumerate().map(text).collect()
    }

    fn path(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    fn wrong_type(&self, path: String, expected: &'static str, value: Value<'_, '_>) -> TokenError {
        TokenError::WrongType { part: self.part, path, expected, found: value.kind() }
    }
}
