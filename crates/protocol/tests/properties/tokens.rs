//! Tokens: compact, split, decoded.

use std::error::Error;

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::strategies;
use eks_auth_protocol::token::{DecodedToken, Parts, Token, TokenError};
use eks_auth_protocol::{EpochSeconds, constraint};
use proptest::prelude::*;
use proptest::sample::Index;

/// The text of an error and of all that caused it, as `Display` and as `Debug`.
fn all_texts(error: &TokenError) -> String {
    let mut texts = format!("{error:?} {error:#?}");
    let mut cause: Option<&dyn Error> = Some(error);
    while let Some(error) = cause {
        texts += &format!(" {error}");
        cause = error.source();
    }
    texts
}

fn spliced(text: &str, place: Index, removed: usize, other: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let start = place.index(characters.len() + 1);
    let end = characters.len().min(start + removed);
    characters.splice(start..end, other.chars());
    characters.into_iter().collect()
}

proptest! {
    #[test]
    fn accepted_token_prints_and_parses_to_itself(
        token in prop_oneof![strategies::token(), strategies::token_text()],
    ) {
        prop_assert_eq!(Token::parse(token.expose()), Ok(token.clone()));
        let parts = Parts::split(token.expose()).unwrap();
        let joined = format!("{}.{}.{}", parts.header(), parts.payload(), parts.signature());
        prop_assert_eq!(joined, token.expose());
    }

    #[test]
    fn accepts_exactly_what_the_table_allows(
        token in strategies::token_text(),
        place in any::<Index>(),
        removed in 0..=2_usize,
        other in "[-a-zA-Z0-9_=.+/ \né]{0,2}",
    ) {
        let text = spliced(token.expose(), place, removed, &other);
        prop_assert_eq!(Token::parse(&text).is_ok(), constraint::TOKEN.check(&text).is_ok(), "{:?}", text);
    }

    #[test]
    fn any_text_is_refused_or_kept(text in prop_oneof![strategies::any_text(), "[a-z.=]{0,12}"]) {
        if let Ok(token) = Token::parse(&text) {
            prop_assert_eq!(token.expose(), &text);
        }
        if let Ok(parts) = Parts::split(&text) {
            prop_assert_eq!(format!("{}.{}.{}", parts.header(), parts.payload(), parts.signature()), text);
        }
    }

    #[test]
    fn any_bytes_in_the_parts_are_refused_or_kept(
        header in prop_oneof![strategies::header_json().prop_map(String::into_bytes), any::<Vec<u8>>()],
        payload in prop_oneof![strategies::payload_json().prop_map(String::into_bytes), any::<Vec<u8>>()],
        signature in any::<Vec<u8>>(),
    ) {
        let text = [&header, &payload, &signature].map(|part| URL_SAFE_NO_PAD.encode_to_string(part)).join(".");
        if let Ok(decoded) = DecodedToken::decode(&text) {
            prop_assert_eq!(decoded.header_json().as_bytes(), header);
            prop_assert_eq!(decoded.payload_json().as_bytes(), payload);
            prop_assert_eq!(decoded.signature(), signature);
        }
    }

    /// Only one spelling of each part's bytes is accepted, so a decoded token can be written again as it was.
    #[test]
    fn decoded_token_encodes_to_itself(
        token in strategies::token(),
        place in any::<Index>(),
        removed in 0..=1_usize,
        other in "[-a-zA-Z0-9_=]{0,1}",
    ) {
        for text in [token.expose().to_owned(), spliced(token.expose(), place, removed, &other)] {
            if let Ok(decoded) = DecodedToken::decode(&text) {
                let [header, payload, signature] =
                    [decoded.header_json().as_bytes(), decoded.payload_json().as_bytes(), decoded.signature()]
                        .map(|part| URL_SAFE_NO_PAD.encode_to_string(part));
                prop_assert_eq!(decoded.signing_input(), format!("{header}.{payload}"));
                prop_assert_eq!(format!("{header}.{payload}.{signature}"), text);
            }
        }
        prop_assert!(token.decode().is_ok());
    }

    #[test]
    fn claims_are_what_serde_json_reads(token in strategies::token()) {
        let decoded = token.decode().unwrap();
        let header: serde_json::Value = serde_json::from_str(decoded.header_json()).unwrap();
        prop_assert_eq!(decoded.header().alg(), header["alg"].as_str().unwrap());
        prop_assert_eq!(decoded.header().kid(), header["kid"].as_str());
        prop_assert_eq!(decoded.header().typ(), header["typ"].as_str());

        // serde_json refuses numbers beyond the range of a float; the literals are looked for in the text instead.
        let json = decoded.payload_json();
        let claims = decoded.claims();
        for (name, read) in
            [("exp", claims.expires_at()), ("iat", claims.issued_at()), ("nbf", claims.not_before())]
        {
            match read.map(EpochSeconds::literal) {
                Some(literal) => {
                    let written = format!("\"{name}\":{literal}");
                    prop_assert!(json.contains(&written), "{}", written);
                }
                None => {
                    let written = format!("\"{name}\":");
                    prop_assert!(!json.contains(&written), "{}", written);
                }
            }
        }
        let Ok(payload) = serde_json::from_str::<serde_json::Value>(json) else {
            return Err(TestCaseError::reject("a number beyond the range of a float"));
        };
        prop_assert_eq!(claims.issuer(), payload["iss"].as_str());
        prop_assert_eq!(claims.subject(), payload["sub"].as_str());
        prop_assert_eq!(claims.id(), payload["jti"].as_str());
        let audience: Vec<&str> = match &payload["aud"] {
            serde_json::Value::String(text) => vec![text],
            serde_json::Value::Array(texts) => texts.iter().filter_map(|text| text.as_str()).collect(),
            _ => vec![],
        };
        prop_assert_eq!(claims.audience(), audience);
        let bound = &payload["kubernetes.io"];
        prop_assert_eq!(claims.kubernetes().is_some(), bound.is_object());
        if let Some(kubernetes) = claims.kubernetes() {
            prop_assert_eq!(kubernetes.namespace(), bound["namespace"].as_str());
            for (name, object) in [
                ("serviceaccount", kubernetes.service_account()),
                ("pod", kubernetes.pod()),
                ("node", kubernetes.node()),
                ("secret", kubernetes.secret()),
            ] {
                prop_assert_eq!(object.and_then(|object| object.name()), bound[name]["name"].as_str());
                prop_assert_eq!(object.and_then(|object| object.uid()), bound[name]["uid"].as_str());
            }
            let warn_after = kubernetes.warn_after().and_then(EpochSeconds::whole_seconds);
            prop_assert_eq!(warn_after, bound["warnafter"].as_i64());
        }
    }

    #[test]
    fn nothing_printed_holds_the_signature(
        token in strategies::signed_token(),
        place in any::<Index>(),
        removed in 0..=3_usize,
        other in "[-a-zA-Z0-9_=. +/\"é]{0,3}",
    ) {
        let signature = Parts::split(token.expose()).unwrap().signature();
        // What is spliced in may fall into the signature, and then both of its halves must stay hidden.
        let halves = signature.split_at(signature.len() / 2);
        let text = spliced(token.expose(), place, removed, &other);
        let mut printed = format!("{token:?} {token:#?} {:?} {}", token.decode(), token.redacted());
        match Token::parse(&text) {
            Ok(token) => printed += &format!("{token:?}"),
            Err(error) => printed += &all_texts(&error),
        }
        match Parts::split(&text) {
            Ok(parts) => printed += &format!("{parts:?}"),
            Err(error) => printed += &all_texts(&error),
        }
        match DecodedToken::decode(&text) {
            Ok(decoded) => printed += &format!("{decoded:?}"),
            Err(error) => printed += &all_texts(&error),
        }
        prop_assert!(!printed.contains(halves.0) && !printed.contains(halves.1));
    }
}
