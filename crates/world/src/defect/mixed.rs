//! Tokens that expired an hour ago and are wrong in another way too.

use serde_json::json;

use super::Group::{ExpiredAndForged, ExpiredAndMore};
use super::expiry::past;
use super::signature::flipped;
use super::{Defect, draft, text};
use crate::draft::TokenDraft;
use crate::key::Algorithm;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("expired-and-flipped", ExpiredAndForged, "expired, and a bit of the signature is flipped", |s| {
        let token = expired(s).sign();
        token.with_signature(flipped(token.signature(), 100)).into_string()
    }),
    text("expired-and-one-byte", ExpiredAndForged, "expired, and the signature is a zero byte", |s| {
        expired(s).sign().with_signature([0]).into_string()
    }),
    text(
        "expired-and-foreign-key",
        ExpiredAndForged,
        "expired, and signed by a key of no set under the right kid",
        |s| {
            let mut draft = expired(s);
            draft.sign_only_with(s.world().foreign_key(Algorithm::Rs256));
            draft.sign().into_string()
        },
    ),
    text(
        "expired-and-alg-none",
        ExpiredAndForged,
        "expired, and alg is none with the old signature kept",
        |s| {
            let signed = expired(s).sign();
            let mut shown = expired(s);
            shown.header_mut().set("alg", "none");
            shown.sign_by(|_| signed.signature().to_vec()).into_string()
        },
    ),
    draft("expired-and-kid-unknown", ExpiredAndMore, "expired, and kid names no key", |d, s| {
        past(d, s, 3_600);
        d.header_mut().set("kid", "0123456789abcdef0123456789abcdef01234567");
    }),
    draft("expired-and-aud-other", ExpiredAndMore, "expired, and aud is sts.amazonaws.com", |d, s| {
        past(d, s, 3_600);
        d.claims_mut().set("aud", json!(["sts.amazonaws.com"]));
    }),
    draft("expired-and-iss-other", ExpiredAndMore, "expired, and iss is another cluster's issuer", |d, s| {
        past(d, s, 3_600);
        d.claims_mut().set("iss", s.other_cluster().issuer());
    }),
    draft("expired-and-sub-other-kind", ExpiredAndMore, "expired, and sub is that of a user", |d, s| {
        past(d, s, 3_600);
        d.claims_mut().set("sub", "alice");
    }),
    draft(
        "expired-and-crit",
        ExpiredAndMore,
        "expired, and crit names an extension that nobody knows",
        |d, s| {
            past(d, s, 3_600);
            d.header_mut().set("crit", json!(["urn:example:must-know"]));
            d.header_mut().set("urn:example:must-know", true);
        },
    ),
    draft("expired-and-nbf-ahead", ExpiredAndMore, "expired, and nbf is in an hour", |d, s| {
        past(d, s, 3_600);
        d.claims_mut().set("nbf", s.ahead(3_600));
    }),
    text(
        "expired-and-other-cluster",
        ExpiredAndForged,
        "expired, and a token of another cluster throughout",
        |s| {
            let other = Scene::new(s.world(), s.other_cluster(), s.pod().clone(), s.now(), s.id());
            expired(&other).sign().into_string()
        },
    ),
];

fn expired<'w>(scene: &Scene<'w>) -> TokenDraft<'w> {
    let mut draft = scene.draft();
    past(&mut draft, scene, 3_600);
    draft
}
