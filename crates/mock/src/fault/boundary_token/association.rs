//! Associations found by names that are nearly theirs.

use eks_auth_world::Association;

use super::parties::{before_nul, folded, head};
use crate::decide::Evidence;
use crate::decide::subject::{Identity, identity};
use crate::fault::association::or;
use crate::fault::identity::in_kubernetes;
use crate::fault::{Fault, Hook};
use crate::refusal::Refusal;

/// Whether both names are the same to a comparison: the association's first, then what the token says.
fn both(association: &Association, identity: &Identity, same: fn(&str, &str) -> bool) -> bool {
    same(association.namespace().as_str(), &identity.namespace)
        && same(association.service_account().as_str(), &identity.service_account)
}

/// The names as the token says them, legal or not, where sub and kubernetes.io agree.
fn unchecked(evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    identity(evidence).or_else(|refusal| {
        let claims = &evidence.jws.claims;
        let named = in_kubernetes(claims).filter(|(namespace, account)| {
            claims.text("sub") == Some(format!("system:serviceaccount:{namespace}:{account}").as_str())
        });
        let (namespace, account) = named.ok_or(refusal)?;
        let (namespace, service_account) = (namespace.to_owned(), account.to_owned());
        Ok(Identity { namespace, service_account, pod: "pod".to_owned() })
    })
}

/// Whether the pattern of SQL's LIKE, `%` for anything and `_` for any character, matches the whole text.
fn like(pattern: &[char], text: &[char]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, rest) => rest.is_none(),
        (Some(('%', rest)), _) => {
            (0..=text.len()).any(|start| text.get(start..).is_some_and(|end| like(rest, end)))
        }
        (Some((want, rest)), Some((have, end))) => (want == have || *want == '_') && like(rest, end),
        (Some(_), None) => false,
    }
}

fn is_like(name: &str, pattern: &str, any: char, one: char) -> bool {
    let as_sql = |char: char| match char {
        char if char == any => '%',
        char if char == one => '_',
        other => other,
    };
    let pattern: Vec<char> = pattern.chars().map(as_sql).take(32).collect();
    let has_wildcard = pattern.contains(&'%') || pattern.contains(&'_');
    has_wildcard && like(&pattern, &name.chars().collect::<Vec<char>>())
}

/// A fault that finds associations for names that Kubernetes does not have.
macro_rules! loosely {
    ($id:literal, $summary:literal, $same:expr) => {
        Fault::new(
            $id,
            "ASC-001",
            $summary,
            Hook::Stages(|stages| {
                stages.identity = unchecked;
                stages.association =
                    |cluster, identity| or(cluster, identity, |have, asked| both(have, asked, $same));
            }),
        )
    };
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "cluster.association.first-128",
        "ASC-001",
        "only the first 128 characters of a service account are compared",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                head(name, 128) == head(asked, 128) && asked.len() > 64 || name == asked
            })
        })
    ),
    stage!(
        "cluster.association.first-32",
        "ASC-001",
        "only the first 32 characters of a namespace are compared",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            have.service_account().as_str() == asked.service_account
                && head(have.namespace().as_str(), 32) == head(&asked.namespace, 32)
        })
    ),
    stage!(
        "cluster.association.last-differs",
        "ASC-001",
        "the last character of a name does not count",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                name.len() == asked.len() && head(name, name.len() - 1) == head(asked, name.len() - 1)
            })
        })
    ),
    stage!(
        "cluster.association.joined-bare",
        "ASC-001",
        "associations are kept under both names joined by nothing",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            format!("{}{}", have.namespace(), have.service_account())
                == format!("{}{}", asked.namespace, asked.service_account)
        })
    ),
    stage!(
        "cluster.association.exchanged-letters",
        "ASC-001",
        "names of the same letters in another order are the same",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                let sorted = |text: &str| {
                    let mut letters: Vec<char> = text.chars().collect();
                    letters.sort_unstable();
                    letters
                };
                sorted(name) == sorted(asked)
            })
        })
    ),
    stage!(
        "cluster.association.doubled-letters",
        "ASC-001",
        "a letter twice in a row counts once",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                let once = |text: &str| {
                    let mut letters: Vec<char> = text.chars().collect();
                    letters.dedup();
                    letters
                };
                once(name) == once(asked)
            })
        })
    ),
    stage!(
        "cluster.association.numbered",
        "ASC-001",
        "a number after a service account's name is ignored",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                asked.trim_end_matches(|char: char| char.is_ascii_digit()).trim_end_matches('-') == name
            })
        })
    ),
    stage!(
        "cluster.association.long-hashed",
        "ASC-001",
        "long names are compared by their first and their last twenty characters",
        association,
        |cluster, identity| or(cluster, identity, |have, asked| {
            both(have, asked, |name, asked| {
                let ends = |text: &str| {
                    let last: String = text.chars().rev().take(20).collect();
                    (head(text, 20), last)
                };
                name == asked || (name.len() > 40 && asked.len() > 40 && ends(name) == ends(asked))
            })
        })
    ),
    loosely!("cluster.association.any-case", "names are found in any letter case", str::eq_ignore_ascii_case),
    loosely!("cluster.association.trimmed", "white space around names is ignored", |name, asked| asked
        .trim()
        == name),
    loosely!(
        "cluster.association.dots-trimmed",
        "dots and hyphens around names are ignored",
        |name, asked| { asked.trim_matches(['.', '-']) == name }
    ),
    loosely!("cluster.association.c-string", "what follows a NUL in a name is ignored", |name, asked| {
        before_nul(asked) == name
    }),
    loosely!("cluster.association.folded", "letters that look alike are the same in names", |name, asked| {
        folded(asked) == name
    }),
    loosely!(
        "cluster.association.ascii-only",
        "characters outside ASCII are dropped from names",
        |name, asked| { asked.chars().filter(char::is_ascii).collect::<String>() == name }
    ),
    loosely!("cluster.association.sql", "names are looked up with SQL's LIKE", |name, asked| {
        name == asked || is_like(name, asked, '%', '_')
    }),
    loosely!("cluster.association.glob", "a star for a name stands for any", |name, asked| {
        name == asked || is_like(name, asked, '*', '?')
    }),
    loosely!("cluster.association.pattern", "a name may be a pattern", |name, asked| {
        name == asked || [".*", ".+", "^.*$", "[a-z]+"].contains(&asked)
    }),
    loosely!("cluster.association.injected", "a name may break out of a query", |name, asked| {
        name == asked || asked.ends_with("' OR '1'='1")
    }),
    Fault::new(
        "cluster.association.separator-in-name",
        "ASC-001",
        "associations are kept under both names joined by a slash",
        Hook::Stages(|stages| {
            stages.identity = unchecked;
            stages.association = |cluster, identity| {
                or(cluster, identity, |have, asked| {
                    let wanted = format!("{}/{}", asked.namespace, asked.service_account);
                    wanted.trim_matches('/') == format!("{}/{}", have.namespace(), have.service_account())
                })
            };
        }),
    ),
];
