//! The reports of real runs against the mock in the tests' own process.

use eks_auth_suite::Report;
use eks_auth_suite::report::terminal::{self, Colour, Page};
use eks_auth_suite::report::{json, junit};

use crate::runs::{FAILED, LOST, SKIPPED, WARNED, WELL};

pages! { "report":
    json_well => json::write(&WELL),
    json_failed => json::write(&FAILED),
    json_lost => json::write(&LOST),
    junit_well => junit::write(&WELL),
    junit_failed => junit::write(&FAILED),
    junit_warned => junit::write(&WARNED),
    junit_skipped => junit::write(&SKIPPED),
    junit_lost => junit::write(&LOST),
    terminal_well => plain(&WELL, WIDE),
    terminal_failed => plain(&FAILED, WIDE),
    terminal_warned => plain(&WARNED, WIDE),
    terminal_skipped => plain(&SKIPPED, WIDE),
    terminal_lost => plain(&LOST, WIDE),
    terminal_well_narrow => plain(&WELL, NARROW),
    terminal_failed_narrow => plain(&FAILED, NARROW),
    terminal_warned_narrow => plain(&WARNED, NARROW),
    terminal_skipped_narrow => plain(&SKIPPED, NARROW),
    terminal_lost_narrow => plain(&LOST, NARROW),
    terminal_well_coloured => coloured(&WELL),
    terminal_failed_coloured => coloured(&FAILED),
    terminal_warned_coloured => coloured(&WARNED),
    terminal_skipped_coloured => coloured(&SKIPPED),
    terminal_lost_coloured => coloured(&LOST),
}

const WIDE: usize = 120;
const NARROW: usize = 60;

fn plain(report: &Report, width: usize) -> String {
    terminal::write(report, Page::new(width, Colour::Never))
}

/// With colours, whose escape character is shown by its name.
fn coloured(report: &Report) -> String {
    terminal::write(report, Page::new(WIDE, Colour::Always)).replace('\u{1b}', "<ESC>")
}
