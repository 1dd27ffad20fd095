//! Reads a profile from TOML, and says by line and column what is wrong with it.

use std::fmt::Display;
use std::ops::Range;
use std::str::FromStr;

use toml::de::{DeTable, DeValue};

use super::error::{Problem, ProfileError};
use super::keys::{Key, Kind, PROFILE, Table};
use crate::toml_text::{kind_of, listed};

/// A table of a profile that has been looked at: every key in it is known, every value of its kind.
#[derive(Clone)]
pub(super) struct Row<'t> {
    text: &'t str,
    path: String,
    table: Option<&'t DeTable<'t>>,
}

/// Reads a text whose keys and kinds of values are right, and hands it over.
pub(super) fn read<T>(
    text: &str,
    make: impl FnOnce(&Row<'_>) -> Result<T, ProfileError>,
) -> Result<T, ProfileError> {
    let root = DeTable::parse(text).map_err(|error| {
        // A message may go on in further lines, to show what is told by line and column.
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let offset = error.span().map_or(0, |span| span.start);
        ProfileError::at(text, offset, Problem::Syntax(message))
    })?;
    look_at(text, root.get_ref(), &PROFILE, "", root.span())?;
    make(&Row { text, path: String::new(), table: Some(root.get_ref()) })
}

/// Whether a table is what the profile's keys say.
fn look_at(
    text: &str,
    table: &DeTable<'_>,
    known: &Table,
    path: &str,
    span: Range<usize>,
) -> Result<(), ProfileError> {
    for (name, value) in table {
        let Some(key) = known.keys.iter().find(|key| key.name == name.get_ref().as_ref()) else {
            let known = listed(known.keys.iter().map(|key| key.name));
            let name_of = name.get_ref().to_string();
            return Err(ProfileError::at(text, name.span().start, Problem::Unknown { name: name_of, known }));
        };
        look_at_value(text, key, value.get_ref(), &joined(path, key.name), value.span())?;
    }
    let missing = known.keys.iter().find(|key| key.is_required && !table.contains_key(key.name));
    missing.map_or(Ok(()), |key| {
        Err(ProfileError::at(text, span.start, Problem::Missing(joined(path, key.name))))
    })
}

fn look_at_value(
    text: &str,
    key: &Key,
    value: &DeValue<'_>,
    path: &str,
    span: Range<usize>,
) -> Result<(), ProfileError> {
    let is_right = match (&key.kind, value) {
        (Kind::Table(known), DeValue::Table(table)) => return look_at(text, table, known, path, span),
        (Kind::Tables(known), DeValue::Array(rows)) => {
            return rows.iter().try_for_each(|row| match row.get_ref() {
                DeValue::Table(table) => look_at(text, table, known, path, row.span()),
                other => Err(mistyped(text, key, other, path, row.span())),
            });
        }
        (Kind::Text, DeValue::String(text)) => !text.trim().is_empty(),
        (Kind::Choice(words), DeValue::String(word)) => words.contains(&word.as_ref()),
        (Kind::Switch, DeValue::Boolean(_)) => true,
        (Kind::Count(most), DeValue::Integer(_)) => {
            whole(value).is_some_and(|number| (1..=*most).contains(&number))
        }
        (Kind::Number(bounds), _) => number(value).is_some_and(|number| bounds.contains(&number)),
        (Kind::Token, DeValue::Table(table)) => source(table).is_some(),
        _ => false,
    };
    if is_right { Ok(()) } else { Err(mistyped(text, key, value, path, span)) }
}

fn mistyped(text: &str, key: &Key, value: &DeValue<'_>, path: &str, span: Range<usize>) -> ProfileError {
    let problem = Problem::Kind { name: path.to_owned(), found: kind_of(value), wanted: key.kind.describe() };
    ProfileError::at(text, span.start, problem)
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn whole(value: &DeValue<'_>) -> Option<u64> {
    let DeValue::Integer(number) = value else { return None };
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

fn number(value: &DeValue<'_>) -> Option<f64> {
    match value {
        DeValue::Float(number) => number.as_str().parse().ok().filter(|number: &f64| number.is_finite()),
        _ => whole(value).map(|number| number as f64),
    }
}

/// The single entry of a token's source.
fn source<'t>(table: &'t DeTable<'_>) -> Option<(&'t str, &'t str)> {
    let mut entries = table.iter();
    let (name, value) = entries.next().filter(|_| table.len() == 1)?;
    let DeValue::String(text) = value.get_ref() else { return None };
    let name = name.get_ref().as_ref();
    (matches!(name, "file" | "env") && !text.trim().is_empty()).then_some((name, text.as_ref()))
}

impl<'t> Row<'t> {
    /// The table of this key; an empty one where there is none.
    pub(super) fn table(&self, name: &str) -> Row<'t> {
        let table = match self.value(name) {
            Some(DeValue::Table(table)) => Some(table),
            _ => None,
        };
        Row { text: self.text, path: joined(&self.path, name), table }
    }

    /// The tables of this key.
    pub(super) fn tables(&self, name: &str) -> Vec<Row<'t>> {
        let Some(DeValue::Array(rows)) = self.value(name) else { return Vec::new() };
        let tables = rows.iter().enumerate().filter_map(|(index, row)| match row.get_ref() {
            DeValue::Table(table) => {
                let path = format!("{}[{index}]", joined(&self.path, name));
                Some(Row { text: self.text, path, table: Some(table) })
            }
            _ => None,
        });
        tables.collect()
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.value(name) {
            Some(DeValue::String(text)) => Some(text.trim().to_owned()),
            _ => None,
        }
    }

    pub(super) fn is_on(&self, name: &str) -> bool {
        matches!(self.value(name), Some(DeValue::Boolean(true)))
    }

    pub(super) fn count(&self, name: &str) -> Option<u64> {
        self.value(name).and_then(whole)
    }

    pub(super) fn number(&self, name: &str) -> Option<f64> {
        self.value(name).and_then(number)
    }

    /// The path of a key, and the entry of the source of the token that it names.
    pub(super) fn source(&self, name: &str) -> Option<(String, &'t str, &'t str)> {
        let Some(DeValue::Table(table)) = self.value(name) else { return None };
        source(table).map(|(kind, value)| (joined(&self.path, name), kind, value))
    }

    /// A name, an ARN or an ID.
    pub(super) fn parsed<T: FromStr<Err: Display>>(&self, name: &str) -> Result<Option<T>, ProfileError> {
        let Some(text) = self.text(name) else { return Ok(None) };
        text.parse().map(Some).map_err(|error: T::Err| self.problem(name, error.to_string()))
    }

    /// The same, of a key that has to be there.
    pub(super) fn required<T: FromStr<Err: Display>>(&self, name: &str) -> Result<T, ProfileError> {
        self.parsed(name)?
            .ok_or_else(|| ProfileError::at(self.text, 0, Problem::Missing(joined(&self.path, name))))
    }

    /// A value that cannot be.
    pub(super) fn problem(&self, name: &str, problem: String) -> ProfileError {
        let span = self.table.and_then(|table| table.get(name)).map_or(0..0, toml::Spanned::span);
        ProfileError::at(self.text, span.start, Problem::Value { name: joined(&self.path, name), problem })
    }

    fn value(&self, name: &str) -> Option<&'t DeValue<'t>> {
        self.table?.get(name).map(toml::Spanned::get_ref)
    }
}
