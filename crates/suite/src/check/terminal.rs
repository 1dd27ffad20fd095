//! The judgement as text for people: what is wrong in full, what is open in a line, the verdict last.

use super::judgement::{Judgement, Violation, Weight};
use crate::report::terminal::{BOLD, GREEN, Page, RED, Sheet, printable};

/// How far what is said of a path stands from the left.
const INDENT: usize = 4;

/// The judgement, its verdict in the last line.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check::{self, terminal};
/// use eks_auth_suite::report::terminal::{Colour, Page};
///
/// let judgement = check::request(br#"{"token":5}"#)?;
/// let text = terminal::write(&judgement, Page::new(100, Colour::Never));
/// assert!(text.ends_with("invalid: 1 violation\n"), "{text}");
/// # Ok::<(), check::CaptureError>(())
/// ```
#[must_use]
pub fn write(judgement: &Judgement, page: Page) -> String {
    let mut sheet = Sheet::new(page);
    for violation in judgement.of(Weight::Must).chain(judgement.of(Weight::Should)) {
        block(&mut sheet, judgement, violation);
    }
    let mut asides = 0;
    for open in judgement.of(Weight::Open) {
        let text = format!("{} ({})", open.message(), open.requirement().id());
        sheet.prose(0, "left open:  ", &text);
        asides += 1;
    }
    for unjudged in judgement.unjudged() {
        sheet.prose(0, "not judged: ", &format!("{}: {}", unjudged.what(), unjudged.why()));
        asides += 1;
    }
    if asides > 0 {
        sheet.line("");
    }
    let verdict = verdict(judgement, &sheet);
    sheet.line(&verdict);
    sheet.into_text()
}

fn block(sheet: &mut Sheet, judgement: &Judgement, violation: &Violation) {
    let requirement = violation.requirement();
    let path = match violation.path() {
        "" => format!("the {}", judgement.document()),
        path => printable(path),
    };
    let path = sheet.painted(&path, BOLD);
    sheet.line(&format!("  {path} [{} {}]", requirement.level(), requirement.id()));
    sheet.prose(INDENT, "", violation.message());
    sheet.prose(INDENT, "requires: ", requirement.text());
    for source in requirement.sources() {
        sheet.line(&format!("{:INDENT$}          {source}", ""));
    }
    sheet.line("");
}

fn verdict(judgement: &Judgement, sheet: &Sheet) -> String {
    let word = match judgement.is_valid() {
        true => sheet.painted("valid", GREEN),
        false => sheet.painted("invalid", RED),
    };
    let count = |weight, one: &str| match judgement.of(weight).count() {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {one}s")),
    };
    let counts = [count(Weight::Must, "violation"), count(Weight::Should, "warning")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    if counts.is_empty() { word } else { format!("{word}: {}", counts.join(", ")) }
}
