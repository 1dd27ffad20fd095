//! `world export`: all of it, or nothing; and `world serve`.

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;

use eks_auth_world::{Partition, World};
use serde_json::Value;

use crate::process::{Mock, Reports, run};

fn holds_the_world(folder: &str, partition: Partition) {
    let files = World::standard(partition).export();
    for file in &files {
        let path = Path::new(folder).join(file.path());
        assert_eq!(fs::read(&path).expect("a file of the world"), file.bytes(), "{}", path.display());
    }
    let entries = fs::read_dir(folder).expect("a folder").count();
    assert_eq!(entries, 2, "nothing beside world.json and jwks in {folder}");
}

#[test]
fn new_folder() {
    let reports = Reports::new();
    let out = reports.path("world");
    let ended = run(&["world", "export", "--out", &out]);
    assert_eq!((ended.status, ended.stdout.as_str(), ended.stderr.as_str()), (Some(0), "", ""));
    holds_the_world(&out, Partition::Aws);
    assert_eq!(fs::read_dir(reports.path("")).expect("a folder").count(), 1);
}

#[test]
fn empty_folder_of_another_partition() {
    let reports = Reports::new();
    let out = reports.path("");
    assert_eq!(run(&["world", "export", "--out", &out, "--partition", "aws-cn"]).status, Some(0));
    holds_the_world(&out, Partition::AwsCn);
}

#[test]
fn folder_with_something_in_it_stays_as_it_is() {
    let reports = Reports::new();
    fs::write(reports.path("mine"), "mine").expect("written");
    run(&["world", "export", "--out", &reports.path("")]).is_usage_error("is not empty");
    assert_eq!(fs::read_dir(reports.path("")).expect("a folder").count(), 1);
}

#[test]
fn file_in_place_of_a_folder() {
    let reports = Reports::new();
    fs::write(reports.path("file"), "mine").expect("written");
    run(&["world", "export", "--out", &reports.path("file")]).is_usage_error("is not a folder");
}

#[test]
fn folder_to_lie_in_is_missing() {
    let reports = Reports::new();
    run(&["world", "export", "--out", &reports.path("a/b")]).is_usage_error("does not exist; create it");
}

#[cfg(unix)]
#[test]
fn everybody_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let reports = Reports::new();
    let out = reports.path("world");
    let plain = reports.path("plain");
    fs::create_dir(&plain).expect("made");
    assert_eq!(run(&["world", "export", "--out", &out]).status, Some(0));
    let mode = |path: &str| fs::metadata(path).expect("there").permissions().mode();
    assert_eq!(mode(&out), mode(&plain));
}

#[test]
fn world_is_served_to_those_who_look_it_up() {
    let server = Mock::serving(&["world", "serve", "--listen", "127.0.0.1:0", "--partition", "aws-cn"]);
    let world = World::standard(Partition::AwsCn);
    for cluster in world.clusters() {
        let discovery =
            get(server.endpoint(), &format!("/{}/.well-known/openid-configuration", cluster.name()));
        assert_eq!(discovery["issuer"], cluster.issuer());
        let keys = discovery["jwks_uri"].as_str().and_then(|url| url.strip_prefix(server.endpoint()));
        assert_eq!(get(server.endpoint(), keys.expect("a path of this server")), cluster.jwks());
    }
    assert_eq!(server.end_with("INT"), Some(0));
}

fn get(endpoint: &str, path: &str) -> Value {
    let host = endpoint.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).expect("it listens");
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").expect("written");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a head");
    serde_json::from_str(body).expect("JSON")
}
