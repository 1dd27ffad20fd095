//! `sub`: absent, of another kind, or at odds with `kubernetes.io`.

use super::Group::{Oddity, Subject};
use super::{Defect, claim, draft, quoted};
use crate::draft::TokenDraft;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    draft("sub-missing", Subject, "sub is missing", |d, _| d.claims_mut().remove("sub")),
    draft("sub-renamed", Oddity, "sub is missing and there is Sub", |d, _| {
        d.claims_mut().rename("sub", "Sub");
    }),
    draft("sub-null", Subject, "sub is null", |d, _| claim(d, "sub", "null")),
    draft("sub-empty", Subject, "sub is empty", |d, _| claim(d, "sub", r#""""#)),
    draft("sub-number", Subject, "sub is a number", |d, _| claim(d, "sub", "1")),
    draft("sub-array", Subject, "sub is a list with the right one in it", |d, s| {
        claim(d, "sub", format!("[{}]", quoted(s.pod().subject())));
    }),
    draft("sub-object", Subject, "sub is an object", |d, s| {
        claim(d, "sub", format!(r#"{{"name":{}}}"#, quoted(s.pod().subject())));
    }),
    draft("sub-other-kind", Subject, "sub is that of a node", |d, s| {
        d.claims_mut().set("sub", format!("system:node:{}", s.pod().node_name()));
    }),
    draft("sub-user", Subject, "sub is that of a user", |d, _| d.claims_mut().set("sub", "alice")),
    draft("sub-bootstrap", Subject, "sub is that of a bootstrap token", |d, _| {
        d.claims_mut().set("sub", "system:bootstrap:abcdef");
    }),
    draft("sub-group", Subject, "sub is that of all service accounts of the namespace", |d, s| {
        d.claims_mut().set("sub", format!("system:serviceaccounts:{}", s.pod().namespace()));
    }),
    draft("sub-plural", Subject, "sub says serviceaccounts instead of serviceaccount", |d, s| {
        changed(d, s, |sub| sub.replace("serviceaccount:", "serviceaccounts:"));
    }),
    draft("sub-spiffe", Subject, "sub is a SPIFFE id of the same names", |d, s| {
        let (namespace, account) = (s.pod().namespace(), s.pod().service_account());
        d.claims_mut().set("sub", format!("spiffe://cluster.local/ns/{namespace}/sa/{account}"));
    }),
    draft("sub-prefix-upper", Subject, "the fixed words of sub are in capitals", |d, s| {
        changed(d, s, |sub| sub.replace("system:serviceaccount", "SYSTEM:SERVICEACCOUNT"));
    }),
    draft("sub-no-prefix", Subject, "sub is namespace and service account alone", |d, s| {
        changed(d, s, |sub| sub.replace("system:serviceaccount:", ""));
    }),
    draft("sub-no-system", Subject, "sub begins with serviceaccount", |d, s| {
        changed(d, s, |sub| sub.replace("system:", ""));
    }),
    draft("sub-extra-colon", Subject, "sub has a colon after it", |d, s| {
        changed(d, s, |sub| format!("{sub}:"));
    }),
    draft("sub-extra-part", Subject, "sub has a fifth part", |d, s| {
        changed(d, s, |sub| format!("{sub}:extra"));
    }),
    draft("sub-part-between", Subject, "a part stands between namespace and service account", |d, s| {
        let (namespace, account) = (s.pod().namespace(), s.pod().service_account());
        d.claims_mut().set("sub", format!("system:serviceaccount:{namespace}:between:{account}"));
    }),
    draft("sub-double-colon", Subject, "sub has two colons before the service account", |d, s| {
        parts(d, s.pod().namespace(), &format!(":{}", s.pod().service_account()));
    }),
    draft("sub-too-few-parts", Subject, "sub has no service account", |d, s| {
        d.claims_mut().set("sub", format!("system:serviceaccount:{}", s.pod().namespace()));
    }),
    draft("sub-empty-account", Subject, "the service account in sub is empty", |d, s| {
        parts(d, s.pod().namespace(), "");
    }),
    draft("sub-empty-namespace", Subject, "the namespace in sub is empty", |d, s| {
        parts(d, "", s.pod().service_account());
    }),
    draft("sub-slash", Subject, "a slash stands between namespace and service account", |d, s| {
        let (namespace, account) = (s.pod().namespace(), s.pod().service_account());
        d.claims_mut().set("sub", format!("system:serviceaccount:{namespace}/{account}"));
    }),
    draft("sub-percent", Subject, "the last colon of sub is percent-encoded", |d, s| {
        let (namespace, account) = (s.pod().namespace(), s.pod().service_account());
        d.claims_mut().set("sub", format!("system:serviceaccount:{namespace}%3A{account}"));
    }),
    draft("sub-swapped", Subject, "namespace and service account have changed places in sub", |d, s| {
        parts(d, s.pod().service_account(), s.pod().namespace());
    }),
    draft("sub-other-namespace", Subject, "sub has another namespace than kubernetes.io", |d, s| {
        parts(d, &format!("{}-other", s.pod().namespace()), s.pod().service_account());
    }),
    draft("sub-other-account", Subject, "sub has another service account than kubernetes.io", |d, s| {
        parts(d, s.pod().namespace(), &format!("{}-other", s.pod().service_account()));
    }),
    draft(
        "sub-other-subject",
        Subject,
        "sub is that of another association, and kubernetes.io is not",
        |d, s| {
            d.claims_mut().set("sub", s.other_pod().subject());
        },
    ),
    draft("sub-upper", Subject, "namespace and service account in sub are in capitals", |d, s| {
        parts(d, &s.pod().namespace().to_uppercase(), &s.pod().service_account().to_uppercase());
    }),
    draft("sub-space", Subject, "sub has a space after it", |d, s| changed(d, s, |sub| format!("{sub} "))),
    draft("sub-nul", Subject, "sub has a NUL after it", |d, s| changed(d, s, |sub| format!("{sub}\0"))),
    draft("sub-direction", Subject, "sub has a right-to-left mark after it", |d, s| {
        changed(d, s, |sub| format!("{sub}\u{200f}"));
    }),
    draft("sub-homoglyph", Subject, "sub has a Cyrillic letter that looks like an e", |d, s| {
        changed(d, s, |sub| sub.replacen('e', "\u{435}", 1));
    }),
    draft("sub-star", Subject, "the service account in sub is a star", |d, s| {
        parts(d, s.pod().namespace(), "*");
    }),
    draft("sub-long", Subject, "the service account in sub is 254 characters long", |d, s| {
        parts(d, s.pod().namespace(), &"a".repeat(254));
    }),
];

fn changed(draft: &mut TokenDraft<'_>, scene: &Scene<'_>, change: impl FnOnce(&str) -> String) {
    draft.claims_mut().set("sub", change(&scene.pod().subject()));
}

fn parts(draft: &mut TokenDraft<'_>, namespace: &str, account: &str) {
    draft.claims_mut().set("sub", format!("system:serviceaccount:{namespace}:{account}"));
}
