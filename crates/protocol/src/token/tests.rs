//! What a token may and may not hold.

use base64_simd::URL_SAFE_NO_PAD;

use super::*;
use crate::EpochSeconds;
use crate::wire::Kind;

const HEADER: &str = r#"{"alg":"RS256","kid":"0123456789abcdef0123456789abcdef01234567"}"#;

fn token(header: &str, payload: &str) -> String {
    [header, payload, "signature"].map(|part| URL_SAFE_NO_PAD.encode_to_string(part)).join(".")
}

fn decode(header: &str, payload: &str) -> Result<DecodedToken, TokenError> {
    DecodedToken::decode(&token(header, payload))
}

fn wrong_type(
    part: Part,
    path: &str,
    expected: &'static str,
    found: Kind,
) -> Result<DecodedToken, TokenError> {
    Err(TokenError::WrongType { part, path: path.to_owned(), expected, found })
}

#[test]
fn all_claims_of_a_projected_token() {
    let payload = r#"{"aud":["pods.eks.amazonaws.com"],"exp":1800000000,"iat":1799913600,"iss":"https://issuer",
        "jti":"id","kubernetes.io":{"namespace":"payments","node":{"name":"n","uid":"nu"},"pod":{"name":"p","uid":"pu"},
        "serviceaccount":{"name":"ledger","uid":"su"},"warnafter":1799917207},"nbf":1799913600,
        "sub":"system:serviceaccount:payments:ledger"}"#;
    let decoded = decode(HEADER, payload).unwrap();
    assert_eq!(decoded.header().kid(), Some("0123456789abcdef0123456789abcdef01234567"));
    assert_eq!(decoded.header().typ(), None);
    let claims = decoded.claims();
    assert_eq!(claims.audience(), ["pods.eks.amazonaws.com"]);
    assert_eq!(claims.expires_at(), Some(&EpochSeconds::from_seconds(1_800_000_000)));
    assert_eq!(claims.issued_at(), claims.not_before());
    assert_eq!((claims.issuer(), claims.id()), (Some("https://issuer"), Some("id")));
    assert_eq!(claims.service_account(), Some(("payments", "ledger")));
    let kubernetes = claims.kubernetes().unwrap();
    assert_eq!(kubernetes.namespace(), Some("payments"));
    let objects = [kubernetes.service_account(), kubernetes.pod(), kubernetes.node(), kubernetes.secret()]
        .map(|object| object.and_then(|object| Some((object.name()?, object.uid()?))));
    assert_eq!(objects, [Some(("ledger", "su")), Some(("p", "pu")), Some(("n", "nu")), None]);
    assert_eq!(kubernetes.warn_after().and_then(EpochSeconds::whole_seconds), Some(1_799_917_207));
}

#[test]
fn no_claims_at_all() {
    let decoded = decode(HEADER, "{}").unwrap();
    let claims = decoded.claims();
    assert!(claims.audience().is_empty());
    assert_eq!((claims.expires_at(), claims.id(), claims.service_account()), (None, None, None));
    assert!(claims.kubernetes().is_none());
}

