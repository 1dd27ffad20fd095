//! Requests of which it is not clear where they end or whom they are for: 400, once, and the end.

use eks_auth_mock::{Fault, fault};

use crate::client::{Connection, good, request};
use crate::plain;
use crate::server::{start, start_with};

/// At both doors.
async fn refused_and_closed(bytes: &str) {
    for server in [start().await, plain::start("http.reason.own").await] {
        let (path, body) = good();
        let mut connection = Connection::open(server.addr()).await;
        connection.send(bytes).await;
        connection.send(request(&path, &body, "")).await;
        let all = String::from_utf8(connection.rest().await).unwrap();
        assert!(all.starts_with("HTTP/1.1 400"), "{all}");
        assert_eq!(all.matches("HTTP/1.1").count(), 1, "more than one answer: {all}");
    }
}

#[tokio::test]
async fn length_beside_coding() {
    let (path, body) = good();
    let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for more in [
        "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n",
    ] {
        let head =
            format!("POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\n{more}\r\n");
        refused_and_closed(&format!("{head}{chunks}")).await;
    }
}

#[tokio::test]
async fn two_lengths() {
    let (path, body) = good();
    refused_and_closed(&request(&path, &body, "Content-Length: 3\r\n")).await;
}

#[tokio::test]
async fn lengths_that_are_none() {
    for length in ["+5", "5,5", "0x5", "-5", "99999999999999999999999"] {
        refused_and_closed(&format!(
            "POST / HTTP/1.1\r\nHost: mock\r\nContent-Length: {length}\r\n\r\nabcde"
        ))
        .await;
    }
}

#[tokio::test]
async fn codings_that_are_not_chunked_once() {
    for coding in ["gzip, chunked", "chunked, chunked", "identity", "xchunked", "chunked, identity"] {
        let head = format!("POST / HTTP/1.1\r\nHost: mock\r\nTransfer-Encoding: {coding}\r\n\r\n0\r\n\r\n");
        refused_and_closed(&head).await;
    }
}

#[tokio::test]
async fn no_host_or_two() {
    refused_and_closed("GET / HTTP/1.1\r\n\r\n").await;
    refused_and_closed("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n").await;
}

#[tokio::test]
async fn chunks_that_are_none() {
    let (path, _) = good();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    );
    refused_and_closed(&format!("{head}zz\r\n{{}}\r\n0\r\n\r\n")).await;
}

#[tokio::test]
async fn http_1_0_needs_no_host() {
    let server = start().await;
    let mut connection = Connection::open(server.addr()).await;
    connection.send("GET / HTTP/1.0\r\n\r\n").await;
    let all = String::from_utf8(connection.rest().await).unwrap();
    assert!(all.starts_with("HTTP/1.0 404") || all.starts_with("HTTP/1.1 404"), "{all}");
}

#[tokio::test]
async fn absolute_form_is_the_same_path() {
    let server = start().await;
    let (path, body) = good();
    let mut connection = Connection::open(server.addr()).await;
    connection.send(request(&format!("http://other.example{path}"), &body, "")).await;
    assert_eq!(connection.reply().await.status, 200);
}

/// Of each such fault, a request that it misreads, and one that it leaves alone.
#[tokio::test]
async fn faults_below_requests_take_the_body_for_another_request() {
    let (path, body) = good();
    let misread = [
        ("http.framing.last-length-counts", "Content-Length: 0\r\n"),
        ("http.framing.odd-length-is-none", "Content-Length: many\r\n"),
        ("http.framing.unknown-coding-is-none", "Transfer-Encoding: unknown\r\n"),
    ];
    let named: Vec<&str> = misread.iter().map(|(id, _)| *id).collect();
    let all: Vec<&str> = fault::all()
        .filter(|fault| fault.is_below_requests() && fault.requirement() == "HTP-004")
        .map(Fault::id)
        .collect();
    assert_eq!(named, all);
    for (id, header) in misread {
        let server = start_with(fault::find(id).unwrap()).await;
        let mut connection = Connection::open(server.addr()).await;
        connection.send(request(&path, &body, header)).await;
        let all = String::from_utf8(connection.rest().await).unwrap();
        assert_eq!(all.matches("HTTP/1.1 4").count(), 2, "{id}: {all}");

        let mut connection = Connection::open(server.addr()).await;
        for _ in 0..2 {
            connection.send(request(&path, &body, "")).await;
            assert_eq!(connection.reply().await.status, 200, "{id}");
        }
    }
}
