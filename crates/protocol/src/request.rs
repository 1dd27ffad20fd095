//! What is sent.

use std::fmt;

use crate::ClusterName;
use crate::token::{Redacted, Token};

/// A request to assume the role of a pod's service account.
///
/// The cluster's name goes into the path, everything else into the body. Older clients send the token alone.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::Token;
/// use eks_auth_protocol::{AssumeRoleForPodIdentityRequest, ClusterName};
///
/// let cluster = ClusterName::parse("conformance")?;
/// let token = Token::parse("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")?;
/// let request = AssumeRoleForPodIdentityRequest::new(cluster, token).with_zone("usw2-az1");
/// assert_eq!(request.zone(), Some("usw2-az1"));
/// assert_eq!(request.instance_id(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Eq, PartialEq)]
pub struct AssumeRoleForPodIdentityRequest {
    cluster_name: ClusterName,
    token: Token,
    eks_node_name: Option<String>,
    instance_id: Option<String>,
    zone: Option<String>,
}

impl AssumeRoleForPodIdentityRequest {
    /// A request with the two required inputs.
    #[must_use]
    pub fn new(cluster_name: ClusterName, token: Token) -> Self {
        Self { cluster_name, token, eks_node_name: None, instance_id: None, zone: None }
    }

    /// The same request with the name of the pod's node.
    #[must_use]
    pub fn with_eks_node_name(mut self, name: impl Into<String>) -> Self {
        self.eks_node_name = Some(name.into());
        self
    }

    /// The same request with the id of the node's instance.
    #[must_use]
    pub fn with_instance_id(mut self, id: impl Into<String>) -> Self {
        self.instance_id = Some(id.into());
        self
    }

    /// The same request with the id of the node's availability zone.
    #[must_use]
    pub fn with_zone(mut self, zone: impl Into<String>) -> Self {
        self.zone = Some(zone.into());
        self
    }

    /// `clusterName`: the cluster that the token comes from.
    #[must_use]
    pub fn cluster_name(&self) -> &ClusterName {
        &self.cluster_name
    }

    /// `token`: the service account's token.
    #[must_use]
    pub fn token(&self) -> &Token {
        &self.token
    }

    /// `eksNodeName`: the name of the pod's node. The model sets no limits.
    #[must_use]
    pub fn eks_node_name(&self) -> Option<&str> {
        self.eks_node_name.as_deref()
    }

    /// `instanceId`: the id of the node's instance. The model sets no limits.
    #[must_use]
    pub fn instance_id(&self) -> Option<&str> {
        self.instance_id.as_deref()
    }

    /// `zone`: the *id* of the node's availability zone, such as `usw2-az1`, not its name. The model sets no
    /// limits.
    #[must_use]
    pub fn zone(&self) -> Option<&str> {
        self.zone.as_deref()
    }
}

impl fmt::Debug for AssumeRoleForPodIdentityRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssumeRoleForPodIdentityRequest")
            .field("cluster_name", &self.cluster_name)
            .field("token", &self.token)
            .field("eks_node_name", &self.eks_node_name().map(Redacted))
            .field("instance_id", &self.instance_id().map(Redacted))
            .field("zone", &self.zone().map(Redacted))
            .finish()
    }
}
