//! Several requests at once, against a peer that follows a script.

use std::sync::Arc;

use eks_auth_world::{Partition, World};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use super::*;
use crate::client::Endpoint;
use crate::exchange::Answer;
use crate::sign::Signer;
use crate::stage::Stage;

const FIRST: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na";
const SECOND: &[u8] = b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n";
const LAST: &[u8] = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";

fn requests(endpoint: &Endpoint, count: usize) -> Vec<Prepared> {
    let world = Arc::new(World::standard(Partition::Aws));
    let signer = Signer::new(&world, endpoint.authority());
    let mut stage = Stage::new(world, 1.7e9, 1, "");
    let subject = stage.subject();
    (0..count).map(|_| stage.plain(&subject).prepare(&signer, "", 1.7e9)).collect()
}

async fn listening() -> (TcpListener, Endpoint) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, endpoint.parse().expect("an endpoint"))
}

/// Reads so many whole requests, each of which ends with `"}`.
async fn read_requests(stream: &mut TcpStream, count: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.windows(2).filter(|window| window == b"\"}").count() < count {
        assert!(stream.read_buf(&mut bytes).await.expect("it is open") > 0, "the client closed early");
    }
    bytes
}

async fn pipelined(answers: Vec<u8>, count: usize) -> (Vec<Exchange>, bool) {
    let (listener, endpoint) = listening().await;
    let peer = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.expect("a client");
        let _ = read_requests(&mut stream, count).await;
        stream.write_all(&answers).await.expect("it is open");
        stream
    });
    let mut client = Client::new(endpoint.clone(), Limits::default());
    let exchanges = client.pipeline(&requests(&endpoint, count)).await;
    drop(peer);
    (exchanges, client.kept.is_some())
}

fn statuses(exchanges: &[Exchange]) -> Vec<Option<u16>> {
    exchanges.iter().map(|exchange| exchange.answer().map(Answer::status)).collect()
}

#[tokio::test]
async fn answers_are_told_apart_however_they_end() {
    let (exchanges, kept) = pipelined([FIRST, SECOND, FIRST].concat(), 3).await;
    assert_eq!(statuses(&exchanges), [Some(200), Some(404), Some(200)]);
    assert_eq!(exchanges[1].answer().map(Answer::body), Some(&b"b"[..]));
    assert!(kept);
}

#[tokio::test]
async fn what_comes_after_the_last_answer_is_a_flaw() {
    let (exchanges, kept) = pipelined([FIRST, FIRST, FIRST].concat(), 2).await;
    assert_eq!(statuses(&exchanges), [Some(200), None]);
    assert!(!kept);
}

#[tokio::test]
async fn after_an_answer_that_closes_the_rest_has_none() {
    let (exchanges, kept) = pipelined([FIRST, LAST].concat(), 4).await;
    assert_eq!(statuses(&exchanges), [Some(200), Some(400), None, None]);
    for exchange in &exchanges[2..] {
        assert!(matches!(exchange.received(), Received::Nothing(NoAnswer::Closed)));
    }
    assert!(!kept);
}

#[tokio::test]
async fn nobody_there_is_told_of_every_request() {
    let (listener, endpoint) = listening().await;
    drop(listener);
    let mut client = Client::new(endpoint.clone(), Limits::default());
    let exchanges = client.pipeline(&requests(&endpoint, 2)).await;
    assert!(exchanges.iter().all(|exchange| exchange.received().is_unreachable()));
}

#[tokio::test]
async fn interleaved_requests_are_all_begun_before_any_is_finished() {
    let (listener, endpoint) = listening().await;
    let peer = tokio::spawn(async move {
        let mut streams = Vec::new();
        for _ in 0..3 {
            let (mut stream, _) = listener.accept().await.expect("a client");
            let mut start = [0; 10];
            stream.read_exact(&mut start).await.expect("a beginning");
            streams.push(stream);
        }
        for stream in &mut streams {
            let _ = read_requests(stream, 1).await;
            stream.write_all(FIRST).await.expect("it is open");
        }
    });
    let exchanges = interleave(&endpoint.clone().into(), &Limits::default(), &requests(&endpoint, 3)).await;
    assert_eq!(statuses(&exchanges), [Some(200); 3]);
    peer.await.expect("the peer saw what it expects");
}
