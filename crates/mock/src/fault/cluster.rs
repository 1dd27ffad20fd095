//! Faults in how the cluster's name is taken from the path.

use super::{Fault, Hook, crash};
use crate::Request;
use crate::decide::cluster::{illegal, name, percent_decoded};
use crate::decide::route;
use crate::refusal::Refusal;

/// The name decoded, without any limit.
fn decoded(label: &str) -> Result<String, Refusal> {
    percent_decoded(label).ok_or_else(illegal)
}

/// A legal name that the service refuses for a reason of its own.
fn refuse_where(label: &str, condition: fn(&str) -> bool) -> Result<String, Refusal> {
    let name = name(label)?;
    if condition(&name) { Err(illegal()) } else { Ok(name) }
}

/// The path with its dot segments resolved.
pub(super) fn resolved(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    format!("/{}", segments.join("/"))
}

pub(super) static FAULTS: &[Fault] = &[
    stage!("cluster.name.cut", "CLU-001", "a name over 100 characters is cut there", cluster_name, |label| {
        name(&decoded(label)?.chars().take(100).collect::<String>())
    }),
    stage!(
        "cluster.name.trimmed",
        "CLU-001",
        "white space around a name is cut off",
        cluster_name,
        |label| name(decoded(label)?.trim())
    ),
    stage!(
        "cluster.name.filtered",
        "CLU-001",
        "characters that no name may have are left out",
        cluster_name,
        |label| {
            name(
                &decoded(label)?
                    .chars()
                    .filter(|char| char.is_ascii_alphanumeric() || "-_".contains(*char))
                    .collect::<String>(),
            )
        }
    ),
    stage!(
        "cluster.name.ends-at-nul",
        "CLU-001",
        "a name ends at its first NUL",
        cluster_name,
        |label| name(decoded(label)?.split('\0').next().unwrap_or_default())
    ),
    stage!(
        "cluster.name.ends-at-semicolon",
        "CLU-001",
        "parameters after a semicolon are cut off",
        cluster_name,
        |label| { name(decoded(label)?.split(';').next().unwrap_or_default()) }
    ),
    stage!(
        "cluster.name.last-step",
        "CLU-001",
        "of a name with an encoded slash the last part counts",
        cluster_name,
        |label| name(decoded(label)?.rsplit('/').next().unwrap_or_default())
    ),
    stage!(
        "cluster.name.first-step",
        "CLU-001",
        "of a name with an encoded slash the first part counts",
        cluster_name,
        |label| name(decoded(label)?.split('/').next().unwrap_or_default())
    ),
    stage!("cluster.name.decoded-twice", "CLU-001", "a name is decoded twice", cluster_name, |label| name(
        &decoded(label)?
    )),
    stage!(
        "cluster.name.leading-hyphens",
        "CLU-001",
        "hyphens before a name are cut off",
        cluster_name,
        |label| name(decoded(label)?.trim_start_matches('-'))
    ),
    stage!("cluster.name.undotted", "CLU-001", "dots after a name are cut off", cluster_name, |label| name(
        decoded(label)?.trim_end_matches('.')
    )),
    stage!(
        "cluster.name.empty-is-first",
        "CLU-001",
        "without a name the first cluster is meant",
        cluster_name,
        |label| { if label.is_empty() { Ok("conformance".to_owned()) } else { name(label) } }
    ),
    stage!(
        "cluster.name.illegal-crash",
        "CLU-001",
        "an illegal name crashes the service",
        cluster_name,
        |label| name(label).map_err(|_| crash())
    ),
    stage!(
        "cluster.name.not-utf-8-crash",
        "CLU-001",
        "a name that does not decode to UTF-8 crashes the service",
        cluster_name,
        |label| {
            decoded(label).map_err(|_| crash())?;
            name(label)
        }
    ),
    stage!(
        "cluster.name.illegal-forbidden",
        "CLU-002",
        "an illegal name is refused with 403",
        cluster_name,
        |label| name(label).map_err(|refusal| refusal.renamed(403, "ForbiddenException"))
    ),
    stage!(
        "cluster.name.illegal-unknown",
        "CLU-002",
        "an illegal name is treated as one that is unknown",
        cluster_name,
        |label| decoded(label)
    ),
    stage!(
        "cluster.name.one-refused",
        "CLU-004",
        "a name of one character is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.len() < 2)
    ),
    stage!(
        "cluster.name.hundred-refused",
        "CLU-004",
        "a name of 100 characters is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.len() >= 100)
    ),
    stage!(
        "cluster.name.digit-refused",
        "CLU-004",
        "a name that begins with a digit is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.starts_with(|first: char| first.is_ascii_digit()))
    ),
    stage!(
        "cluster.name.capitals-refused",
        "CLU-004",
        "a name with capitals is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.contains(|char: char| char.is_ascii_uppercase()))
    ),
    stage!(
        "cluster.name.underscore-refused",
        "CLU-004",
        "a name with an underscore is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.contains('_'))
    ),
    stage!(
        "cluster.name.hyphens-refused",
        "CLU-004",
        "a name with two hyphens in a row is refused",
        cluster_name,
        |label| refuse_where(label, |name| name.contains("--"))
    ),
    stage!(
        "cluster.name.not-decoded",
        "CLU-004",
        "a percent-encoded name is not decoded",
        cluster_name,
        |label| { if label.contains('%') { Err(illegal()) } else { name(label) } }
    ),
    stage!(
        "cluster.name.lower-hex-refused",
        "CLU-004",
        "percent-encoding with small letters is not decoded",
        cluster_name,
        |label| {
            let lower = label
                .split('%')
                .skip(1)
                .filter_map(|rest| rest.get(..2))
                .any(|hex| hex.contains(|c: char| c.is_ascii_lowercase()));
            if lower { Err(illegal()) } else { name(label) }
        }
    ),
    stage!(
        "cluster.path.resolved",
        "HTP-002",
        "dot segments of the path are resolved first",
        label,
        |request| {
            let path = resolved(route::path(request.target()));
            route::label(&Request::new(request.method(), path))
        }
    ),
    stage!(
        "cluster.path.slashes-merged",
        "HTP-001",
        "repeated slashes in the path count as one",
        label,
        |request| {
            let mut path = route::path(request.target()).to_owned();
            while path.contains("//") {
                path = path.replace("//", "/");
            }
            route::label(&Request::new(request.method(), path))
        }
    ),
    stage!(
        "cluster.path.decoded-first",
        "CLU-001",
        "the path is decoded before it is taken apart",
        label,
        |request| {
            let path = decoded(route::path(request.target()))?;
            let resolved = resolved(&path);
            let outcome = route::label(&Request::new(request.method(), resolved));
            if path.contains("..") { outcome } else { route::label(request) }
        }
    ),
];

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn dot_segments_are_resolved() {
        assert_eq!(resolved("/a/../b/./c"), "/b/c");
        assert_eq!(resolved("/../../a/"), "/a/");
    }
}
