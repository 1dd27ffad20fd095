//! The server as its clients meet it.

use std::net::SocketAddr;

use eks_auth_mock::{Fault, RunningServer, Server, Service};
use serde_json::Value;

use crate::client::{Connection, good, request, world};

pub(crate) async fn start() -> RunningServer {
    serve(Service::new(world())).await
}

pub(crate) async fn start_with(fault: &'static Fault) -> RunningServer {
    serve(Service::new(world()).with_fault(fault)).await
}

async fn serve(service: Service) -> RunningServer {
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    Server::bind(any, service).await.unwrap().spawn()
}

#[tokio::test]
async fn good_request_is_granted_at_the_systems_time() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&path, &body, "")).await;
    let reply = connection.reply().await;
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert!(reply.header("date").is_some());
    let json: Value = serde_json::from_str(&reply.body).unwrap();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let ahead = json["credentials"]["expiration"].as_u64().unwrap() - now;
    assert!((21_000..=21_600).contains(&ahead), "{ahead}");
}

#[tokio::test]
async fn kept_connection_goes_on_after_every_kind_of_refusal() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    for (path, sent, status) in [
        (path.as_str(), "{}", 400),
        (path.as_str(), "", 400),
        ("/nowhere", body.as_str(), 404),
        (path.as_str(), "{\"token\":\"a.b.c\"}", 400),
    ] {
        connection.send(request(path, sent, "")).await;
        assert_eq!(connection.reply().await.status, status);
        connection.send(request(&path.replace("/nowhere", "/"), sent, "")).await;
        let _ = connection.reply().await;
    }
    connection.send(request(&path, &body, "")).await;
    assert_eq!(connection.reply().await.status, 200);
}

#[tokio::test]
async fn pipelined_requests_are_answered_in_order() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    let all = [
        request(&path, &body, ""),
        request("/x", "", ""),
        request(&path, "{}", ""),
        request(&path, &body, ""),
    ];
    connection.send(all.concat()).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(connection.reply().await.status);
    }
    assert_eq!(statuses, [200, 404, 400, 200]);
}

#[tokio::test]
async fn chunked_body_in_segments_is_granted() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    connection.send(head).await;
    for part in body.as_bytes().chunks(200) {
        connection.send(format!("{:x};a=b\r\n", part.len())).await;
        connection.send(part).await;
        connection.send("\r\n").await;
        tokio::task::yield_now().await;
    }
    connection.send("0\r\nX-Trailer: y\r\n\r\n").await;
    assert_eq!(connection.reply().await.status, 200);
    connection.send(request(&path, &body, "")).await;
    assert_eq!(connection.reply().await.status, 200, "the connection goes on");
}

#[tokio::test]
async fn expected_continue_is_sent_before_the_body() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    let whole = request(&path, &body, "Expect: 100-continue\r\n");
    let (head, body) = whole.split_at(whole.len() - body.len());
    connection.send(head).await;
    assert_eq!(connection.reply().await.status, 100);
    connection.send(body).await;
    assert_eq!(connection.reply().await.status, 200);
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let server = start().await;
    let mut connection = Connection::open(server.addr()).await;
    connection.send("HEAD / HTTP/1.1\r\nHost: mock\r\nConnection: close\r\n\r\n").await;
    let all = String::from_utf8(connection.rest().await).unwrap();
    assert!(all.starts_with("HTTP/1.1 404") && all.ends_with("\r\n\r\n"), "{all}");
}

#[tokio::test]
async fn body_over_the_limit_is_answered_and_bounded() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&path, &" ".repeat(8 * 1024 * 1024), "")).await;
    assert_eq!(connection.reply().await.status, 413);
    connection.send(request(&path, &body, "")).await;
    assert_eq!(connection.reply().await.status, 200, "the rest was read away");
}

#[tokio::test]
async fn client_that_has_finished_sending_still_gets_its_answer() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&path, &body, "")).await;
    connection.finish_sending().await;
    assert_eq!(connection.reply().await.status, 200);
}

#[tokio::test]
async fn other_protocols_get_an_end() {
    let server = start().await;
    for garbage in ["\x16\x03\x01\x02\x00\x01\x00", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "hello\r\n\r\n"] {
        let mut connection = Connection::open(server.addr()).await;
        connection.send(garbage).await;
        connection.finish_sending().await;
        let rest = connection.rest().await;
        assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&rest));
    }
}

#[tokio::test]
async fn port_in_use_is_an_error() {
    let server = start().await;
    let error = Server::bind(server.addr(), Service::new(world())).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::AddrInUse);
}

#[tokio::test]
async fn stopping_closes_idle_connections_and_frees_the_port() {
    let server = start().await;
    let address = server.addr();
    assert_eq!(server.uri(), format!("http://{address}"));
    let (path, body) = good();
    let mut connection = Connection::open(address).await;
    connection.send(request(&path, &body, "")).await;
    assert_eq!(connection.reply().await.status, 200);
    server.stop().await;
    assert!(connection.rest().await.is_empty());
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn many_connections_at_once_each_get_their_own() {
    let server = start().await;
    let (path, body) = good();
    let address = server.addr();
    let exchanges = (0..50).map(|index| {
        let whole = if index % 2 == 0 { request(&path, &body, "") } else { request(&path, "{}", "") };
        tokio::spawn(async move {
            let mut connection = Connection::open(address).await;
            connection.send(whole).await;
            (index, connection.reply().await)
        })
    });
    let mut ids = std::collections::BTreeSet::new();
    for exchange in exchanges.collect::<Vec<_>>() {
        let (index, reply) = exchange.await.unwrap();
        assert_eq!(reply.status, if index % 2 == 0 { 200 } else { 400 });
        assert!(ids.insert(reply.header("x-amzn-requestid").unwrap().to_owned()));
    }
}
