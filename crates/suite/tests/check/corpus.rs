//! The corpus, judged by hand: every verdict within reach.

use eks_auth_corpus::{Entry, Kind, Reach, Verdict, entries};
use eks_auth_suite::check::{self, Judgement, KeySet, TokenSight, Weight};

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
