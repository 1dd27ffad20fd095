//! Tokens that entitle: what issuers may do differently from the plain token.

use eks_auth_protocol::operation::AUDIENCE;
use serde_json::json;

use super::Group::{Large, Legitimate, Oddity, Uncommon};
use super::{Defect, Need, claim, draft, header};
use crate::draft::{LIFETIME, TokenDraft};
use crate::key::Algorithm;

pub(super) static ROWS: &[Defect] = &[
    draft(
        "legitimate-node-absent",
        Legitimate,
        "kubernetes.io has no node, as before Kubernetes 1.30",
        |d, _| {
            d.edit_kubernetes(|k| k.remove("node"));
        },
    ),
    draft("legitimate-node-uid-absent", Legitimate, "the node has a name and no uid", |d, s| {
        d.edit_kubernetes(|k| k.set("node", json!({ "name": s.pod().node_name() })));
    }),
    draft("legitimate-claims-reversed", Legitimate, "the claims stand in reverse order", |d, _| {
        d.edit_kubernetes(crate::Members::reverse);
        d.claims_mut().reverse();
    }),
    draft("legitimate-header-reversed", Legitimate, "kid stands before alg", |d, _| d.header_mut().reverse()),
    draft("legitimate-unknown-claims", Legitimate, "there are claims that nobody knows", |d, _| {
        claim(d, "https://claims.example/a", "null");
        claim(d, "b", r#"{"iss":"x","aud":["y"],"exp":1}"#);
        claim(d, "", "[true,-0.5e-3]");
    }),
    draft(
        "legitimate-many-unknown-claims",
        Legitimate,
        "there are a hundred claims that nobody knows",
        |d, _| {
            for number in 0..100 {
                claim(d, &format!("x{number}"), "1");
            }
        },
    ),
    draft(
        "legitimate-kubernetes-unknown",
        Legitimate,
        "kubernetes.io has members that nobody knows",
        |d, _| {
            d.edit_kubernetes(|k| k.set("zone", json!({ "name": "usw2-az1" })));
        },
    ),
    draft(
        "legitimate-warnafter",
        Legitimate,
        "kubernetes.io has warnafter, as extended tokens do",
        |d, s| {
            let warn_after = s.ahead(3_600);
            d.edit_kubernetes(|k| k.set("warnafter", warn_after));
        },
    ),
    draft(
        "legitimate-unknown-header",
        Legitimate,
        "the header has members that nobody knows and crit does not name",
        |d, _| {
            header(d, "x-build", "17");
            header(d, "https://headers.example/trace", r#"{"alg":"none"}"#);
        },
    ),
    draft("legitimate-aud-first", Legitimate, "the right audience is the first of three", |d, _| {
        claim(d, "aud", json!([AUDIENCE, "sts.amazonaws.com", "https://kubernetes.default.svc"]).to_string());
    }),
    draft("legitimate-aud-last", Legitimate, "the right audience is the last of three", |d, _| {
        claim(d, "aud", json!(["sts.amazonaws.com", "https://kubernetes.default.svc", AUDIENCE]).to_string());
    }),
    draft("legitimate-second-key", Legitimate, "signed RS256 by the last RSA key of the set", |d, s| {
        let mut keys = s.cluster().keys().iter().rev();
        let last = keys.find(|key| key.algorithm() == Algorithm::Rs256);
        d.signed_by(last.unwrap_or(d.key()));
    })
    .needing(Need::SecondRsa),
    draft("legitimate-exp-hour-ahead", Legitimate, "the token expires in an hour", |d, s| {
        issued(d, s.ago(LIFETIME - 3_600));
    }),
    draft("legitimate-exp-minutes-ahead", Legitimate, "the token expires in three minutes", |d, s| {
        issued(d, s.ago(LIFETIME - 180));
    }),
    draft(
        "legitimate-short-lived",
        Legitimate,
        "the token lives for the ten minutes that Kubernetes asks at least",
        |d, _| {
            d.lifetime(600);
        },
    ),
    draft("legitimate-jti-absent", Uncommon, "jti is missing, as before Kubernetes 1.30", |d, _| {
        d.claims_mut().remove("jti");
    }),
    draft("legitimate-iat-absent", Uncommon, "iat is missing", |d, _| d.claims_mut().remove("iat")),
    draft("legitimate-nbf-absent", Uncommon, "nbf is missing", |d, _| d.claims_mut().remove("nbf")),
    draft("legitimate-bare", Uncommon, "jti, iat, nbf and the node are missing", |d, _| {
        d.edit_kubernetes(|k| k.remove("node"));
        for name in ["jti", "iat", "nbf"] {
            d.claims_mut().remove(name);
        }
    }),
    draft("legitimate-es256", Uncommon, "signed ES256 by a key of the set", |d, s| d.signed_by(s.p256()))
        .needing(Need::P256),
    draft(
        "legitimate-over-4-kib",
        Large,
        "an unknown claim of 4 KiB makes the token longer than that",
        |d, _| {
            d.claims_mut().set("filler", "x".repeat(4 << 10));
        },
    ),
    draft(
        "legitimate-over-16-kib",
        Large,
        "an unknown claim of 16 KiB makes the token longer than that",
        |d, _| {
            d.claims_mut().set("filler", "x".repeat(16 << 10));
        },
    ),
    draft("legitimate-aud-string", Oddity, "aud is the right audience as a bare string", |d, _| {
        d.claims_mut().set("aud", AUDIENCE);
    }),
    draft("legitimate-typ", Oddity, "typ is JWT", |d, _| d.header_mut().set("typ", "JWT")),
];

/// Moves the times of the token, its lifetime kept.
fn issued(draft: &mut TokenDraft<'_>, at: i64) {
    let claims = draft.claims_mut();
    claims.set("exp", at.saturating_add(LIFETIME));
    claims.set("iat", at);
    claims.set("nbf", at);
}
