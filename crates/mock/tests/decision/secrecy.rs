//! What the service must never say: no token, no signature, no secret, in no answer and in no `Debug`.

use eks_auth_mock::{Answer, MockEksAuth, Responder, Service};
use eks_auth_world::{Scene, World, defect};

use crate::requests;
use crate::stage::{JTI, NOW, good, json, moment, service};

/// Everything in an answer as one text.
fn said(answer: &Answer) -> String {
    let headers: String = answer.headers().iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    headers + &String::from_utf8_lossy(answer.body())
}

/// The pieces of every token that is sent which nobody else should see.
fn pieces(world: &World) -> Vec<String> {
    let scene = Scene::first(world, NOW, JTI);
    let tokens = defect::all().map(|defect| defect.mint(&scene)).chain([good(world).0]);
    let parts = tokens.flat_map(|token| token.split('.').map(str::to_owned).collect::<Vec<_>>());
    parts.filter(|part| part.len() >= 20).collect()
}

#[test]
fn no_answer_has_a_piece_of_a_token_or_the_callers_secret() {
    let service = service();
    let world = service.world();
    let mut secrets = pieces(world);
    secrets.push(world.caller().secret_access_key().expose().to_owned());
    secrets.sort_unstable();
    secrets.dedup();
    for (nonce, request) in (1..).zip(requests::all(world)) {
        let said = said(&service.answer(&request, moment(nonce)));
        assert!(!secrets.iter().any(|secret| said.contains(secret)), "{request:?}");
    }
}

#[test]
fn no_refusal_quotes_the_request() {
    let service = service();
    let canary = "canary-8d1f";
    let (_, good) = good(service.world());
    for request in [
        good.clone().with_body(format!(r#"{{"token":"{canary}"}}"#)),
        good.clone().with_body(canary),
        good.clone().without_header("content-type").with_header("Content-Type", canary),
        eks_auth_mock::Request::new(canary, canary),
        eks_auth_mock::Request::new("POST", format!("/clusters/{canary}%20/assume-role-for-pod-identity")),
    ] {
        let answer = service.answer(&request, moment(1));
        assert!(answer.status() >= 400);
        assert!(!said(&answer).contains(canary), "{request:?}");
    }
}

#[test]
fn debug_shows_no_secret() {
    let service = service();
    let (token, request) = good(service.world());
    let answer = service.answer(&request, moment(1));
    let credentials = &json(&answer)["credentials"];
    let shown = format!(
        "{request:?} {answer:?} {:?} {service:?} {:?}",
        moment(1),
        Responder::new(Service::new(World::standard(eks_auth_world::Partition::Aws)))
    );
    for name in ["sessionToken", "secretAccessKey"] {
        assert!(!shown.contains(credentials[name].as_str().unwrap()), "{name}");
    }
    assert!(!token.split('.').any(|part| shown.contains(part)));
}

#[tokio::test]
async fn debug_of_a_running_mock_shows_its_address_alone() {
    let mock = MockEksAuth::start().await;
    assert_eq!(format!("{mock:?}"), format!("MockEksAuth {{ uri: {:?}, .. }}", mock.uri()));
}
