//! Method and path.

use serde::{Deserialize, Serialize};

use super::{Context, Meaning, shown, simpler};
use crate::request::{RequestSpec, percent_encoded};

/// An edit of the request line.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PathEdit {
    /// Letters of the cluster's name are percent-encoded: those whose bits are set, the 64th and the 65th by the same bit.
    Encoded {
        /// Which.
        letters: u64,
        /// Those of them that are written in capital digits.
        capitals: u64,
    },
    /// Another name stands in place of the cluster's, percent-encoded where it has to be.
    Cluster(String),
    /// A query follows the path.
    Query(String),
    /// Another path altogether.
    Target(String),
    /// Another method.
    Method(String),
}

impl PathEdit {
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Encoded { .. } | Self::Cluster(_) | Self::Target(_) => "path",
            Self::Query(_) => "path.query",
            Self::Method(_) => "method",
        }
    }

    pub(super) fn meaning(&self, context: Context<'_>) -> Meaning {
        match self {
            Self::Encoded { .. } => Meaning::nothing("CLU-004"),
            Self::Cluster(name) => of_cluster(name, context),
            Self::Query(_) => Meaning::open("HTP-001").loose(),
            Self::Target(_) => Meaning::refused("HTP-001").loose(),
            Self::Method(_) => Meaning::open("HTP-001").loose(),
        }
    }

    /// The request after the edit.
    pub(crate) fn apply(&self, spec: RequestSpec, cluster: &str) -> RequestSpec {
        match self {
            Self::Encoded { letters, capitals } => {
                spec.cluster_segment(&encoded(cluster, *letters, *capitals))
            }
            Self::Cluster(name) => spec.cluster_segment(&percent_encoded(name)),
            Self::Query(query) => spec.query(query),
            Self::Target(target) => spec.target(target.as_str()),
            Self::Method(method) => spec.method(method),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Encoded { letters, .. } => {
                format!("{} letters of the cluster's name are percent-encoded", letters.count_ones())
            }
            Self::Cluster(name) => format!("the path names the cluster {}", shown(name)),
            Self::Query(query) => format!("the path has the query {}", shown(query)),
            Self::Target(target) => format!("the path is {}", shown(target)),
            Self::Method(method) => format!("the method is {}", shown(method)),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Encoded { letters, capitals } => {
                let single = (0..64).map(|bit| 1 << bit).filter(|bit| letters & bit != 0);
                let alone = single.clone().map(|letters| Self::Encoded { letters, capitals: *capitals });
                let fewer = single.map(|bit| Self::Encoded { letters: letters & !bit, capitals: *capitals });
                alone.chain(fewer).filter(|edit| edit != self && !edit.is_empty()).take(60).collect()
            }
            Self::Cluster(name) => named(name, Self::Cluster),
            Self::Query(query) => named(query, Self::Query),
            Self::Target(_) => Vec::new(),
            Self::Method(method) => named(method, Self::Method),
        }
    }
}

impl PathEdit {
    fn is_empty(&self) -> bool {
        matches!(self, Self::Encoded { letters: 0, .. })
    }
}

fn named(text: &str, make: fn(String) -> PathEdit) -> Vec<PathEdit> {
    simpler::texts(text).into_iter().filter(|text| !text.is_empty()).map(make).collect()
}

/// A token is good for the cluster of its issuer alone, whatever the path calls it. Nothing is said of names that a server may
/// take for steps of the path.
fn of_cluster(name: &str, context: Context<'_>) -> Meaning {
    if name == context.subject.cluster().name().as_str() {
        return Meaning::nothing("CLU-004");
    }
    let leads_away = name.contains(['/', '\\', ';', '?', '#']) || name.trim_matches('.').is_empty();
    let refused = Meaning::refused("CLU-005").before_operation();
    match leads_away {
        true => refused.loose(),
        false => refused,
    }
}

fn encoded(cluster: &str, letters: u64, capitals: u64) -> String {
    cluster
        .bytes()
        .enumerate()
        .map(|(at, byte)| match (letters >> (at % 64) & 1, capitals >> (at % 64) & 1) {
            (1, 1) => format!("%{byte:02X}"),
            (1, _) => format!("%{byte:02x}"),
            _ => char::from(byte).to_string(),
        })
        .collect()
}
