//! The listener as those who follow a token meet it.

use eks_auth_world::Partition;
use eks_auth_world::defect::Pointer;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::contact::Contact;
use super::*;

async fn listening() -> Callback {
    let endpoint = "http://127.0.0.1:1".parse().expect("an endpoint");
    let listening = Callback::listen(None, &endpoint, &World::standard(Partition::Aws)).await;
    listening.expect("a free port").expect("a loopback endpoint")
}

async fn send(callback: &Callback, bytes: &[u8]) -> Vec<u8> {
    let mut stream =
        TcpStream::connect(callback.url().trim_start_matches("http://")).await.expect("it listens");
    stream.write_all(bytes).await.expect("it reads");
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

fn trail(nonce: &str, pointer: Pointer) -> Trail {
    let mut trail = Trail::default();
    trail.add(nonce, pointer);
    trail
}

#[tokio::test]
async fn request_is_traced_to_the_token_that_named_its_path() {
    let callback = listening().await;
    let (one, other) = (trail("nonce-1", Pointer::Http), trail("nonce-2", Pointer::Http));
    let answer = send(&callback, b"GET /nonce-1/jwks.json HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(answer.starts_with(b"HTTP/1.1 200 OK\r\n") && answer.ends_with(b"}]}"));
    let contact = Contact::request("GET", "/nonce-1/jwks.json");
    assert_eq!(callback.followed(&one), Followed::Watched(vec![contact]));
    assert_eq!(callback.followed(&other), Followed::Watched(Vec::new()));
}

#[tokio::test]
async fn head_is_answered_without_a_body() {
    let callback = listening().await;
    let answer = send(&callback, b"HEAD /nonce/jwks.json HTTP/1.0\r\n\r\n").await;
    assert!(answer.ends_with(b"\r\n\r\n"));
    let followed = callback.followed(&trail("nonce", Pointer::Http));
    assert_eq!(followed.first().map(Contact::describe).as_deref(), Some("fetched with HEAD"));
}

#[tokio::test]
async fn handshake_is_held_against_tokens_that_point_to_https_before_it() {
    let callback = listening().await;
    let (plain, before) = (trail("nonce", Pointer::Http), trail("nonce", Pointer::Https));
    assert!(send(&callback, &[0x16, 3, 1, 0, 5, 1, 0, 0, 1, 3]).await.is_empty());
    let after = trail("nonce", Pointer::Https);
    assert_eq!(callback.followed(&before), Followed::Watched(vec![Contact::Handshake]));
    assert_eq!(callback.followed(&plain), Followed::Watched(Vec::new()));
    assert_eq!(callback.followed(&after), Followed::Watched(Vec::new()));
}

#[tokio::test]
async fn strangers_leave_no_trace() {
    let callback = listening().await;
    for noise in
        [&b"\0\0\0"[..], b"hello\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"]
    {
        let mut stream =
            TcpStream::connect(callback.url().trim_start_matches("http://")).await.expect("it listens");
        stream.write_all(noise).await.expect("it reads");
        stream.shutdown().await.expect("it is open");
        let _ = stream.read_to_end(&mut Vec::new()).await;
    }
    assert_eq!(callback.followed(&trail("nonce", Pointer::Https)), Followed::Watched(Vec::new()));
}

#[tokio::test]
async fn address_in_use_is_an_error_only_where_it_was_chosen() {
    let taken = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address: CallbackAddress =
        taken.local_addr().expect("an address").to_string().parse().expect("an address");
    let world = World::standard(Partition::Aws);
    let elsewhere: Endpoint = "http://service.example".parse().expect("an endpoint");
    assert!(Callback::listen(Some(&address), &elsewhere, &world).await.is_err());
    assert!(Callback::listen(None, &elsewhere, &world).await.is_ok_and(|callback| callback.is_none()));
}
