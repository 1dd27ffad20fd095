//! Members that stand twice. With different values, the later one decides for most readers, the first for some.

use eks_auth_protocol::operation::AUDIENCE;
use serde_json::json;

use super::Group::{Contradiction, Oddity};
use super::{Defect, draft, quoted};
use crate::draft::TokenDraft;
use crate::members::Members;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    draft(
        "duplicate-sub-last-other",
        Contradiction,
        "sub twice: the right one, then another association's",
        |d, s| {
            d.claims_mut().push_raw("sub", quoted(s.other_pod().subject()));
        },
    ),
    draft(
        "duplicate-sub-first-other",
        Contradiction,
        "sub twice: another association's, then the right one",
        |d, s| {
            d.claims_mut().prepend_raw("sub", quoted(s.other_pod().subject()));
        },
    ),
    draft(
        "duplicate-sub-escaped",
        Contradiction,
        "sub twice: the right one, then another's under an escaped name",
        |d, s| {
            d.claims_mut().push_escaped(r"\u0073ub", quoted(s.other_pod().subject()));
        },
    ),
    draft(
        "duplicate-kubernetes-last-other",
        Contradiction,
        "kubernetes.io twice: the right one, then another association's",
        |d, s| {
            let other = kubernetes_of(s);
            d.claims_mut().push_raw("kubernetes.io", other);
        },
    ),
    draft(
        "duplicate-kubernetes-first-other",
        Contradiction,
        "kubernetes.io twice: another association's, then the right one",
        |d, s| {
            let other = kubernetes_of(s);
            d.claims_mut().prepend_raw("kubernetes.io", other);
        },
    ),
    draft(
        "duplicate-subject-last-other",
        Contradiction,
        "sub and kubernetes.io twice: the right ones, then another association's",
        |d, s| {
            d.claims_mut().push_raw("sub", quoted(s.other_pod().subject()));
            let other = kubernetes_of(s);
            d.claims_mut().push_raw("kubernetes.io", other);
        },
    ),
    draft(
        "duplicate-subject-crossed",
        Contradiction,
        "sub and kubernetes.io twice: one ends with the right one, the other begins with it",
        |d, s| {
            d.claims_mut().prepend_raw("sub", quoted(s.other_pod().subject()));
            let other = kubernetes_of(s);
            d.claims_mut().push_raw("kubernetes.io", other);
        },
    ),
    draft("duplicate-namespace", Contradiction, "namespace twice: the right one, then another", |d, s| {
        let other = quoted(format!("{}-other", s.pod().namespace()));
        d.edit_kubernetes(|k| k.push_raw("namespace", other));
    }),
    draft("duplicate-account", Contradiction, "serviceaccount twice: the right one, then another", |d, s| {
        let other = json!({ "name": format!("{}-other", s.pod().service_account()), "uid": s.pod().uid() });
        d.edit_kubernetes(|k| k.push_raw("serviceaccount", other.to_string()));
    }),
    draft(
        "duplicate-account-name",
        Contradiction,
        "the service account has two names: the right one, then another",
        |d, s| {
            let name = s.pod().service_account();
            let mut account = Members::default();
            account.set("name", name);
            account.push_raw("name", quoted(format!("{name}-other")));
            account.set("uid", s.pod().service_account_uid());
            d.edit_kubernetes(|k| k.set_raw("serviceaccount", account.to_json()));
        },
    ),
    draft(
        "duplicate-aud-last-other",
        Contradiction,
        "aud twice: the right one, then sts.amazonaws.com",
        |d, _| {
            d.claims_mut().push_raw("aud", sts());
        },
    ),
    draft(
        "duplicate-aud-first-other",
        Contradiction,
        "aud twice: sts.amazonaws.com, then the right one",
        |d, _| {
            d.claims_mut().prepend_raw("aud", sts());
        },
    ),
    draft(
        "duplicate-aud-escaped",
        Contradiction,
        "aud twice: sts.amazonaws.com, then the right one under an escaped name",
        |d, _| {
            d.claims_mut().set_raw("aud", sts());
            d.claims_mut().push_escaped(r"\u0061\u0075\u0064", json!([AUDIENCE]).to_string());
        },
    ),
    draft("duplicate-exp-last-past", Contradiction, "exp twice: a day ahead, then an hour ago", |d, s| {
        d.claims_mut().push_raw("exp", s.ago(3_600).to_string());
    }),
    draft("duplicate-exp-first-past", Contradiction, "exp twice: an hour ago, then a day ahead", |d, s| {
        d.claims_mut().prepend_raw("exp", s.ago(3_600).to_string());
    }),
    draft(
        "duplicate-exp-escaped",
        Contradiction,
        "exp twice: an hour ago, then a day ahead under an escaped name",
        |d, s| {
            let ahead = d.claims().raw("exp").unwrap_or_default().to_owned();
            d.claims_mut().set("exp", s.ago(3_600));
            d.claims_mut().push_escaped(r"e\u0078p", ahead);
        },
    ),
    draft("duplicate-nbf", Contradiction, "nbf twice: five minutes ago, then in an hour", |d, s| {
        d.claims_mut().push_raw("nbf", s.ahead(3_600).to_string());
    }),
    draft(
        "duplicate-iss-last-other",
        Contradiction,
        "iss twice: the right one, then another cluster's",
        |d, s| {
            d.claims_mut().push_raw("iss", quoted(s.other_cluster().issuer()));
        },
    ),
    draft(
        "duplicate-iss-first-other",
        Contradiction,
        "iss twice: another cluster's, then the right one",
        |d, s| {
            d.claims_mut().prepend_raw("iss", quoted(s.other_cluster().issuer()));
        },
    ),
    draft("duplicate-alg-last-none", Contradiction, "alg twice: the right one, then none", |d, _| {
        d.header_mut().push_raw("alg", r#""none""#);
    }),
    draft("duplicate-alg-first-none", Contradiction, "alg twice: none, then the right one", |d, _| {
        d.header_mut().prepend_raw("alg", r#""none""#);
    }),
    draft(
        "duplicate-alg-hs256",
        Contradiction,
        "alg twice: the right one, then HS256 under an escaped name",
        |d, _| {
            d.header_mut().push_escaped(r"al\u0067", r#""HS256""#);
        },
    ),
    draft(
        "duplicate-kid-last-other",
        Contradiction,
        "kid twice: the right one, then another cluster's",
        |d, s| {
            let other = other_kid(s);
            d.header_mut().push_raw("kid", other);
        },
    ),
    draft(
        "duplicate-kid-first-other",
        Contradiction,
        "kid twice: another cluster's, then the right one",
        |d, s| {
            let other = other_kid(s);
            d.header_mut().prepend_raw("kid", other);
        },
    ),
    draft("duplicate-same-sub", Oddity, "sub stands twice with the same value", |d, _| again(d, "sub")),
    draft("duplicate-same-aud", Oddity, "aud stands twice with the same value", |d, _| again(d, "aud")),
    draft("duplicate-same-exp", Oddity, "exp stands twice with the same value", |d, _| again(d, "exp")),
    draft("duplicate-same-kubernetes", Oddity, "kubernetes.io stands twice with the same value", |d, _| {
        again(d, "kubernetes.io");
    }),
    draft(
        "duplicate-same-escaped",
        Oddity,
        "sub stands twice with the same value, once under an escaped name",
        |d, s| {
            d.claims_mut().push_escaped(r"\u0073ub", quoted(s.pod().subject()));
        },
    ),
    draft("duplicate-same-alg", Oddity, "alg stands twice with the same value", |d, _| {
        let value = d.header().raw("alg").unwrap_or_default().to_owned();
        d.header_mut().push_raw("alg", value);
    }),
    draft("duplicate-unknown", Oddity, "an unknown claim stands twice with different values", |d, _| {
        d.claims_mut().push_raw("x", "1");
        d.claims_mut().push_raw("x", "2");
    }),
];

fn again(draft: &mut TokenDraft<'_>, name: &str) {
    let value = draft.claims().raw(name).unwrap_or_default().to_owned();
    draft.claims_mut().push_raw(name, value);
}

/// The `kubernetes.io` claim of another association's pod.
fn kubernetes_of(scene: &Scene<'_>) -> String {
    let other = Scene::new(scene.world(), scene.cluster(), scene.other_pod(), scene.now(), scene.id());
    other.draft().claims().raw("kubernetes.io").unwrap_or_default().to_owned()
}

fn other_kid(scene: &Scene<'_>) -> String {
    quoted(scene.other_cluster().keys().first().map_or("", crate::SigningKey::kid))
}

fn sts() -> String {
    json!(["sts.amazonaws.com"]).to_string()
}
