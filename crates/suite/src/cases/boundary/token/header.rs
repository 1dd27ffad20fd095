//! What the header says of the token's type and algorithm.

use eks_auth_world::boundary::{JSON, Sample, TEXTS, near};

use super::values::tokens;
use crate::Area::Signature;
use crate::expect::Expect::Either;
use crate::situation::Situation;

/// What tokens and other things call their type.
const TYPES: &[&str] = &[
    "JWT",
    "jwt",
    "Jwt",
    "JWT ",
    "application/jwt",
    "application/at+jwt",
    "JWS",
    "JWE",
    "JOSE",
    "json",
    "text/plain; charset=utf-8",
];

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Signature, "boundary.typ", "`typ` and `cty` are of many texts, lengths and types", |values| {
            let names = TYPES.iter().map(|name| Sample::new(format!("`{name}`"), quoted(name)));
            let odd = values
                .some_of(TEXTS, 12)
                .into_iter()
                .map(|sample| Sample::new(sample.what().to_owned(), quoted(sample.text())));
            let long = [0, 64, 65, 256, 1_025];
            let long =
                long.map(|length| Sample::new(format!("{length} characters"), quoted(&"J".repeat(length))));
            let types = values.some_of(JSON, 4).into_iter().cloned();
            for sample in names.chain(odd).chain(long).chain(types) {
                values.genuine(sample.what(), |draft| {
                    draft.header_mut().set_raw("typ", sample.text());
                    draft.header_mut().set_raw("cty", sample.text());
                });
            }
        })
        .expect("TOK-021", Either),
        tokens(Signature, "boundary.alg.case", "`alg` is RS256 in other letter case", |values| {
            for sample in near::letter_cases("RS256") {
                let what = format!("`{}`", sample.text());
                values.genuine(what, |draft| draft.header_mut().set("alg", sample.text()));
            }
        })
        .expect("TOK-007", Either),
    ]
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
