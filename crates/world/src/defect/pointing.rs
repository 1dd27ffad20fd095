//! Tokens that point to where their key, or their issuer's, could be fetched: nobody may follow them.

use serde_json::json;

use super::Group::{Forged, Issuer, Oddity};
use super::Pointer::{Http, Https};
use super::brought::{DROP, KEEP, OWN, foreign, host, set};
use super::{Defect, draft, text};
use crate::scene::Scene;

pub(super) static ROWS: &[Defect] = &[
    text("key-jku", Forged, "jku points to a key set elsewhere, under the right kid", |s| {
        foreign(s, KEEP, |d| set(d, "jku", key_set(s)))
    })
    .pointing(Http),
    text(
        "key-jku-own-kid",
        Forged,
        "jku points to a key set elsewhere, under the kid of the key that signed",
        |s| foreign(s, OWN, |d| set(d, "jku", key_set(s))),
    )
    .pointing(Http),
    text("key-jku-no-kid", Forged, "jku points to a key set elsewhere, without kid", |s| {
        foreign(s, DROP, |d| set(d, "jku", key_set(s)))
    })
    .pointing(Http),
    text("key-jku-capitals", Forged, "a member JKU points to a key set elsewhere", |s| {
        foreign(s, OWN, |d| set(d, "JKU", key_set(s)))
    })
    .pointing(Http),
    text(
        "key-jku-userinfo",
        Forged,
        "jku has the issuer's host before an at sign and another one after it",
        |s| foreign(s, OWN, |d| set(d, "jku", format!("{}/jwks.json", behind_userinfo(s, s.callback())))),
    )
    .pointing(Http),
    text(
        "key-jku-backslash",
        Forged,
        "jku has another host before a backslash and the issuer's after it",
        |s| {
            let (scheme, authority, path) = parts(s.callback());
            let url = format!("{scheme}://{authority}\\@{}/{path}/jwks.json", host(s));
            foreign(s, OWN, |d| set(d, "jku", url))
        },
    )
    .pointing(Http),
    text("key-jku-path", Forged, "jku points elsewhere and ends like the issuer's own key set", |s| {
        foreign(s, OWN, |d| set(d, "jku", format!("{}/{}/keys", s.callback(), without_scheme(s))))
    })
    .pointing(Http),
    text("key-jku-query", Forged, "jku points elsewhere with the issuer in its query", |s| {
        foreign(s, OWN, |d| set(d, "jku", format!("{}?{}", key_set(s), s.cluster().issuer())))
    })
    .pointing(Http),
    text("key-jku-fragment", Forged, "jku points elsewhere with the issuer in its fragment", |s| {
        foreign(s, OWN, |d| set(d, "jku", format!("{}#{}", key_set(s), s.cluster().issuer())))
    })
    .pointing(Http),
    text("key-jku-https", Forged, "jku points to a key set elsewhere by https", |s| {
        foreign(s, OWN, |d| set(d, "jku", secure(&key_set(s))))
    })
    .pointing(Https),
    text(
        "key-jku-https-userinfo",
        Forged,
        "jku begins like the issuer, https and all, and goes on to another host after an at sign",
        |s| {
            let url = format!("{}/jwks.json", behind_userinfo(s, &secure(s.callback())));
            foreign(s, OWN, |d| set(d, "jku", url))
        },
    )
    .pointing(Https),
    text("key-jwks-uri", Forged, "a member jwks_uri points to a key set elsewhere", |s| {
        foreign(s, OWN, |d| set(d, "jwks_uri", key_set(s)))
    })
    .pointing(Http),
    text("key-x5u", Forged, "x5u points to a certificate elsewhere, under the right kid", |s| {
        foreign(s, KEEP, |d| set(d, "x5u", certificate(s)))
    })
    .pointing(Http),
    text(
        "key-x5u-own-kid",
        Forged,
        "x5u points to a certificate elsewhere, under the kid of the key that signed",
        |s| foreign(s, OWN, |d| set(d, "x5u", certificate(s))),
    )
    .pointing(Http),
    text("key-x5u-no-kid", Forged, "x5u points to a certificate elsewhere, without kid", |s| {
        foreign(s, DROP, |d| set(d, "x5u", certificate(s)))
    })
    .pointing(Http),
    text("key-x5u-capitals", Forged, "a member X5U points to a certificate elsewhere", |s| {
        foreign(s, OWN, |d| set(d, "X5U", certificate(s)))
    })
    .pointing(Http),
    text("key-x5u-https", Forged, "x5u points to a certificate elsewhere by https", |s| {
        foreign(s, OWN, |d| set(d, "x5u", secure(&certificate(s))))
    })
    .pointing(Https),
    text("key-jku-and-x5u", Forged, "jku and x5u both point elsewhere", |s| {
        foreign(s, OWN, |d| {
            set(d, "jku", key_set(s));
            set(d, "x5u", certificate(s));
        })
    })
    .pointing(Http),
    text("key-jwk-x5u", Forged, "jwk brings no key along, but an x5u that points to one elsewhere", |s| {
        foreign(s, DROP, |d| set(d, "jwk", json!({ "kty": "RSA", "x5u": certificate(s) })))
    })
    .pointing(Http),
    text("key-kid-url", Forged, "kid is the URL of a key elsewhere", |s| {
        foreign(s, KEEP, |d| set(d, "kid", key_set(s)))
    })
    .pointing(Http),
    text("key-by-issuer", Forged, "iss points elsewhere, where a key set could be discovered", |s| {
        foreign(s, OWN, |d| d.claims_mut().set("iss", s.callback()))
    })
    .pointing(Http),
    text(
        "key-by-issuer-right-kid",
        Forged,
        "iss points elsewhere, where a key set could be discovered with the right kid in it",
        |s| foreign(s, KEEP, |d| d.claims_mut().set("iss", s.callback())),
    )
    .pointing(Http),
    text("key-by-issuer-path", Forged, "iss points elsewhere and ends like the right one", |s| {
        foreign(s, OWN, |d| {
            d.claims_mut().set("iss", format!("{}/{}", s.callback(), without_scheme(s)));
        })
    })
    .pointing(Http),
    text(
        "key-by-issuer-userinfo",
        Forged,
        "iss has the right host before an at sign and another one after it",
        |s| {
            foreign(s, OWN, |d| {
                d.claims_mut().set("iss", behind_userinfo(s, s.callback()));
            })
        },
    )
    .pointing(Http),
    text("key-by-issuer-https", Forged, "iss points elsewhere by https", |s| {
        foreign(s, OWN, |d| {
            d.claims_mut().set("iss", secure(s.callback()));
        })
    })
    .pointing(Https),
    text(
        "key-by-issuer-https-userinfo",
        Forged,
        "iss begins like the right one, https and all, and goes on to another host after an at sign",
        |s| {
            foreign(s, OWN, |d| {
                d.claims_mut().set("iss", behind_userinfo(s, &secure(s.callback())));
            })
        },
    )
    .pointing(Https),
    draft("iss-elsewhere", Issuer, "iss points elsewhere, and the right key signed", |d, s| {
        d.claims_mut().set("iss", s.callback());
    })
    .pointing(Http),
    draft(
        "iss-elsewhere-https",
        Issuer,
        "iss points elsewhere by https, and the right key signed",
        |d, s| {
            d.claims_mut().set("iss", secure(s.callback()));
        },
    )
    .pointing(Https),
    draft("jku-stray", Oddity, "jku points elsewhere, and the right key signed", |d, s| {
        set(d, "jku", key_set(s));
    })
    .pointing(Http),
    draft("jku-stray-https", Oddity, "jku points elsewhere by https, and the right key signed", |d, s| {
        set(d, "jku", secure(&key_set(s)));
    })
    .pointing(Https),
    draft("x5u-stray", Oddity, "x5u points elsewhere, and the right key signed", |d, s| {
        set(d, "x5u", certificate(s));
    })
    .pointing(Http),
];

/// The URL of a key set at the callback.
fn key_set(scene: &Scene<'_>) -> String {
    format!("{}/jwks.json", scene.callback())
}

/// The URL of a certificate at the callback.
fn certificate(scene: &Scene<'_>) -> String {
    format!("{}/certificate.pem", scene.callback())
}

fn secure(url: &str) -> String {
    let (_, authority, path) = parts(url);
    format!("https://{authority}/{path}")
}

/// The URL with the issuer's host in the place of a user's name.
fn behind_userinfo(scene: &Scene<'_>, url: &str) -> String {
    let (scheme, authority, path) = parts(url);
    format!("{scheme}://{}@{authority}/{path}", host(scene))
}

/// Scheme, authority and path of a URL, the path without the slash before it.
fn parts(url: &str) -> (&str, &str, &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    (scheme, authority, path)
}

fn without_scheme<'s>(scene: &'s Scene<'_>) -> &'s str {
    scene.cluster().issuer().trim_start_matches("https://")
}
