//! Faults of services that follow where a token points.
//!
//! The mock follows to this machine alone: whoever tests with them listens on a loopback address.

use eks_auth_world::PublicKey;

use super::signature::pass_if;
use super::{Fault, Hook, brought};
use crate::decide::issuer;
use crate::decide::signature::{check, verifies};
use crate::decide::{Checked, Evidence};
use crate::errand::Order;
use crate::json::{Json, Object};

/// A member of the header.
fn header<'a>(evidence: &Evidence<'a>, name: &str) -> Option<&'a str> {
    evidence.jws.header.text(name)
}

/// A member of the header whose name is written in any case.
fn header_in_any_case<'a>(evidence: &Evidence<'a>, name: &str) -> Option<&'a str> {
    let mut members = evidence.jws.header.members();
    members.find(|(have, _)| have.eq_ignore_ascii_case(name)).and_then(|(_, value)| value.as_text())
}

/// The issuer's URL without the path after its host.
fn origin<'a>(evidence: &Evidence<'a>) -> &'a str {
    let issuer = evidence.cluster.issuer();
    issuer.split_once("/id/").map_or(issuer, |(origin, _)| origin)
}

/// The JSON object behind a URL.
fn object(evidence: &Evidence<'_>, url: &str) -> Option<Object> {
    Json::read(evidence.library.document(url)?).ok()?.into_object()
}

/// Whether a key of the set behind a URL signed.
fn set_verifies(evidence: &Evidence<'_>, url: &str) -> bool {
    let set = object(evidence, url);
    let keys = set.as_ref().and_then(|set| set.get("keys")).and_then(Json::as_array).unwrap_or_default();
    let mut keys = keys.iter().filter_map(Json::as_object).filter_map(brought::of_jwk);
    keys.any(|key: PublicKey| verifies(&key, evidence.jws))
}

/// Whether the key in the certificate behind a URL signed.
fn certificate_verifies(evidence: &Evidence<'_>, url: &str) -> bool {
    let text = evidence.library.document(url).map(String::from_utf8_lossy).unwrap_or_default();
    let lines = text.lines().filter(|line| !line.starts_with("-----"));
    let chain = [Json::Text(lines.collect())];
    brought::of_x5c(&chain).is_some_and(|key| verifies(&key, evidence.jws))
}

/// Whether a key signed that is discovered under the issuer which the token names.
fn discovered_verifies(evidence: &Evidence<'_>) -> bool {
    let Some(issuer) = evidence.jws.claims.text("iss").filter(|issuer| *issuer != evidence.cluster.issuer())
    else {
        return false;
    };
    let discovery = object(evidence, &format!("{issuer}/.well-known/openid-configuration"));
    let set = discovery.as_ref().and_then(|document| document.text("jwks_uri"));
    set.is_some_and(|set| set_verifies(evidence, set))
}

