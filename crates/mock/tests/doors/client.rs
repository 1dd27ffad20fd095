//! A client that sends any bytes and reads answers one by one.

use std::net::SocketAddr;
use std::time::Duration;

use eks_auth_world::{Partition, Scene, World};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub(crate) struct Connection {
    stream: TcpStream,
    unread: Vec<u8>,
}

#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        Connection { stream: TcpStream::connect(address).await.unwrap(), unread: Vec::new() }
    }

    pub(crate) async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.unwrap();
    }

    pub(crate) async fn finish_sending(&mut self) {
        self.stream.shutdown().await.unwrap();
    }

    /// The next answer: its head, and a body of its Content-Length.
    pub(crate) async fn reply(&mut self) -> Reply {
        let end = loop {
            if let Some(end) = self.unread.windows(4).position(|window| window == b"\r\n\r\n") {
                break end + 4;
            }
            assert!(self.more().await, "the connection ended before an answer");
        };
        let head = String::from_utf8(self.unread.drain(..end).collect()).unwrap();
        let lower = head.to_ascii_lowercase();
        let length = lower
            .split("content-length: ")
            .nth(1)
            .map_or(0, |rest| rest.split("\r\n").next().unwrap().parse().unwrap());
        while self.unread.len() < length {
            assert!(self.more().await, "the connection ended in a body");
        }
        let body = String::from_utf8(self.unread.drain(..length).collect()).unwrap();
        Reply { status: head.split(' ').nth(1).unwrap().parse().unwrap(), head, body }
    }

    /// Everything until the server closes.
    pub(crate) async fn rest(&mut self) -> Vec<u8> {
        while self.more().await {}
        std::mem::take(&mut self.unread)
    }

    async fn more(&mut self) -> bool {
        let mut buffer = [0; 4096];
        let read = tokio::time::timeout(Duration::from_secs(20), self.stream.read(&mut buffer));
        // A reset after the answer is an end like any other.
        let count = read.await.expect("the server neither answers nor closes").unwrap_or(0);
        self.unread.extend_from_slice(&buffer[..count]);
        count > 0
    }
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (have, value) = line.split_once(": ")?;
            have.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

pub(crate) fn world() -> World {
    World::standard(Partition::Aws)
}

/// The path and body of a good exchange at this very time.
pub(crate) fn good() -> (String, String) {
    let world = world();
    let now = std::time::UNIX_EPOCH.elapsed().unwrap().as_secs();
    let scene = Scene::first(&world, i64::try_from(now).unwrap(), "5e5e0000-0000-4000-8000-000000000001");
    let path = format!("/clusters/{}/assume-role-for-pod-identity", scene.cluster().name());
    (path, format!("{{\"token\":\"{}\"}}", scene.draft().sign().expose()))
}

/// The whole request, with more header lines (each with its line end) where wanted.
pub(crate) fn request(path: &str, body: &str, more: &str) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: mock\r\nContent-Type: application/json\r\nContent-Length: {}\r\n{more}\r\n{body}",
        body.len()
    )
}
