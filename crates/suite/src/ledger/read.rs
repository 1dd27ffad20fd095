//! Reads a ledger from TOML, and says by line and column what is wrong with it.

use std::ops::Range;

use globset::Glob;
use time::{Date, Month};
use toml::de::{DeTable, DeValue};

use super::entry::Entry;
use super::error::{LedgerError, Problem};
use crate::outcome::Outcome;
use crate::toml_text::{Place, kind_of, listed};

/// The one table of a ledger.
const TABLE: &str = "expected";
/// What an entry has, and what it may have.
const KEYS: [&str; 6] = ["case", "outcome", "observed", "reason", "link", "expires"];

pub(super) fn entries(text: &str) -> Result<Vec<Entry>, LedgerError> {
    let root = DeTable::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        // A message may go on in further lines, to show what is told by line and column.
        LedgerError::at(
            text,
            offset,
            Problem::Syntax(error.message().lines().next().unwrap_or_default().to_owned()),
        )
    })?;
    let mut entries: Vec<Entry> = Vec::new();
    for (name, value) in root.get_ref() {
        if name.get_ref() != TABLE {
            return Err(unknown(text, name.span(), name.get_ref(), &[TABLE]));
        }
        let wrong = |value: &DeValue<'_>, span: Range<usize>| {
            mistyped(text, span, "expected", value, "an array of tables, written [[expected]]")
        };
        let DeValue::Array(rows) = value.get_ref() else { return Err(wrong(value.get_ref(), value.span())) };
        for row in rows {
            let DeValue::Table(table) = row.get_ref() else { return Err(wrong(row.get_ref(), row.span())) };
            let entry = Row { text, table, span: row.span() }.entry()?;
            let same = |known: &&Entry| {
                (known.case(), known.outcome, &known.observed)
                    == (entry.case(), entry.outcome, &entry.observed)
            };
            if let Some(line) = entries.iter().find(same).and_then(Entry::line) {
                return Err(LedgerError::at(text, row.span().start, Problem::Twice(line)));
            }
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// One `[[expected]]`.
struct Row<'t> {
    text: &'t str,
    table: &'t DeTable<'t>,
    span: Range<usize>,
}

impl Row<'_> {
    fn entry(&self) -> Result<Entry, LedgerError> {
        if let Some(name) = self.table.keys().find(|name| !KEYS.contains(&name.get_ref().as_ref())) {
            return Err(unknown(self.text, name.span(), name.get_ref(), &KEYS));
        }
        let (case, case_span) = self.required("case")?;
        let glob = Glob::new(case).map_err(|error| {
            let why = error.kind().to_string();
            self.problem(case_span, Problem::Pattern { pattern: case.to_owned(), why })
        })?;
        let (outcome, outcome_span) = self.required("outcome")?;
        let outcome =
            named(outcome).ok_or_else(|| self.problem(outcome_span, Problem::Outcome(outcome.to_owned())))?;
        Ok(Entry {
            pattern: glob.compile_matcher(),
            outcome,
            observed: self.required("observed")?.0.to_owned(),
            reason: self.required("reason")?.0.to_owned(),
            link: self.optional("link")?.map(|(link, _)| link.to_owned()),
            expires: self.date("expires")?,
            line: Some(Place::of(self.text, self.span.start).line),
        })
    }

    fn required(&self, name: &'static str) -> Result<(&str, Range<usize>), LedgerError> {
        self.optional(name)?.ok_or_else(|| self.problem(self.span.clone(), Problem::Missing(name)))
    }

    /// A text with something in it, and where it stands.
    fn optional(&self, name: &'static str) -> Result<Option<(&str, Range<usize>)>, LedgerError> {
        let Some(value) = self.table.get(name) else { return Ok(None) };
        let DeValue::String(text) = value.get_ref() else {
            return Err(mistyped(self.text, value.span(), name, value.get_ref(), "a string"));
        };
        if text.trim().is_empty() {
            return Err(self.problem(value.span(), Problem::Empty(name)));
        }
        Ok(Some((text.as_ref(), value.span())))
    }

    fn date(&self, name: &'static str) -> Result<Option<Date>, LedgerError> {
        let Some(value) = self.table.get(name) else { return Ok(None) };
        day(value.get_ref()).map(Some).ok_or_else(|| {
            mistyped(
                self.text,
                value.span(),
                name,
                value.get_ref(),
                "a date such as 2027-01-01, without quotes",
            )
        })
    }

    fn problem(&self, span: Range<usize>, problem: Problem) -> LedgerError {
        LedgerError::at(self.text, span.start, problem)
    }
}

