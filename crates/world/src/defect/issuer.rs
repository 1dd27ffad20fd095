//! `iss`: absent, or not the cluster's issuer.

use super::Group::{Issuer, Oddity};
use super::{Defect, claim, draft, quoted};
use crate::draft::TokenDraft;
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    draft("iss-missing", Issuer, "iss is missing", |d, _| d.claims_mut().remove("iss")),
    draft("iss-renamed", Oddity, "iss is missing and there is Iss", |d, _| {
        d.claims_mut().rename("iss", "Iss");
    }),
    draft("iss-null", Issuer, "iss is null", |d, _| claim(d, "iss", "null")),
    draft("iss-empty", Issuer, "iss is empty", |d, _| claim(d, "iss", r#""""#)),
    draft("iss-number", Issuer, "iss is a number", |d, _| claim(d, "iss", "1")),
    draft("iss-array", Issuer, "iss is a list with the right one in it", |d, s| {
        claim(d, "iss", format!("[{}]", quoted(s.cluster().issuer())));
    }),
    draft("iss-object", Issuer, "iss is an object", |d, s| {
        claim(d, "iss", format!(r#"{{"url":{}}}"#, quoted(s.cluster().issuer())));
    }),
    draft("iss-other-cluster", Issuer, "iss is another cluster's issuer", |d, s| {
        d.claims_mut().set("iss", s.other_cluster().issuer());
    }),
    draft("iss-other-region", Issuer, "iss is of another region", |d, s| {
        let other = s.world().partition().other_region();
        changed(d, s, |iss| iss.replace(s.world().region(), other));
    }),
    draft("iss-unknown", Issuer, "iss has the form of an EKS issuer that nobody has", |d, s| {
        changed(d, s, |iss| {
            let (start, _) = iss.rsplit_once('/').unwrap_or((iss, ""));
            format!("{start}/FEDCBA9876543210FEDCBA9876543210")
        });
    }),
    draft("iss-kubernetes", Issuer, "iss is the API server's name inside a cluster", |d, _| {
        d.claims_mut().set("iss", "https://kubernetes.default.svc");
    }),
    draft("iss-slash", Issuer, "iss has a slash after it", |d, s| changed(d, s, |iss| format!("{iss}/"))),
    draft("iss-http", Issuer, "iss is http instead of https", |d, s| {
        changed(d, s, |iss| iss.replace("https:", "http:"));
    }),
    draft("iss-no-scheme", Issuer, "iss has no scheme", |d, s| {
        changed(d, s, |iss| iss.replace("https://", ""));
    }),
    draft("iss-upper", Issuer, "iss is in capitals", |d, s| changed(d, s, str::to_uppercase)),
    draft("iss-host-upper", Issuer, "the host in iss begins with a capital", |d, s| {
        changed(d, s, |iss| iss.replace("//oidc", "//Oidc"));
    }),
    draft("iss-userinfo", Issuer, "iss has a user name before its host", |d, s| {
        changed(d, s, |iss| iss.replace("https://", "https://user@"));
    }),
    draft("iss-port", Issuer, "iss names the port that it has anyhow", |d, s| {
        changed(d, s, |iss| iss.replace("/id/", ":443/id/"));
    }),
    draft("iss-dot", Issuer, "the host in iss ends in a dot", |d, s| {
        changed(d, s, |iss| iss.replace("/id/", "./id/"));
    }),
    draft("iss-dot-segment", Issuer, "iss has a dot segment in its path", |d, s| {
        changed(d, s, |iss| iss.replace("/id/", "/id/./"));
    }),
    draft("iss-query", Issuer, "iss has a query after it", |d, s| changed(d, s, |iss| format!("{iss}?a=b"))),
    draft("iss-fragment", Issuer, "iss has a fragment after it", |d, s| {
        changed(d, s, |iss| format!("{iss}#a"));
    }),
    draft("iss-prefix", Issuer, "iss lacks its last digit", |d, s| {
        changed(d, s, |iss| iss.chars().take(iss.chars().count().saturating_sub(1)).collect());
    }),
    draft("iss-longer", Issuer, "iss has one digit too many", |d, s| changed(d, s, |iss| format!("{iss}0"))),
    draft("iss-suffix", Issuer, "iss is a URL elsewhere that ends in the right one", |d, s| {
        changed(d, s, |iss| format!("https://issuer.invalid/{iss}"));
    }),
    draft("iss-space", Issuer, "iss has a space before it", |d, s| changed(d, s, |iss| format!(" {iss}"))),
    draft("iss-nul", Issuer, "iss has a NUL after it", |d, s| changed(d, s, |iss| format!("{iss}\0"))),
];

fn changed(draft: &mut TokenDraft<'_>, scene: &Scene<'_>, change: impl FnOnce(&str) -> String) {
    draft.claims_mut().set("iss", change(scene.cluster().issuer()));
}
