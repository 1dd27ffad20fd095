//! What a good token is given.

use std::collections::BTreeSet;

use eks_auth_mock::{Request, Service};
use eks_auth_world::{Association, Cluster, Partition, Pod, World};
use serde_json::Value;

use crate::stage::{NOW, draft, good, json, moment, service, verdict};

#[test]
fn every_association_of_every_partition_is_granted_as_the_world_has_it() {
    let mut exchanges = 0;
    for partition in Partition::ALL {
        let service = Service::new(World::standard(*partition));
        for (cluster, association) in service.world().grants() {
            let request = Request::exchange(cluster.name(), draft(cluster, association).sign().expose());
            let answer = service.answer(&request, moment(7));
            assert_eq!(verdict(&answer), (200, ""), "{}", association.arn());
            agrees(&json(&answer), cluster, association);
            exchanges += 1;
        }
    }
    assert!(exchanges >= 3 * 8, "{exchanges} associations");
}

/// Every member of the answer against the world, and no member besides.
fn agrees(answer: &Value, cluster: &Cluster, association: &Association) {
    let role = association.role_arn();
    let session = answer["assumedRoleUser"]["assumeRoleId"].as_str().unwrap().split_once(':').unwrap().1;
    let credentials = &answer["credentials"];
    let expected = serde_json::json!({
        "subject": {
            "namespace": association.namespace().as_str(),
            "serviceAccount": association.service_account().as_str(),
        },
        "audience": "pods.eks.amazonaws.com",
        "podIdentityAssociation": {
            "associationArn": association.arn().as_str(),
            "associationId": association.id().as_str(),
        },
        "assumedRoleUser": {
            "arn": format!("arn:{}:sts::{}:assumed-role/{}/{session}", role.partition(), role.account(), role.name()),
            "assumeRoleId": format!("{}:{session}", association.role_id()),
        },
        "credentials": {
            "sessionToken": credentials["sessionToken"],
            "secretAccessKey": credentials["secretAccessKey"],
            "accessKeyId": credentials["accessKeyId"],
            "expiration": NOW + 6 * 60 * 60,
        },
    });
    assert_eq!(*answer, expected);

    let ten = |name: &str| name.chars().take(10).collect::<String>();
    let pod = Pod::of(association);
    let prefix = format!("eks-{}-{}-", ten(cluster.name().as_str()), ten(pod.name()));
    assert_eq!(session.strip_prefix(&prefix).map(str::len), Some(36), "{session}");
    assert!(session.len() <= 64);
}

#[test]
fn credentials_look_like_those_of_a_session() {
    let service = service();
    let answer = json(&service.answer(&good(service.world()).1, moment(1)));
    let text = |name: &str| answer["credentials"][name].as_str().unwrap().to_owned();
    assert!(text("accessKeyId").starts_with("ASIA"));
    assert_eq!(text("accessKeyId").len(), 20);
    assert_eq!(text("secretAccessKey").len(), 40);
    assert!(text("sessionToken").len() >= 300);
}

#[test]
fn each_exchange_has_its_own_session_credentials_and_request_id() {
    let service = service();
    let (_, request) = good(service.world());
    let mut seen = BTreeSet::new();
    for nonce in 0..50 {
        let answer = service.answer(&request, moment(nonce));
        let body = json(&answer);
        for value in [
            answer.header("x-amzn-requestid").unwrap().to_owned(),
            body["assumedRoleUser"]["assumeRoleId"].to_string(),
            body["credentials"]["accessKeyId"].to_string(),
            body["credentials"]["secretAccessKey"].to_string(),
            body["credentials"]["sessionToken"].to_string(),
        ] {
            assert!(seen.insert(value), "the same value again at nonce {nonce}");
        }
    }
}

#[test]
fn subjects_share_no_credentials_even_at_one_nonce() {
    let service = service();
    let mut seen = BTreeSet::new();
    for (cluster, association) in service.world().grants() {
        let request = Request::exchange(cluster.name(), draft(cluster, association).sign().expose());
        let body = json(&service.answer(&request, moment(1)));
        assert!(seen.insert(body["credentials"]["secretAccessKey"].to_string()), "{}", association.arn());
    }
}

#[test]
fn equal_moments_give_equal_answers() {
    let service = service();
    let (_, request) = good(service.world());
    assert!(service.answer(&request, moment(3)) == service.answer(&request, moment(3)));
}

#[test]
fn answer_is_json_that_nobody_may_keep() {
    let service = service();
    let answer = service.answer(&good(service.world()).1, moment(1));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(answer.header("x-amzn-errortype"), None);
    assert_eq!(answer.header("x-amzn-requestid").map(str::len), Some(36));
}
