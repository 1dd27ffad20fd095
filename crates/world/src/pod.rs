//! The pod that a token is bound to.

use ring::digest::{SHA256, digest};

use crate::cluster::Association;

/// A pod and its service account, as the claims of a token name them.
///
/// The parts are plain text, since tests need illegal ones too. The uids are derived from the names, so the same
/// pod has the same uids each time.
///
/// # Example
///
/// ```
/// use eks_auth_world::Pod;
///
/// let pod = Pod::new("payments", "ledger").with_name("ledger-7d4b9c6f5d-x2x9q");
/// assert_eq!(pod.subject(), "system:serviceaccount:payments:ledger");
/// assert_eq!(pod, pod.clone());
/// ```
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub struct Pod {
    namespace: String,
    service_account: String,
    service_account_uid: String,
    name: String,
    uid: String,
    node_name: String,
    node_uid: String,
}

impl Pod {
    /// A pod of this service account, with everything else made up for it.
    #[must_use]
    pub fn new(namespace: &str, service_account: &str) -> Self {
        // A pod's name is a DNS subdomain (Kubernetes, "Object Names and IDs"): no label may end in a hyphen.
        let stem: String = service_account.chars().take(40).collect();
        let name = format!("{}-0", stem.trim_end_matches(['.', '-']));
        Self {
            service_account_uid: uid(&["serviceaccount", namespace, service_account]),
            uid: uid(&["pod", namespace, &name]),
            namespace: namespace.to_owned(),
            service_account: service_account.to_owned(),
            name,
            node_name: "ip-10-0-0-1.compute.internal".to_owned(),
            node_uid: uid(&["node"]),
        }
    }

    /// A pod of the association's service account.
    #[must_use]
    pub fn of(association: &Association) -> Self {
        Self::new(association.namespace().as_str(), association.service_account().as_str())
    }

    /// The pod with another name, and the uid that goes with it.
    #[must_use]
    pub fn with_name(mut self, name: &str) -> Self {
        self.uid = uid(&["pod", &self.namespace, name]);
        self.name = name.to_owned();
        self
    }

    /// The pod with another uid.
    #[must_use]
    pub fn with_uid(mut self, uid: &str) -> Self {
        self.uid = uid.to_owned();
        self
    }

    /// The pod with another uid of its service account.
    #[must_use]
    pub fn with_service_account_uid(mut self, uid: &str) -> Self {
        self.service_account_uid = uid.to_owned();
        self
    }

    /// The pod on another node.
    #[must_use]
    pub fn with_node(mut self, name: &str, uid: &str) -> Self {
        self.node_name = name.to_owned();
        self.node_uid = uid.to_owned();
        self
    }

    /// The namespace.
    #[must_use]
    pub fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The service account's name.
    #[must_use]
    pub fn service_account(&self) -> &str {
        &self.service_account
    }

    /// The service account's uid.
    #[must_use]
    pub fn service_account_uid(&self) -> &str {
        &self.service_account_uid
    }

    /// The pod's name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The pod's uid.
    #[must_use]
    pub fn uid(&self) -> &str {
        &self.uid
    }

    /// The name of the node that the pod runs on.
    #[must_use]
    pub fn node_name(&self) -> &str {
        &self.node_name
    }

    /// That node's uid.
    #[must_use]
    pub fn node_uid(&self) -> &str {
        &self.node_uid
    }

    /// The `sub` claim of the pod's tokens.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("system:serviceaccount:{}:{}", self.namespace, self.service_account)
    }
}

/// A UUID (RFC 9562, version 8: made by a rule of one's own) of what these words name.
fn uid(words: &[&str]) -> String {
    let hash = digest(&SHA256, words.join("/").as_bytes());
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(hash.as_ref()) {
        *to = *from;
    }
    let number = u128::from_be_bytes(bytes) & !(0xf << 76 | 0b11 << 62) | 0x8 << 76 | 0b10 << 62;
    let hex = format!("{number:032x}");
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32].map(|range| hex.get(range).unwrap_or_default());
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use eks_auth_protocol::PodName;

    use super::*;
    use crate::{Partition, World};

    #[test]
    fn pods_of_every_association_have_legal_names() {
        let world = World::standard(Partition::Aws);
        for (_, association) in world.grants() {
            let pod = Pod::of(association);
            assert!(PodName::parse(pod.name()).is_ok(), "{}", pod.name());
        }
    }

    #[test]
    fn uids_are_uuids_and_differ() {
        let pod = Pod::new("payments", "ledger");
        let uids = [pod.service_account_uid(), pod.uid(), pod.node_uid()];
        for uid in uids {
            let bytes = uid.as_bytes();
            assert_eq!(uid.len(), 36);
            assert!(bytes[14] == b'8' && matches!(bytes[19], b'8' | b'9' | b'a' | b'b'), "{uid}");
        }
        assert!(uids[0] != uids[1] && uids[1] != uids[2] && uids[0] != uids[2]);
        assert_ne!(pod.uid(), pod.clone().with_name("other").uid());
    }

    #[test]
    fn odd_names_make_a_pod_too() {
        assert_eq!(Pod::new("", "…").name(), "…-0");
        assert_eq!(Pod::new("", "").subject(), "system:serviceaccount::");
    }
}
