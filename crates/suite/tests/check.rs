//! `check` against what others say of the same documents: the corpus, judged by hand, and the verdicts of the cases on every
//! defect of a token.

use eks_auth_corpus::{Entry, Kind, Reach, Verdict, entries};
use eks_auth_suite::check::{self, Judgement, KeySet, TokenSight, Weight};
use eks_auth_world::defect::{self, Defect, Group};
use eks_auth_world::{Partition, Scene, World};

/// Examples of which `check` says otherwise than the corpus, and its argument. One that no longer does fails the test.
const DISPUTED: &[(&str, &str)] = &[
    ("token/reject/token-json-form.jwt", "a service should refuse it, and is not held to that: a warning"),
    ("token/reject/token-json-polyglot.jwt", "as the JSON form: a warning"),
    ("token/either/payload-other-alphabet.jwt", "no three parts of it match the pattern: it is refused"),
];

/// Holds the judgements of one kind against the folders of the corpus; `judge` sees as far as it is told.
fn agrees(kind: Kind, judge: impl Fn(&Entry, Reach) -> Judgement) {
    let mut disagreements = Vec::new();
    for entry in entries(kind).expect("a readable corpus") {
        let is_disputed = DISPUTED.iter().any(|(name, _)| entry.to_string() == *name);
        let shallow = Reach::ALL.into_iter().filter(|reach| *reach < entry.reach());
        let deep = Reach::ALL.into_iter().filter(|reach| *reach >= entry.reach());
        let deep: Vec<Judgement> = match entry.setting() {
            Some(_) => deep.map(|reach| judge(&entry, reach)).collect(),
            None => vec![judge(&entry, Reach::Form)],
        };
        let valid = |judgement: &Judgement| judgement.is_valid();
        let agrees = match entry.verdict() {
            Verdict::Accept => {
                deep.iter().all(valid) && shallow.into_iter().all(|reach| judge(&entry, reach).is_valid())
            }
            Verdict::Reject => !deep.iter().any(valid),
            Verdict::Either => deep.iter().all(valid),
        };
        if agrees == is_disputed {
            disagreements.push(format!("{entry}: {:?}", deep.iter().map(broken).collect::<Vec<_>>()));
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

/// What makes a document invalid.
fn broken(judgement: &Judgement) -> Vec<String> {
    let told = |found: &check::Violation| {
        format!("{} {}: {}", found.requirement().id(), found.path(), found.message())
    };
    judgement.of(Weight::Must).map(told).collect()
}

#[test]
fn tokens_of_the_corpus() {
    agrees(Kind::Token, |entry, reach| {
        let keys = entry.setting().map(|setting| KeySet::parse(setting.keys().as_bytes()).expect("keys"));
        let mut sight = TokenSight::default();
        if let (Some(setting), Some(keys)) = (entry.setting(), &keys) {
            if reach >= Reach::Time {
                sight = sight.at(setting.at() as f64);
            }
            if reach >= Reach::Key {
                sight = sight.with_keys(keys).with_issuer(setting.issuer());
            }
        }
        check::token(entry.bytes(), &sight)
    });
}

#[test]
fn requests_of_the_corpus() {
    agrees(Kind::Request, |entry, _| check::request(entry.bytes()).expect("a request"));
}

#[test]
fn responses_of_the_corpus() {
    agrees(Kind::Response, |entry, reach| {
        let at = entry.setting().filter(|_| reach >= Reach::Time).map(|setting| setting.at() as f64);
        check::response(entry.bytes(), at).expect("an answer")
    });
}

#[test]
fn errors_of_the_corpus() {
    agrees(Kind::Error, |entry, _| check::error(entry.bytes()).expect("an answer"));
}

/// What the cases on a group's tokens demand of a service.
enum Demand {
    /// It must refuse them.
    Refused,
    /// It should refuse them, and may grant.
    Should,
    /// It may refuse, or must not.
    Taken,
    /// Nothing that form, keys and a time decide.
    Nothing,
}

fn demand(group: Group) -> Demand {
    match group {
        Group::Forged
        | Group::Expired
        | Group::ExpiredOddly
        | Group::NotYetValid
        | Group::ExpiryUnreadable
        | Group::Issuer
        | Group::Audience
        | Group::Subject
        | Group::Critical
        | Group::UnreadablePayload
        | Group::UnreadableHeader
        | Group::ExpiredAndForged
        | Group::ExpiredAndMore
        | Group::ManyParts
        | Group::Unmatched => Demand::Refused,
        Group::LooseForm | Group::NoPod | Group::Surrounded | Group::JsonForm => Demand::Should,
        Group::Contradiction => Demand::Should,
        // A service may be lenient with these, for they are genuine; a document is held to the standards that it is written
        // in. RFC 7519 wants JSON, and RFC 8725 one algorithm for one key.
        Group::LooseJson | Group::OtherAlgorithm => Demand::Nothing,
        _ => Demand::Taken,
    }
}

#[test]
fn every_defect_of_a_token() {
    const NOW: i64 = 1_800_000_000;
    let world = World::standard(Partition::Aws);
    let scene = Scene::first(&world, NOW, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51");
    let keys = KeySet::parse(scene.cluster().jwks().to_string().as_bytes()).expect("keys");
    let sight = TokenSight::default().at(NOW as f64).with_keys(&keys).with_issuer(scene.cluster().issuer());
    let plain = check::token(scene.draft().sign().expose().as_bytes(), &sight);
    assert_eq!((plain.violations(), plain.unjudged()), (&[][..], &[][..]));

    let mut disagreements = Vec::new();
    for defect in defect::all() {
        let judgement = check::token(defect.mint(&scene).as_bytes(), &sight);
        let weight = judgement.violations().first().map(check::Violation::weight);
        let agrees = match demand(defect.group()) {
            Demand::Refused => weight == Some(Weight::Must),
            Demand::Should => weight == Some(Weight::Should),
            Demand::Taken => weight.is_none_or(|weight| weight == Weight::Open),
            Demand::Nothing => true,
        };
        if !agrees && !is_stricter(defect, weight) {
            disagreements.push(format!(
                "{} ({:?}): {:?}",
                defect.id(),
                defect.group(),
                judgement.violations()
            ));
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

/// Defects that a document is judged for more strictly than a service, and why. A service may be lenient with each of them, for
/// it is genuine and nobody is misled; a document is held to the standard that it is written in.
const STRICTER: &[(&str, &str)] = &[
    ("es256-der", "RFC 7518 §3.4: the signature is r and s side by side"),
    ("nbf-null", "RFC 7519 §4.1.5: nbf is a number"),
    ("nbf-true", "RFC 7519 §4.1.5: nbf is a number"),
    ("nbf-array", "RFC 7519 §4.1.5: nbf is a number"),
    ("nbf-word", "RFC 7519 §4.1.5: nbf is a number"),
    ("exp-renamed", "RFC 7519 §4: names are case-sensitive, so there is no exp"),
    ("iss-renamed", "RFC 7519 §4: names are case-sensitive, so there is no iss"),
    ("aud-renamed", "RFC 7519 §4: names are case-sensitive, so there is no aud"),
    ("sub-renamed", "RFC 7519 §4: names are case-sensitive, so there is no sub"),
    ("duplicate-unknown", "RFC 7519 §4: claim names are unique"),
    ("base64-one-character-more", "RFC 4648 §4: no bytes encode to such a length"),
    ("duplicate-subject-crossed", "neither of its two readings entitles anybody"),
];

fn is_stricter(defect: &Defect, weight: Option<Weight>) -> bool {
    STRICTER.iter().any(|(id, _)| *id == defect.id()) && weight.is_some_and(|weight| weight < Weight::Open)
}
