//! The mock in a `#[tokio::test]`, asked by the official SDK.

// ANCHOR: client
use aws_sdk_eksauth::Client;
use aws_sdk_eksauth::config::retry::RetryConfig;
use aws_sdk_eksauth::config::{Config, Credentials, Region};

/// Stands for the client of your program: all that a test needs to change is the endpoint.
fn client(endpoint: String) -> Client {
    let config = Config::builder()
        .endpoint_url(endpoint)
        .region(Region::new("us-west-2"))
        .credentials_provider(Credentials::new("AKIAIOSFODNN7EXAMPLE", "secret", None, None, "test"))
        .retry_config(RetryConfig::disabled())
        // For an SDK that was built without TLS. With its default features, leave this line out.
        .http_client(aws_smithy_http_client::Builder::new().build_http());
    Client::from_conf(config.build())
}
// ANCHOR_END: client

use eks_auth_mock::fault;
use eks_auth_world::defect;

// ANCHOR: granted
use eks_auth_mock::MockEksAuth;

#[tokio::test]
async fn pod_gets_credentials() {
    let mock = MockEksAuth::start().await;
    let (cluster, token) = mock.first_pod();
    let asked = client(mock.uri()).assume_role_for_pod_identity().cluster_name(cluster).token(token);
    let answer = asked.send().await.expect("granted");
    assert!(answer.credentials().is_some_and(|credentials| credentials.access_key_id().starts_with("ASIA")));
}
// ANCHOR_END: granted

// ANCHOR: asked
#[tokio::test]
async fn service_is_asked_once() {
    let mock = MockEksAuth::start().await;
    let (cluster, token) = mock.first_pod();
    let asked = client(mock.uri()).assume_role_for_pod_identity().cluster_name(&cluster).token(token);
    asked.send().await.expect("granted");

    let requests = mock.server().received_requests().await.expect("the mock records requests");
    let paths: Vec<_> = requests.iter().map(|request| request.url.path()).collect();
    assert_eq!(paths, [format!("/clusters/{cluster}/assume-role-for-pod-identity")]);
}
// ANCHOR_END: asked

// ANCHOR: subjects
/// Every association of the world, each for its own service account.
#[tokio::test]
async fn each_service_account_gets_its_own() {
    let mock = MockEksAuth::start().await;
    let client = client(mock.uri());
    for (cluster, association) in mock.world().grants() {
        let token = mock.token(cluster, association);
        let asked = client.assume_role_for_pod_identity().cluster_name(cluster.name().as_str()).token(token);
        let answer = asked.send().await.expect("granted");
        let granted = answer.pod_identity_association().expect("an association");
        assert_eq!(granted.association_id(), association.id().as_str());
    }
}
// ANCHOR_END: subjects

// ANCHOR: fault
/// The SDK hands on whatever audience the service names. Does your code look at it?
#[tokio::test]
async fn answer_for_another_audience() {
    let wrong = fault::find("response.audience.wrong").expect("a fault of the mock");
    let mock = MockEksAuth::start_with(wrong).await;
    let (cluster, token) = mock.first_pod();
    let asked = client(mock.uri()).assume_role_for_pod_identity().cluster_name(cluster).token(token);
    let answer = asked.send().await.expect("granted");
    assert_eq!(answer.audience(), "sts.amazonaws.com");
}
// ANCHOR_END: fault

// ANCHOR: defect
/// An expired token gets the typed error that a caller tells apart from others.
#[tokio::test]
async fn token_that_has_expired() {
    let mock = MockEksAuth::start().await;
    let scene = mock.scene();
    let expired = defect::find("exp-past").expect("a defect of the world").mint(&scene);
    let cluster = scene.cluster().name().as_str();
    let asked = client(mock.uri()).assume_role_for_pod_identity().cluster_name(cluster).token(expired);
    let error = asked.send().await.expect_err("refused").into_service_error();
    assert!(error.is_expired_token_exception(), "{error:?}");
}
// ANCHOR_END: defect
