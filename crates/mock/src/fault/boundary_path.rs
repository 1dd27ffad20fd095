//! Faults at one spelling of the path, or at one method.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::route::{label, path};
use crate::refusal::Refusal;

/// The whole service's routing, and where it finds no operation, of the path after a change.
fn or_as(request: &Request, change: impl Fn(&str) -> String) -> Result<String, Refusal> {
    label(request).or_else(|refusal| {
        label(&Request::new(request.method(), change(path(request.target())))).map_err(|_| refusal)
    })
}

/// The same of the path's words alone.
fn or_as_words(
    request: &Request,
    change: impl Fn(&[&str]) -> Option<[String; 3]>,
) -> Result<String, Refusal> {
    or_as(request, |path| {
        let words: Vec<&str> = path.split('/').skip(1).collect();
        change(&words).map_or_else(String::new, |words| format!("/{}", words.join("/")))
    })
}

fn unless(request: &Request, crashes: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    if crashes(request.target()) { Err(crash()) } else { label(request) }
}

fn query_of(target: &str) -> Option<&str> {
    target.split_once('?').map(|(_, query)| query)
}

/// The whole service's routing, with other methods taken for the right one.
fn method(request: &Request, taken: impl Fn(&str) -> bool) -> Result<String, Refusal> {
    let method = if taken(request.method()) { "POST" } else { request.method() };
    label(&Request::new(method, request.target()))
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "http.words.hyphens-ignored",
        "HTP-001",
        "hyphens in the last word of the path are ignored",
        label,
        |request| {
            or_as(request, |path| path.replace("/assumeroleforpodidentity", "/assume-role-for-pod-identity"))
        }
    ),
    stage!(
        "http.words.underscores",
        "HTP-001",
        "underscores in the last word of the path count as hyphens",
        label,
        |request| {
            or_as(request, |path| {
                path.replace("/assume_role_for_pod_identity", "/assume-role-for-pod-identity")
            })
        }
    ),
    stage!(
        "http.words.operation-name",
        "HTP-001",
        "the operation's name may be the last word of the path",
        label,
        |request| {
            or_as(request, |path| path.replace("/AssumeRoleForPodIdentity", "/assume-role-for-pod-identity"))
        }
    ),
    stage!(
        "http.words.beginning",
        "HTP-001",
        "of the first word of the path seven letters count",
        label,
        |request| {
            or_as_words(request, |words| match words {
                [first, cluster, last] if first.starts_with("cluster") && first.len() == 8 => {
                    Some(["clusters".to_owned(), (*cluster).to_owned(), (*last).to_owned()])
                }
                _ => None,
            })
        }
    ),
    stage!(
        "http.words.length",
        "HTP-001",
        "the last word of the path is known by its length and its first letter",
        label,
        |request| {
            or_as_words(request, |words| match words {
                [first, cluster, last] if last.starts_with('a') && last.len() == 28 => Some([
                    (*first).to_owned(),
                    (*cluster).to_owned(),
                    "assume-role-for-pod-identity".to_owned(),
                ]),
                _ => None,
            })
        }
    ),
    stage!("http.words.any-order", "HTP-001", "the cluster may come last in the path", label, |request| {
        or_as_words(request, |words| match words {
            [first, last, cluster] => Some([*first, *cluster, *last].map(str::to_owned)),
            _ => None,
        })
    }),
    stage!(
        "http.words.first-optional",
        "HTP-001",
        "the first word of the path may be missing",
        label,
        |request| {
            or_as_words(request, |words| match words {
                [cluster, last] => Some(["clusters", *cluster, *last].map(str::to_owned)),
                _ => None,
            })
        }
    ),
    stage!("http.words.repeated", "HTP-001", "the last three words of a path count", label, |request| {
        or_as_words(request, |words| match words {
            [.., first, cluster, last] if words.first() == Some(&"clusters") => {
                Some([*first, *cluster, *last].map(str::to_owned))
            }
            _ => None,
        })
    }),
    stage!(
        "http.path.second-slash-crash",
        "HTP-001",
        "a path that ends after the first word and a slash crashes the service",
        label,
        |request| { unless(request, |target| target == "/clusters/") }
    ),
    stage!(
        "http.path.above-root-crash",
        "HTP-001",
        "a path that leads above its root crashes the service",
        label,
        |request| { unless(request, |target| target.starts_with("/../")) }
    ),
    stage!(
        "http.path.nine-slashes-crash",
        "HTP-001",
        "nine slashes in a row crash the service",
        label,
        |request| { unless(request, |target| target.contains("/////////")) }
    ),
    stage!("http.path.encoded-dots-crash", "HTP-001", "encoded dots crash the service", label, |request| {
        unless(request, |target| target.contains("%2e%2e"))
    }),
    stage!(
        "http.path.encoded-twice-crash",
        "HTP-001",
        "a slash encoded twice crashes the service",
        label,
        |request| { unless(request, |target| target.contains("%252F")) }
    ),
    stage!(
        "http.path.wide-slash-crash",
        "HTP-001",
        "a slash of two bytes crashes the service",
        label,
        |request| { unless(request, |target| target.contains("%C0%AF") && target.starts_with("/clusters%")) }
    ),
    stage!(
        "http.path.encoded-word-crash",
        "HTP-001",
        "a percent-encoded letter in the last word crashes the service",
        label,
        |request| {
            unless(request, |target| {
                target.rsplit('/').next().is_some_and(|last| last.starts_with('%') && last.len() > 28)
            })
        }
    ),
    stage!(
        "http.path.trailing-nul-crash",
        "HTP-001",
        "an encoded NUL after the path crashes the service",
        label,
        |request| { unless(request, |target| target.ends_with("-identity%00")) }
    ),
    stage!(
        "http.path.trailing-percent-crash",
        "HTP-001",
        "a broken escape after the path crashes the service",
        label,
        |request| { unless(request, |target| target.ends_with("%zz")) }
    ),
    stage!(
        "http.path.suffix-crash",
        "HTP-001",
        "a file suffix after the path crashes the service",
        label,
        |request| { unless(request, |target| target.ends_with(".json")) }
    ),
    stage!(
        "http.path.session-crash",
        "HTP-001",
        "a parameter without a value crashes the service",
        label,
        |request| {
            unless(request, |target| {
                target
                    .split('/')
                    .any(|word| word.split_once(';').is_some_and(|(_, value)| !value.contains('=')))
            })
        }
    ),
    stage!(
        "http.path.capital-crash",
        "HTP-001",
        "a first word with a capital at its end crashes the service",
        label,
        |request| { unless(request, |target| target.starts_with("/clusterS/")) }
    ),
    stage!(
        "http.query.empty-pairs-crash",
        "HTP-001",
        "a query of empty pairs crashes the service",
        label,
        |request| { unless(request, |target| query_of(target) == Some("&&")) }
    ),
    stage!(
        "http.query.brackets-crash",
        "HTP-001",
        "brackets in a query crash the service",
        label,
        |request| { unless(request, |target| query_of(target).is_some_and(|query| query.contains('['))) }
    ),
    stage!(
        "http.query.escape-crash",
        "HTP-001",
        "a broken escape in a query crashes the service",
        label,
        |request| { unless(request, |target| query_of(target).is_some_and(|query| query.ends_with('%'))) }
    ),
    stage!(
        "http.query.1024-crash",
        "HTP-001",
        "a query of exactly 1024 characters crashes the service",
        label,
        |request| { unless(request, |target| query_of(target).is_some_and(|query| query.len() == 1024)) }
    ),
    stage!(
        "http.query.many-pairs-crash",
        "HTP-001",
        "more than five hundred pairs in a query crash the service",
        label,
        |request| {
            unless(request, |target| query_of(target).is_some_and(|query| query.matches('&').count() > 500))
        }
    ),
    stage!(
        "http.query.slash-redirect",
        "HTP-002",
        "a query that has a slash is redirected",
        label,
        |request| {
            match query_of(request.target()) {
                Some(query) if query.contains('/') => {
                    Err(Refusal::protocol(301, "MovedPermanently", "elsewhere").with_header("Location", "/"))
                }
                _ => label(request),
            }
        }
    ),
    stage!(
        "http.method.small-letters",
        "HTP-002",
        "a method is known in any letter case",
        label,
        |request| { method(request, |method| method.eq_ignore_ascii_case("POST")) }
    ),
    stage!("http.method.beginning", "HTP-002", "a method need only begin like POST", label, |request| {
        method(request, |method| method.starts_with("POST"))
    }),
    stage!(
        "http.method.long-crash",
        "HTP-001",
        "a method of more than 32 letters crashes the service",
        label,
        |request| { if request.method().len() > 32 { Err(crash()) } else { label(request) } }
    ),
    stage!(
        "http.method.signs-crash",
        "HTP-001",
        "a method with a sign that is no hyphen crashes the service",
        label,
        |request| {
            let strange = |byte: u8| !byte.is_ascii_alphanumeric() && byte != b'-';
            if request.method().bytes().any(strange) { Err(crash()) } else { label(request) }
        }
    ),
    stage!("http.method.trace-crash", "HTP-001", "TRACE crashes the service", label, |request| {
        if request.method() == "TRACE" { Err(crash()) } else { label(request) }
    }),
];
