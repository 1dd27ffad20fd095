//! The official AWS SDK for Rust gets its credentials, and its typed errors, from `mock` in another process.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_sdk_eksauth::Client;
use aws_sdk_eksauth::config::retry::RetryConfig;
use aws_sdk_eksauth::config::{Config, Credentials, Region};
use aws_sdk_eksauth::operation::assume_role_for_pod_identity::{
    AssumeRoleForPodIdentityError, AssumeRoleForPodIdentityOutput,
};
use eks_auth_world::{Association, Cluster, Partition, Pod, Scene, World, defect};

use crate::process::Mock;

const ID: &str = "6d7f2c1e-8b0a-4c59-9a53-2f4be1a0c7d8";

fn now() -> i64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock after 1970");
    i64::try_from(elapsed.as_secs()).expect("a clock of our time")
}

fn client(mock: &Mock, world: &World) -> Client {
    let (id, secret) = (world.caller().access_key_id(), world.caller().secret_access_key().expose());
    let config = Config::builder()
        .region(Region::new(world.region().to_owned()))
        .endpoint_url(mock.endpoint())
        .credentials_provider(Credentials::new(id, secret, None, None, "fixture world"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .retry_config(RetryConfig::disabled())
        .build();
    Client::from_conf(config)
}

async fn ask(
    client: &Client,
    cluster: &str,
    token: &str,
) -> Result<AssumeRoleForPodIdentityOutput, AssumeRoleForPodIdentityError> {
    let answer = client.assume_role_for_pod_identity().cluster_name(cluster).token(token).send().await;
    answer.map_err(aws_sdk_eksauth::error::SdkError::into_service_error)
}

/// The error for a token of the world's first association that has this defect.
async fn refusal(defect_id: &str) -> AssumeRoleForPodIdentityError {
    let (mock, world) = (Mock::start(&[]), World::standard(Partition::Aws));
    let scene = Scene::first(&world, now(), ID);
    let token = defect::find(defect_id).expect("a defect of the world").mint(&scene);
    ask(&client(&mock, &world), scene.cluster().name().as_str(), &token).await.expect_err("refused")
}

#[tokio::test]
async fn every_member_is_the_worlds() {
    for partition in Partition::ALL {
        let mock = Mock::start(&["--partition", partition.as_str()]);
        let world = World::standard(*partition);
        let client = client(&mock, &world);
        for (cluster, association) in world.grants() {
            let scene = Scene::new(&world, cluster, Pod::of(association), now(), ID);
            let token = scene.draft().sign();
            let answer = ask(&client, cluster.name().as_str(), token.expose()).await.expect("granted");
            agrees(&answer, &world, cluster, association);
        }
    }
}

fn agrees(
    answer: &AssumeRoleForPodIdentityOutput,
    world: &World,
    cluster: &Cluster,
    association: &Association,
) {
    let subject = answer.subject().expect("a subject");
    assert_eq!(subject.namespace(), association.namespace().as_str());
    assert_eq!(subject.service_account(), association.service_account().as_str());
    assert_eq!(answer.audience(), "pods.eks.amazonaws.com");

    let granted = answer.pod_identity_association().expect("an association");
    assert_eq!(granted.association_arn(), association.arn().as_str());
    assert_eq!(granted.association_id(), association.id().as_str());

    let user = answer.assumed_role_user().expect("a role");
    let (role_id, session) = user.assume_role_id().split_once(':').expect("a role ID and a session name");
    let (partition, account, role) = (world.partition(), world.account_id(), association.role_arn().name());
    assert_eq!(role_id, association.role_id().as_str());
    assert_eq!(user.arn(), format!("arn:{partition}:sts::{account}:assumed-role/{role}/{session}"));
    assert!(session.starts_with("eks-") && session.len() <= 64, "{} in {}", session, cluster.name());

    let credentials = answer.credentials().expect("credentials");
    assert!(credentials.access_key_id().starts_with("ASIA"));
    assert!(!credentials.secret_access_key().is_empty() && !credentials.session_token().is_empty());
    let seconds = credentials.expiration().secs() - now();
    assert!((0..=86_400).contains(&seconds), "{seconds}");
}

#[tokio::test]
async fn expired_token() {
    let error = refusal("exp-past").await;
    assert!(error.is_expired_token_exception(), "{error:?}");
}

#[tokio::test]
async fn forged_token() {
    let error = refusal("signature-of-another-pod").await;
    assert!(error.is_invalid_token_exception(), "{error:?}");
}

#[tokio::test]
async fn service_account_without_association() {
    let (mock, world) = (Mock::start(&[]), World::standard(Partition::Aws));
    let (cluster, _) = world.grants().next().expect("an association");
    let (namespace, service_account) = world.unassociated().next().expect("one without");
    let scene = Scene::new(&world, cluster, Pod::new(namespace, service_account), now(), ID);
    let token = scene.draft().sign();
    let answer = ask(&client(&mock, &world), cluster.name().as_str(), token.expose()).await;
    let error = answer.expect_err("refused");
    assert!(error.is_resource_not_found_exception(), "{error:?}");
}

#[tokio::test]
async fn role_that_cannot_be_assumed() {
    let (mock, world) = (Mock::start(&[]), World::standard(Partition::Aws));
    let (cluster, association) = world.not_assumable();
    let scene = Scene::new(&world, cluster, Pod::of(association), now(), ID);
    let token = scene.draft().sign();
    let answer = ask(&client(&mock, &world), cluster.name().as_str(), token.expose()).await;
    let error = answer.expect_err("refused");
    assert!(error.is_access_denied_exception(), "{error:?}");
}
