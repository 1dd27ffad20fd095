//! The claims that say whose token it is, and for whom: `iss`, `aud`, `sub` and `kubernetes.io`.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_protocol::token::Claims;
use eks_auth_protocol::wire::{Kind, Value};

use super::super::notes::Notes;
use super::members::Members;

pub(super) fn judge(claims: &Members<'_, '_>, issuer: Option<&str>, notes: &mut Notes) {
    self::issuer(claims, issuer, notes);
    audience(claims, notes);
    subject(claims, notes);
}

fn issuer(claims: &Members<'_, '_>, wanted: Option<&str>, notes: &mut Notes) {
    let problem = match claims.get("iss").map(|value| (value.kind(), value.as_str())) {
        None => "`iss` is missing".to_owned(),
        Some((kind, None)) => format!("`iss` is of type {kind}, not string"),
        Some((_, Some(text))) => match wanted {
            Some(wanted) if text != wanted => format!("`iss` is {text:?}, and the issuer is {wanted:?}"),
            _ => return,
        },
    };
    notes.broken("TOK-011", claims.at("iss"), problem);
}

fn audience(claims: &Members<'_, '_>, notes: &mut Notes) {
    let path = claims.at("aud");
    let Some(value) = claims.get("aud") else {
        return notes.broken("TOK-011", path, "`aud` is missing");
    };
    let is_right = |value: Value<'_, '_>| value.as_str().is_some_and(|text| text == AUDIENCE);
    if is_right(value) {
        return notes.open("TOK-021", path, "`aud` is a bare string, where Kubernetes writes a list");
    }
    match value.kind() {
        Kind::Array if value.elements().any(is_right) => {
            if value.elements().any(|element| element.kind() != Kind::String) {
                notes.open("TOK-021", path, "`aud` has more in it than strings");
            }
        }
        Kind::Array => notes.broken("TOK-011", path, format!("`aud` does not have {AUDIENCE:?}")),
        Kind::String => notes.broken("TOK-011", path, format!("`aud` is another than {AUDIENCE:?}")),
        kind => notes.broken("TOK-011", path, format!("`aud` is of type {kind}, not array of strings")),
    }
}

fn subject(claims: &Members<'_, '_>, notes: &mut Notes) {
    let path = claims.at("sub");
    let subject = match claims.get("sub").map(|value| (value.kind(), value.as_str())) {
        None => return notes.broken("TOK-014", path, "`sub` is missing"),
        Some((kind, None)) => {
            return notes.broken("TOK-014", path, format!("`sub` is of type {kind}, not string"));
        }
        Some((_, Some(text))) => text,
    };
    let Some((namespace, account)) = service_account(&subject) else {
        let message = format!("`sub` is not `{}<namespace>:<name>`", Claims::SUBJECT_PREFIX);
        return notes.broken("TOK-014", path, message);
    };
    let Some(kubernetes) = claims.object("kubernetes.io") else {
        let message = "`kubernetes.io` is missing, or no object: nothing says the same as `sub`";
        return notes.broken("TOK-014", claims.at("kubernetes.io"), message);
    };
    let path = kubernetes.at("namespace");
    match kubernetes.text("namespace") {
        None => notes.broken("TOK-014", path, "`kubernetes.io` has no namespace that is a string"),
        Some(other) if other != namespace => {
            notes.broken("TOK-014", path, format!("the namespace is {other:?}, and in `sub` {namespace:?}"));
        }
        Some(_) => {}
    }
    account_agrees(&kubernetes, account, notes);
    pod(&kubernetes, notes);
}

/// The namespace and the name in `sub`: neither empty nor with a colon.
fn service_account(subject: &str) -> Option<(&str, &str)> {
    let (namespace, name) = subject.strip_prefix(Claims::SUBJECT_PREFIX)?.split_once(':')?;
    (!namespace.is_empty() && !name.is_empty() && !name.contains(':')).then_some((namespace, name))
}

fn account_agrees(kubernetes: &Members<'_, '_>, account: &str, notes: &mut Notes) {
    let object = kubernetes.object("serviceaccount");
    let path = object.as_ref().map_or_else(|| kubernetes.at("serviceaccount"), |object| object.at("name"));
    match object.and_then(|object| object.text("name")) {
        None => {
            notes.open(
                "TOK-029",
                path,
                "the service account in `kubernetes.io` has no name that is a string",
            );
        }
        Some(other) if other != account => {
            notes.broken(
                "TOK-014",
                path,
                format!("the service account is {other:?}, and in `sub` {account:?}"),
            );
        }
        Some(_) => {}
    }
}

fn pod(kubernetes: &Members<'_, '_>, notes: &mut Notes) {
    let path = kubernetes.at("pod");
    match kubernetes.get("pod").map(|value| value.kind()) {
        None | Some(Kind::Null) => notes.broken("TOK-018", path, "the token is bound to no pod"),
        Some(Kind::Object) => {
            let pod = kubernetes.object("pod");
            for name in ["name", "uid"] {
                if pod.as_ref().is_some_and(|pod| pod.text(name).is_none()) {
                    let path = format!("{path}.{name}");
                    notes.open(
                        "TOK-029",
                        path,
                        format!("the pod in `kubernetes.io` has no {name} that is a string"),
                    );
                }
            }
        }
        Some(kind) => notes.open("TOK-029", path, format!("the pod in `kubernetes.io` is of type {kind}")),
    }
}
