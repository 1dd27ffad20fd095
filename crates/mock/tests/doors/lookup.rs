//! The clusters as services that look things up meet them.

use eks_auth_mock::{RunningServer, WorldServer};
use eks_auth_protocol::operation::AUDIENCE;
use serde_json::{Value, json};

use crate::client::{Connection, Reply, good, request, world};

async fn start() -> RunningServer {
    WorldServer::bind("127.0.0.1:0".parse().unwrap(), world()).await.unwrap().spawn()
}

async fn get(connection: &mut Connection, path: &str, host: &str) -> Reply {
    connection.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n")).await;
    connection.reply().await
}

#[tokio::test]
async fn keys_are_found_by_following_the_discovery_document() {
    let server = start().await;
    let mut connection = Connection::open(server.addr()).await;
    let host = server.addr().to_string();
    let discovery = get(&mut connection, "/conformance/.well-known/openid-configuration", &host).await;
    let document: Value = serde_json::from_str(&discovery.body).unwrap();
    let keys = document["jwks_uri"].as_str().and_then(|url| url.strip_prefix(&server.uri())).unwrap();
    let keys = get(&mut connection, keys, &host).await;
    assert_eq!((keys.status, keys.header("content-type")), (200, Some("application/jwk-set+json")));
    assert_eq!(serde_json::from_str::<Value>(&keys.body).unwrap(), world().clusters()[0].jwks());
    server.stop().await;
}

#[tokio::test]
async fn keys_are_where_the_client_reaches_the_server() {
    let server = start().await;
    let mut connection = Connection::open(server.addr()).await;
    let reply =
        get(&mut connection, "/conformance/.well-known/openid-configuration", "world.test:8090").await;
    assert!(reply.body.contains("http://world.test:8090/conformance/openid/v1/jwks"), "{}", reply.body);
}

#[tokio::test]
async fn token_is_reviewed_at_the_systems_time() {
    let server = start().await;
    let (_, body) = good();
    let token = serde_json::from_str::<Value>(&body).unwrap()["token"].clone();
    let review = json!({ "spec": { "token": token, "audiences": [AUDIENCE] } }).to_string();
    let path = "/conformance/apis/authentication.k8s.io/v1/tokenreviews";
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(path, &review, "")).await;
    let reply = connection.reply().await;
    let reviewed: Value = serde_json::from_str(&reply.body).unwrap();
    assert_eq!((reply.status, &reviewed["status"]["authenticated"]), (201, &json!(true)));
    connection.send(request(path, "{", "")).await;
    assert_eq!(connection.reply().await.status, 400);
}
