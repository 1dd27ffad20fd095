//! The corpus, judged by hand: every verdict within reach.

use eks_auth_corpus::{Entry, Kind, Reach, Verdict, entries};
use eks_auth_suite::check::{self, Judgement, KeySet, TokenSight, Weight};

/// Holds the judgements of one kind against the folders of the corpus. `sees` is how far they can see at all; `judge` sees as
/// far as it is told.
fn agrees(kind: Kind, sees: Reach, judge: impl Fn(&Entry, Reach) -> Judgement) {
    let mut disagreements = Vec::new();
    for entry in &entries(kind).expect("a readable corpus") {
        let depths = Reach::ALL.into_iter().filter(|reach| *reach <= sees);
        let (near, far): (Vec<Reach>, Vec<Reach>) = depths.partition(|reach| *reach < entry.reach());
        let judged = |reaches: &[Reach]| -> Vec<Judgement> {
            reaches.iter().map(|reach| judge(entry, *reach)).collect()
        };
        let (near, far) = (judged(&near), judged(&far));
        let agrees = match entry.verdict() {
            Verdict::Accept => near.iter().chain(&far).all(Judgement::is_valid),
            Verdict::Reject => !far.iter().any(Judgement::is_valid),
            Verdict::Either => far.iter().all(Judgement::is_valid),
        };
        if !agrees {
            disagreements.push(format!("{entry}: {:?}", far.iter().map(broken).collect::<Vec<_>>()));
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
    agrees(Kind::Token, Reach::Key, |entry, reach| {
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
    agrees(Kind::Request, Reach::Form, |entry, _| check::request(entry.bytes()).expect("a request"));
}

#[test]
fn responses_of_the_corpus() {
    agrees(Kind::Response, Reach::Time, |entry, reach| {
        let at = entry.setting().filter(|_| reach >= Reach::Time).map(|setting| setting.at() as f64);
        check::response(entry.bytes(), at).expect("an answer")
    });
}

#[test]
fn errors_of_the_corpus() {
    agrees(Kind::Error, Reach::Form, |entry, _| check::error(entry.bytes()).expect("an answer"));
}
