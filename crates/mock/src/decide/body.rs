//! The body as a JSON object.

use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// The longest body that is read, in bytes. The model bounds neither the token nor the body; this is far above any
/// token, and bounds what a request can make the service hold.
pub(crate) const LIMIT: usize = 1024 * 1024;

/// The body's members. Duplicates are refused at any depth, and so is anything but white space after the object.
pub(crate) fn object(body: &[u8]) -> Result<Object, Refusal> {
    within_limit(body)?;
    Json::read(body).map_err(|_| not_json())?.into_object().ok_or_else(not_an_object)
}

pub(crate) fn within_limit(body: &[u8]) -> Result<(), Refusal> {
    if body.len() > LIMIT { Err(too_large()) } else { Ok(()) }
}

pub(crate) fn not_json() -> Refusal {
    Refusal::protocol(
        400,
        "SerializationException",
        "the body could not be read as JSON with each member once",
    )
}

pub(crate) fn not_an_object() -> Refusal {
    Refusal::protocol(400, "SerializationException", "the body is not a JSON object")
}

fn too_large() -> Refusal {
    Refusal::protocol(413, "RequestEntityTooLargeException", "the body is longer than 1 MiB")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_of_the_limit_are_read_and_longer_ones_not() {
        let body = |length: usize| format!("{{\"x\":\"{}\"}}", "a".repeat(length - 8));
        assert!(object(body(LIMIT).as_bytes()).is_ok());
        assert_eq!(object(body(LIMIT + 1).as_bytes()).map_err(|refusal| refusal.status).err(), Some(413));
    }

    #[test]
    fn other_values_than_objects_are_refused() {
        for body in ["[]", "null", "1", "\"x\"", "true"] {
            assert_eq!(object(body.as_bytes()).err(), Some(not_an_object()), "{body}");
        }
    }
}
