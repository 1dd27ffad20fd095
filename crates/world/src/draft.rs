//! The token mint: a draft that is valid unless told otherwise.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::operation::AUDIENCE;
use serde_json::json;

use crate::cluster::Cluster;
use crate::given::{self, GivenToken, KUBERNETES};
use crate::key::SigningKey;
use crate::members::Members;
use crate::minted::MintedToken;
use crate::pod::Pod;

/// How long tokens live unless told otherwise, in seconds: what the EKS webhook asks for.
pub const LIFETIME: i64 = 86_400;

/// A token before it is signed. Every time and identifier is passed in; nothing is read from a clock.
///
/// # Example
///
/// ```
/// use eks_auth_world::{Partition, Pod, TokenDraft, World};
///
/// let world = World::standard(Partition::Aws);
/// let cluster = world.cluster("conformance").unwrap();
/// let pod = Pod::new("payments", "ledger");
/// let mut draft = TokenDraft::new(cluster, &pod, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51");
/// assert_eq!(draft.claims().raw("exp"), Some("1800086400"));
/// draft.claims_mut().set("aud", "sts.amazonaws.com");
/// assert_eq!(draft.sign().expose().split('.').count(), 3);
/// ```
#[derive(Clone, Debug)]
pub struct TokenDraft<'w> {
    key: &'w SigningKey,
    issued_at: i64,
    header: Members,
    claims: Members,
    kubernetes: Members,
    header_text: Option<Vec<u8>>,
    payload_text: Option<Vec<u8>>,
}

impl<'w> TokenDraft<'w> {
    /// A valid token of this pod, as the cluster's issuer makes it: RS256, issued and valid from `issued_at` (Unix
    /// seconds) for [`LIFETIME`], with `id` as its `jti`.
    #[must_use]
    pub fn new(cluster: &'w Cluster, pod: &Pod, issued_at: i64, id: &str) -> Self {
        // Every cluster has a key; its first one is an RSA key.
        let key = cluster.keys().first().expect("a cluster has a key");
        let kubernetes: Members = [
            ("namespace", json!(pod.namespace())),
            ("node", json!({ "name": pod.node_name(), "uid": pod.node_uid() })),
            ("pod", json!({ "name": pod.name(), "uid": pod.uid() })),
            ("serviceaccount", json!({ "name": pod.service_account(), "uid": pod.service_account_uid() })),
        ]
        .into_iter()
        .collect();
        let mut claims: Members = [
            ("aud", json!([AUDIENCE])),
            ("exp", json!(0)),
            ("iat", json!(issued_at)),
            ("iss", json!(cluster.issuer())),
        ]
        .into_iter()
        .collect();
        claims.set("jti", id);
        claims.set_raw(KUBERNETES, kubernetes.to_json());
        claims.set("nbf", issued_at);
        claims.set("sub", pod.subject());
        let mut draft = Self {
            key,
            issued_at,
            header: Members::default(),
            claims,
            kubernetes,
            header_text: None,
            payload_text: None,
        };
        draft.lifetime(LIFETIME);
        draft.signed_by(key);
        draft
    }

    /// The token that was given, to be changed: as long as it is not, signing gives it back.
    pub(crate) fn given(cluster: &'w Cluster, token: &GivenToken) -> Self {
        let claims = token.claims();
        Self {
            key: cluster.keys().first().expect("a cluster has a key"),
            issued_at: token.issued_at(),
            header: token.header(),
            kubernetes: given::members(claims.raw(KUBERNETES).unwrap_or_default()),
            claims,
            header_text: Some(token.header_json().as_bytes().to_vec()),
            payload_text: Some(token.payload_json().as_bytes().to_vec()),
        }
    }

    /// The members of the header.
    #[must_use]
    pub fn header(&self) -> &Members {
        &self.header
    }

    /// The members of the header, to be changed. Bytes that were to be written instead of them are forgotten.
    pub fn header_mut(&mut self) -> &mut Members {
        self.header_text = None;
        &mut self.header
    }

    /// The claims.
    #[must_use]
    pub fn claims(&self) -> &Members {
        &self.claims
    }

    /// The claims, to be changed. Bytes that were to be written instead of them are forgotten.
    pub fn claims_mut(&mut self) -> &mut Members {
        self.payload_text = None;
        &mut self.claims
    }

    /// Changes the members inside the `kubernetes.io` claim and writes that claim anew.
    pub fn edit_kubernetes(&mut self, edit: impl FnOnce(&mut Members)) {
        edit(&mut self.kubernetes);
        let text = self.kubernetes.to_json();
        self.claims_mut().set_raw(KUBERNETES, text);
    }

    /// Lets the token expire so many seconds after its issue.
    pub fn lifetime(&mut self, seconds: i64) {
        let exp = self.issued_at.saturating_add(seconds);
        self.claims_mut().set("exp", exp);
    }

    /// Signs with this key and names it, and how it signs, in the header.
    pub fn signed_by(&mut self, key: &'w SigningKey) {
        self.header_mut().set("alg", key.algorithm().name());
        self.header_mut().set("kid", key.kid());
        self.key = key;
    }

    /// Signs with this key and leaves the header as it is.
    pub fn sign_only_with(&mut self, key: &'w SigningKey) {
        self.key = key;
    }

    /// Writes these bytes as the header instead of its members.
    pub fn header_raw(&mut self, text: impl Into<Vec<u8>>) {
        self.header_text = Some(text.into());
    }

    /// Writes these bytes as the payload instead of the claims.
    pub fn payload_raw(&mut self, text: impl Into<Vec<u8>>) {
        self.payload_text = Some(text.into());
    }

    /// The header as it will be encoded.
    #[must_use]
    pub fn header_bytes(&self) -> Vec<u8> {
        self.header_text.clone().unwrap_or_else(|| self.header.to_json().into_bytes())
    }

    /// The payload as it will be encoded.
    #[must_use]
    pub fn payload_bytes(&self) -> Vec<u8> {
        self.payload_text.clone().unwrap_or_else(|| self.claims.to_json().into_bytes())
    }

    /// The signed token.
    #[must_use]
    pub fn sign(&self) -> MintedToken {
        self.sign_by(|input| self.key.sign(input))
    }

    /// The token with whatever signature `sign` makes of the signing input.
    pub(crate) fn sign_by(&self, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> MintedToken {
        let encode = |bytes: Vec<u8>| URL_SAFE_NO_PAD.encode_to_string(bytes);
        self.sign_encoded(encode(self.header_bytes()), encode(self.payload_bytes()), sign)
    }

    /// The token of parts that the caller has encoded in a way of their own.
    pub(crate) fn sign_encoded(
        &self,
        header: String,
        payload: String,
        sign: impl FnOnce(&[u8]) -> Vec<u8>,
    ) -> MintedToken {
        let signature = sign(format!("{header}.{payload}").as_bytes());
        MintedToken::new(header, payload, signature)
    }

    /// The key that will sign.
    pub(crate) fn key(&self) -> &'w SigningKey {
        self.key
    }
}
