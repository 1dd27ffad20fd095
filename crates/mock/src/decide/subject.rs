//! Whose token it is.

use eks_auth_protocol::{Namespace, PodName, ServiceAccountName};

use super::Evidence;
use crate::json::Object;
use crate::refusal::Refusal;

const PREFIX: &str = "system:serviceaccount:";

/// The service account and the pod that a token speaks for.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) namespace: String,
    pub(crate) service_account: String,
    pub(crate) pod: String,
}

/// sub names a service account, kubernetes.io the same one, and the token is bound to a pod.
pub(crate) fn identity(evidence: &Evidence<'_>) -> Result<Identity, Refusal> {
    let claims = &evidence.jws.claims;
    let (namespace, service_account) = in_sub(claims).ok_or_else(wrong)?;
    let kubernetes = claims.object("kubernetes.io").ok_or_else(wrong)?;
    let bound = reference(kubernetes, "serviceaccount").ok_or_else(wrong)?;
    if kubernetes.text("namespace") != Some(namespace) || bound.name != service_account {
        return Err(wrong());
    }
    let pod = pod(kubernetes).ok_or_else(unbound)?;
    Ok(Identity {
        namespace: namespace.to_owned(),
        service_account: service_account.to_owned(),
        pod: pod.to_owned(),
    })
}

/// The namespace and service account in sub, if it is one of Kubernetes' form with legal names.
pub(crate) fn in_sub(claims: &Object) -> Option<(&str, &str)> {
    let (namespace, service_account) = claims.text("sub")?.strip_prefix(PREFIX)?.split_once(':')?;
    Namespace::parse(namespace).ok()?;
    ServiceAccountName::parse(service_account).ok()?;
    Some((namespace, service_account))
}

/// The pod that the token is bound to. Its name becomes part of the session name, so it must be a legal one.
pub(crate) fn pod(kubernetes: &Object) -> Option<&str> {
    reference(kubernetes, "pod").map(|pod| pod.name).filter(|name| PodName::parse(name).is_ok())
}

/// What a token is bound to: neither text is empty.
pub(crate) struct Reference<'o> {
    pub(crate) name: &'o str,
    pub(crate) uid: &'o str,
}

/// A reference with name and uid, both of them strings that are not empty.
pub(crate) fn reference<'o>(kubernetes: &'o Object, kind: &str) -> Option<Reference<'o>> {
    let object = kubernetes.object(kind)?;
    let filled = |name| object.text(name).filter(|text| !text.is_empty());
    Some(Reference { name: filled("name")?, uid: filled("uid")? })
}

pub(crate) fn wrong() -> Refusal {
    Refusal::invalid_token("the token does not speak for one service account throughout")
}

pub(crate) fn unbound() -> Refusal {
    Refusal::invalid_token("the token is not bound to a pod")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Json;

    fn sub(text: &str) -> Option<(String, String)> {
        let claims = Object::from_iter([("sub".to_owned(), Json::Text(text.to_owned()))]);
        in_sub(&claims).map(|(namespace, name)| (namespace.to_owned(), name.to_owned()))
    }

    #[test]
    fn service_accounts_are_read_from_sub() {
        assert_eq!(sub("system:serviceaccount:a:b.c"), Some(("a".to_owned(), "b.c".to_owned())));
    }

    #[test]
    fn other_subjects_are_none() {
        for text in [
            "",
            "a",
            "system:serviceaccount:a",
            "system:serviceaccount::b",
            "system:serviceaccount:a:",
            "system:serviceaccount:a:b:c",
            "system:node:a",
            "system:serviceaccounts:a:b",
            "System:serviceaccount:a:b",
            "system:serviceaccount:A:b",
            " system:serviceaccount:a:b",
            "system:serviceaccount:a:b ",
        ] {
            assert_eq!(sub(text), None, "{text}");
        }
    }
}
