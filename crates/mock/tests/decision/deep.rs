//! The deep faults: each has a request that shows it, and that the whole service does right.

mod combination;
mod length;
mod spelling;
mod state;
mod value;

use std::collections::BTreeSet;

use eks_auth_mock::fault::{self, Class};
use eks_auth_mock::{Answer, Fault, Request};
use eks_auth_world::{Scene, TokenDraft, World};
use serde_json::{Value, json};

use crate::stage::{JTI, NOW, good, moment, service};

/// What a deep fault makes of a request that the whole service does right.
#[derive(Clone, Copy, Debug)]
enum Symptom {
    /// A server error.
    Crash,
    /// An answer that ends before its body.
    BrokenOff,
    /// A refusal of what is good.
    GoodRefused,
    /// Credentials for what is not.
    BadGranted,
    /// The answer to the request before, to another pod.
    OthersAnswer,
    /// A refusal whose body is no JSON.
    Unreadable,
    /// A refusal with the token in it.
    TokenTold,
}

impl Symptom {
    /// Whether it shows in the faulty service's answers, beside the whole service's; of each the first and the last.
    fn shows(self, [first, last]: [&Answer; 2], [whole_first, whole_last]: [&Answer; 2]) -> bool {
        let (granted, refused) = (last.status() == 200, (400..500).contains(&last.status()));
        let text = String::from_utf8_lossy(last.body());
        let good = whole_last.status() == 200;
        match self {
            Symptom::Crash => last.status() >= 500,
            Symptom::BrokenOff => last.cut().is_some(),
            Symptom::GoodRefused => good && refused,
            Symptom::BadGranted => !good && granted,
            Symptom::OthersAnswer => last.body() == first.body() && whole_last.body() != whole_first.body(),
            Symptom::Unreadable => refused && serde_json::from_slice::<Value>(last.body()).is_err(),
            Symptom::TokenTold => refused && text.contains("eyJ"),
        }
    }
}

/// A fault's ID, what shows, and requests of which the last shows it.
type Witness = (&'static str, Symptom, Vec<Request>);

fn witnesses(world: &World) -> Vec<Witness> {
    let tables = [length::all, value::all, spelling::all, combination::all, state::all];
    tables.into_iter().flat_map(|table| table(world)).collect()
}

/// The request that shows the first cluster's first token after an edit.
fn token<'w>(world: &'w World, edit: impl FnOnce(&mut TokenDraft<'w>)) -> Request {
    let scene = Scene::first(world, NOW, JTI);
    let mut draft = scene.draft();
    edit(&mut draft);
    Request::exchange(scene.cluster().name(), draft.sign().expose())
}

/// The same with a signature that is none.
fn forged<'w>(world: &'w World, edit: impl FnOnce(&mut TokenDraft<'w>)) -> Request {
    let scene = Scene::first(world, NOW, JTI);
    let mut draft = scene.draft();
    edit(&mut draft);
    Request::exchange(scene.cluster().name(), draft.sign().with_signature([1; 256]).expose())
}

/// The good request with one more member in its body.
fn with_member(world: &World, name: &str, value: &str) -> Request {
    let (token, good) = good(world);
    good.with_body(json!({ "token": token, name: value }).to_string())
}

/// The request at another target.
fn at(request: &Request, target: String) -> Request {
    Request::new("POST", target)
        .with_header("Host", "localhost")
        .with_header("Content-Type", "application/json")
        .with_body(request.body())
}

/// The draft's claim set to a text.
fn padding(draft: &mut TokenDraft<'_>, length: usize) {
    draft.claims_mut().set("x", "v".repeat(length));
}

/// Another name for the pod.
fn named(draft: &mut TokenDraft<'_>, name: &str) {
    draft.edit_kubernetes(|all| all.set("pod", json!({ "name": name, "uid": JTI })));
}

#[test]
fn each_is_shown_by_its_witness_and_the_whole_service_does_that_right() {
    let whole = service();
    for (id, symptom, requests) in witnesses(whole.world()) {
        let faulty = service().with_fault(fault::find(id).unwrap_or_else(|| panic!("no fault {id}")));
        let [answers, sound] = [&faulty, &whole].map(|service| {
            let nonces = 1_u128..;
            let answers = requests.iter().zip(nonces);
            answers.map(|(request, nonce)| service.answer(request, moment(nonce))).collect::<Vec<_>>()
        });
        let ends = |answers: &[Answer]| [answers[0].clone(), answers[answers.len() - 1].clone()];
        let ([first, last], [whole_first, whole_last]) = (ends(&answers), ends(&sound));
        assert!(whole_last.status() < 500 && whole_last.cut().is_none(), "{id}: {}", whole_last.status());
        assert!(symptom.shows([&first, &last], [&whole_first, &whole_last]), "{id}: no {symptom:?}");
        assert!(!symptom.shows([&whole_first, &whole_last], [&whole_first, &whole_last]), "{id}");
    }
}

#[test]
fn every_deep_fault_has_a_witness() {
    let faults: BTreeSet<&str> = fault::deep().map(Fault::id).collect();
    let world = service();
    let witnesses: BTreeSet<&str> = witnesses(world.world()).iter().map(|(id, ..)| *id).collect();
    assert_eq!(faults, witnesses);
}

#[test]
fn they_are_a_table_of_their_own() {
    let cases: BTreeSet<&str> = fault::all().map(Fault::id).collect();
    let mut classes = BTreeSet::new();
    let mut seen = BTreeSet::new();
    for fault in fault::deep() {
        let id = fault.id();
        assert!(seen.insert(id) && !cases.contains(id), "{id} twice");
        assert!(fault.area() == "deep" && id.split('.').count() == 3, "{id}");
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        assert!(id.bytes().all(legal), "{id}");
        let summary = fault.summary();
        assert!(!summary.is_empty() && summary.len() < 120 && !summary.ends_with('.'), "{id}");
        assert_eq!(fault::find(id).map(Fault::id), Some(id));
        classes.extend(fault.class());
    }
    assert_eq!(seen.len(), 30);
    let all = [Class::Length, Class::Value, Class::Spelling, Class::Combination, Class::State];
    assert_eq!(classes, BTreeSet::from(all));
}

/// Else the plain exchange would show it, and nobody had to search.
#[test]
fn they_leave_the_plain_exchange_alone() {
    for fault in fault::deep() {
        let faulty = service().with_fault(fault);
        let (_, request) = good(faulty.world());
        let answer = faulty.answer(&request, moment(1));
        assert_eq!((answer.status(), answer.cut()), (200, None), "{}", fault.id());
    }
}
