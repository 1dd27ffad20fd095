//! Whom the token is for.

use eks_auth_protocol::operation::AUDIENCE;

use super::{Checked, Evidence};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// aud: the service's audience, alone or among other strings; as a bare string too (RFC 7519, section 4.1.3).
pub(crate) fn check(evidence: &Evidence<'_>) -> Checked {
    if named(&evidence.jws.claims).contains(&AUDIENCE) { Ok(()) } else { Err(wrong()) }
}

/// The audiences that a token names; none, where they are not all strings.
pub(crate) fn named(claims: &Object) -> Vec<&str> {
    match claims.get("aud") {
        Some(Json::Text(one)) => vec![one],
        Some(Json::Array(several)) => {
            several.iter().map(Json::as_text).collect::<Option<_>>().unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

pub(crate) fn wrong() -> Refusal {
    Refusal::invalid_token("the token is not for the audience of this service")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audiences(claims: &str) -> Vec<String> {
        let claims = Json::read(claims.as_bytes()).unwrap().into_object().unwrap();
        named(&claims).into_iter().map(str::to_owned).collect()
    }

    #[test]
    fn strings_alone_or_in_an_array_are_audiences() {
        assert_eq!(audiences(r#"{"aud":"a"}"#), ["a"]);
        assert_eq!(audiences(r#"{"aud":["a","b"]}"#), ["a", "b"]);
    }

    #[test]
    fn anything_else_names_no_audience() {
        for claims in [
            "{}",
            r#"{"aud":null}"#,
            r#"{"aud":[]}"#,
            r#"{"aud":["a",7]}"#,
            r#"{"aud":[["a"]]}"#,
            r#"{"aud":{"a":"a"}}"#,
        ] {
            assert!(audiences(claims).is_empty(), "{claims}");
        }
    }
}
