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
const PATIENCE: Duration = Duration::from_millis(200);

async fn start(id: &str) -> RunningServer {
    start_with(fault::find(id).unwrap_or_else(|| panic!("no fault {id}"))).await
}

/// What comes for a good request on a connection of its own, as far as it is looked at; and whether the connection ended.
async fn heard(server: &RunningServer) -> (Vec<u8>, Heard) {
    let (path, body) = good();
    let Ok(mut stream) = TcpStream::connect(server.addr()).await else { return (Vec::new(), Heard::Nobody) };
    // Whoever closes at once may not take it.
    let _ = stream.write_all(request(&path, &body, "").as_bytes()).await;
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 64 * 1024]);
    while bytes.len() < ENOUGH {
        match tokio::time::timeout(PATIENCE, stream.read(&mut chunk)).await {
            Err(_) => return (bytes, Heard::Silence),
            Ok(Ok(0)) => return (bytes, Heard::End),
            Ok(Ok(count)) => bytes.extend_from_slice(&chunk[..count]),
            Ok(Err(_)) => return (bytes, Heard::Reset),
        }
    }
    (bytes, Heard::More)
}

#[derive(Debug, PartialEq)]
enum Heard {
    Nobody,
    Silence,
    End,
    Reset,
    More,
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
async fn every_fault_sends_something_else_than_one_good_answer() {
    for fault in fault::transport() {
        let server = start_with(fault).await;
        let mut good = 0;
        for _ in 0..30 {
            let (bytes, ending) = heard(&server).await;
            let text = String::from_utf8_lossy(&bytes);
            let (head, body) = text.split_once("\r\n\r\n").unwrap_or_default();
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            let whole = head.starts_with("HTTP/1.1 200 OK\r\n")
                && head.contains("application/json")
                && length == Some(body.len().to_string().as_str())
                && serde_json::from_str::<serde_json::Value>(body)
                    .is_ok_and(|body| body["credentials"]["expiration"].as_u64().is_some());
            if !whole || ending != Heard::Silence {
                break;
            }
            good += 1;
        }
        assert!(good < 30, "{} is the whole service", fault.id());
        server.stop().await;
    }
}

#[tokio::test]
async fn silence_is_silence() {
    assert_eq!(heard(&start("transport.silent").await).await, (Vec::new(), Heard::Silence));
    assert_eq!(heard(&start("transport.close.accepted").await).await.0, b"");
    assert_eq!(heard(&start("transport.close.asked").await).await, (Vec::new(), Heard::End));
    assert_eq!(heard(&start("transport.reset.before").await).await, (Vec::new(), Heard::Reset));
}

#[tokio::test]
async fn what_has_no_end_goes_on() {
    for fault in fault::transport().filter(|fault| fault.summary().contains("end")) {
        let endless = ["endless", "huge", "long-size"].iter().any(|word| fault.id().contains(word));
        if endless {
            let (bytes, ending) = heard(&start_with(fault).await).await;
            let goes_on = bytes.len() >= ENOUGH || fault.id() == "transport.chunk.huge";
            assert!(goes_on, "{}: {ending:?} after {}", fault.id(), bytes.len());
        }
    }
}

#[tokio::test]
async fn lengths_are_as_wrong_as_they_say() {
    for (id, surplus, ending) in [
        ("transport.body.longer", 16, Heard::Silence),
        ("transport.body.shorter", -16, Heard::End),
        ("transport.body.withheld", -16, Heard::Silence),
    ] {
        let (bytes, heard) = heard(&start(id).await).await;
        let text = String::from_utf8(bytes).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let length: i64 = head.split("Content-Length: ").nth(1).unwrap().parse().unwrap();
        assert_eq!((i64::try_from(body.len()).unwrap() - length, heard), (surplus, ending), "{id}");
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
        let (bytes, ending) = heard(&start(id).await).await;
        let start = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap() + 4;
        let head = String::from_utf8(bytes[..start].to_vec()).unwrap();
        assert!(head.contains(&format!("Content-Length: {}\r\n", bytes.len() - start)), "{id}");
        assert!(bytes.len() - start >= least && ending == Heard::Silence, "{id}");
    }
}

#[tokio::test]
async fn redirects_lead_to_the_request_itself_or_far_away() {
    let (bytes, _) = heard(&start("transport.redirect.loop").await).await;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(&format!("Location: {}\r\n", good().0)), "{text}");
    let (bytes, _) = heard(&start("transport.redirect.elsewhere").await).await;
    assert!(String::from_utf8(bytes).unwrap().contains("Location: http://elsewhere.invalid/"));
}

#[tokio::test]
async fn every_second_request_is_answered_well() {
    let server = start("transport.fickle").await;
    let mut endings = Vec::new();
    for _ in 0..4 {
        endings.push(heard(&server).await.1);
    }
    assert_eq!(endings, [Heard::End, Heard::Silence, Heard::End, Heard::Silence]);
}

#[tokio::test]
async fn service_that_dies_may_come_back() {
    for (id, comes_back) in [("transport.dies", false), ("transport.dies.returns", true)] {
        let server = start(id).await;
        for _ in 0..25 {
            assert_eq!(heard(&server).await.1, Heard::Silence, "{id}");
        }
        assert_eq!(heard(&server).await.0, b"", "{id}");
        let mut again = Heard::Nobody;
        // Long enough for one that does, and short enough for one that does not.
        for _ in 0..30 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            again = heard(&server).await.1;
            if again == Heard::Silence {
                break;
            }
        }
        assert_eq!(again == Heard::Silence, comes_back, "{id}");
        server.stop().await;
    }
}
