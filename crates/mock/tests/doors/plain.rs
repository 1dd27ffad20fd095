//! The door without an HTTP library: what manners of delivery look like on the wire.

use std::net::SocketAddr;

use eks_auth_mock::{RunningServer, Server, Service, fault, manner};

use crate::client::{Connection, good, request, world};

pub(crate) async fn start(id: &str) -> RunningServer {
    let any: SocketAddr = "127.0.0.1:0".parse().unwrap();
    let service = Service::new(world()).with_manner(manner::find(id).unwrap());
    Server::bind(any, service).await.unwrap().spawn()
}

/// Everything that comes back for one good request, whose client wants no more than that.
async fn granted(id: &str) -> String {
    let server = start(id).await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&path, &body, "Connection: close\r\n")).await;
    String::from_utf8(connection.rest().await).unwrap()
}

#[tokio::test]
async fn each_manner_of_delivery_is_seen_on_the_wire() {
    for (id, parts) in [
        ("http.names.lower", ["HTTP/1.1 200 OK\r\ncontent-type:application/json\r\n", "\r\ncontent-length:"]),
        ("http.names.upper", ["\r\nCONTENT-TYPE:  \tapplication/json \r\n", "\r\nX-AMZN-REQUESTID:"]),
        ("http.reason.absent", ["HTTP/1.1 200 \r\n", "}"]),
        ("http.reason.own", ["HTTP/1.1 200 Well, here you are\r\n", "}"]),
        ("http.body.chunks", ["\r\nTransfer-Encoding: chunked\r\n", "\r\n7\r\n{\"subje\r\n7\r\nct\":"]),
        (
            "http.body.ornate-chunks",
            ["\r\n0064;part=0;note=\"a chunk\"\r\n{", "\r\n000;last\r\nX-Checksum: none\r\n"],
        ),
        ("http.body.end", ["HTTP/1.1 200 OK\r\n", "}"]),
        ("http.body.old-version", ["HTTP/1.0 200 OK\r\n", "}"]),
        ("http.interim.hints", ["HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 ", "HTTP/1.1 200 OK\r\n"]),
        ("http.slow.to-begin", ["HTTP/1.1 200 OK\r\n", "}"]),
        ("http.slow.to-end", ["HTTP/1.1 200 OK\r\n", "}"]),
    ] {
        let all = granted(id).await;
        assert!(parts.iter().all(|part| all.contains(part)), "{id}: {all}");
    }
}

#[tokio::test]
async fn body_that_ends_with_the_connection_has_no_length() {
    for id in ["http.body.end", "http.body.old-version"] {
        let all = granted(id).await.to_ascii_lowercase();
        assert!(!all.contains("content-length") && !all.contains("transfer-encoding"), "{id}: {all}");
    }
}

#[tokio::test]
async fn connection_goes_on_where_it_may_and_is_dropped_where_it_may_not() {
    let (path, body) = good();
    for (id, answers) in [("http.reason.own", 3), ("http.connection.dropped", 1), ("http.body.end", 1)] {
        let server = start(id).await;
        let mut connection = Connection::open(server.addr()).await;
        let twice = request(&path, &body, "").repeat(2);
        connection.send(twice + &request(&path, "{}", "Connection: close\r\n")).await;
        let all = String::from_utf8(connection.rest().await).unwrap();
        assert_eq!(all.matches("HTTP/1.1 ").count(), answers, "{id}: {all}");
        assert!(!all.to_ascii_lowercase().contains("connection:"), "{id}: {all}");
    }
}

#[tokio::test]
async fn continue_is_sent_where_it_is_expected_and_never_where_it_is_not_to_be() {
    let (path, body) = good();
    let whole = request(&path, &body, "Expect: 100-continue\r\nConnection: close\r\n");
    let (head, body) = whole.split_at(whole.len() - body.len());
    for (id, continues) in [("http.reason.own", 1), ("http.interim.never", 0)] {
        let server = start(id).await;
        let mut connection = Connection::open(server.addr()).await;
        connection.send(head).await;
        if continues == 1 {
            assert_eq!(connection.reply().await.status, 100);
        }
        connection.send(body).await;
        assert_eq!(connection.reply().await.status, 200, "{id}");
    }
}

#[tokio::test]
async fn requests_are_read_in_every_form() {
    let server = start("http.reason.own").await;
    let (path, body) = good();
    let head = format!("POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n");
    let chunks =
        format!("3;a=b\r\n{}\r\n{:X}\r\n{}\r\n0\r\nT: x\r\n\r\n", &body[..3], body.len() - 3, &body[3..]);
    let long = " ".repeat(3 * 1024 * 1024);
    for (sent, status) in [
        (format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunks}"), 200),
        (request(&format!("http://other.example{path}"), &body, ""), 200),
        (request(&path, &long, ""), 413),
        (format!("HEAD / HTTP/1.1\r\nHost: mock\r\n\r\n{}", request(&path, &body, "")), 404),
    ] {
        let mut connection = Connection::open(server.addr()).await;
        connection.send(sent).await;
        connection.finish_sending().await;
        let all = String::from_utf8(connection.rest().await).unwrap();
        assert!(all.starts_with(&format!("HTTP/1.1 {status} ")), "{all}");
        assert_eq!(all.contains("\r\n\r\nHTTP/1.1 200 "), status == 404, "HEAD has no body: {all}");
    }
}

#[tokio::test]
async fn other_protocols_get_one_answer_or_none() {
    let server = start("http.reason.own").await;
    for garbage in ["\x16\x03\x01\x02\x00\x01\x00", "hello\r\n\r\n", "GET /"] {
        let mut connection = Connection::open(server.addr()).await;
        connection.send(garbage).await;
        connection.finish_sending().await;
        let rest = connection.rest().await;
        assert!(rest.is_empty() || rest.starts_with(b"HTTP/1.1 400"), "{}", String::from_utf8_lossy(&rest));
    }
}

/// What such a fault gets wrong is something else than two requests in turn.
#[tokio::test]
async fn faults_below_requests_leave_plain_ones_alone() {
    let (path, body) = good();
    for fault in fault::all().filter(|fault| fault.is_below_requests()) {
        let service = Service::new(world()).with_fault(fault);
        let server = Server::bind("127.0.0.1:0".parse().unwrap(), service).await.unwrap().spawn();
        let mut connection = Connection::open(server.addr()).await;
        for _ in 0..2 {
            connection.send(request(&path, &body, "")).await;
            assert_eq!(connection.reply().await.status, 200, "{}", fault.id());
        }
    }
}
