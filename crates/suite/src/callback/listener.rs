//! Takes whoever comes, bounded in time, memory and number.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::answer::Library;
use super::contact::{Contact, Contacts};

/// How many are served at once; who comes then waits in the system's queue.
const CONNECTIONS: usize = 128;
/// How long one connection may take.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest head that is read, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// The most headers that are read.
const HEADERS: usize = 64;
/// The content type of a TLS handshake record (RFC 8446, section 5.1), with which no HTTP request begins.
const HANDSHAKE: u8 = 0x16;

/// Serves until it is dropped.
pub(super) async fn serve(listener: TcpListener, library: Arc<Library>, contacts: Arc<Contacts>) {
    let mut connections = JoinSet::new();
    loop {
        if connections.len() >= CONNECTIONS {
            let _ = connections.join_next().await;
        }
        while connections.try_join_next().is_some() {}
        let Ok((stream, _)) = listener.accept().await else {
            // No file descriptor is left, most often: others will be given back.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let (library, contacts) = (Arc::clone(&library), Arc::clone(&contacts));
        connections.spawn(async move {
            let _ = tokio::time::timeout(PATIENCE, answer(stream, &library, &contacts)).await;
        });
    }
}

/// Reads one request, remembers it and answers it; how the connection ends is the other side's affair.
async fn answer(mut stream: TcpStream, library: &Library, contacts: &Contacts) -> Option<()> {
    let mut buffer = Vec::new();
    let (method, target) = loop {
        if stream.read_buf(&mut buffer).await.ok()? == 0 || buffer.len() > LONGEST_HEAD {
            return None;
        }
        if buffer.first() == Some(&HANDSHAKE) {
            contacts.add(Contact::Handshake);
            return None;
        }
        let mut slots = [httparse::EMPTY_HEADER; HEADERS];
        let mut request = httparse::Request::new(&mut slots);
        // The line is enough: who fetched is not asked for more.
        let status = request.parse(&buffer);
        if let (Some(method), Some(path)) = (request.method, request.path) {
            break (method.to_owned(), path.to_owned());
        }
        status.ok()?;
    };
    contacts.add(Contact::request(&method, &target));
    let (kind, body) = library.document(&target);
    let head = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    if method != "HEAD" {
        stream.write_all(&body).await.ok()?;
    }
    stream.shutdown().await.ok()?;
    // What still comes is thrown away, since a system that closes on unread bytes resets the connection.
    while stream.read(&mut [0; 1024]).await.ok()? > 0 {}
    Some(())
}