/// Fetches, and then decides as if it had not.
fn fetched_in_vain(evidence: &Evidence<'_>, url: Option<&str>) -> Checked {
    if let Some(url) = url {
        let _ = evidence.library.document(url);
    }
    check(evidence)
}

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "signature.fetch.jku",
        "TOK-006",
        "the key set that jku points to is fetched and trusted",
        signature,
        |evidence| {
            pass_if(evidence, header(evidence, "jku").is_some_and(|url| set_verifies(evidence, url)))
        }
    ),
    stage!(
        "signature.fetch.jku-in-vain",
        "TOK-006",
        "the key set that jku points to is fetched, and not trusted",
        signature,
        |evidence| fetched_in_vain(evidence, header(evidence, "jku"))
    ),
    stage!(
        "signature.fetch.jku-of-unknown-kid",
        "TOK-006",
        "the key set that jku points to is fetched where kid names no known key",
        signature,
        |evidence| {
            let kid = header(evidence, "kid");
            let known = evidence.cluster.keys().iter().any(|key| Some(key.kid()) == kid);
            fetched_in_vain(evidence, header(evidence, "jku").filter(|_| !known))
        }
    ),
    stage!(
        "signature.fetch.jku-of-genuine",
        "TOK-006",
        "the key set that jku points to is fetched once the signature is known to be genuine",
        signature,
        |evidence| {
            check(evidence)?;
            fetched_in_vain(evidence, header(evidence, "jku"))
        }
    ),
    stage!(
        "signature.fetch.jku-in-any-case",
        "TOK-006",
        "the key set is fetched that a member named like jku points to, in any case but the right one",
        signature,
        |evidence| {
            let other = header(evidence, "jku").is_none();
            fetched_in_vain(evidence, header_in_any_case(evidence, "jku").filter(|_| other))
        }
    ),
    stage!(
        "signature.fetch.jku-with-issuer",
        "TOK-006",
        "the key set that jku points to is fetched where the issuer stands anywhere in its URL",
        signature,
        |evidence| {
            let own = |url: &&str| url.contains(evidence.cluster.issuer());
            fetched_in_vain(evidence, header(evidence, "jku").filter(own))
        }
    ),
    stage!(
        "signature.fetch.jku-ending-like-issuer",
        "TOK-006",
        "the key set that jku points to is fetched where its URL ends like the issuer's own",
        signature,
        |evidence| {
            let end = evidence.cluster.issuer().trim_start_matches("https://");
            let own = |url: &&str| url.ends_with(&format!("{end}/keys"));
            fetched_in_vain(evidence, header(evidence, "jku").filter(own))
        }
    ),
    stage!(
        "signature.fetch.jku-beginning-like-issuer",
        "TOK-006",
        "the key set that jku points to is fetched where its URL begins like the issuer",
        signature,
        |evidence| {
            let own = |url: &&str| url.starts_with(origin(evidence));
            fetched_in_vain(evidence, header(evidence, "jku").filter(own))
        }
    ),
    stage!(
        "signature.fetch.jku-by-https",
        "TOK-006",
        "the key set that jku points to is fetched where its scheme is https",
        signature,
        |evidence| {
            let secure = |url: &&str| url.starts_with("https://");
            fetched_in_vain(evidence, header(evidence, "jku").filter(secure))
        }
    ),
    stage!(
        "signature.fetch.jku-with-backslash",
        "TOK-006",
        "the host of jku is compared behind its last at sign, and fetched is from before the backslash",
        signature,
        |evidence| {
            let host = origin(evidence).trim_start_matches("https://");
            let own = |url: &&str| url.rsplit('@').next().is_some_and(|rest| rest.starts_with(host));
            fetched_in_vain(evidence, header(evidence, "jku").filter(own))
        }
    ),
    stage!(
        "signature.fetch.jwks-uri",
        "TOK-006",
        "the key set that a member jwks_uri points to is fetched and trusted",
        signature,
        |evidence| {
            pass_if(evidence, header(evidence, "jwks_uri").is_some_and(|url| set_verifies(evidence, url)))
        }
    ),
    stage!(
        "signature.fetch.x5u",
        "TOK-006",
        "the certificate that x5u points to is fetched and trusted",
        signature,
        |evidence| {
            pass_if(evidence, header(evidence, "x5u").is_some_and(|url| certificate_verifies(evidence, url)))
        }
    ),
    stage!(
        "signature.fetch.x5u-in-any-case",
        "TOK-006",
        "the certificate that x5u, in any letter case, points to is fetched and trusted",
        signature,
        |evidence| {
            let url = header_in_any_case(evidence, "x5u");
            pass_if(evidence, url.is_some_and(|url| certificate_verifies(evidence, url)))
        }
    ),
    stage!(
        "signature.fetch.x5u-in-vain",
        "TOK-006",
        "the certificate that x5u points to is fetched, and not trusted",
        signature,
        |evidence| fetched_in_vain(evidence, header(evidence, "x5u"))
    ),
    stage!(
        "signature.fetch.x5u-of-jwk",
        "TOK-006",
        "the certificate that the x5u of jwk points to is fetched and trusted",
        signature,
        |evidence| {
            let url = evidence.jws.header.object("jwk").and_then(|jwk| jwk.text("x5u"));
            pass_if(evidence, url.is_some_and(|url| certificate_verifies(evidence, url)))
        }
    ),
    stage!("signature.fetch.kid", "TOK-006", "a kid that is a URL is fetched", signature, |evidence| {
        fetched_in_vain(evidence, header(evidence, "kid").filter(|kid| kid.contains("://")))
    }),
    stage!(
        "signature.fetch.head",
        "TOK-006",
        "whether there is anything where jku points is asked with HEAD",
        signature,
        |evidence| {
            if let Some(url) = header(evidence, "jku") {
                evidence.library.ask(url, "HEAD", Order::First);
            }
            check(evidence)
        }
    ),
    stage!(
        "signature.fetch.later",
        "TOK-006",
        "the key set that jku points to is fetched after the answer was sent",
        signature,
        |evidence| {
            if let Some(url) = header(evidence, "jku") {
                evidence.library.ask(url, "GET", Order::Later);
            }
            check(evidence)
        }
    ),
    Fault::new(
        "claims.fetch.discovery",
        "TOK-006",
        "keys are discovered under whatever issuer the token names, and trusted",
        Hook::Stages(|stages| {
            stages.signature = |evidence| pass_if(evidence, discovered_verifies(evidence));
            stages.issuer = |evidence| {
                if discovered_verifies(evidence) { Ok(()) } else { issuer::check(evidence) }
            };
        }),
    ),
    stage!(
        "claims.fetch.discovery-in-vain",
        "TOK-006",
        "keys are discovered under whatever issuer a genuine token names, before that issuer is refused",
        issuer,
        |evidence| {
            let _ = discovered_verifies(evidence);
            issuer::check(evidence)
        }
    ),
    stage!(
        "claims.fetch.discovery-by-https",
        "TOK-006",
        "keys are discovered under an issuer that begins like the right one",
        signature,
        |evidence| {
            let own =
                |issuer: &&str| issuer.starts_with(origin(evidence)) && *issuer != evidence.cluster.issuer();
            let url = evidence.jws.claims.text("iss").filter(own);
            fetched_in_vain(
                evidence,
                url.map(|issuer| format!("{issuer}/.well-known/openid-configuration")).as_deref(),
            )
        }
    ),
    stage!(
        "claims.fetch.well-known-first",
        "TOK-006",
        "the authorization server's metadata is fetched of whatever issuer the token names",
        signature,
        |evidence| {
            let url = evidence.jws.claims.text("iss").filter(|issuer| *issuer != evidence.cluster.issuer());
            let parts = url.and_then(|url| url.split_once("://")).and_then(|(scheme, rest)| {
                let (authority, path) = rest.split_once('/')?;
                Some(format!("{scheme}://{authority}/.well-known/oauth-authorization-server/{path}"))
            });
            fetched_in_vain(evidence, parts.as_deref())
        }
    ),
];
