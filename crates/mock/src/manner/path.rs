//! Which paths lead to the operation.

use super::{Hook, Manner};
use crate::Request;
use crate::decide::route::{label, path};
use crate::refusal::Refusal;

/// The label, if the path is the operation's once it was changed so.
fn changed(request: &Request, change: impl FnOnce(&str) -> String) -> Result<String, Refusal> {
    label(request).or_else(|refusal| {
        let target = change(path(request.target()));
        label(&Request::new(request.method(), target)).map_err(|_| refusal)
    })
}

/// The fixed words in small letters.
fn small(path: &str) -> String {
    let words: Vec<String> = path
        .split('/')
        .enumerate()
        // The cluster's name is the second word, and the letter case of that counts.
        .map(|(index, word)| if index == 2 { word.to_owned() } else { word.to_ascii_lowercase() })
        .collect();
    words.join("/")
}

/// The first three words and what stands before them.
fn beginning(path: &str) -> String {
    path.split('/').take(4).collect::<Vec<_>>().join("/")
}

/// No dot segment (RFC 3986, section 5.2.4); empty words stay, as they are not dots.
fn resolved(path: &str) -> String {
    let mut words = Vec::new();
    for word in path.split('/').skip(1) {
        match word {
            "." => {}
            ".." => {
                words.pop();
            }
            other => words.push(other),
        }
    }
    format!("/{}", words.join("/"))
}

pub(super) static MANNERS: &[Manner] = &[
    stage!(
        "http.path.any-case",
        &[],
        "the fixed words of the path may be in any letter case",
        label,
        |request| { changed(request, small) }
    ),
    stage!(
        "http.path.longer",
        &["HTP-002"],
        "what follows the operation's path does not matter",
        label,
        |request| { changed(request, beginning) }
    ),
    stage!(
        "http.path.resolved",
        &["HTP-002"],
        "dot segments are resolved before the path is looked at",
        label,
        |request| changed(request, resolved)
    ),
    stage!("http.path.no-query", &[], "a path with a query is not the operation's", label, |request| {
        if request.target().contains('?') {
            Err(crate::decide::route::unknown_operation())
        } else {
            label(request)
        }
    }),
];
