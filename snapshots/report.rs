//! The reports of real runs against the mock in the tests' own process.

use eks_auth_suite::Report;
use eks_auth_suite::report::github::{SUMMARY_BYTES, annotations, summary};
use eks_auth_suite::report::sarif::{self, Site};
use eks_auth_suite::report::terminal::{self, Colour, Page};
use eks_auth_suite::report::{json, junit, lines};

use crate::runs::{FAILED, KNOWN, LOST, SKIPPED, WARNED, WELL};

pages! { "report":
    json_well => json::write(&WELL),
    json_failed => json::write(&FAILED),
    json_lost => json::write(&LOST),
    junit_well => junit::write(&WELL),
    junit_failed => junit::write(&FAILED),
    junit_warned => junit::write(&WARNED),
    junit_skipped => junit::write(&SKIPPED),
    junit_lost => junit::write(&LOST),
    sarif_well => sarif::write(&WELL, &Site::new("README.md")),
    sarif_failed => sarif::write(&FAILED, &Site::new("README.md")),
    sarif_known => sarif::write(&KNOWN, &Site::new("README.md").with_ledger("ledger.toml")),
    sarif_lost => sarif::write(&LOST, &Site::new("README.md")),
    github_annotations_failed => annotations(&FAILED),
    github_annotations_warned => annotations(&WARNED),
    github_annotations_known => annotations(&KNOWN),
    github_annotations_lost => annotations(&LOST),
    github_summary_well => summary(&WELL, AGAIN, SUMMARY_BYTES),
    github_summary_failed => summary(&FAILED, AGAIN, SUMMARY_BYTES),
    github_summary_known => summary(&KNOWN, AGAIN, SUMMARY_BYTES),
    github_summary_lost => summary(&LOST, AGAIN, SUMMARY_BYTES),
    lines_failed => as_lines(&FAILED),
    terminal_quiet_well => terminal::write_quiet(&WELL, Page::new(WIDE, Colour::Never)),
    terminal_quiet_failed => terminal::write_quiet(&FAILED, Page::new(WIDE, Colour::Never)),
    terminal_quiet_known => terminal::write_quiet(&KNOWN, Page::new(WIDE, Colour::Never)),
    terminal_quiet_lost => terminal::write_quiet(&LOST, Page::new(WIDE, Colour::Never)),
    terminal_verbose_warned => terminal::write_verbose(&WARNED, Page::new(WIDE, Colour::Never)),
    terminal_known => plain(&KNOWN, WIDE),
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

const AGAIN: &str = "eks-auth-conformance service --seed 42";
const WIDE: usize = 120;
const NARROW: usize = 60;

fn plain(report: &Report, width: usize) -> String {
    terminal::write(report, Page::new(width, Colour::Never))
}

/// What is told of a run once it goes on.
fn as_lines(report: &Report) -> String {
    let planned = lines::planned(report.cases().len(), None);
    let cases = report.cases().iter().map(lines::case);
    std::iter::once(planned).chain(cases).chain([lines::finished(report)]).collect()
}

/// With colours, whose escape character is shown by its name.
fn coloured(report: &Report) -> String {
    terminal::write(report, Page::new(WIDE, Colour::Always)).replace('\u{1b}', "<ESC>")
}
