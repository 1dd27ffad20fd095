//! IDs never change their meaning, are never renamed and never used again: reports, ledgers and command lines of others
//! name them. Each file in `frozen/` lists every ID that there ever was of its kind, with what it means.
//!
//! `cargo xtask bless` adds new IDs and marks those that the catalogue lists as retired. It changes nothing that is
//! there: what these tests complain of has to be decided by somebody.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use eks_auth_suite::{Case, catalogue, first_release, this_release};

/// What stands for the meaning of an ID that was given up.
const RETIRED: &str = "retired";

/// The IDs of one kind: the file's name, and each ID with its meaning.
struct Kind {
    name: &'static str,
    now: Vec<(String, String)>,
}

impl Kind {
    fn requirements() -> Self {
        let rows = catalogue::requirements().map(|row| (row.id().to_owned(), row.text().to_owned()));
        Self { name: "requirements", now: rows.collect() }
    }

    fn cases() -> Self {
        let rows = eks_auth_suite::cases().iter();
        Self { name: "cases", now: rows.map(|row| (row.id().to_owned(), case_meaning(row))).collect() }
    }

    fn defects() -> Self {
        let rows = eks_auth_world::defect::all();
        Self {
            name: "defects",
            now: rows.map(|row| (row.id().to_owned(), format!("{:?}", row.group()))).collect(),
        }
    }

    fn faults() -> Self {
        let rows = eks_auth_mock::fault::every();
        Self {
            name: "faults",
            now: rows.map(|row| (row.id().to_owned(), row.requirement().to_owned())).collect(),
        }
    }

    fn path(&self) -> PathBuf {
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("frozen").join(format!("{}.txt", self.name))
    }

    fn frozen(&self) -> BTreeMap<String, String> {
        read(&fs::read_to_string(self.path()).unwrap_or_default())
    }

    fn check(&self) {
        let mut frozen = self.frozen();
        if std::env::var("INSTA_UPDATE").as_deref() == Ok("always") {
            self.bless(&mut frozen);
            let lines: String = frozen.iter().map(|(id, meaning)| format!("{id} {meaning}\n")).collect();
            fs::write(self.path(), lines).expect("the folder `frozen` can be written to");
        }
        let problems = problems(self, &frozen, &|id| catalogue::retired(id).is_some());
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    /// Adds what is new, and marks what was given up.
    fn bless(&self, frozen: &mut BTreeMap<String, String>) {
        for (id, meaning) in &self.now {
            frozen.entry(id.clone()).or_insert_with(|| meaning.clone());
        }
        for (id, meaning) in frozen {
            if catalogue::retired(id).is_some() && self.now.iter().all(|(known, _)| known != id) {
                RETIRED.clone_into(meaning);
            }
        }
    }
}

/// The requirement of a case, and the release that brought it where that was not the first.
fn case_meaning(case: &Case) -> String {
    let requirement = case.requirement().id();
    let since = case.since();
    if since == first_release() { requirement.to_owned() } else { format!("{requirement} since {since}") }
}

/// The cases that are new and say that they came with another release than the one in the making.
fn late<'c>(
    since: impl Iterator<Item = (&'c str, String)>,
    frozen: &BTreeMap<String, String>,
    this: &str,
) -> Vec<&'c str> {
    since.filter(|(id, since)| !frozen.contains_key(*id) && since != this).map(|(id, _)| id).collect()
}

/// The lines of a file: an ID, a space, its meaning.
fn read(text: &str) -> BTreeMap<String, String> {
    text.lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(id, means)| (id.to_owned(), means.to_owned()))
        .collect()
}

