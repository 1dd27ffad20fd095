//! A token that somebody else made and handed over.

use std::fmt;

use eks_auth_protocol::token::{DecodedToken, KubernetesObject, TokenError};
use eks_auth_protocol::wire::Document;
use eks_auth_protocol::{EpochSeconds, Namespace, Secret, ServiceAccountName};
use thiserror::Error;

use crate::members::Members;
use crate::pod::Pod;

/// The name of the claim that Kubernetes keeps its own claims in.
pub(crate) const KUBERNETES: &str = "kubernetes.io";

/// A token of a cluster whose keys are not here: what it says of itself, and its text. `Debug` leaves the text out.
///
/// # Example
///
/// ```
/// use eks_auth_world::{GivenToken, Partition, Scene, World};
///
/// let world = World::standard(Partition::Aws);
/// let token = Scene::first(&world, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51").draft().sign();
/// let given = GivenToken::read(token.expose())?;
/// assert_eq!(given.pod().subject(), "system:serviceaccount:payments:ledger");
/// assert!(!format!("{given:?}").contains(&token.signature_b64()));
/// # Ok::<(), eks_auth_world::GivenTokenError>(())
/// ```
#[derive(Clone)]
pub struct GivenToken {
    text: Secret,
    decoded: DecodedToken,
    issuer: String,
    pod: Pod,
}

/// Why a text is no token that can be worked with. It shows nothing of the text.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum GivenTokenError {
    /// It is no token.
    #[error("it is no service account token: {0}")]
    NoToken(#[from] TokenError),
    /// It names no issuer.
    #[error("its claim `iss` is missing")]
    NoIssuer,
    /// It is not a service account's, or not one of a pod.
    #[error("it is not bound to a pod of a service account, as projected tokens are")]
    NoPod,
}

impl GivenToken {
    /// Reads a token.
    ///
    /// # Errors
    ///
    /// When it is no token of a service account that is bound to a pod. Whether it is valid is not judged.
    pub fn read(text: &str) -> Result<Self, GivenTokenError> {
        let decoded = DecodedToken::decode(text)?;
        let issuer = decoded.claims().issuer().ok_or(GivenTokenError::NoIssuer)?.to_owned();
        let pod = pod_of(&decoded).ok_or(GivenTokenError::NoPod)?;
        Ok(Self { text: Secret::new(text), decoded, issuer, pod })
    }

    /// The token itself. It is a credential: keep it out of reports and logs.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.text.expose()
    }

    /// The pod that it is bound to.
    #[must_use]
    pub fn pod(&self) -> &Pod {
        &self.pod
    }

    /// Its claim `iss`.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Its claim `aud`.
    #[must_use]
    pub fn audience(&self) -> &[String] {
        self.decoded.claims().audience()
    }

    /// Its claim `exp`, in epoch seconds, if it is a number that fits.
    #[must_use]
    pub fn expires_at(&self) -> Option<i64> {
        self.decoded.claims().expires_at()?.whole_seconds()
    }

    /// Its claim `nbf`, likewise.
    #[must_use]
    pub fn not_before(&self) -> Option<i64> {
        self.decoded.claims().not_before()?.whole_seconds()
    }

    pub(crate) fn issued_at(&self) -> i64 {
        self.decoded.claims().issued_at().and_then(EpochSeconds::whole_seconds).unwrap_or_default()
    }

    /// The name of the key that signed it, as its header says; empty where that says none.
    #[must_use]
    pub fn kid(&self) -> &str {
        self.decoded.header().kid().unwrap_or_default()
    }

    pub(crate) fn header_json(&self) -> &str {
        self.decoded.header_json()
    }

    pub(crate) fn payload_json(&self) -> &str {
        self.decoded.payload_json()
    }

    pub(crate) fn signing_input(&self) -> &str {
        self.decoded.signing_input()
    }

    pub(crate) fn signature(&self) -> &[u8] {
        self.decoded.signature()
    }

    pub(crate) fn header(&self) -> Members {
        members(self.header_json())
    }

    pub(crate) fn claims(&self) -> Members {
        members(self.payload_json())
    }
}

impl fmt::Debug for GivenToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GivenToken").field("pod", &self.pod).finish_non_exhaustive()
    }
}

/// The members of a JSON object, each as it is written; none of a text that is no object.
pub(crate) fn members(json: &str) -> Members {
    let mut members = Members::default();
    if let Ok(document) = Document::parse(json.as_bytes()) {
        for member in document.root().members() {
            members.push_escaped(member.raw_name(), member.value().raw());
        }
    }
    members
}

fn pod_of(token: &DecodedToken) -> Option<Pod> {
    let (namespace, account) = token.claims().service_account()?;
    (Namespace::parse(namespace).is_ok() && ServiceAccountName::parse(account).is_ok()).then_some(())?;
    let kubernetes = token.claims().kubernetes()?;
    let (name, uid) = reference(kubernetes.pod())?;
    let mut pod = Pod::new(namespace, account).with_name(name).with_uid(uid);
    if let Some((_, uid)) = reference(kubernetes.service_account()) {
        pod = pod.with_service_account_uid(uid);
    }
    Some(match reference(kubernetes.node()) {
        Some((name, uid)) => pod.with_node(name, uid),
        None => pod,
    })
}

fn reference(object: Option<&KubernetesObject>) -> Option<(&str, &str)> {
    let object = object?;
    Some((object.name()?, object.uid().unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Partition, Scene, World};

    fn token(edit: impl FnOnce(&mut crate::TokenDraft<'_>)) -> String {
        let world = World::standard(Partition::Aws);
        let scene = Scene::first(&world, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51");
        let mut draft = scene.draft();
        edit(&mut draft);
        draft.sign().into_string()
    }

    #[test]
    fn claims_are_read_and_written_alike() {
        let given = GivenToken::read(&token(|_| {})).expect("a token");
        assert_eq!(given.claims().to_json(), given.payload_json());
        assert_eq!(given.header().to_json(), given.header_json());
        assert_eq!(given.pod(), &Pod::new("payments", "ledger"));
        assert_eq!(given.expires_at(), Some(1_800_000_000 - 300 + crate::LIFETIME));
    }

    #[test]
    fn what_cannot_be_worked_with_is_refused() {
        let read = |text: &str| GivenToken::read(text).expect_err("no token");
        assert!(matches!(read("a.b"), GivenTokenError::NoToken(_)));
        assert_eq!(read(&token(|draft| draft.claims_mut().remove("iss"))), GivenTokenError::NoIssuer);
        let unbound = token(|draft| draft.edit_kubernetes(|members| members.remove("pod")));
        assert_eq!(read(&unbound), GivenTokenError::NoPod);
        assert_eq!(read(&token(|draft| draft.claims_mut().set("sub", "alice"))), GivenTokenError::NoPod);
    }
}
