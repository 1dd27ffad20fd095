//! A port that answers another protocol, or nothing: an answer in bounded time, and a report.

use std::io::{Read, Write};
use std::net::TcpStream;

use crate::process::{Reports, run};
use crate::server::Server;

/// So many connections for each case of the suite and no more: a sweep sends dozens of requests for a case or two.
const EACH: usize = 8;

fn is_judged_within_bounds(treat: impl Fn(TcpStream) + Send + Sync + 'static) -> usize {
    let (server, reports) = (Server::raw(treat), Reports::new());
    let (json, junit) = (reports.path("report.json"), reports.path("report.xml"));
    let files = ["--json", &json, "--junit", &junit];
    let arguments = [&["service", "--endpoint", server.endpoint(), "--timeout", "1"], &files[..]].concat();
    let ended = run(&arguments);
    assert!(matches!(ended.status, Some(1 | 3)), "{ended:?}");
    let verdict = &reports.json("report.json")["verdict"];
    assert!(verdict == "nonconformant" || verdict == "inconclusive", "{verdict}");
    assert!(!ended.stderr.contains("itself failed"), "{ended:?}");
    let connections = server.connections();
    assert!(connections <= EACH * eks_auth_suite::cases().len(), "{connections} connections");
    connections
}

#[test]
fn banner_of_another_protocol() {
    is_judged_within_bounds(|mut stream| {
        let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n");
        let _ = stream.read_to_end(&mut Vec::new());
    });
}

#[test]
fn silence() {
    let connections = is_judged_within_bounds(|mut stream| drop(stream.read_to_end(&mut Vec::new())));
    assert!(connections <= 40, "{connections} connections to what never answers");
}

#[test]
fn connection_closed_at_once() {
    let connections = is_judged_within_bounds(drop);
    assert!(connections <= 40, "{connections} connections to what never answers");
}

#[test]
fn endless_garbage() {
    is_judged_within_bounds(|mut stream| while stream.write_all(&[b'x'; 16 * 1024]).is_ok() {});
}