fn named(outcome: &str) -> Option<Outcome> {
    [Outcome::Failed, Outcome::Warned, Outcome::Inconclusive]
        .into_iter()
        .find(|known| known.as_str() == outcome)
}

/// A date without a time of day.
fn day(value: &DeValue<'_>) -> Option<Date> {
    let DeValue::Datetime(moment) = value else { return None };
    let date = moment.date.filter(|_| moment.time.is_none() && moment.offset.is_none())?;
    Date::from_calendar_date(date.year.into(), Month::try_from(date.month).ok()?, date.day).ok()
}

fn unknown(text: &str, span: Range<usize>, name: &str, known: &[&str]) -> LedgerError {
    let known = listed(known.iter().copied());
    LedgerError::at(text, span.start, Problem::UnknownName { name: name.to_owned(), known })
}

fn mistyped(
    text: &str,
    span: Range<usize>,
    name: &'static str,
    value: &DeValue<'_>,
    wanted: &'static str,
) -> LedgerError {
    let found = kind_of(value).to_owned();
    LedgerError::at(text, span.start, Problem::Type { name, found, wanted })
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str =
        "[[expected]]\ncase = \"a.b\"\noutcome = \"failed\"\nobserved = \"status 500\"\nreason = \"known\"\n";

    fn error(text: &str) -> String {
        entries(text).expect_err("no ledger").to_string()
    }

    #[test]
    fn entry_with_everything() {
        let text = format!("{GOOD}link = \"https://example.com/1\"\nexpires = 2027-01-31\n");
        let read = entries(&text).expect("a ledger");
        let [entry] = read.as_slice() else { panic!("one entry") };
        assert_eq!((entry.case(), entry.outcome(), entry.observed()), ("a.b", Outcome::Failed, "status 500"));
        assert_eq!(
            (entry.reason(), entry.link(), entry.line()),
            ("known", Some("https://example.com/1"), Some(1))
        );
        assert_eq!(entry.expires().map(|date| date.to_string()).as_deref(), Some("2027-01-31"));
    }

    #[test]
    fn empty_ledger() {
        assert!(entries("").expect("a ledger").is_empty());
        assert!(entries("# nothing is accepted\n").expect("a ledger").is_empty());
        assert!(entries("expected = []").expect("a ledger").is_empty());
    }

    #[test]
    fn everything_wrong_has_its_place() {
        let with = |from: &str, to: &str| error(&GOOD.replace(from, to));
        for (told, expected) in [
            (error("[[expected]\n"), "line 1, column 12: this is not TOML"),
            (error("é = 1\n"), "line 1, column 1: this is not TOML"),
            (error("[[expects]]\n"), "line 1, column 3: `expects` is unknown here; known are `expected`"),
            (
                error("expected = 1\n"),
                "line 1, column 12: `expected` is an integer, and should be an array of tables",
            ),
            (error("[expected]\n"), "`expected` is a table, and should be an array of tables"),
            (error("expected = [1]\n"), "`expected` is an integer"),
            (
                with("reason", "reasons"),
                "line 5, column 1: `reasons` is unknown here; known are `case`, `outcome`",
            ),
            (with("reason = \"known\"\n", ""), "line 1, column 1: this entry has no `reason`"),
            (with("\"known\"", "\" \""), "line 5, column 10: `reason` is empty"),
            (with("\"a.b\"", "[\"a.b\"]"), "line 2, column 8: `case` is an array, and should be a string"),
            (with("a.b", "a.["), "line 2, column 8: `a.[` is no pattern: unclosed character class"),
            (with("failed", "passed"), "line 3, column 11: `passed` cannot be expected"),
            (error(&format!("{GOOD}{GOOD}")), "line 6, column 1: this entry is the same as that on line 1"),
            (
                error(&format!("{GOOD}expires = \"2027-01-01\"\n")),
                "line 6, column 11: `expires` is a string, and should be a date",
            ),
            (error(&format!("{GOOD}expires = 2027-01-01T00:00:00Z\n")), "`expires` is a date with a time"),
            (error(&format!("{GOOD}expires = 2027-02-30\n")), "line 6, column"),
        ] {
            assert!(told.contains(expected), "{told:?} does not say {expected:?}");
            assert_eq!(told.lines().count(), 1, "{told}");
        }
    }
}
