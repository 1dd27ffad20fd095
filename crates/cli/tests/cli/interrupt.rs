//! Ctrl-C in mid-run: complete files, truthful reports, status 1 or 3.

use std::io::Read;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

use crate::junit;
use crate::process::{Ended, Mock, Reports, command, send};
use crate::server::{Server, answer};

/// Refuses so many requests, then never answers again, and tells when that begins.
pub(crate) fn falls_silent_after(answers: usize) -> (Server, Receiver<()>) {
    let (sender, receiver) = channel();
    let sender = Mutex::new(sender);
    let server = Server::http(move |_, number| {
        if number >= answers {
            let _ = sender.lock().expect("nobody panics").send(());
            loop {
                std::thread::park();
            }
        }
        answer("500 Internal Server Error", "X-Amzn-Errortype: InternalServerException\r\n", "{}")
    });
    (server, receiver)
}

fn interrupted(signal: &str, answers: usize) -> (Ended, Value) {
    let ((server, silent), reports) = (falls_silent_after(answers), Reports::new());
    let (json, junit) = (reports.path("report.json"), reports.path("report.xml"));
    let files = ["--json", &json, "--junit", &junit];
    let arguments = [&["service", "--endpoint", server.endpoint(), "--timeout", "600"], &files[..]].concat();
    let child = command(&arguments).spawn().expect("the binary starts");
    silent.recv().expect("the server falls silent");
    send(signal, &child);
    let ended = Ended::of(child.wait_with_output().expect("it ends"));
    let report = reports.json("report.json");
    junit::agrees(&reports.text("report.xml"), &report);
    assert_eq!(
        std::fs::read_dir(reports.path("")).expect("a folder").count(),
        2,
        "nothing is left beside the reports"
    );
    (ended, report)
}

#[test]
fn before_anything_is_decided() {
    let (ended, report) = interrupted("INT", 0);
    assert_eq!(ended.status, Some(3), "{ended:?}");
    assert_eq!(report["verdict"], "inconclusive");
    assert!(report["ended_early"].as_str().is_some_and(|why| why.contains("interrupted")), "{report}");
    assert!(ended.stdout.lines().last().is_some_and(|line| line.starts_with("inconclusive: ")), "{ended:?}");
}

#[test]
fn after_something_failed() {
    let (ended, report) = interrupted("TERM", 60);
    assert_eq!(ended.status, Some(1), "{ended:?}");
    assert_eq!(report["verdict"], "nonconformant");
    let total = |name: &str| report["totals"][name].as_u64().unwrap_or_default();
    assert!(total("failed") > 0 && total("inconclusive") > 0, "{}", report["totals"]);
    assert!(ended.stdout.contains("ended early: the run was interrupted"), "{ended:?}");
}

#[test]
fn while_waiting_for_the_service() {
    let reports = Reports::new();
    let json = reports.path("report.json");
    let endpoint = crate::server::nowhere();
    let arguments = ["service", "--endpoint", &endpoint, "--wait", "600", "--json", &json];
    let mut child = command(&arguments).spawn().expect("the binary starts");
    // It says what it tests once it listens for signals.
    let mut line = [0; 7];
    child.stderr.take().expect("a pipe").read_exact(&mut line).expect("a line");
    assert_eq!(&line, b"testing");
    send("INT", &child);
    assert_eq!(child.wait().expect("it ends").code(), Some(3));
    assert_eq!(reports.json("report.json")["verdict"], "inconclusive");
}

#[test]
fn mock_ends_well() {
    for signal in ["INT", "TERM"] {
        assert_eq!(Mock::start(&[]).end_with(signal), Some(0), "{signal}");
    }
}
