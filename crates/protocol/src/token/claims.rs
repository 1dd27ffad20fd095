//! The claims of a bound service account token.

use super::member::Object;
use super::{Part, TokenError};
use crate::EpochSeconds;
use crate::wire::Value;

/// The claims that Kubernetes writes, as far as they are there.
///
/// Absent claims read as `None`, for clusters before Kubernetes 1.32 write neither `jti` nor the node. Claims of
/// the wrong type are errors. Whether the values make sense is not judged. Unknown claims stay in
/// [`DecodedToken::payload_json`](super::DecodedToken::payload_json).
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Claims {
    issuer: Option<String>,
    subject: Option<String>,
    audience: Vec<String>,
    expires_at: Option<EpochSeconds>,
    issued_at: Option<EpochSeconds>,
    not_before: Option<EpochSeconds>,
    id: Option<String>,
    kubernetes: Option<KubernetesClaims>,
}

impl Claims {
    /// What `sub` begins with for service accounts.
    pub const SUBJECT_PREFIX: &str = "system:serviceaccount:";

    pub(super) fn read(root: Value<'_, '_>) -> Result<Self, TokenError> {
        let object = Object::whole(Part::Payload, root)?;
        Ok(Self {
            issuer: object.string("iss")?,
            subject: object.string("sub")?,
            audience: object.string_or_strings("aud")?,
            expires_at: object.number("exp")?,
            issued_at: object.number("iat")?,
            not_before: object.number("nbf")?,
            id: object.string("jti")?,
            kubernetes: object
                .object("kubernetes.io")?
                .map(|claims| KubernetesClaims::read(&claims))
                .transpose()?,
        })
    }

    /// `iss`: the cluster's issuer, a URL.
    #[must_use]
    pub fn issuer(&self) -> Option<&str> {
        self.issuer.as_deref()
    }

    /// `sub`: `system:serviceaccount:<namespace>:<name>`.
    #[must_use]
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// The namespace and the name in `sub`, if it is a service account's: neither empty nor with a colon.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_protocol::token::DecodedToken;
    ///
    /// // {"sub":"system:serviceaccount:payments:ledger"}
    /// let payload = "eyJzdWIiOiJzeXN0ZW06c2VydmljZWFjY291bnQ6cGF5bWVudHM6bGVkZ2VyIn0";
    /// let token = DecodedToken::decode(&format!("eyJhbGciOiJSUzI1NiJ9.{payload}.c2ln"))?;
    /// assert_eq!(token.claims().service_account(), Some(("payments", "ledger")));
    /// # Ok::<(), eks_auth_protocol::token::TokenError>(())
    /// ```
    #[must_use]
    pub fn service_account(&self) -> Option<(&str, &str)> {
        let (namespace, name) = self.subject()?.strip_prefix(Self::SUBJECT_PREFIX)?.split_once(':')?;
        let whole = !namespace.is_empty() && !name.is_empty() && !name.contains(':');
        whole.then_some((namespace, name))
    }

    /// `aud`: whom the token is for. A bare string reads as a list of one; absence as an empty list.
    #[must_use]
    pub fn audience(&self) -> &[String] {
        &self.audience
    }

    /// `exp`: the token is not valid from then on.
    #[must_use]
    pub fn expires_at(&self) -> Option<&EpochSeconds> {
        self.expires_at.as_ref()
    }

    /// `iat`: when it was issued.
    #[must_use]
    pub fn issued_at(&self) -> Option<&EpochSeconds> {
        self.issued_at.as_ref()
    }

    /// `nbf`: the token is not valid before then.
    #[must_use]
    pub fn not_before(&self) -> Option<&EpochSeconds> {
        self.not_before.as_ref()
    }

    /// `jti`: the token's own id.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        self.id.as_deref()
    }

    /// `kubernetes.io`: what the token is bound to.
    #[must_use]
    pub fn kubernetes(&self) -> Option<&KubernetesClaims> {
        self.kubernetes.as_ref()
    }
}

/// The claim `kubernetes.io`, which is one name with a dot in it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KubernetesClaims {
    namespace: Option<String>,
    service_account: Option<KubernetesObject>,
    pod: Option<KubernetesObject>,
    node: Option<KubernetesObject>,
    secret: Option<KubernetesObject>,
    warn_after: Option<EpochSeconds>,
}

impl KubernetesClaims {
    fn read(object: &Object<'_, '_>) -> Result<Self, TokenError> {
        let reference = |name| object.object(name)?.map(|object| KubernetesObject::read(&object)).transpose();
        Ok(Self {
            namespace: object.string("namespace")?,
            service_account: reference("serviceaccount")?,
            pod: reference("pod")?,
            node: reference("node")?,
            secret: reference("secret")?,
            warn_after: object.number("warnafter")?,
        })
    }

    /// The namespace of service account and pod.
    #[must_use]
    pub fn namespace(&self) -> Option<&str> {
        self.namespace.as_deref()
    }

    /// The service account.
    #[must_use]
    pub fn service_account(&self) -> Option<&KubernetesObject> {
        self.service_account.as_ref()
    }

    /// The pod that the token is bound to; projected tokens are bound to one.
    #[must_use]
    pub fn pod(&self) -> Option<&KubernetesObject> {
        self.pod.as_ref()
    }

    /// The pod's node, from Kubernetes 1.30 on.
    #[must_use]
    pub fn node(&self) -> Option<&KubernetesObject> {
        self.node.as_ref()
    }

    /// The secret that the token is bound to; never so for projected tokens.
    #[must_use]
    pub fn secret(&self) -> Option<&KubernetesObject> {
        self.secret.as_ref()
    }

    /// When the API server begins to warn of an extended token's use. Normally absent.
    #[must_use]
    pub fn warn_after(&self) -> Option<&EpochSeconds> {
        self.warn_after.as_ref()
    }
}

/// A reference to one object of a cluster.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct KubernetesObject {
    name: Option<String>,
    uid: Option<String>,
}

impl KubernetesObject {
    fn read(object: &Object<'_, '_>) -> Result<Self, TokenError> {
        Ok(Self { name: object.string("name")?, uid: object.string("uid")? })
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Its unique id. A node's may be absent.
    #[must_use]
    pub fn uid(&self) -> Option<&str> {
        self.uid.as_deref()
    }
}