/// What is wrong with the IDs of a kind, and what to do about it.
fn problems(kind: &Kind, frozen: &BTreeMap<String, String>, retired: &dyn Fn(&str) -> bool) -> Vec<String> {
    let file = format!("snapshots/frozen/{}.txt", kind.name);
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for (id, meaning) in &kind.now {
        if !seen.insert(id) {
            problems.push(format!("{id} is used twice: give one of them the next free ID"));
        }
        match frozen.get(id) {
            None => problems.push(format!("{id} is new: `cargo xtask bless` adds it to {file}")),
            Some(before) if before == RETIRED => {
                problems.push(format!("{id} was retired and must not be used again: take the next free ID"));
            }
            Some(before) if before != meaning => problems.push(format!(
                "{id} means `{meaning}` and meant `{before}`: if it is about something else now, give that the next free ID \
                 and retire {id}; if it is the same in other words, change its line in {file} by hand"
            )),
            Some(_) => {}
        }
    }
    for (id, meaning) in frozen.iter().filter(|(id, _)| !seen.contains(id)) {
        match (retired(id), meaning == RETIRED) {
            (true, true) => {}
            (true, false) => problems.push(format!("{id} was given up: `cargo xtask bless` marks it in {file}")),
            (false, _) => problems.push(format!(
                "{id} (`{meaning}`) is gone: an ID is never removed or renamed; put it back, or list it in the catalogue's \
                 retired IDs with what is there instead"
            )),
        }
    }
    problems
}

#[test]
fn requirements() {
    Kind::requirements().check();
}

#[test]
fn cases() {
    // Before anything is blessed: what is new now came with no earlier release.
    let since = eks_auth_suite::cases().iter().map(|case| (case.id(), case.since().to_string()));
    let late = late(since, &Kind::cases().frozen(), &this_release().to_string());
    assert!(
        late.is_empty(),
        "new cases; list them in the suite's releases.rs under {}: {late:?}",
        this_release()
    );
    Kind::cases().check();
}

#[test]
fn defects() {
    Kind::defects().check();
}

#[test]
fn faults() {
    Kind::faults().check();
}

#[test]
fn every_retired_id_was_frozen_once() {
    let files = [Kind::requirements(), Kind::cases(), Kind::defects(), Kind::faults()];
    let frozen: Vec<_> = files.iter().map(Kind::frozen).collect();
    for retired in catalogue::all_retired() {
        assert!(frozen.iter().any(|ids| ids.contains_key(retired.id())), "{} was never in use", retired.id());
    }
}

#[test]
fn whatever_happens_to_an_id_is_told() {
    let row = |id: &str, meaning: &str| (id.to_owned(), meaning.to_owned());
    let frozen = read("A-1 One thing.\nA-2 Another.\nA-3 retired\nA-4 A fourth.\n");
    let told = |now: Vec<(String, String)>| {
        problems(&Kind { name: "requirements", now }, &frozen, &|id| id == "A-3" || id == "A-4")
    };
    let good = || vec![row("A-1", "One thing."), row("A-2", "Another.")];
    let only = |now| {
        let mut told = told(now);
        told.retain(|problem| !problem.starts_with("A-4"));
        assert_eq!(told.len(), 1, "{told:?}");
        told.remove(0)
    };
    assert_eq!(
        told(good()),
        ["A-4 was given up: `cargo xtask bless` marks it in snapshots/frozen/requirements.txt"]
    );
    assert!(only(vec![row("A-1", "One thing.")]).starts_with("A-2 (`Another.`) is gone"));
    assert!(only([good(), good()[..1].to_vec()].concat()).starts_with("A-1 is used twice"));
    assert!(only([good(), vec![row("A-5", "New.")]].concat()).starts_with("A-5 is new"));
    assert!(only([good(), vec![row("A-3", "New.")]].concat()).starts_with("A-3 was retired"));
    let other = vec![row("A-1", "Something else."), row("A-2", "Another.")];
    assert!(only(other).starts_with("A-1 means `Something else.` and meant `One thing.`"));
}

#[test]
fn new_case_of_an_earlier_release_is_told() {
    let frozen = read("a.old ERR-001\n");
    let now = |release: &str| [("a.old", "0.1.0".to_owned()), ("a.new", release.to_owned())].into_iter();
    assert_eq!(late(now("0.1.0"), &frozen, "0.2.0"), ["a.new"]);
    assert!(late(now("0.2.0"), &frozen, "0.2.0").is_empty());
}
