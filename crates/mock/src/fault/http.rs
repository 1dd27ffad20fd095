//! Faults below the operation: methods, paths, framing.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::route::{in_path, label, method_not_allowed, path};
use crate::decide::{Checked, framing};
use crate::refusal::Refusal;

/// The whole service's refusal of a path, changed.
fn unknown(request: &Request, change: fn(Refusal) -> Refusal) -> Result<String, Refusal> {
    label(request).map_err(|refusal| if refusal.status == 404 { change(refusal) } else { refusal })
}

/// The whole service's refusal of a method, changed.
fn method(request: &Request, change: fn(Refusal) -> Refusal) -> Result<String, Refusal> {
    label(request).map_err(|refusal| if refusal == method_not_allowed() { change(refusal) } else { refusal })
}

fn crash_if(condition: bool) -> Checked {
    if condition { Err(crash()) } else { Ok(()) }
}

fn with_target(request: &Request, target: impl Into<String>) -> Request {
    Request::new(request.method(), target)
}

/// The last three segments of a path.
fn tail(target: &str) -> String {
    let mut segments: Vec<&str> = path(target).rsplit('/').take(3).collect();
    segments.reverse();
    format!("/{}", segments.join("/"))
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("http.path.unknown-crash", "HTP-001", "an unknown path crashes the service", label, |request| {
        unknown(request, |_| crash())
    }),
    stage!("http.path.root-crash", "HTP-001", "the path / crashes the service", label, |request| {
        crash_if(path(request.target()) == "/")?;
        label(request)
    }),
    stage!(
        "http.path.query-crash",
        "HTP-001",
        "a query that is no list of pairs crashes the service",
        label,
        |request| {
            crash_if(request.target().split_once('?').is_some_and(|(_, query)| !query.contains('=')))?;
            label(request)
        }
    ),
    stage!(
        "http.path.long-crash",
        "HTP-001",
        "a path over 2048 characters crashes the service",
        label,
        |request| {
            crash_if(request.target().len() > 2048)?;
            label(request)
        }
    ),
    stage!(
        "http.path.any-granted",
        "HTP-001",
        "the operation answers at every path, for the first cluster",
        label,
        |request| {
            label(request).or_else(|refusal| {
                if refusal.status == 404 { Ok("conformance".to_owned()) } else { Err(refusal) }
            })
        }
    ),
    stage!(
        "http.path.root-granted",
        "HTP-001",
        "the operation answers at /, for the first cluster",
        label,
        |request| {
            if path(request.target()) == "/" { Ok("conformance".to_owned()) } else { label(request) }
        }
    ),
    stage!(
        "http.path.end-suffices",
        "HTP-001",
        "a path needs only end like the operation's",
        label,
        |request| {
            label(request)
                .or_else(|refusal| label(&with_target(request, tail(request.target()))).map_err(|_| refusal))
        }
    ),
    stage!("http.path.last-word-any", "HTP-001", "the last word of the path may be any", label, |request| {
        let mut segments = path(request.target()).split('/').skip(1);
        match (segments.next(), segments.next(), segments.next()) {
            (Some("clusters"), Some(cluster), Some(_))
                if segments.next().is_none() && request.method() == "POST" =>
            {
                Ok(cluster.to_owned())
            }
            _ => label(request),
        }
    }),
    stage!("http.path.last-word-absent", "HTP-001", "the path may end after the cluster", label, |request| {
        let mut segments = path(request.target()).split('/').skip(1);
        match (segments.next(), segments.next(), segments.next()) {
            (Some("clusters"), Some(cluster), None) if request.method() == "POST" => Ok(cluster.to_owned()),
            _ => label(request),
        }
    }),
    stage!(
        "http.path.first-word-any",
        "HTP-001",
        "the first word of the path may be any",
        label,
        |request| {
            let end =
                path(request.target()).trim_start_matches('/').split_once('/').map_or("", |(_, end)| end);
            label(&with_target(request, format!("/clusters/{end}")))
        }
    ),
    stage!("http.path.unknown-redirect", "HTP-002", "an unknown path is redirected to /", label, |request| {
        unknown(request, |refusal| refusal.renamed(302, "Found").with_header("Location", "/"))
    }),
    stage!(
        "http.path.slash-redirect",
        "HTP-002",
        "a path with a slash after it is redirected",
        label,
        |request| {
            let whole = path(request.target());
            match whole.strip_suffix('/').filter(|rest| in_path(rest).is_some()) {
                Some(_) => Err(Refusal::protocol(308, "PermanentRedirect", "without the slash")
                    .with_header("Location", "/")),
                None => label(request),
            }
        }
    ),
    stage!("http.path.unknown-ok", "HTP-002", "an unknown path is answered with 200", label, |request| {
        unknown(request, |refusal| refusal.renamed(200, "Ok"))
    }),
    stage!(
        "http.method.any-granted",
        "HTP-002",
        "the operation may be called with any method",
        label,
        |request| label(&Request::new("POST", request.target()))
    ),
    stage!("http.method.put-granted", "HTP-002", "the operation may be called with PUT", label, |request| {
        let method = if request.method() == "PUT" { "POST" } else { request.method() };
        label(&Request::new(method, request.target()))
    }),
    stage!(
        "http.method.get-ok",
        "HTP-002",
        "GET on the operation's path is answered with 200",
        label,
        |request| {
            if request.method() == "GET" {
                method(request, |refusal| refusal.renamed(200, ""))
            } else {
                label(request)
            }
        }
    ),
    stage!(
        "http.method.crash",
        "HTP-001",
        "another method on the operation's path crashes the service",
        label,
        |request| method(request, |_| crash())
    ),
    stage!("http.head.crash", "HTP-001", "HEAD crashes the service", label, |request| {
        crash_if(request.method() == "HEAD")?;
        label(request)
    }),
    stage!("http.query.crash", "HTP-001", "a query crashes the service", label, |request| {
        crash_if(request.target().contains('?'))?;
        label(request)
    }),
    stage!("http.framing.crash", "HTP-004", "conflicting framing crashes the service", framing, |request| {
        framing::check(request).map_err(|_| crash().closing())
    }),
    stage!(
        "http.framing.ignored",
        "HTP-005",
        "conflicting framing is settled and not refused",
        framing,
        |_| Ok(())
    ),
    stage!(
        "http.framing.kept-open",
        "HTP-005",
        "after conflicting framing the connection is kept",
        framing,
        |request| { framing::check(request).map_err(|refusal| Refusal { headers: Vec::new(), ..refusal }) }
    ),
    stage!(
        "http.hosts.ignored",
        "HTP-005",
        "a second Host is ignored, and the lack of one",
        framing,
        |request| {
            let other = request.clone().without_header("host");
            let flawless = other.headers().iter().fold(Request::new("", ""), |plain, (name, value)| {
                plain.with_header(name.clone(), value.clone())
            });
            match request.flaw() {
                None | Some(crate::Flaw::HostMissing) => framing::check(&flawless),
                Some(flaw) => framing::check(&flawless.with_flaw(flaw)),
            }
        }
    ),
    stage!(
        "http.header.foreign-bytes-crash",
        "HTP-003",
        "bytes outside ASCII in a header crash the service",
        framing,
        |request| {
            crash_if(request.headers().iter().any(|(_, value)| !value.is_ascii()))?;
            framing::check(request)
        }
    ),
    stage!(
        "http.header.many-crash",
        "HTP-003",
        "more than forty headers crash the service",
        framing,
        |request| {
            crash_if(request.headers().len() > 40)?;
            framing::check(request)
        }
    ),
    stage!(
        "http.header.empty-crash",
        "HTP-003",
        "a header without a value crashes the service",
        framing,
        |request| {
            crash_if(request.headers().iter().any(|(_, value)| value.is_empty()))?;
            framing::check(request)
        }
    ),
    stage!(
        "http.header.twice-crash",
        "HTP-003",
        "a header that comes twice crashes the service",
        framing,
        |request| {
            let mut names: Vec<String> =
                request.headers().iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
            names.sort_unstable();
            crash_if(
                names.windows(2).any(|pair| {
                    pair.first() == pair.last() && pair.first().is_none_or(|name| name != "host")
                }),
            )?;
            framing::check(request)
        }
    ),
];
