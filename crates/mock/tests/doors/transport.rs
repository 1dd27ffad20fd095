//! The hostile door: every fault of the transport does what it says, in bounded memory, and ends with the server.

use std::collections::BTreeSet;
use std::time::Duration;

use eks_auth_mock::{Fault, RunningServer, fault};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::client::{good, request};
use crate::server::start_with;

/// How much of what a server sends is looked at.
const ENOUGH: usize = 4 * 1024 * 1024;
/// How long a server may keep its peace before that counts as silence.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long a server that drips is listened to.
const LONG: Duration = Duration::from_secs(3);

async fn start(id: &str) -> RunningServer {
    start_with(fault::find(id).unwrap_or_else(|| panic!("no fault {id}"))).await
}

/// Sends a good request on a connection of its own; nothing where nobody listens.
async fn asked(server: &RunningServer) -> Option<TcpStream> {
    let (path, body) = good();
    let mut stream = TcpStream::connect(server.addr()).await.ok()?;
    // Whoever closes at once may not take it.
    let _ = stream.write_all(request(&path, &body, "").as_bytes()).await;
    Some(stream)
}

/// What is said to a client that asks nothing more, as far as it is looked at.
async fn said(server: &RunningServer) -> Vec<u8> {
    let Some(mut stream) = asked(server).await else { return Vec::new() };
    let _ = stream.shutdown().await;
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
    let _ = tokio::time::timeout(LONG, async {
        while bytes.len() < ENOUGH {
            match stream.read(&mut chunk).await {
                Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
                _ => break,
            }
        }
    })
    .await;
    bytes
}

/// What follows the last byte of an answer, for a client that may ask more.
async fn ending(server: &RunningServer) -> Heard {
    let Some(mut stream) = asked(server).await else { return Heard::Nobody };
    let mut chunk = vec![0; 64 * 1024];
    loop {
        match tokio::time::timeout(PATIENCE, stream.read(&mut chunk)).await {
            Err(_) => return Heard::Silence,
            Ok(Ok(0)) => return Heard::End,
            Ok(Ok(_)) => {}
            Ok(Err(_)) => return Heard::Reset,
        }
    }
}

/// Whether these bytes are one good answer and nothing else.
fn is_good(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
    head.starts_with("HTTP/1.1 200 OK\r\n")
        && head.contains("application/json")
        && length == Some(body.len().to_string().as_str())
        && serde_json::from_str::<serde_json::Value>(body)
            .is_ok_and(|body| body["credentials"]["expiration"].as_u64().is_some())
}

#[derive(Debug, PartialEq)]
enum Heard {
    Nobody,
    Silence,
    End,
    Reset,
}

#[test]
fn ids_are_unique_and_say_what_they_are() {
    let others: BTreeSet<&str> = fault::all().chain(fault::deep()).map(Fault::id).collect();
    let mut seen = BTreeSet::new();
    for fault in fault::transport() {
        let id = fault.id();
        assert!(seen.insert(id) && !others.contains(id), "{id} twice");
        let legal = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-".contains(&byte);
        assert!(id.starts_with("transport.") && id.bytes().all(legal), "{id}");
        assert!(fault.summary().len() < 120 && !fault.summary().ends_with('.'), "{id}");
        assert!(fault.is_of_transport() && fault.is_below_requests() && fault.class().is_none(), "{id}");
    }
    assert!(seen.len() > 30);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_sends_something_else_than_good_answers() {
    for fault in fault::transport().filter(|fault| fault.id() != "transport.reset.after") {
        let server = start_with(fault).await;
        let mut good = 0;
        while good < 30 && is_good(&said(&server).await) {
            good += 1;
        }
        assert!(good < 30, "{} is the whole service", fault.id());
        server.stop().await;
    }
}

#[tokio::test]
async fn endings_are_what_they_are_called() {
    for (id, wanted) in [
        ("transport.silent", Heard::Silence),
        ("transport.body.withheld", Heard::Silence),
        ("transport.chunk.unfinished", Heard::Silence),
        ("transport.body.shorter", Heard::End),
        ("transport.close.asked", Heard::End),
        ("transport.reset.before", Heard::Reset),
        ("transport.reset.within", Heard::Reset),
        ("transport.reset.after", Heard::Reset),
    ] {
        assert_eq!(ending(&start(id).await).await, wanted, "{id}");
    }
    assert!(said(&start("transport.silent").await).await.is_empty());
    assert!(said(&start("transport.close.accepted").await).await.is_empty());
    assert!(is_good(&said(&start("transport.reset.after").await).await));
}

#[tokio::test]
async fn what_has_no_end_goes_on() {
    for id in [
        "transport.head.endless",
        "transport.head.huge",
        "transport.interim.endless",
        "transport.body.endless",
        "transport.body.endless-chunks",
        "transport.body.huge",
        "transport.chunk.long-size",
        "transport.garbage.endless",
    ] {
        let bytes = said(&start(id).await).await;
        assert!(bytes.len() >= ENOUGH, "{id} ends after {}", bytes.len());
    }
}

#[tokio::test]
async fn lengths_are_as_wrong_as_they_say() {
    for (id, surplus) in
        [("transport.body.longer", 16), ("transport.body.shorter", -16), ("transport.body.withheld", -16)]
    {
        let text = String::from_utf8(said(&start(id).await).await).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let length: i64 = head.split("Content-Length: ").nth(1).unwrap().parse().unwrap();
        assert_eq!(i64::try_from(body.len()).unwrap() - length, surplus, "{id}");
    }
}

#[tokio::test]
async fn sums_are_right_where_the_body_is_made_of_parts() {
    for (id, least) in [
        ("transport.json.deep", 200_000),
        ("transport.json.deep-objects", 800_001),
        ("transport.json.number", 1_000_000),
        ("transport.gzip.bomb", 780_022),
    ] {
        let bytes = said(&start(id).await).await;
        let start = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        let (head, length) = (String::from_utf8(bytes[..start].to_vec()).unwrap(), bytes.len() - start);
        assert!(head.contains(&format!("Content-Length: {length}\r\n")) && length >= least, "{id}");
    }
}

#[tokio::test]
async fn redirects_lead_to_the_request_itself_or_far_away() {
    let text = String::from_utf8(said(&start("transport.redirect.loop").await).await).unwrap();
    assert!(text.contains(&format!("Location: {}\r\n", good().0)), "{text}");
    let text = String::from_utf8(said(&start("transport.redirect.elsewhere").await).await).unwrap();
    assert!(text.contains("Location: http://elsewhere.invalid/"), "{text}");
}

#[tokio::test]
async fn every_second_request_is_answered_well() {
    let server = start("transport.fickle").await;
    let mut good = Vec::new();
    for _ in 0..4 {
        good.push(is_good(&said(&server).await));
    }
    assert_eq!(good, [false, true, false, true]);
}

#[tokio::test]
async fn service_that_dies_may_come_back() {
    for (id, comes_back) in [("transport.dies", false), ("transport.dies.returns", true)] {
        let server = start(id).await;
        for _ in 0..25 {
            assert!(is_good(&said(&server).await), "{id}");
        }
        assert!(said(&server).await.is_empty(), "{id}");
        let mut again = false;
        // Longer than the one is away that comes back.
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            again = again || is_good(&said(&server).await);
        }
        assert_eq!(again, comes_back, "{id}");
        server.stop().await;
    }
}
