//! HTTP itself: other methods, other paths, one answer to each request.

use crate::Area::Http;
use crate::case::Case;
use crate::expect::Expect::{Either, NeverGranted, NoFailure, Refused};
use crate::expect::is_proper_server_error;
use crate::judge::{Disposition, Finding, Ruling, disposition};
use crate::probe::Transcript;
use crate::request::RequestSpec;
use crate::situation::{Situation, request};

/// ID, title, and the path for a cluster.
type PathRow = (&'static str, &'static str, fn(&str) -> String);

pub(super) fn situations() -> Vec<Situation> {
    methods().chain(paths()).chain(near_paths()).chain(unequal_paths()).chain([resolved_path()]).collect()
}

/// Other methods on the operation's path.
fn methods() -> impl Iterator<Item = Situation> {
    [
        ("http.method.get", "the method is GET", "GET"),
        ("http.method.head", "the method is HEAD", "HEAD"),
        ("http.method.put", "the method is PUT", "PUT"),
        ("http.method.delete", "the method is DELETE", "DELETE"),
        ("http.method.patch", "the method is PATCH", "PATCH"),
        ("http.method.options", "the method is OPTIONS", "OPTIONS"),
    ]
    .into_iter()
    .map(|(id, title, method)| {
        let row = request(Http, id, title, move |spec: RequestSpec| {
            // A body would be read as the next request by a server that takes GET and HEAD for requests without one.
            let spec = spec.method(method);
            if matches!(method, "GET" | "HEAD" | "OPTIONS") {
                spec.body("").without_header("Content-Type")
            } else {
                spec
            }
        });
        let row = row.before_operation().expect("HTP-001", NoFailure);
        // OPTIONS asks what may be asked: 200 and 204 are proper answers.
        if method == "OPTIONS" { row } else { row.also("refused", "HTP-002", Refused) }
    })
}

/// Paths that are not the operation's.
fn paths() -> impl Iterator<Item = Situation> {
    let rows: [PathRow; 9] = [
        ("http.path.root", "the path is /", |_| "/".to_owned()),
        ("http.path.clusters", "the path is that of all clusters", |_| "/clusters".to_owned()),
        ("http.path.cluster", "the path ends after the cluster name", |cluster| {
            format!("/clusters/{cluster}")
        }),
        ("http.path.cut", "the path ends within the operation's name", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod")
        }),
        ("http.path.other-operation", "the path names another operation", |cluster| {
            format!("/clusters/{cluster}/assume-role")
        }),
        ("http.path.longer-word", "the operation's name is longer", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity-2")
        }),
        ("http.path.singular", "the path begins with another word", |cluster| {
            format!("/cluster/{cluster}/assume-role-for-pod-identity")
        }),
        ("http.path.prefixed", "a version stands before the path", |cluster| {
            format!("/v1/clusters/{cluster}/assume-role-for-pod-identity")
        }),
        ("http.path.inserted", "a segment stands within the path", |cluster| {
            format!("/clusters/{cluster}/pods/assume-role-for-pod-identity")
        }),
    ];
    rows.into_iter().map(|(id, title, path)| {
        at_path(id, title, path).expect("HTP-001", NeverGranted).also("refused", "HTP-002", Refused)
    })
}

/// Paths so near to the operation's that a service may take them for it.
fn near_paths() -> impl Iterator<Item = Situation> {
    let rows: [PathRow; 6] = [
        ("http.path.query", "the path has a query", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity?a=b")
        }),
        ("http.path.trailing-slash", "the path has a trailing slash", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity/")
        }),
        ("http.path.more", "a segment follows the path", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity/more")
        }),
        ("http.path.capitals", "the fixed words of the path are in capitals", |cluster| {
            format!("/CLUSTERS/{cluster}/ASSUME-ROLE-FOR-POD-IDENTITY")
        }),
        ("http.path.bare-query", "the path has a query that is no list of pairs", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity?a")
        }),
        ("http.path.long", "three thousand characters follow the path", |cluster| {
            format!("/clusters/{cluster}/assume-role-for-pod-identity/{}", "x".repeat(3_000))
        }),
    ];
    rows.into_iter().map(|(id, title, path)| {
        at_path(id, title, path).expect("HTP-001", NoFailure).also("not-redirected", "HTP-002", Either)
    })
}

/// Another path by RFC 3986, with an empty step or an encoded slash: credentials are not given there.
fn unequal_paths() -> impl Iterator<Item = Situation> {
    let rows: [PathRow; 3] = [
        ("http.path.encoded-slash-first", "the first slash of the path is encoded", |cluster| {
            format!("/clusters%2F{cluster}/assume-role-for-pod-identity")
        }),
        ("http.path.encoded-slash", "the last slash of the path is encoded", |cluster| {
            format!("/clusters/{cluster}%2Fassume-role-for-pod-identity")
        }),
        ("http.path.double-slash", "the path begins with two slashes", |cluster| {
            format!("//clusters/{cluster}/assume-role-for-pod-identity")
        }),
    ];
    rows.into_iter().map(|(id, title, path)| {
        at_path(id, title, path).expect("HTP-001", NeverGranted).also("refused", "HTP-002", Refused)
    })
}

/// A path that RFC 3986 (§6.2.2.3) holds for the operation's once its dot segments are resolved: servers that resolve them
/// give only what is due the signed subject, and a refusal is what the protocol would have.
fn resolved_path() -> Situation {
    at_path("http.path.dot-segments", "dot segments lead to the path", |cluster| {
        format!("/clusters/another/../{cluster}/assume-role-for-pod-identity")
    })
    .expect("HTP-001", NoFailure)
    .also("refused", "HTP-002", Refused)
}

fn at_path(id: &'static str, title: &'static str, path: fn(&str) -> String) -> Situation {
    request(Http, id, title, move |spec| {
        let target = path(spec.cluster());
        spec.target(target)
    })
    .before_operation()
}

/// The case over everything that is sent.
pub(super) fn cases(probes: Vec<usize>) -> Vec<Case> {
    vec![Case::new(
        "http.complete-answers",
        "HTP-003",
        "every request gets one complete answer, never a server error",
        Http,
        probes,
        all_complete,
    )]
}

fn all_complete(transcript: &Transcript) -> Ruling {
    for turn in &transcript.turns {
        let failed = match turn.exchange.answer() {
            Some(answer) => answer.status() >= 500 && !is_proper_server_error(turn, answer.status()),
            None => true,
        };
        if failed {
            let observed = match disposition(&turn.exchange) {
                Disposition::Neither(words) => words,
                other => other.describe(),
            };
            let message = format!("a complete request of {} got: {observed}", turn.subject);
            return Ruling::broken(Finding::new("one complete answer below status 500", observed, message))
                .about(&turn.exchange);
        }
    }
    Ruling::Holds("complete answers below status 500".to_owned())
}
