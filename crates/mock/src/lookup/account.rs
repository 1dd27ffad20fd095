//! The service account that a token speaks for, as a user of the Kubernetes API.

use serde_json::{Map, Value, json};

use crate::decide::subject::{in_sub, reference, wrong};
use crate::json::Object;
use crate::refusal::Refusal;

/// What the names of the extra fields begin with.
const EXTRA: &str = "authentication.kubernetes.io/";

/// A service account, and what its token is bound to.
pub(super) struct Account {
    namespace: String,
    name: String,
    uid: String,
    extra: Vec<(&'static str, String)>,
}

impl Account {
    /// The account of verified claims. A token need not be bound to a pod, nor have an id.
    pub(super) fn of(claims: &Object) -> Result<Self, Refusal> {
        let (namespace, name) = in_sub(claims).ok_or_else(wrong)?;
        let kubernetes = claims.object("kubernetes.io").ok_or_else(wrong)?;
        let bound = reference(kubernetes, "serviceaccount").ok_or_else(wrong)?;
        if kubernetes.text("namespace") != Some(namespace) || bound.name != name {
            return Err(wrong());
        }
        let mut extra = Vec::new();
        if let Some(id) = claims.text("jti") {
            extra.push(("credential-id", format!("JTI={id}")));
        }
        for (kind, name, uid) in [("pod", "pod-name", "pod-uid"), ("node", "node-name", "node-uid")] {
            if let Some(reference) = reference(kubernetes, kind) {
                extra.push((name, reference.name.to_owned()));
                extra.push((uid, reference.uid.to_owned()));
            }
        }
        Ok(Self { namespace: namespace.to_owned(), name: name.to_owned(), uid: bound.uid.to_owned(), extra })
    }

    /// The `UserInfo` of Kubernetes.
    pub(super) fn user(&self) -> Value {
        let Self { namespace, name, uid, extra } = self;
        let extra: Map<String, Value> =
            extra.iter().map(|(name, value)| (format!("{EXTRA}{name}"), json!([value]))).collect();
        json!({
            "username": format!("system:serviceaccount:{namespace}:{name}"),
            "uid": uid,
            "groups": [
                "system:serviceaccounts",
                format!("system:serviceaccounts:{namespace}"),
                "system:authenticated",
            ],
            "extra": extra,
        })
    }
}
