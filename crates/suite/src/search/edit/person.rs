//! Whom the token names.

use eks_auth_protocol::{Namespace, PodName, ServiceAccountName};
use eks_auth_world::Pod;
use serde::{Deserialize, Serialize};

use super::{Context, Meaning, shown, simpler};
use crate::situation::Kind;

/// Another name or uid than the plain token has.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PersonEdit {
    /// The pod has this name.
    PodName(String),
    /// The pod has this uid.
    PodUid(String),
    /// The node has this name.
    NodeName(String),
    /// The node has this uid.
    NodeUid(String),
    /// The service account has this uid.
    AccountUid(String),
    /// The service account is another one, which no association of the cluster names.
    Unassociated {
        /// Its namespace.
        namespace: String,
        /// Its name.
        account: String,
    },
}

impl PersonEdit {
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::PodName(_) => "pod.name",
            Self::PodUid(_) => "pod.uid",
            Self::NodeName(_) => "node.name",
            Self::NodeUid(_) => "node.uid",
            Self::AccountUid(_) => "account.uid",
            Self::Unassociated { .. } => "account",
        }
    }

    pub(super) fn meaning(&self, context: Context<'_>) -> Meaning {
        match self {
            Self::PodName(name) | Self::NodeName(name) if PodName::parse(name).is_ok() => {
                Meaning::nothing("TOK-001")
            }
            Self::PodUid(uid) | Self::NodeUid(uid) | Self::AccountUid(uid) if is_uuid(uid) => {
                Meaning::nothing("TOK-001")
            }
            Self::Unassociated { namespace, account } => {
                if context.subject.cluster().association(namespace, account).is_some() {
                    // Somebody's names after all: then the answer may be theirs.
                    return Meaning::open("ASC-001").before_operation();
                }
                let legal = Namespace::parse(namespace).is_ok() && ServiceAccountName::parse(account).is_ok();
                let refused = Meaning::refused("ASC-001");
                if legal { refused.about(Kind::NoAssociation) } else { refused }
            }
            _ => Meaning::open("TOK-021"),
        }
    }

    /// The pod with this edit.
    pub(crate) fn apply(&self, pod: Pod) -> Pod {
        let (node, node_uid) = (pod.node_name().to_owned(), pod.node_uid().to_owned());
        match self {
            Self::PodName(name) => pod.with_name(name),
            Self::PodUid(uid) => pod.with_uid(uid),
            Self::NodeName(name) => pod.with_node(name, &node_uid),
            Self::NodeUid(uid) => pod.with_node(&node, uid),
            Self::AccountUid(uid) => pod.with_service_account_uid(uid),
            Self::Unassociated { namespace, account } => {
                Pod::new(namespace, account).with_name(pod.name()).with_node(&node, &node_uid)
            }
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::PodName(name) => format!("the pod's name is {}", shown(name)),
            Self::PodUid(uid) => format!("the pod's uid is {}", shown(uid)),
            Self::NodeName(name) => format!("the node's name is {}", shown(name)),
            Self::NodeUid(uid) => format!("the node's uid is {}", shown(uid)),
            Self::AccountUid(uid) => format!("the service account's uid is {}", shown(uid)),
            Self::Unassociated { namespace, account } => format!(
                "the service account is {} in namespace {}, which no association names",
                shown(account),
                shown(namespace)
            ),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        let of = |text: &str, make: fn(String) -> Self| simpler::texts(text).into_iter().map(make).collect();
        match self {
            Self::PodName(name) => of(name, Self::PodName),
            Self::PodUid(uid) => of(uid, Self::PodUid),
            Self::NodeName(name) => of(name, Self::NodeName),
            Self::NodeUid(uid) => of(uid, Self::NodeUid),
            Self::AccountUid(uid) => of(uid, Self::AccountUid),
            Self::Unassociated { namespace, account } => {
                let with = |namespace: &str, account: &str| Self::Unassociated {
                    namespace: namespace.to_owned(),
                    account: account.to_owned(),
                };
                let accounts = simpler::texts(account).into_iter().map(|text| with(namespace, &text));
                accounts
                    .chain(simpler::texts(namespace).into_iter().map(|text| with(&text, account)))
                    .collect()
            }
        }
    }
}

/// A UUID as Kubernetes writes it.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
        && matches!(text.as_bytes()[19], b'8' | b'9' | b'a' | b'b')
        && matches!(text.as_bytes()[14], b'1'..=b'8')
}
