//! What holds for every sweep.

use std::collections::HashSet;
use std::sync::{Arc, LazyLock};

use eks_auth_world::{Partition, World};

use super::situations;
use crate::probe::{Plan, Step};
use crate::stage::Stage;

/// So many requests all sweeps over the token may send together, their twins not counted.
const BUDGET: usize = 2_500;

/// Made once: each value is a signature.
static FIRST: LazyLock<Vec<(String, Vec<Step>)>> = LazyLock::new(|| sweeps(1));

fn sweeps(seed: u64) -> Vec<(String, Vec<Step>)> {
    let world = Arc::new(World::standard(Partition::Aws));
    situations()
        .into_iter()
        .map(|situation| {
            let probe = situation.into_probe();
            let mut stage = Stage::new(Arc::clone(&world), 1_790_000_000.0, seed, probe.id());
            let Plan::Sweep { variants, .. } = probe.plan(&mut stage) else {
                unreachable!("boundaries are sweeps")
            };
            (probe.id().to_owned(), variants)
        })
        .collect()
}

#[test]
fn values_are_told_apart() {
    for (id, variants) in FIRST.iter() {
        assert!(variants.len() > 1, "{id} has nothing to walk");
        let tokens: HashSet<&str> = variants.iter().map(|step| step.request.token()).collect();
        assert_eq!(tokens.len(), variants.len(), "{id} sends something twice");
        let mut words = HashSet::new();
        for what in variants.iter().filter_map(|step| step.what.as_deref()) {
            assert!(words.insert(what), "{id} says twice: {what}");
        }
        assert_eq!(words.len(), variants.len(), "{id} has values without words");
    }
}

#[test]
fn tokens_are_as_long_as_they_say() {
    for (id, variants) in FIRST.iter().filter(|(id, _)| id.starts_with("boundary.token.")) {
        for step in variants {
            let what = step.what.as_deref().unwrap_or_default();
            assert_eq!(format!("{} bytes", step.request.token().len()), what, "{id}");
        }
    }
}

#[test]
fn what_must_be_granted_is_of_ordinary_size() {
    for (id, variants) in FIRST.iter() {
        let longest = variants.iter().map(|step| step.request.token().len()).max().unwrap_or_default();
        println!("{id}: {} values, up to {longest} bytes", variants.len());
        let good = variants.iter().any(|step| step.is_good);
        assert!(!good || longest <= 4_096, "{id}: {longest} bytes");
    }
}

#[test]
fn sweeps_stay_within_their_budget() {
    let all: usize = FIRST.iter().map(|(_, variants)| variants.len()).sum();
    println!("{all} requests");
    assert!(all <= BUDGET, "{all} requests");
}

#[test]
fn seed_changes_drawn_values_alone() {
    let tokens = |sweeps: &[(String, Vec<Step>)]| -> Vec<String> {
        sweeps.iter().flat_map(|(_, steps)| steps).map(|step| step.request.token().to_owned()).collect()
    };
    let words = |sweeps: &[(String, Vec<Step>)]| -> Vec<HashSet<String>> {
        sweeps.iter().map(|(_, steps)| steps.iter().filter_map(|step| step.what.clone()).collect()).collect()
    };
    let (again, other) = (sweeps(1), sweeps(2));
    // ES256 draws numbers of its own: those tokens that have parts of such differ.
    let differ = tokens(&FIRST).iter().zip(tokens(&again)).filter(|(first, again)| *first != again).count();
    assert!(differ < 24, "{differ} tokens differ under one seed");
    assert_ne!(words(&FIRST), words(&other));
    let (first, other) = (words(&FIRST), words(&other));
    for ((id, _), (first, other)) in FIRST.iter().zip(first.iter().zip(&other)) {
        let same = first.intersection(other).count();
        assert!(same * 2 > first.len(), "{id}: {same} of {} values are fixed", first.len());
    }
}
