//! Carries out what a faulty service wants fetched, on this machine alone: its faults shall harm nobody else.

use std::net::IpAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::errand::Errand;

/// How long one errand may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// The most that is read of an answer, in bytes.
const LIMIT: u64 = 64 * 1024;
/// How a TLS client begins: a handshake record with a hello of version 1.2, one cipher suite and no extension.
const CLIENT_HELLO: [u8; 50] = {
    let mut hello = [7; 50];
    let head = [0x16, 3, 1, 0, 45, 1, 0, 0, 41, 3, 3];
    // The 32 bytes after the head are random to the other side; then no session, one suite, no compression.
    let tail = [0, 0, 2, 0x13, 0x01, 1, 0];
    let mut index = 0;
    while index < head.len() {
        hello[index] = head[index];
        index += 1;
    }
    index = 0;
    while index < tail.len() {
        hello[head.len() + 32 + index] = tail[index];
        index += 1;
    }
    hello
};

/// The body behind a URL of this machine; nothing for any other, or where anything goes wrong.
pub(super) async fn carry_out(errand: &Errand) -> Option<Vec<u8>> {
    tokio::time::timeout(PATIENCE, fetch(errand)).await.ok().flatten()
}

async fn fetch(errand: &Errand) -> Option<Vec<u8>> {
    let url = Url::parse(&errand.url)?;
    let mut stream = TcpStream::connect((url.host, url.port)).await.ok()?;
    if url.secure {
        stream.write_all(&CLIENT_HELLO).await.ok()?;
        // Nobody speaks TLS on this machine: what comes back, if anything, ends the attempt.
        let _ = stream.read(&mut [0; 1]).await;
        return None;
    }
    let request = format!(
        "{} /{} HTTP/1.1\r\nHost: {}:{}\r\nAccept: */*\r\nConnection: close\r\n\r\n",
        errand.method, url.path, url.host, url.port
    );
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.take(LIMIT).read_to_end(&mut answer).await.ok()?;
    let head = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    Some(answer.split_off(head + 4))
}

/// A URL of this machine.
#[derive(Debug, PartialEq)]
struct Url<'a> {
    secure: bool,
    host: IpAddr,
    port: u16,
    path: &'a str,
}

impl<'a> Url<'a> {
    /// Reads it as browsers do: a backslash is a slash, and what stands before an at sign is a user.
    fn parse(text: &'a str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let (authority, path) = rest.split_once(['/', '\\']).unwrap_or((rest, ""));
        let (_, authority) = authority.rsplit_once('@').unwrap_or(("", authority));
        let secure = match scheme {
            "http" => false,
            "https" => true,
            _ => return None,
        };
        let (host, port) = authority.rsplit_once(':')?;
        let host: IpAddr = host.trim_start_matches('[').trim_end_matches(']').parse().ok()?;
        let path = path.split('#').next().unwrap_or_default();
        host.is_loopback().then_some(Url { secure, host, port: port.parse().ok()?, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_of_this_machine_are_read_and_no_others() {
        let read = |text| Url::parse(text).map(|url| (url.secure, url.port, url.path.to_owned()));
        let here = |secure, path: &str| Some((secure, 80, path.to_owned()));
        assert_eq!(read("http://127.0.0.1:80/a/b?c#d"), here(false, "a/b?c"));
        assert_eq!(read("https://user@127.0.0.1:80/a"), here(true, "a"));
        assert_eq!(read("http://127.0.0.1:80\\@issuer.example/a"), here(false, "@issuer.example/a"));
        assert_eq!(read("http://[::1]:80"), here(false, ""));
        for text in
            ["http://10.0.0.1:80/", "http://localhost/", "file:///etc/passwd", "", "http://169.254.169.254/"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn hello_says_how_long_it_is() {
        assert_eq!(usize::from(CLIENT_HELLO[4]) + 5, CLIENT_HELLO.len());
        assert_eq!(usize::from(CLIENT_HELLO[8]) + 9, CLIENT_HELLO.len());
    }
}
