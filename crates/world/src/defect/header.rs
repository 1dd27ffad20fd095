//! Header members beside `alg` and `kid`: `crit`, `b64`, `typ`, `cty`, `zip` and stray key references.

use serde_json::json;

use super::Group::{Critical, CriticalOddly, Oddity};
use super::{Defect, draft, header};
use crate::draft::TokenDraft;

pub(super) static ROWS: &[Defect] = &[
    draft("crit-unknown", Critical, "crit names an extension that nobody knows", |d, _| {
        header(d, "crit", r#"["urn:example:must-know"]"#);
        header(d, "urn:example:must-know", "true");
    }),
    draft(
        "crit-unknown-first",
        Critical,
        "crit with an extension that nobody knows stands before alg",
        |d, _| {
            header(d, "urn:example:must-know", "true");
            header(d, "crit", r#"["urn:example:must-know"]"#);
            d.header_mut().reverse();
        },
    ),
    draft("crit-unknown-second", Critical, "crit names b64 and an extension that nobody knows", |d, _| {
        header(d, "crit", r#"["b64","urn:example:must-know"]"#);
        header(d, "b64", "true");
        header(d, "urn:example:must-know", "1");
    }),
    draft(
        "crit-unknown-null",
        Critical,
        "crit names an extension that nobody knows, and its value is null",
        |d, _| {
            header(d, "crit", r#"["urn:example:must-know"]"#);
            header(d, "urn:example:must-know", "null");
        },
    ),
    draft(
        "crit-absent-extension",
        Critical,
        "crit names an extension that nobody knows and that is absent",
        |d, _| {
            header(d, "crit", r#"["urn:example:must-know"]"#);
        },
    ),
    draft("crit-claim", Critical, "crit names a claim", |d, _| header(d, "crit", r#"["exp"]"#)),
    draft("crit-empty", CriticalOddly, "crit is an empty list", |d, _| header(d, "crit", "[]")),
    draft("crit-null", CriticalOddly, "crit is null", |d, _| header(d, "crit", "null")),
    draft("crit-string", CriticalOddly, "crit is a string instead of a list", |d, _| {
        header(d, "crit", r#""b64""#);
    }),
    draft("crit-object", CriticalOddly, "crit is an object instead of a list", |d, _| {
        header(d, "crit", "{}");
    }),
    draft("crit-number", CriticalOddly, "crit is a list of a number", |d, _| header(d, "crit", "[1]")),
    draft("crit-standard", CriticalOddly, "crit names alg, which RFC 7515 defines itself", |d, _| {
        header(d, "crit", r#"["alg"]"#);
    }),
    draft("crit-kid", CriticalOddly, "crit names kid, which RFC 7515 defines itself", |d, _| {
        header(d, "crit", r#"["kid"]"#);
    }),
    draft("crit-itself", CriticalOddly, "crit names crit", |d, _| header(d, "crit", r#"["crit"]"#)),
    draft("crit-b64-true", CriticalOddly, "crit names b64, which is true", |d, _| {
        header(d, "crit", r#"["b64"]"#);
        header(d, "b64", "true");
    }),
    draft(
        "crit-b64-false",
        CriticalOddly,
        "crit names b64, which is false, and the payload is encoded anyhow",
        |d, _| {
            header(d, "crit", r#"["b64"]"#);
            header(d, "b64", "false");
        },
    ),
    draft("crit-b64-twice", CriticalOddly, "crit names b64 twice", |d, _| {
        header(d, "crit", r#"["b64","b64"]"#);
        header(d, "b64", "true");
    }),
    draft("crit-in-claims", Oddity, "crit stands among the claims", |d, _| {
        d.claims_mut().set("crit", json!(["urn:example:must-know"]));
    }),
    draft("b64-false", Oddity, "b64 is false, and crit does not name it", |d, _| header(d, "b64", "false")),
    draft("b64-true", Oddity, "b64 is true, and crit does not name it", |d, _| header(d, "b64", "true")),
    draft("zip-def", Oddity, "zip says that the payload is compressed, and it is not", |d, _| {
        set(d, "zip", "DEF");
    }),
    draft("typ-at-jwt", Oddity, "typ is at+jwt, an access token", |d, _| set(d, "typ", "at+jwt")),
    draft("typ-logout", Oddity, "typ is logout+jwt", |d, _| set(d, "typ", "logout+jwt")),
    draft("typ-event", Oddity, "typ is secevent+jwt", |d, _| set(d, "typ", "secevent+jwt")),
    draft("typ-jose", Oddity, "typ is JOSE+JSON", |d, _| set(d, "typ", "JOSE+JSON")),
    draft("typ-lower", Oddity, "typ is jwt in lower case", |d, _| set(d, "typ", "jwt")),
    draft("typ-null", Oddity, "typ is null", |d, _| header(d, "typ", "null")),
    draft("typ-number", Oddity, "typ is a number", |d, _| header(d, "typ", "1")),
    draft("cty-jwt", Oddity, "cty says that the payload is a token, and it is not", |d, _| {
        set(d, "cty", "JWT");
    }),
    draft("cty-json", Oddity, "cty is json", |d, _| set(d, "cty", "json")),
    draft("enc-present", Oddity, "the header has enc, as if it were encrypted", |d, _| {
        set(d, "enc", "A256GCM");
    }),
    draft("p2c-huge", Oddity, "the header has p2c and p2s, with two billion rounds", |d, _| {
        header(d, "p2c", "2147483647");
        set(d, "p2s", "c2FsdA");
    }),
    draft("jwk-stray", Oddity, "jwk is the right key, which signed", |d, _| {
        let jwk = d.key().jwk();
        d.header_mut().set("jwk", jwk);
    }),
    draft("jwk-stray-foreign", Oddity, "jwk is a strange key, and the right one signed", |d, s| {
        d.header_mut().set("jwk", s.world().foreign_key(crate::Algorithm::Rs256).jwk());
    }),
    draft("x5t-stray", Oddity, "x5t is the hash of no certificate", |d, _| {
        set(d, "x5t", "AAAAAAAAAAAAAAAAAAAAAAAAAAA");
    }),
    draft("header-with-claims", Oddity, "the header repeats iss, sub and aud", |d, _| {
        for name in ["iss", "sub", "aud"] {
            let value = d.claims().raw(name).unwrap_or("null").to_owned();
            header(d, name, value);
        }
    }),
];

fn set(draft: &mut TokenDraft<'_>, name: &str, value: &str) {
    draft.header_mut().set(name, value);
}
