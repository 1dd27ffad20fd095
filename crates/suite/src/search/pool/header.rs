//! The token's header: algorithm, key, type, extensions, and members that nobody knows.

use eks_auth_world::Cluster;
use eks_auth_world::boundary::{JSON, near};
use serde_json::json;

use super::claims::{SPACES, member, nearly_known, unknown};
use super::names::{near, odd};
use super::{Raw, many_lengths};
use crate::judge::Subject;
use crate::search::edit::{Change, EXTENSION, Edit, Object};

const ALGORITHMS: [&str; 22] = [
    "none",
    "None",
    "NONE",
    "nOnE",
    "",
    "HS256",
    "HS384",
    "HS512",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "ES256K",
    "EdDSA",
    "RSA-OAEP",
    "dir",
    "RSA",
    "SHA256withRSA",
];
const TYPES: [&str; 12] = [
    "JWT",
    "jwt",
    "application/jwt",
    "at+jwt",
    "application/at+jwt",
    "JOSE",
    "JWS",
    "JWE",
    "logout+jwt",
    "secevent+jwt",
    "",
    "text/plain",
];
const NAMES: [&str; 8] =
    ["x", "v", "trace", "env", "https://example.com/h", "client", "device_id", "org.iso"];

/// What concerns the keys of the subject's cluster.
pub(super) fn walks(subject: &Subject) -> Vec<Raw> {
    let kid = subject.cluster().keys().first().map(|key| key.kid().to_owned()).unwrap_or_default();
    let keys = subject.world().clusters().iter().flat_map(Cluster::keys);
    let kids = near(&kid).into_iter().chain(keys.map(|key| key.kid().to_owned()));
    vec![(2, kids.map(|text| set("kid", &text)).collect())]
}

/// What is the same for every subject.
pub(super) fn common() -> Vec<Raw> {
    let each =
        |change: Change| ["kid", "alg"].map(|name| member(Object::Header, name, change.clone())).into();
    let long = many_lengths(70, 2_049).into_iter().map(|length| "k".repeat(length));
    let cases = near::letter_cases("RS256").into_iter().map(|sample| sample.text().to_owned());
    let algorithms = ALGORITHMS.iter().map(|name| (*name).to_owned()).chain(cases);
    let typed = ["kid", "alg", "typ", "cty", "crit", "zip", "b64", "jwk", "x5c"];
    let raw = |name: &str, raw: &str| member(Object::Header, name, Change::Set(raw.to_owned()));
    let values = typed.iter().flat_map(|name| JSON.iter().map(move |sample| raw(name, sample.text())));
    let urls =
        ["http://callback.invalid/keys", "https://callback.invalid/keys", "file:///etc/passwd", "", "/"];
    let pointing = ["jku", "x5u"].iter().flat_map(|name| urls.map(|url| set(name, url)));
    let spaces = SPACES.iter().map(|space| member(Object::Header, "", Change::Spaced((*space).to_owned())));
    vec![
        (2, long.chain(odd().map(str::to_owned)).map(|text| set("kid", &text)).collect()),
        (2, algorithms.map(|name| set("alg", &name)).collect()),
        (3, TYPES.iter().flat_map(|name| ["typ", "cty"].map(|member| set(member, name))).collect()),
        (2, values.collect()),
        // These are few, and everything else should meet each of them.
        (5, each(Change::Remove)),
        (3, each(Change::Escaped)),
        (2, critical()),
        (1, pointing.chain([raw("b64", "false"), raw("zip", "\"DEF\"")]).collect()),
        (5, unknown(Object::Header, &NAMES)),
        (2, nearly_known(Object::Header, &["alg", "kid", "typ", "crit", "jwk"])),
        (3, spaces.collect()),
        (2, (0..2).map(|number| member(Object::Header, "", Change::Order(number))).collect()),
        (4, (80..=300).map(|length| member(Object::Header, "pad", Change::Length(length))).collect()),
    ]
}

/// A header member with this text.
fn set(name: &str, text: &str) -> Edit {
    member(Object::Header, name, Change::Set(json!(text).to_string()))
}

/// Extensions that nobody can know, by names of many lengths and in many company.
fn critical() -> Vec<Edit> {
    let named = |names: Vec<String>| member(Object::Header, "crit", Change::Set(json!(names).to_string()));
    let extension = |text: &str| format!("{EXTENSION}{text}");
    let long = many_lengths(40, 520).into_iter().map(|length| named(vec![extension(&"e".repeat(length))]));
    let many = (1..=20).map(|count| named((0..count).map(|number| extension(&number.to_string())).collect()));
    let odd = odd().map(|text| named(vec![extension(text)]));
    let beside = ["alg", "kid", "b64", "exp", "typ", ""].into_iter().flat_map(|other| {
        [named(vec![other.to_owned(), extension("a")]), named(vec![extension("a"), other.to_owned()])]
    });
    let lists = ["[]", "null", "\"a\"", "{}", "[\"b64\"]", "[\"alg\"]", "[1]", "[null]", "true"];
    let lists = lists.into_iter().map(|raw| member(Object::Header, "crit", Change::Set(raw.to_owned())));
    long.chain(many).chain(odd).chain(beside).chain(lists).collect()
}