#[test]
fn audience_in_either_form() {
    let audience = |json: &str| {
        decode(HEADER, &format!(r#"{{"aud":{json}}}"#)).map(|decoded| decoded.claims().audience().to_vec())
    };
    assert_eq!(audience(r#""a""#).unwrap(), ["a"]);
    assert_eq!(audience(r#"["a","b"]"#).unwrap(), ["a", "b"]);
    assert_eq!(audience("[]").unwrap(), [""; 0]);
}

#[test]
fn numbers_keep_their_spelling() {
    for literal in ["1.8e9", "1800000000.000", "-0", "1e400", "18446744073709551616"] {
        let decoded = decode(HEADER, &format!(r#"{{"exp":{literal}}}"#)).unwrap();
        assert_eq!(decoded.claims().expires_at().unwrap().literal(), literal);
    }
}

#[test]
fn claims_of_the_wrong_type() {
    for (payload, path, expected, found) in [
        (r#"{"iss":1}"#, "iss", "a string", Kind::Number),
        (r#"{"sub":["a"]}"#, "sub", "a string", Kind::Array),
        (r#"{"aud":1}"#, "aud", "a string or an array of strings", Kind::Number),
        (r#"{"aud":{}}"#, "aud", "a string or an array of strings", Kind::Object),
        (r#"{"aud":["a",["b"]]}"#, "aud[1]", "a string", Kind::Array),
        (r#"{"exp":"1"}"#, "exp", "a number", Kind::String),
        (r#"{"exp":null}"#, "exp", "a number", Kind::Null),
        (r#"{"iat":true}"#, "iat", "a number", Kind::Bool),
        (r#"{"nbf":{}}"#, "nbf", "a number", Kind::Object),
        (r#"{"jti":null}"#, "jti", "a string", Kind::Null),
        (r#"{"kubernetes.io":"a"}"#, "kubernetes.io", "an object", Kind::String),
        (r#"{"kubernetes.io":{"namespace":1}}"#, "kubernetes.io.namespace", "a string", Kind::Number),
        (
            r#"{"kubernetes.io":{"serviceaccount":"a"}}"#,
            "kubernetes.io.serviceaccount",
            "an object",
            Kind::String,
        ),
        (r#"{"kubernetes.io":{"pod":{"name":null}}}"#, "kubernetes.io.pod.name", "a string", Kind::Null),
        (r#"{"kubernetes.io":{"node":{"uid":7}}}"#, "kubernetes.io.node.uid", "a string", Kind::Number),
        (r#"{"kubernetes.io":{"warnafter":"7"}}"#, "kubernetes.io.warnafter", "a number", Kind::String),
    ] {
        assert_eq!(decode(HEADER, payload), wrong_type(Part::Payload, path, expected, found), "{payload}");
    }
}

#[test]
fn first_wrong_claim_is_the_one_reported() {
    let payload = r#"{"nbf":"1","exp":"1","iss":1}"#;
    assert_eq!(decode(HEADER, payload), wrong_type(Part::Payload, "iss", "a string", Kind::Number));
}

#[test]
fn header_members() {
    let decoded = decode(r#"{"alg":"none","typ":"JWT","crit":["b64"],"b64":true}"#, "{}").unwrap();
    assert_eq!((decoded.header().alg(), decoded.header().typ()), ("none", Some("JWT")));
    assert_eq!(decoded.header().critical(), ["b64"]);

    let missing = TokenError::Missing { part: Part::Header, path: "alg".to_owned() };
    assert_eq!(decode("{}", "{}"), Err(missing));
    for (header, path, expected, found) in [
        (r#"{"alg":null}"#, "alg", "a string", Kind::Null),
        (r#"{"alg":256}"#, "alg", "a string", Kind::Number),
        (r#"{"alg":"RS256","kid":1}"#, "kid", "a string", Kind::Number),
        (r#"{"alg":"RS256","crit":"b64"}"#, "crit", "an array of strings", Kind::String),
        (r#"{"alg":"RS256","crit":[1]}"#, "crit[0]", "a string", Kind::Number),
    ] {
        assert_eq!(decode(header, "{}"), wrong_type(Part::Header, path, expected, found), "{header}");
    }
}

#[test]
fn parts_that_are_no_json_objects() {
    for (json, found) in
        [("[]", Kind::Array), ("null", Kind::Null), ("1", Kind::Number), ("\"a\"", Kind::String)]
    {
        assert_eq!(decode(json, "{}"), Err(TokenError::NotAnObject { part: Part::Header, found }));
        assert_eq!(decode(HEADER, json), Err(TokenError::NotAnObject { part: Part::Payload, found }));
    }
    for json in ["", " ", "{", "{}{}", "{'alg':'none'}", "\u{feff}{}"] {
        let decoded = DecodedToken::decode(&token(HEADER, &format!("{json} ")));
        assert!(matches!(decoded, Err(TokenError::Json { part: Part::Payload, .. })), "{json}: {decoded:?}");
    }
    let deep = "[".repeat(100_000);
    assert!(matches!(decode(HEADER, &deep), Err(TokenError::Json { part: Part::Payload, .. })));
}

#[test]
fn payload_that_is_not_utf8() {
    let header = URL_SAFE_NO_PAD.encode_to_string(HEADER);
    let payload = URL_SAFE_NO_PAD.encode_to_string(b"{\"sub\":\"\xff\"}");
    let error = DecodedToken::decode(&format!("{header}.{payload}.c2ln")).unwrap_err();
    let TokenError::Json { part: Part::Payload, source } = error else { panic!("{error}") };
    assert_eq!(source.to_string(), "not UTF-8 at byte 8");
}

#[test]
fn base64_that_is_not_canonical() {
    let (header, payload) = (URL_SAFE_NO_PAD.encode_to_string(HEADER), "e30");
    // Padding, either alphabet's wrong half, white space, unused bits that are not zero, an impossible length.
    for signature in ["c2ln=", "c2k=", "c2l", "c2+_", "c2/_", "c2 n", "c2\nn", "cR", "a", "c2lné"] {
        let decoded = DecodedToken::decode(&format!("{header}.{payload}.{signature}"));
        assert_eq!(decoded, Err(TokenError::Base64 { part: Part::Signature }), "{signature:?}");
    }
    for payload in ["e30=", "e31", "e3", "e"] {
        let decoded = DecodedToken::decode(&format!("{header}.{payload}.c2ln"));
        assert_eq!(decoded, Err(TokenError::Base64 { part: Part::Payload }), "{payload}");
    }
    assert_eq!(DecodedToken::decode("e30=.e30.c2ln"), Err(TokenError::Base64 { part: Part::Header }));
}

#[test]
fn last_of_duplicate_claims() {
    let decoded = decode(HEADER, r#"{"sub":"a","su\u0062":"b"}"#).unwrap();
    assert_eq!(decoded.claims().subject(), Some("b"));
}

#[test]
fn subjects_that_are_no_service_account() {
    for subject in [
        "",
        "system:node:a",
        "system:serviceaccounts:a:b",
        "system:serviceaccount:a",
        "system:serviceaccount::b",
        "system:serviceaccount:a:",
        "system:serviceaccount:a:b:c",
        "System:serviceaccount:a:b",
        " system:serviceaccount:a:b",
    ] {
        let decoded = decode(HEADER, &format!(r#"{{"sub":"{subject}"}}"#)).unwrap();
        assert_eq!(decoded.claims().service_account(), None, "{subject}");
    }
}

#[test]
fn errors_name_the_part_and_the_path() {
    let error = |header, payload| decode(header, payload).unwrap_err().to_string();
    assert_eq!(
        error(HEADER, r#"{"kubernetes.io":{"pod":{"uid":1}}}"#),
        "`kubernetes.io.pod.uid` in the token's payload is of type number and must be a string"
    );
    assert_eq!(error("{}", "{}"), "`alg` is missing from the token's header");
    assert_eq!(error(HEADER, "[]"), "the token's payload is JSON of type array and must be an object");
    assert_eq!(error(HEADER, "{"), "the token's payload is not JSON");
    assert_eq!(Token::parse("a.b.").unwrap_err().to_string(), "the token's signature is empty");
    assert_eq!(
        Token::parse("a.b").unwrap_err().to_string(),
        "a token has 3 parts joined by dots, this has 2"
    );
}
