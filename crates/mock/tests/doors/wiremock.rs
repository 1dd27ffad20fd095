//! The mock in somebody else's test.

use eks_auth_mock::{MockEksAuth, Responder, Service, fault};
use eks_auth_world::Partition;
use wiremock::matchers::any;
use wiremock::{Mock, MockServer};

use crate::client::{Connection, good, request, world};

async fn exchange(uri: &str, path: &str, body: &str) -> crate::client::Reply {
    let address = uri.strip_prefix("http://").unwrap().parse().unwrap();
    let mut connection = Connection::open(address).await;
    connection.send(request(path, body, "")).await;
    connection.reply().await
}

#[tokio::test]
async fn mock_grants_the_token_that_it_mints() {
    let mock = MockEksAuth::start().await;
    for (cluster, association) in mock.world().grants() {
        let path = format!("/clusters/{}/assume-role-for-pod-identity", cluster.name());
        let body = format!("{{\"token\":\"{}\"}}", mock.token(cluster, association));
        let reply = exchange(&mock.uri(), &path, &body).await;
        assert_eq!(reply.status, 200);
        assert_eq!(reply.header("content-type"), Some("application/json"));
        assert!(reply.body.contains(association.id().as_str()));
    }
    assert_eq!(mock.server().received_requests().await.unwrap().len(), mock.world().grants().count());
}

#[tokio::test]
async fn mock_refuses_with_name_and_message() {
    let mock = MockEksAuth::start_in(Partition::AwsUsGov).await;
    let (path, _) = good();
    let reply = exchange(&mock.uri(), &path, "{}").await;
    assert_eq!(reply.status, 400);
    assert_eq!(reply.header("x-amzn-errortype"), Some("InvalidParameterException"));
    assert!(reply.body.contains("\"message\""));
    let reply = exchange(&mock.uri(), "/elsewhere?x=y", "{}").await;
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn mock_carries_a_fault() {
    let mock = MockEksAuth::start_with(fault::find("response.audience.wrong").unwrap()).await;
    let (path, body) = good();
    let reply = exchange(&mock.uri(), &path, &body).await;
    assert_eq!(reply.status, 200);
    assert!(!reply.body.contains("pods.eks.amazonaws.com\""), "{}", reply.body);
}

#[tokio::test]
async fn responder_mounts_on_ones_own_server() {
    let server = MockServer::start().await;
    Mock::given(any()).respond_with(Responder::new(Service::new(world()))).mount(&server).await;
    let (path, body) = good();
    assert_eq!(exchange(&server.uri(), &path, &body).await.status, 200);
}
