//! What holds for the suite as a whole.

use std::collections::HashSet;

use super::*;
use crate::catalogue::requirements;
use crate::probe::Plan;

#[test]
fn case_ids_are_unique_and_in_form() {
    let mut seen = HashSet::new();
    for case in cases() {
        let legal = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
        assert!(case.id().chars().all(legal) && case.id().contains('.'), "{}", case.id());
        assert!(seen.insert(case.id()), "{} is there twice", case.id());
    }
}

#[test]
fn probe_ids_are_unique() {
    let mut seen = HashSet::new();
    for probe in &suite().probes {
        assert!(seen.insert(probe.id()), "{} is there twice", probe.id());
    }
}

#[test]
fn every_case_has_probes_in_order() {
    for case in cases() {
        assert!(!case.probes().is_empty(), "{} has no probe", case.id());
        assert!(case.probes().is_sorted(), "the probes of {} are out of order", case.id());
        assert!(case.probes().iter().all(|probe| *probe < suite().probes.len()), "{}", case.id());
    }
}

#[test]
fn every_probe_is_judged_by_a_case_of_its_own() {
    let judged: HashSet<usize> = cases()
        .iter()
        .filter(|case| case.id() != "http.complete-answers")
        .flat_map(Case::probes)
        .copied()
        .collect();
    for (position, probe) in suite().probes.iter().enumerate() {
        assert!(judged.contains(&position), "no case judges {}", probe.id());
    }
}

#[test]
fn every_requirement_has_a_case() {
    for requirement in requirements() {
        let decided = cases().iter().any(|case| case.requirement().id() == requirement.id());
        assert!(decided, "no case decides {}", requirement.id());
    }
}

#[test]
fn same_seed_same_requests() {
    let world = Arc::new(World::standard(Partition::Aws));
    let bodies = |seed| {
        let mut stage = Stage::new(Arc::clone(&world), 1.7e9, seed, "grant.0");
        let subject = stage.subject();
        // An RS256 signature is a function of its input, so the whole token repeats.
        stage.plain(&subject).token().to_owned()
    };
    assert_eq!(bodies(7), bodies(7));
    assert_ne!(bodies(7), bodies(8));
}

#[test]
fn values_of_a_sweep_are_told_apart_in_printable_words() {
    let world = Arc::new(World::standard(Partition::Aws));
    for seed in 0..3 {
        for probe in &suite().probes {
            let mut stage = Stage::new(Arc::clone(&world), 1.7e9, seed, probe.id());
            let Plan::Sweep { variants, .. } = probe.plan(&mut stage) else { continue };
            let mut seen = HashSet::new();
            for variant in variants {
                let what = variant.what.unwrap_or_default();
                let printable = what.chars().all(|char| !char.is_control());
                assert!(printable && !what.is_empty() && what.len() < 200, "{}: {what:?}", probe.id());
                assert!(!what.contains("eyJ"), "a token in the words of {}", probe.id());
                assert!(seen.insert(what.clone()), "{}: {what} is there twice", probe.id());
            }
            assert!(seen.len() > 1, "{} has a single value", probe.id());
        }
    }
}

#[test]
fn probes_of_defective_tokens_are_told_by_their_ids() {
    let mut sent: HashSet<&str> = HashSet::new();
    for probe in &suite().probes {
        let defects = crate::sketch::defects_of(probe);
        assert!(defects.is_empty() || probe.id().starts_with("token."), "{} mints {defects:?}", probe.id());
        sent.extend(defects);
    }
    for defect in eks_auth_world::defect::all() {
        assert!(sent.contains(defect.id()), "no probe sends a token with the defect {}", defect.id());
    }
}
