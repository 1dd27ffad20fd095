//! Genuine tokens whose header does not name their key, or not as the key set does.

use super::Group::KeyReference;
use super::{Defect, Need, draft, header, quoted};
use crate::key::Algorithm;

pub(super) static ROWS: &[Defect] = &[
    draft("kid-missing", KeyReference, "kid is missing", |d, _| d.header_mut().remove("kid")),
    draft("kid-null", KeyReference, "kid is null", |d, _| header(d, "kid", "null")),
    draft("kid-empty", KeyReference, "kid is empty", |d, _| header(d, "kid", r#""""#)),
    draft("kid-unknown", KeyReference, "kid is 40 hex digits that name no key", |d, _| {
        d.header_mut().set("kid", "0123456789abcdef0123456789abcdef01234567");
    }),
    draft("kid-upper", KeyReference, "kid is in capitals", |d, _| {
        let kid = d.key().kid().to_uppercase();
        d.header_mut().set("kid", kid);
    }),
    draft("kid-cut", KeyReference, "kid lacks its last digit", |d, _| {
        let kid: String = d.key().kid().chars().take(39).collect();
        d.header_mut().set("kid", kid);
    }),
    draft("kid-space", KeyReference, "kid has a space after it", |d, _| {
        let kid = format!("{} ", d.key().kid());
        d.header_mut().set("kid", kid);
    }),
    draft("kid-number", KeyReference, "kid is a number", |d, _| header(d, "kid", "1")),
    draft("kid-zero", KeyReference, "kid is the number 0", |d, _| header(d, "kid", "0")),
    draft("kid-true", KeyReference, "kid is true", |d, _| header(d, "kid", "true")),
    draft("kid-array", KeyReference, "kid is a list with the right one in it", |d, _| {
        let kid = quoted(d.key().kid());
        header(d, "kid", format!("[{kid}]"));
    }),
    draft("kid-object", KeyReference, "kid is an object", |d, _| header(d, "kid", r#"{"kid":{}}"#)),
    draft("kid-path", KeyReference, "kid is a path out of every folder", |d, _| {
        d.header_mut().set("kid", "../../../../../../dev/null");
    }),
    draft("kid-sql", KeyReference, "kid is a piece of SQL", |d, _| {
        d.header_mut().set("kid", "' UNION SELECT 'key' --");
    }),
    draft("kid-shell", KeyReference, "kid is a piece of shell", |d, _| {
        d.header_mut().set("kid", "|sleep 5;`sleep 5`$(sleep 5)");
    }),
    draft("kid-nul", KeyReference, "kid has a NUL after it", |d, _| {
        let kid = format!("{}\0.json", d.key().kid());
        d.header_mut().set("kid", kid);
    }),
    draft("kid-newline", KeyReference, "kid has a line break and a header field after it", |d, _| {
        let kid = format!("{}\r\nX-Injected: 1", d.key().kid());
        d.header_mut().set("kid", kid);
    }),
    draft("kid-long", KeyReference, "kid is 4000 characters long", |d, _| {
        d.header_mut().set("kid", "f".repeat(4_000));
    }),
    draft("kid-of-other-cluster", KeyReference, "kid is that of another cluster's key", |d, s| {
        let other = s.other_cluster().key(Algorithm::Rs256);
        let kid = other.unwrap_or(s.world().foreign_key(Algorithm::Rs256)).kid();
        d.header_mut().set("kid", kid);
    }),
    draft("kid-of-second-key", KeyReference, "kid is that of another RSA key of the set", |d, s| {
        let mut keys = s.cluster().keys().iter().rev();
        if let Some(key) = keys.find(|key| key.algorithm() == Algorithm::Rs256) {
            d.header_mut().set("kid", key.kid());
        }
    })
    .needing(Need::SecondRsa),
    draft(
        "kid-of-p256-key",
        KeyReference,
        "kid is that of the set's P-256 key, and an RSA key signed RS256",
        |d, s| {
            d.header_mut().set("kid", s.p256().kid());
        },
    )
    .needing(Need::P256),
    draft(
        "kid-of-rsa-key",
        KeyReference,
        "kid is that of an RSA key, and the set's P-256 key signed ES256",
        |d, s| {
            let kid = d.key().kid();
            d.signed_by(s.p256());
            d.header_mut().set("kid", kid);
        },
    )
    .needing(Need::P256),
    draft("alg-lower", KeyReference, "alg is rs256 in lower case", |d, _| d.header_mut().set("alg", "rs256")),
    draft("alg-title", KeyReference, "alg is Rs256", |d, _| d.header_mut().set("alg", "Rs256")),
];
