//! Genuine tokens whose header or payload was changed after they were signed.

use eks_auth_protocol::operation::AUDIENCE;
use serde_json::json;

use super::Group::Forged;
use super::signature::valid;
use super::{Defect, Need, claim, header, text};
use crate::draft::TokenDraft;
use crate::key::Algorithm;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text(
        "altered-subject",
        Forged,
        "the token was changed to another service account's after signing",
        |s| {
            let other = Scene::new(s.world(), s.cluster(), s.other_pod(), s.now(), s.id());
            other.draft().sign_by(|_| valid(s).signature().to_vec()).into_string()
        },
    ),
    text(
        "altered-namespace",
        Forged,
        "the token of a namesake in another namespace, changed to this one's",
        |s| {
            altered(s, |d| {
                let namespace = format!("{}-other", s.pod().namespace());
                d.claims_mut()
                    .set("sub", format!("system:serviceaccount:{namespace}:{}", s.pod().service_account()));
                d.edit_kubernetes(|k| k.set("namespace", namespace));
            })
        },
    ),
    text("altered-pod", Forged, "the name of the pod was changed after signing", |s| {
        altered(s, |d| d.edit_kubernetes(|k| k.set("pod", json!({ "name": "other", "uid": s.pod().uid() }))))
    }),
    text("altered-pod-uid", Forged, "the uid of the pod was changed after signing", |s| {
        altered(s, |d| d.edit_kubernetes(|k| k.set("pod", json!({ "name": s.pod().name(), "uid": s.id() }))))
    }),
    text("altered-exp-extended", Forged, "exp was moved into the future after signing", |s| {
        altered(s, |d| d.claims_mut().set("exp", s.ago(3_600)))
    }),
    text("altered-exp-later", Forged, "exp was moved an hour later after signing", |s| {
        altered(s, |d| d.claims_mut().set("exp", s.ahead(3_600)))
    }),
    text("altered-nbf", Forged, "nbf was moved into the past after signing", |s| {
        altered(s, |d| d.claims_mut().set("nbf", s.ahead(3_600)))
    }),
    text("altered-iat", Forged, "iat was changed after signing", |s| {
        altered(s, |d| d.claims_mut().set("iat", s.ago(7_200)))
    }),
    text("altered-jti", Forged, "jti was changed after signing", |s| {
        changed(s, |d| d.claims_mut().set("jti", format!("{}-other", s.id())))
    }),
    text("altered-aud", Forged, "aud was sts.amazonaws.com when it was signed", |s| {
        altered(s, |d| d.claims_mut().set("aud", json!(["sts.amazonaws.com"])))
    }),
    text("altered-aud-string", Forged, "aud was a bare string when it was signed", |s| {
        altered(s, |d| d.claims_mut().set("aud", AUDIENCE))
    }),
    text(
        "altered-cluster",
        Forged,
        "the token of another cluster, with issuer and kid changed to this one's",
        |s| {
            let other = Scene::new(s.world(), s.other_cluster(), s.pod().clone(), s.now(), s.id());
            s.draft().sign_by(|_| valid(&other).signature().to_vec()).into_string()
        },
    ),
    text("altered-claim-added", Forged, "an unknown claim was added after signing", |s| {
        changed(s, |d| claim(d, "added", "true"))
    }),
    text("altered-claim-removed", Forged, "jti was removed after signing", |s| {
        changed(s, |d| d.claims_mut().remove("jti"))
    }),
    text("altered-claim-order", Forged, "the claims were put in reverse order after signing", |s| {
        changed(s, |d| d.claims_mut().reverse())
    }),
    text("altered-payload-space", Forged, "a space was put after the payload after signing", |s| {
        changed(s, |d| d.payload_raw([d.payload_bytes(), b" ".to_vec()].concat()))
    }),
    text("altered-header-space", Forged, "a space was put after the header after signing", |s| {
        changed(s, |d| d.header_raw([d.header_bytes(), b" ".to_vec()].concat()))
    }),
    text("altered-header-typ", Forged, "typ was added to the header after signing", |s| {
        changed(s, |d| d.header_mut().set("typ", "JWT"))
    }),
    text("altered-header-order", Forged, "kid was put before alg after signing", |s| {
        changed(s, |d| d.header_mut().reverse())
    }),
    text("altered-kid", Forged, "kid was changed to another key of the set after signing", |s| {
        let mut others = s.cluster().keys().iter().skip(1).filter(|key| key.algorithm() == Algorithm::Rs256);
        let kid = others.next().map_or("other", |key| key.kid());
        changed(s, |d| d.header_mut().set("kid", kid))
    })
    .needing(Need::SecondRsa),
    text("altered-kid-removed", Forged, "kid was removed after signing", |s| {
        changed(s, |d| d.header_mut().remove("kid"))
    }),
    text("altered-alg-rs512", Forged, "alg was changed to RS512 after signing", |s| {
        changed_algorithm(s, "RS512")
    }),
    text("altered-alg-ps256", Forged, "alg was changed to PS256 after signing", |s| {
        changed_algorithm(s, "PS256")
    }),
    text("altered-alg-es256", Forged, "alg was changed to ES256 after signing", |s| {
        changed_algorithm(s, "ES256")
    }),
    text("altered-alg-hs256", Forged, "alg was changed to HS256 after signing", |s| {
        changed_algorithm(s, "HS256")
    }),
];

/// The plain token under the signature of what it was before somebody corrected it.
fn altered(scene: &Scene<'_>, before: impl FnOnce(&mut TokenDraft<'_>)) -> String {
    let mut signed = scene.draft();
    before(&mut signed);
    scene.draft().sign_by(|_| signed.sign().signature().to_vec()).into_string()
}

/// The plain token's signature under what somebody made of the rest.
fn changed(scene: &Scene<'_>, after: impl FnOnce(&mut TokenDraft<'_>)) -> String {
    let mut shown = scene.draft();
    after(&mut shown);
    shown.sign_by(|_| valid(scene).signature().to_vec()).into_string()
}

fn changed_algorithm(scene: &Scene<'_>, name: &str) -> String {
    changed(scene, |d| header(d, "alg", super::quoted(name)))
}
