//! Servers of the tests' own, which say what no good service would.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A listener that treats each connection in a thread of its own, for as long as the test process lives.
pub(crate) struct Server {
    endpoint: String,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Gives every connection to `treat`.
    pub(crate) fn raw(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let endpoint = format!("http://{}", listener.local_addr().expect("an address"));
        let connections = Arc::new(AtomicUsize::new(0));
        let (counter, treat) = (Arc::clone(&connections), Arc::new(treat));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counter.fetch_add(1, Ordering::Relaxed);
                let treat = Arc::clone(&treat);
                thread::spawn(move || treat(stream));
            }
        });
        Self { endpoint, connections }
    }

    /// Answers every request with what `answer` makes of its text and its number, then closes.
    pub(crate) fn http(answer: impl Fn(&str, usize) -> String + Send + Sync + 'static) -> Self {
        let requests = AtomicUsize::new(0);
        Self::raw(move |mut stream| {
            let request = read_request(&mut stream);
            let number = requests.fetch_add(1, Ordering::Relaxed);
            let _ = stream.write_all(answer(&request, number).as_bytes());
            let _ = stream.shutdown(Shutdown::Write);
            // Closed with bytes unread, the connection would be reset and the answer lost.
            let _ = stream.read_to_end(&mut Vec::new());
        })
    }

    pub(crate) fn endpoint(&self) -> &str {
        &self.endpoint
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }
}

/// A complete answer.
pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

/// The endpoint of a port that nothing listens on.
pub(crate) fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    format!("http://{}", listener.local_addr().expect("an address"))
}

/// Reads until the request seems complete, or nothing more comes.
fn read_request(stream: &mut TcpStream) -> String {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(1)));
    let mut bytes = Vec::new();
    let mut chunk = [0; 16 * 1024];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if is_complete(&text, bytes.len()) {
            return text;
        }
        match stream.read(&mut chunk) {
            Ok(count) if count > 0 => bytes.extend_from_slice(&chunk[..count]),
            _ => return text,
        }
    }
}

fn is_complete(text: &str, length: usize) -> bool {
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let head = head.to_ascii_lowercase();
    let wanted =
        head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    match wanted {
        Some(wanted) => length >= head.len() + 4 + wanted,
        None if head.contains("transfer-encoding:") => body.ends_with("0\r\n\r\n"),
        None => true,
    }
}
