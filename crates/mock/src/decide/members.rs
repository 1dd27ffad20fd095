//! The members of the request that the model knows.

use eks_auth_protocol::Exception;

use super::Checked;
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The optional members. They say where the pod runs and decide nothing.
pub(crate) const OPTIONAL: [&str; 3] = ["eksNodeName", "instanceId", "zone"];

/// The token: required, a string, not empty. Unknown members are ignored.
pub(crate) fn token(object: &Object) -> Result<String, Refusal> {
    match object.get("token") {
        None | Some(Json::Null) => Err(parameter("the member token is missing")),
        Some(Json::Text(token)) if token.is_empty() => Err(parameter("the member token is empty")),
        Some(Json::Text(token)) => Ok(token.clone()),
        Some(_) => Err(parameter("the member token is not a string")),
    }
}

/// The optional members: strings, if they are there; null counts as absent.
pub(crate) fn optional(object: &Object) -> Checked {
    let well_typed = |name| matches!(object.get(name), None | Some(Json::Null | Json::Text(_)));
    if OPTIONAL.into_iter().all(well_typed) {
        Ok(())
    } else {
        Err(Refusal::protocol(
            400,
            "SerializationException",
            "an optional member of the request is not a string",
        ))
    }
}

fn parameter(message: &'static str) -> Refusal {
    Refusal::modelled(Exception::InvalidParameter, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(text: &str) -> Object {
        Json::read(text.as_bytes()).unwrap().into_object().unwrap()
    }

    #[test]
    fn token_is_a_string_of_one_character_at_least() {
        for body in [
            "{}",
            r#"{"token":null}"#,
            r#"{"token":""}"#,
            r#"{"token":7}"#,
            r#"{"token":["a"]}"#,
            r#"{"Token":"a"}"#,
        ] {
            let refusal = token(&object(body)).unwrap_err();
            assert_eq!((refusal.status, refusal.name.as_ref()), (400, "InvalidParameterException"), "{body}");
        }
        assert_eq!(token(&object(r#"{"x":1,"\u0074oken":"\u0061"}"#)).as_deref(), Ok("a"));
    }

    #[test]
    fn optional_members_are_strings_or_null_or_absent() {
        assert_eq!(optional(&object(r#"{"zone":"usw2-az1","instanceId":null,"other":7}"#)), Ok(()));
        for name in OPTIONAL {
            assert!(optional(&object(&format!("{{\"{name}\":7}}"))).is_err(), "{name}");
        }
    }
}
