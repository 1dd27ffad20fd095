//! The README's table of areas, which says what the tables of the suite say.

use std::fs;
use std::path::PathBuf;

use eks_auth_suite::catalogue::{Level, requirements};
use eks_auth_suite::{Area, Case, cases};

const BEGIN: &str = "<!-- areas: `cargo xtask bless` writes this table -->\n";
const END: &str = "<!-- end of areas -->\n";

/// Each area with what it is about, and how many requirements, cases and faults it has.
fn table() -> String {
    let mut text = "| area | what it is about | requirements | cases: must | should | may | faults |\n\
                    | --- | --- | --: | --: | --: | --: | --: |\n"
        .to_owned();
    let mut total = [0; 5];
    for area in Area::ALL {
        let counts = counts(area);
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
        text.push_str(&row(area.as_str(), area.about(), counts));
    }
    text.push_str(&row("all", "", total));
    text
}

fn row(name: &str, about: &str, [requirements, must, should, may, faults]: [usize; 5]) -> String {
    format!("| {name} | {about} | {requirements} | {must} | {should} | {may} | {faults} |\n")
}

/// Requirements; cases of each level; faults.
fn counts(area: Area) -> [usize; 5] {
    let cases_of = |level| cases().iter().filter(|case| case.area() == area && case.level() == level).count();
    let faults = eks_auth_mock::fault::all().filter(|fault| home(fault.requirement()) == Some(area));
    [
        requirements().filter(|requirement| home(requirement.id()) == Some(area)).count(),
        cases_of(Level::Must),
        cases_of(Level::Should),
        cases_of(Level::May),
        faults.count(),
    ]
}

/// The area that a requirement belongs to, and the faults that break it: that of the first case which decides it.
fn home(requirement: &str) -> Option<Area> {
    cases().iter().find(|case| case.requirement().id() == requirement).map(Case::area)
}

#[test]
fn table_of_areas() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let text = fs::read_to_string(&path).expect("the README");
    let (before, rest) = text.split_once(BEGIN).expect("the README has the mark before the table");
    let (found, after) = rest.split_once(END).expect("the README has the mark after the table");
    let table = table();
    if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
        fs::write(&path, format!("{before}{BEGIN}{table}{END}{after}"))
            .expect("the README can be written to");
        return;
    }
    assert!(found == table, "the README's table is not true any more: `cargo xtask bless` writes\n{table}");
}

#[test]
fn every_requirement_and_fault_is_counted_once() {
    let counted = Area::ALL.map(counts);
    let sum = |column: usize| counted.iter().map(|counts| counts[column]).sum::<usize>();
    assert_eq!(sum(0), requirements().count());
    assert_eq!(sum(1) + sum(2) + sum(3), cases().len());
    assert_eq!(sum(4), eks_auth_mock::fault::all().count());
}
