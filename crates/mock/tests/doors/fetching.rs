//! Faulty services that follow where a token points, and the whole one, which never does.

use std::time::Duration;

use eks_auth_mock::{Server, Service, fault};
use eks_auth_world::{Algorithm, Scene, defect};
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::client::{Connection, request, world};

/// Sends the token of a defect to the mock and serves whoever fetches what it points to; the status of the answer, and
/// the first line that was fetched.
async fn follow(fault: Option<&str>, defect: &str) -> (u16, Option<String>) {
    let world = world();
    let service = match fault {
        Some(id) => Service::new(world.clone()).with_fault(fault::find(id).unwrap()),
        None => Service::new(world.clone()),
    };
    let server = Server::bind("127.0.0.1:0".parse().unwrap(), service).await.unwrap().spawn();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/nonce", listener.local_addr().unwrap());
    let now = i64::try_from(std::time::UNIX_EPOCH.elapsed().unwrap().as_secs()).unwrap();
    let scene = Scene::first(&world, now, "5e5e0000-0000-4000-8000-000000000001").with_callback(url);
    let token = defect::find(defect).unwrap().mint(&scene);
    let path = format!("/clusters/{}/assume-role-for-pod-identity", scene.cluster().name());
    let keys = json!({ "keys": [world.foreign_key(Algorithm::Rs256).jwk()] }).to_string();

    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&path, &json!({ "token": token }).to_string(), "")).await;
    let fetched = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut start = [0; 256];
        let read = stream.read(&mut start).await.unwrap();
        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{keys}", keys.len());
        stream.write_all(head.as_bytes()).await.unwrap();
        String::from_utf8_lossy(&start[..read]).lines().next().unwrap_or_default().to_owned()
    });
    let status = connection.reply().await.status;
    let line = tokio::time::timeout(Duration::from_millis(500), fetched).await;
    (status, line.ok().map(Result::unwrap))
}

#[tokio::test]
async fn whole_service_fetches_nothing() {
    assert_eq!(follow(None, "key-jku").await, (400, None));
    assert_eq!(follow(None, "jku-stray").await, (200, None));
}

#[tokio::test]
async fn fetched_key_set_is_trusted() {
    let (status, line) = follow(Some("signature.fetch.jku"), "key-jku").await;
    assert_eq!((status, line.as_deref()), (200, Some("GET /nonce/jwks.json HTTP/1.1")));
}

#[tokio::test]
async fn document_may_be_fetched_in_vain_asked_for_or_come_later() {
    for (fault, method) in [("jku-in-vain", "GET"), ("head", "HEAD"), ("later", "GET")] {
        let (status, line) = follow(Some(&format!("signature.fetch.{fault}")), "key-jku").await;
        assert_eq!(status, 400, "{fault}");
        assert_eq!(line, Some(format!("{method} /nonce/jwks.json HTTP/1.1")), "{fault}");
    }
}

#[tokio::test]
async fn https_begins_with_a_handshake() {
    let (status, line) = follow(Some("signature.fetch.jku-by-https"), "key-jku-https").await;
    assert_eq!(status, 400);
    assert!(line.is_some_and(|line| line.starts_with('\u{16}')));
}
