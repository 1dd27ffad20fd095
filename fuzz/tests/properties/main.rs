//! The laws of this package over examples of the corpus with a few bytes exchanged.

use eks_auth_corpus::{Kind, entries};
use eks_auth_fuzz::{
    error_agrees_with_the_official_client, response_agrees_with_the_official_client,
    token_agrees_with_jsonwebtoken,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// What matters to readers of JSON, of headers and of tokens.
const FRAGMENTS: &[&str] = &[
    "",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "0",
    "01",
    "-",
    ".",
    "1.",
    "e9",
    "1e999",
    "null",
    "true",
    "1",
    "\"\"",
    "{}",
    "\\ud800",
    "\\u0061",
    "\u{7f}",
    "\n",
    "\r\n",
    "X-Amzn-Errortype: A\r\n",
    "\"code\":\"A\",",
    "\"__type\":\"\",",
    "\"message\":\"a\",",
    "\"Message\":1,",
    "\"audience\":null,",
    "=",
    "e30",
    "é",
];

/// An example of these kinds, with up to three pieces exchanged for fragments.
fn edited(kinds: &[Kind]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let examples: Vec<Vec<u8>> = kinds
        .iter()
        .flat_map(|kind| entries(*kind).expect("a readable corpus"))
        .map(|entry| entry.bytes().to_vec())
        .collect();
    let edit = (any::<Index>(), 0..6_usize, select(FRAGMENTS));
    (select(examples), vec(edit, 0..4)).prop_map(|(mut bytes, edits)| {
        for (place, length, fragment) in edits {
            let start = place.index(bytes.len() + 1);
            let end = bytes.len().min(start + length);
            bytes.splice(start..end, fragment.bytes());
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn tokens(bytes in edited(&[Kind::Token])) {
        token_agrees_with_jsonwebtoken(&bytes);
    }

    #[test]
    fn responses(bytes in edited(&[Kind::Response, Kind::Error])) {
        response_agrees_with_the_official_client(&bytes);
    }

    #[test]
    fn errors(bytes in edited(&[Kind::Error])) {
        error_agrees_with_the_official_client(&bytes);
    }
}
