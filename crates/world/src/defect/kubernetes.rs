//! The `kubernetes.io` claim: absent, in another form, at odds with `sub`, or not complete.

use serde_json::{Value, json};

use super::Group::{Incomplete, NoPod, Subject};
use super::{Defect, claim, draft};
use crate::draft::TokenDraft;

pub(super) static ROWS: &[Defect] = &[
    draft("kubernetes-missing", Subject, "kubernetes.io is missing", |d, _| {
        d.claims_mut().remove("kubernetes.io");
    }),
    draft("kubernetes-renamed", Subject, "kubernetes.io is missing and there is kubernetes", |d, _| {
        d.claims_mut().rename("kubernetes.io", "kubernetes");
    }),
    draft("kubernetes-null", Subject, "kubernetes.io is null", |d, _| claim(d, "kubernetes.io", "null")),
    draft("kubernetes-string", Subject, "kubernetes.io is a string", |d, s| {
        d.claims_mut().set("kubernetes.io", s.pod().namespace());
    }),
    draft("kubernetes-json-text", Subject, "kubernetes.io is the right object as text", |d, _| {
        let text = d.claims().raw("kubernetes.io").unwrap_or_default().to_owned();
        d.claims_mut().set("kubernetes.io", text);
    }),
    draft("kubernetes-array", Subject, "kubernetes.io is a list with the right object in it", |d, _| {
        let object = d.claims().raw("kubernetes.io").unwrap_or_default().to_owned();
        claim(d, "kubernetes.io", format!("[{object}]"));
    }),
    draft("kubernetes-empty", Subject, "kubernetes.io is an empty object", |d, _| {
        claim(d, "kubernetes.io", "{}");
    }),
    draft(
        "kubernetes-flat",
        Subject,
        "kubernetes.io is spread over flat claims with dotted and slashed names",
        |d, s| {
            let pod = s.pod();
            let claims = d.claims_mut();
            claims.remove("kubernetes.io");
            for separator in ['/', '.'] {
                claims.set(&format!("kubernetes.io{separator}namespace"), pod.namespace());
                claims.set(
                    &format!("kubernetes.io{separator}serviceaccount{separator}name"),
                    pod.service_account(),
                );
                claims.set(&format!("kubernetes.io{separator}pod{separator}name"), pod.name());
            }
        },
    ),
    draft("kubernetes-nested", Subject, "kubernetes.io is split at its dot into two objects", |d, _| {
        let object = d.claims().raw("kubernetes.io").unwrap_or_default().to_owned();
        d.claims_mut().remove("kubernetes.io");
        claim(d, "kubernetes", format!(r#"{{"io":{object}}}"#));
    }),
    draft("namespace-missing", Subject, "kubernetes.io has no namespace", |d, _| {
        d.edit_kubernetes(|k| k.remove("namespace"));
    }),
    draft("namespace-null", Subject, "the namespace is null", |d, _| set(d, "namespace", Value::Null)),
    draft("namespace-empty", Subject, "the namespace is empty", |d, _| set(d, "namespace", json!(""))),
    draft("namespace-number", Subject, "the namespace is a number", |d, _| set(d, "namespace", json!(1))),
    draft("namespace-array", Subject, "the namespace is a list with the right one in it", |d, s| {
        set(d, "namespace", json!([s.pod().namespace()]));
    }),
    draft("namespace-other", Subject, "kubernetes.io has another namespace than sub", |d, s| {
        set(d, "namespace", json!(format!("{}-other", s.pod().namespace())));
    }),
    draft("namespace-upper", Subject, "the namespace is in capitals, and the one in sub is not", |d, s| {
        set(d, "namespace", json!(s.pod().namespace().to_uppercase()));
    }),
    draft("account-other", Subject, "kubernetes.io has another service account than sub", |d, s| {
        let name = format!("{}-other", s.pod().service_account());
        set(d, "serviceaccount", json!({ "name": name, "uid": s.pod().service_account_uid() }));
    }),
    draft(
        "account-other-subject",
        Subject,
        "kubernetes.io is that of another association, and sub is not",
        |d, s| {
            let other = s.other_pod();
            set(d, "namespace", json!(other.namespace()));
            set(
                d,
                "serviceaccount",
                json!({ "name": other.service_account(), "uid": other.service_account_uid() }),
            );
        },
    ),
    draft("account-empty", Subject, "the service account in kubernetes.io is empty", |d, s| {
        set(d, "serviceaccount", json!({ "name": "", "uid": s.pod().service_account_uid() }));
    }),
    draft("account-missing", Incomplete, "kubernetes.io has no serviceaccount", |d, _| {
        d.edit_kubernetes(|k| k.remove("serviceaccount"));
    }),
    draft("account-null", Incomplete, "serviceaccount is null", |d, _| set(d, "serviceaccount", Value::Null)),
    draft("account-string", Incomplete, "serviceaccount is the name alone", |d, s| {
        set(d, "serviceaccount", json!(s.pod().service_account()));
    }),
    draft("account-array", Incomplete, "serviceaccount is an empty list", |d, _| {
        set(d, "serviceaccount", json!([]));
    }),
    draft("account-name-missing", Incomplete, "serviceaccount has no name", |d, s| {
        set(d, "serviceaccount", json!({ "uid": s.pod().service_account_uid() }));
    }),
    draft("account-name-null", Incomplete, "the name of serviceaccount is null", |d, s| {
        set(d, "serviceaccount", json!({ "name": null, "uid": s.pod().service_account_uid() }));
    }),
    draft("account-name-number", Incomplete, "the name of serviceaccount is a number", |d, s| {
        set(d, "serviceaccount", json!({ "name": 1, "uid": s.pod().service_account_uid() }));
    }),
    draft("account-uid-missing", Incomplete, "serviceaccount has no uid", |d, s| {
        set(d, "serviceaccount", json!({ "name": s.pod().service_account() }));
    }),
    draft("account-uid-number", Incomplete, "the uid of serviceaccount is a number", |d, s| {
        set(d, "serviceaccount", json!({ "name": s.pod().service_account(), "uid": 1 }));
    }),
    draft("pod-empty", Incomplete, "pod is an empty object", |d, _| set(d, "pod", json!({}))),
    draft("pod-string", Incomplete, "pod is the name alone", |d, s| set(d, "pod", json!(s.pod().name()))),
    draft("pod-array", Incomplete, "pod is an empty list", |d, _| set(d, "pod", json!([]))),
    draft("pod-name-missing", Incomplete, "pod has no name", |d, s| {
        set(d, "pod", json!({ "uid": s.pod().uid() }));
    }),
    draft("pod-name-null", Incomplete, "the name of pod is null", |d, s| {
        set(d, "pod", json!({ "name": null, "uid": s.pod().uid() }));
    }),
    draft("pod-name-empty", Incomplete, "the name of pod is empty", |d, s| {
        set(d, "pod", json!({ "name": "", "uid": s.pod().uid() }));
    }),
    draft("pod-uid-missing", Incomplete, "pod has no uid", |d, s| {
        set(d, "pod", json!({ "name": s.pod().name() }));
    }),
    draft("node-null", Incomplete, "node is null", |d, _| set(d, "node", Value::Null)),
    draft("node-string", Incomplete, "node is the name alone", |d, s| {
        set(d, "node", json!(s.pod().node_name()));
    }),
    draft("node-empty", Incomplete, "node is an empty object", |d, _| set(d, "node", json!({}))),
    draft("pod-absent", NoPod, "kubernetes.io has no pod", |d, _| d.edit_kubernetes(|k| k.remove("pod"))),
    draft("pod-and-node-absent", NoPod, "kubernetes.io has neither pod nor node", |d, _| {
        d.edit_kubernetes(|k| {
            k.remove("pod");
            k.remove("node");
        });
    }),
    draft("pod-null", NoPod, "pod is null", |d, _| set(d, "pod", Value::Null)),
    draft("pod-secret-instead", NoPod, "the token is bound to a secret instead of a pod", |d, s| {
        let secret = json!({ "name": format!("{}-token", s.pod().service_account()), "uid": s.pod().uid() });
        d.edit_kubernetes(|k| {
            k.remove("pod");
            k.set("secret", secret);
        });
    }),
];

fn set(draft: &mut TokenDraft<'_>, name: &str, value: Value) {
    draft.edit_kubernetes(|kubernetes| kubernetes.set(name, value));
}
