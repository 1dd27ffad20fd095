//! `token inspect`: what a token says, and what is wrong with its form. Nothing is verified.

mod layout;

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::EpochSeconds;
use eks_auth_protocol::token::{Token, TokenError};
use eks_auth_protocol::wire::{Document, Value};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::args::Inspect;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{input, print};

use layout::Layout;

pub(crate) fn run(arguments: &Inspect) -> Result<Exit, Failure> {
    let text = input::text(arguments.file.as_deref())?;
    let text = text.trim_ascii();
    print::out(&account(text))?;
    judged(text)?;
    Ok(Exit::Fine)
}

fn judged(text: &str) -> Result<(), TokenError> {
    Token::parse(text)?.decode().map(drop)
}

/// Everything that can be read of a token, as one JSON object; nothing where nothing can.
fn account(text: &str) -> String {
    let mut parts = text.splitn(3, '.');
    let (header, payload) = (parts.next().and_then(decoded), parts.next().and_then(decoded));
    let signature = parts.next();
    let header = header.as_deref().and_then(|json| Document::parse(json).ok());
    let claims = payload.as_deref().and_then(|json| Document::parse(json).ok());
    if header.is_none() && claims.is_none() {
        return String::new();
    }
    let mut layout = Layout::hiding(signature.unwrap_or_default());
    if let Some(header) = &header {
        layout.value("header", header.root());
    }
    if let Some(claims) = &claims {
        layout.value("claims", claims.root());
        layout.texts("times", &times(claims.root()));
    }
    if let Some(signature) = signature {
        layout.text("signature", &form(signature));
    }
    layout.finish()
}

fn decoded(part: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode_to_vec(part).ok()
}

/// Claims that are points in time, as people write those.
fn times(claims: Value<'_, '_>) -> Vec<(&'static str, String)> {
    let warn_after = claims.get("kubernetes.io").and_then(|kubernetes| kubernetes.get("warnafter"));
    let known = [
        ("iat", claims.get("iat")),
        ("nbf", claims.get("nbf")),
        ("exp", claims.get("exp")),
        ("kubernetes.io.warnafter", warn_after),
    ];
    known.into_iter().filter_map(|(name, value)| Some((name, rfc3339(value?)?))).collect()
}

fn rfc3339(value: Value<'_, '_>) -> Option<String> {
    let time = EpochSeconds::parse(value.as_number()?.literal()).ok()?;
    let written = time.whole_seconds().and_then(|seconds| {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).ok()?;
        moment.replace_nanosecond(time.nanoseconds()).ok()?.format(&Rfc3339).ok()
    });
    Some(written.unwrap_or_else(|| "no time of the calendar".to_owned()))
}

/// Length and form of a signature, and nothing else of it.
fn form(signature: &str) -> String {
    match (signature.chars().count(), decoded(signature)) {
        (0, _) => "empty".to_owned(),
        (_, Some(bytes)) => format!("{} bytes in base64url", bytes.len()),
        (count, None) => format!("{count} characters that are not canonical base64url"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The header and claims of these tokens are `{"alg":"RS256"}` and `{"exp":1800000000,"exp":1.8e9}`.
    const HEADER: &str = "eyJhbGciOiJSUzI1NiJ9";
    const CLAIMS: &str = "eyJleHAiOjE4MDAwMDAwMDAsImV4cCI6MS44ZTl9";

    #[test]
    fn everything_but_the_signature_is_told() {
        let text = account(&format!("{HEADER}.{CLAIMS}.c2lnbmF0dXJl"));
        assert!(text.contains(r#""alg": "RS256""#), "{text}");
        assert!(text.contains(r#""exp": 1800000000,"#) && text.contains(r#""exp": 1.8e9"#), "{text}");
        assert!(text.contains(r#""exp": "2027-01-15T08:00:00Z""#), "{text}");
        assert!(text.contains(r#""signature": "9 bytes in base64url""#), "{text}");
        assert!(!text.contains("c2lnbmF0dXJl"), "{text}");
    }

    #[test]
    fn readable_parts_of_no_token_are_told() {
        let text = account(&format!("{HEADER}.!!!"));
        assert!(text.contains("RS256") && !text.contains("claims"), "{text}");
        assert!(account(&format!("{HEADER}.{CLAIMS}.")).contains(r#""signature": "empty""#));
        assert_eq!(account("this is no token"), "");
        assert_eq!(account(""), "");
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(judged("a.b"), Err(TokenError::Parts { found: 2 }));
        assert!(judged(&format!("{HEADER}.{CLAIMS}.c2ln")).is_ok());
    }

    #[test]
    fn time_that_no_calendar_has() {
        // {"exp":1e300}
        let text = account(&format!("{HEADER}.eyJleHAiOjFlMzAwfQ.c2ln"));
        assert!(text.contains("no time of the calendar"), "{text}");
    }
}
