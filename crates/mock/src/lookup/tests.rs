//! Every question, and what is wrong with one, without a socket.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::defect::{self, Group};
use eks_auth_world::{Partition, Scene, World};
use serde_json::{Value, json};

use super::routes;
use crate::{Answer, Moment, Request};

const NOW: i64 = 1_790_000_000;
const ID: &str = "5e5e0000-0000-4000-8000-000000000001";
const REVIEWS: &str = "/conformance/apis/authentication.k8s.io/v1/tokenreviews";

fn world() -> World {
    World::standard(Partition::Aws)
}

fn answer(request: &Request) -> Answer {
    routes::answer(&world(), request, "http://world", Moment::new(NOW, 1))
}

fn asked(request: &Request) -> (u16, Value) {
    let answer = answer(request);
    assert!(answer.header("content-type").is_some_and(|value| value.contains("json")));
    (answer.status(), serde_json::from_slice(answer.body()).expect("JSON"))
}

fn get(path: &str) -> (u16, Value) {
    asked(&Request::new("GET", path))
}

fn reviewed(body: impl Into<Vec<u8>>) -> (u16, Value) {
    asked(&Request::new("POST", REVIEWS).with_header("Content-Type", "application/json").with_body(body))
}

fn review(token: &str, audiences: &Value) -> String {
    let spec = json!({ "token": token, "audiences": audiences });
    json!({ "kind": "TokenReview", "apiVersion": "authentication.k8s.io/v1", "spec": spec }).to_string()
}

fn token() -> String {
    Scene::first(&world(), NOW, ID).draft().sign().into_string()
}

#[test]
fn discovery_names_the_issuer_and_where_its_keys_are() {
    let world = world();
    for cluster in world.clusters() {
        let name = cluster.name();
        let (status, document) = get(&format!("/{name}/.well-known/openid-configuration"));
        assert_eq!((status, &document["issuer"]), (200, &json!(cluster.issuer())));
        assert_eq!(document["jwks_uri"], json!(format!("http://world/{name}/openid/v1/jwks")));
        assert_eq!(get(&format!("/{name}/openid/v1/jwks")), (200, cluster.jwks()));
    }
}

#[test]
fn genuine_token_is_reviewed_with_everything_that_it_is_bound_to() {
    let (status, review) = reviewed(review(&token(), &json!([AUDIENCE, "other"])));
    let world = world();
    let scene = Scene::first(&world, NOW, ID);
    let pod = scene.pod();
    assert_eq!(
        (status, &review["kind"], &review["spec"]["token"]),
        (201, &json!("TokenReview"), &Value::Null)
    );
    assert_eq!(review["status"]["authenticated"], json!(true));
    assert_eq!(review["status"]["audiences"], json!([AUDIENCE]));
    assert_eq!(
        review["status"]["user"],
        json!({
            "username": pod.subject(),
            "uid": pod.service_account_uid(),
            "groups": [
                "system:serviceaccounts",
                format!("system:serviceaccounts:{}", pod.namespace()),
                "system:authenticated",
            ],
            "extra": {
                "authentication.kubernetes.io/credential-id": [format!("JTI={ID}")],
                "authentication.kubernetes.io/pod-name": [pod.name()],
                "authentication.kubernetes.io/pod-uid": [pod.uid()],
                "authentication.kubernetes.io/node-name": [pod.node_name()],
                "authentication.kubernetes.io/node-uid": [pod.node_uid()],
            },
        })
    );
}

#[test]
fn token_for_another_audience_is_refused_without_being_repeated() {
    for audiences in [json!(["other"]), json!([]), Value::Null] {
        let token = token();
        let (status, review) = reviewed(review(&token, &audiences));
        assert_eq!((status, &review["status"]["user"]), (201, &json!({})));
        assert_eq!(review["status"].get("authenticated"), None);
        assert!(review["status"]["error"].as_str().is_some_and(|error| error.contains("audiences")));
        let text = review.to_string();
        assert!(token.split('.').all(|part| !text.contains(part)));
    }
}

#[test]
fn no_token_that_must_be_refused_is_authenticated() {
    use Group::{
        Audience, Critical, Expired, Forged, Issuer, KeyReference, NotYetValid, OtherAlgorithm, Subject,
    };
    const REFUSED: &[Group] =
        &[Audience, Critical, Expired, Forged, Issuer, KeyReference, NotYetValid, OtherAlgorithm, Subject];
    let world = world();
    let mut count = 0;
    for defect in defect::all().filter(|defect| REFUSED.contains(&defect.group())) {
        let token = defect.mint(&Scene::first(&world, NOW, ID));
        if token.is_empty() {
            continue;
        }
        let (status, review) = reviewed(review(&token, &json!([AUDIENCE])));
        assert_eq!((status, review["status"].get("authenticated")), (201, None), "{}", defect.id());
        count += 1;
    }
    assert!(count > 100, "{count}");
}

#[test]
fn token_of_another_cluster_is_refused() {
    let other = REVIEWS.replace("conformance", world().clusters()[1].name().as_str());
    let request = Request::new("POST", other).with_body(review(&token(), &json!([AUDIENCE])));
    assert_eq!(asked(&request).1["status"].get("authenticated"), None);
}

#[test]
fn what_is_no_review_is_a_bad_request() {
    let good = || json!({ "kind": "TokenReview", "spec": { "token": "a" } });
    let without = |change: fn(&mut Value)| {
        let mut review = good();
        change(&mut review);
        review.to_string()
    };
    assert_eq!(reviewed(good().to_string()).0, 201);
    for body in [
        String::new(),
        "[]".to_owned(),
        "{".to_owned(),
        r#"{"spec":{"token":"a"},"spec":{"token":"b"}}"#.to_owned(),
        without(|review| review["kind"] = json!("Pod")),
        without(|review| review["apiVersion"] = json!("authentication.k8s.io/v1beta1")),
        without(|review| review["spec"] = Value::Null),
        without(|review| review["spec"]["token"] = json!("")),
        without(|review| review["spec"]["token"] = json!(7)),
        without(|review| review["spec"]["audiences"] = json!("a")),
        without(|review| review["spec"]["audiences"] = json!([7])),
    ] {
        let (status, document) = reviewed(body.clone());
        assert_eq!(
            (status, &document["kind"], &document["code"]),
            (400, &json!("Status"), &json!(400)),
            "{body}"
        );
    }
}

#[test]
fn bodies_are_bounded_and_must_be_json() {
    assert_eq!(reviewed(vec![b' '; 2 * 1024 * 1024]).0, 413);
    let form = Request::new("POST", REVIEWS).with_header("Content-Type", "text/plain").with_body("{}");
    assert_eq!(asked(&form).0, 415);
}

#[test]
fn other_paths_and_methods_are_failures() {
    for path in
        ["/", "/conformance", "/conformance/", "/nobody/openid/v1/jwks", "/Conformance/openid/v1/jwks"]
    {
        let (status, document) = get(path);
        assert_eq!((status, &document["reason"]), (404, &json!("NotFound")), "{path}");
    }
    for (method, path, allowed) in
        [("GET", REVIEWS, "POST"), ("POST", "/conformance/openid/v1/jwks", "GET, HEAD")]
    {
        let answer = answer(&Request::new(method, path));
        assert_eq!((answer.status(), answer.header("allow")), (405, Some(allowed)), "{path}");
    }
}
