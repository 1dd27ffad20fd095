//! The laws of tokens: what is accepted is kept byte by byte, and no output shows a signature.

use base64_simd::URL_SAFE_NO_PAD;
use serde_json::Value as Theirs;

use super::json_agrees_with_serde_json;
use crate::EpochSeconds;
use crate::token::{DecodedToken, Parts, Token, redact};

/// Any bytes that are a token stay that token byte by byte; what decodes is canonical and encodes again to the same;
/// claims and header say what `serde_json` reads in them; and no output shows the signature.
///
/// # Panics
///
/// Where that does not hold.
pub fn token_survives(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    // Bounded work whatever the text is; what it gives is for reports and has no inverse.
    let _ = redact(text);
    let decoded = DecodedToken::decode(text);
    match Token::parse(text) {
        Ok(token) => {
            assert!(token.expose() == text, "a token changed");
            assert!(token.decode() == decoded, "a token decodes differently from its text");
            signature_is_hidden(text, &token);
        }
        Err(_) => assert!(decoded.is_err(), "a text decodes that is not a token"),
    }
    if let Ok(decoded) = decoded {
        encodes_again(text, &decoded);
        says_what_serde_json_reads(&decoded);
    }
}

fn signature_is_hidden(text: &str, token: &Token) {
    let Ok(parts) = Parts::split(text) else { panic!("a token has not three parts") };
    let shown = format!("{}.{}.<signature>", parts.header(), parts.payload());
    assert!(token.redacted() == shown, "a redacted token shows other than header and payload");
    // A short signature can be part of anything.
    if parts.signature().len() >= 16 {
        let debug = format!("{token:?} {token:#?} {parts:?}");
        let hidden = !debug.contains(parts.signature());
        assert!(hidden || shown.contains(parts.signature()), "a token's Debug shows its signature");
    }
}

fn encodes_again(text: &str, decoded: &DecodedToken) {
    let encoded = format!(
        "{}.{}.{}",
        URL_SAFE_NO_PAD.encode_to_string(decoded.header_json()),
        URL_SAFE_NO_PAD.encode_to_string(decoded.payload_json()),
        URL_SAFE_NO_PAD.encode_to_string(decoded.signature()),
    );
    assert!(encoded == text, "a decoded token encodes differently");
    let signed = text.rsplit_once('.').map(|(signed, _)| signed);
    assert!(Some(decoded.signing_input()) == signed, "the signing input is not what was sent");
}

fn says_what_serde_json_reads(decoded: &DecodedToken) {
    json_agrees_with_serde_json(decoded.header_json().as_bytes());
    json_agrees_with_serde_json(decoded.payload_json().as_bytes());
    if let Ok(header) = serde_json::from_str::<Theirs>(decoded.header_json()) {
        let text = |name| header.get(name).and_then(Theirs::as_str);
        assert!(text("alg") == Some(decoded.header().alg()), "alg differs");
        assert!(text("kid") == decoded.header().kid(), "kid differs");
    }
    if let Ok(payload) = serde_json::from_str::<Theirs>(decoded.payload_json()) {
        let claims = decoded.claims();
        let text = |name| payload.get(name).and_then(Theirs::as_str);
        assert!(text("iss") == claims.issuer(), "iss differs");
        assert!(text("sub") == claims.subject(), "sub differs");
        assert!(text("jti") == claims.id(), "jti differs");
        let audience: Vec<_> = match payload.get("aud") {
            Some(Theirs::Array(values)) => values.iter().filter_map(Theirs::as_str).collect(),
            Some(Theirs::String(value)) => vec![value.as_str()],
            _ => Vec::new(),
        };
        assert!(audience == claims.audience(), "aud differs");
        let expires = payload.get("exp").and_then(Theirs::as_i64);
        let kept = claims.expires_at().and_then(EpochSeconds::whole_seconds);
        assert!(expires.is_none() || expires == kept, "exp differs");
    }
}
