//! Writes a ledger as TOML: the same bytes for the same entries.

use std::fmt;

use super::entry::Entry;

const HEAD: &str = "\
# Outcomes that are known and accepted. `eks-auth-conformance service --expect FILE` fails on any other failure, and on
# an entry that is no longer true. Say in `reason` why it is accepted; `link` and `expires = 2027-01-01` may follow.
";

pub(super) fn ledger(entries: &[Entry], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(HEAD)?;
    for entry in entries {
        writeln!(f, "\n[[expected]]")?;
        writeln!(f, "case = {}", Text(entry.case()))?;
        writeln!(f, "outcome = {}", Text(entry.outcome.as_str()))?;
        writeln!(f, "observed = {}", Text(&entry.observed))?;
        writeln!(f, "reason = {}", Text(&entry.reason))?;
        if let Some(link) = &entry.link {
            writeln!(f, "link = {}", Text(link))?;
        }
        if let Some(date) = entry.expires {
            writeln!(f, "expires = {date}")?;
        }
    }
    Ok(())
}

/// A text as a basic string of TOML, with everything escaped that an editor or a terminal would not show.
struct Text<'a>(&'a str);

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("\"")?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                c if c.is_control() || is_unseen(c) => write!(f, "\\u{:04X}", u32::from(c))?,
                c => write!(f, "{c}")?,
            }
        }
        f.write_str("\"")
    }
}

/// Marks that turn the direction of reading, or that nobody sees.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use globset::Glob;
    use proptest::prelude::*;
    use time::{Date, Month};

    use super::super::Ledger;
    use super::*;
    use crate::outcome::Outcome;

    fn entry(observed: &str, reason: &str, expires: Option<Date>) -> Entry {
        Entry {
            pattern: Glob::new("error.*").expect("a glob").compile_matcher(),
            outcome: Outcome::Failed,
            observed: observed.to_owned(),
            reason: reason.to_owned(),
            link: expires.map(|_| "https://example.com".to_owned()),
            expires,
            line: None,
        }
    }

    #[test]
    fn form_of_the_file() {
        let date = Date::from_calendar_date(2027, Month::January, 1).ok();
        let text = Ledger { entries: vec![entry("status \"500\"", "a\u{202e}b", date)] }.to_string();
        let rows = "\n[[expected]]\ncase = \"error.*\"\noutcome = \"failed\"\nobserved = \"status \\\"500\\\"\"\n\
                    reason = \"a\\u202Eb\"\nlink = \"https://example.com\"\nexpires = 2027-01-01\n";
        assert_eq!(text, format!("{HEAD}{rows}"));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(observed in "\\PC{1,40}|[\\x00-\\x7f]{1,20}", reason in "\\PC{1,40}") {
            prop_assume!(!observed.trim().is_empty() && !reason.trim().is_empty());
            let text = Ledger { entries: vec![entry(&observed, &reason, None)] }.to_string();
            let read = Ledger::parse(&text).expect("a ledger");
            prop_assert_eq!(read.entries()[0].observed(), observed);
            prop_assert_eq!(read.entries()[0].reason(), reason);
            prop_assert_eq!(read.to_string(), text);
        }
    }
}
