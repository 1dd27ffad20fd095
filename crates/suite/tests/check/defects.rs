//! Every named defect of a token: what the cases demand of a service, `check` says of the token.

use eks_auth_suite::check::{self, KeySet, TokenSight, Weight};
use eks_auth_world::defect::{self, Defect, Group};
use eks_auth_world::{Partition, Scene, World};

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
