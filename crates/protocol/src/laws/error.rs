//! The laws of error answers: every name seen, none lost in writing.

use serde_json::Value as Theirs;

use super::Cut;
use crate::wire::{Identity, Limits, Place, read_error, read_error_into, write_error};
use crate::{ErrorCode, ServiceError};

/// An error answer of any bytes is read as `serde_json` reads its body, under the first of its names; and writing and
/// reading it again gives the same error.
///
/// The bytes are taken for an HTTP message as [`Cut`] takes them; without a status line its status is 400.
///
/// # Panics
///
/// Where that does not hold.
pub fn error_survives(bytes: &[u8]) {
    let message = Cut::of(bytes);
    let (status, body) = (message.status().unwrap_or(400), message.body());
    let headers = || message.headers().iter().map(|(name, value)| (name, value));
    let mut violations = Vec::new();
    let reading = read_error_into(status, headers(), body, Limits::default(), &mut violations);
    let error = reading.error();
    assert!(*error == read_error(status, headers(), body), "an error depends on the sink of its violations");
    assert_eq!(error.status(), status, "the status differs");
    let identities = reading.identities();
    assert!(error.code() == identities.first().map(Identity::code), "the first name does not count");
    assert!(identities.is_sorted_by_key(Identity::place), "the names are out of order");
    assert_eq!(
        reading.agrees(),
        identities.iter().all(|identity| Some(identity.code()) == error.code()),
        "names disagree"
    );
    let in_headers = headers().filter(|(name, _)| name.to_lowercase() == "x-amzn-errortype");
    let in_headers = in_headers.map(|(_, value)| ErrorCode::from_wire(&String::from_utf8_lossy(value)));
    let seen = identities
        .iter()
        .filter(|identity| identity.place() == Place::Header)
        .map(|identity| identity.code().clone());
    assert!(seen.eq(in_headers.filter(|code| !code.name().is_empty())), "a name in a header was not seen");
    if let Ok(theirs) = serde_json::from_slice::<Theirs>(body) {
        let text = |name| theirs.get(name).and_then(Theirs::as_str);
        assert!(error.message() == text("message").or(text("Message")), "serde_json sees another message");
        for place in [Place::Code, Place::Type] {
            let first = identities.iter().find(|identity| identity.place() == place);
            if let Some(name) =
                text(place.name()).map(ErrorCode::from_wire).filter(|code| !code.name().is_empty())
            {
                assert!(first.map(Identity::code) == Some(&name), "serde_json sees another name in {place}");
            }
        }
    }
    error_round_trips(error);
}

/// What is written of an error reads back as the same error.
///
/// Its name has to be one that cleaning leaves as it is, as every name is that was read. A request id that no header
/// can carry is lost.
///
/// # Panics
///
/// Where that does not hold.
pub fn error_round_trips(error: &ServiceError) {
    let answer = write_error(error);
    let headers = answer.headers().iter().map(|(name, value)| (name, value));
    let mut violations = Vec::new();
    let limits = Limits { bytes: Limits::MAX_BYTES, ..Limits::default() };
    let back = read_error_into(answer.status(), headers, answer.body(), limits, &mut violations);
    assert!(violations.is_empty(), "a written error has a violation: {}", violations[0]);
    assert!(back.identities().len() <= 1, "a written error has several names");
    let back = back.into_error();
    assert!(
        back.code() == error.code() && back.message() == error.message(),
        "an error reads back differently"
    );
    let carried = |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_graphic());
    let lost = back.request_id().is_none() && !error.request_id().is_some_and(carried);
    assert!(back.request_id() == error.request_id() || lost, "a request id reads back differently");
    for (_, value) in answer.headers() {
        let printable = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        assert!(printable && value.trim() == value, "a header holds what no header can");
    }
}
