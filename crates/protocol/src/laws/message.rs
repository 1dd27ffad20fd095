//! The laws of requests and responses: one walk whatever the sink, nothing lost on the way through the owned type.

use serde_json::Value as Theirs;

use super::Draw;
use crate::token::Token;
use crate::wire::Limits;
use crate::wire::{
    Field, First, Ignore, Kind, Presence, Violation, read_request_into, read_response_into, request_fields,
    response_fields, write_request, write_response,
};
use crate::{AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse, ClusterName};

/// A response is made of any bytes exactly where `serde_json` finds every member that the model requires, with its
/// type; it says what those members say; and writing and reading it again gives the same response.
///
/// Whether the first violation is asked for, all of them or none, the answer is the same.
///
/// # Panics
///
/// Where that does not hold.
pub fn response_survives(bytes: &[u8]) {
    let mut violations = Vec::new();
    let limits = Limits::default();
    let response = read_response_into(bytes, limits, &mut violations);
    let mut first = First::default();
    let agreed = read_response_into(bytes, limits, &mut first) == response
        && read_response_into(bytes, limits, &mut Ignore) == response;
    assert!(agreed, "a response depends on the sink of its violations");
    violations_are_consistent(response.is_some(), &violations, first);
    if let Ok(theirs) = serde_json::from_slice::<Theirs>(bytes) {
        assert_eq!(response.is_some(), complete(&theirs, response_fields()), "serde_json sees other members");
        if let Some(response) = &response {
            same_members(&theirs, &write_response(response), response_fields());
        }
    }
    if let Some(response) = response {
        response_round_trips(&response);
    }
}

/// What is written of a response reads back as the same response, without violations, and is written the same again.
///
/// # Panics
///
/// Where that does not hold.
pub fn response_round_trips(response: &AssumeRoleForPodIdentityResponse) {
    let written = write_response(response);
    let mut violations = Vec::new();
    let limits = Limits { bytes: Limits::MAX_BYTES, ..Limits::default() };
    let back = read_response_into(&written, limits, &mut violations);
    assert!(violations.is_empty(), "a written response has a violation: {}", violations[0]);
    assert!(back.as_ref() == Some(response), "a response reads back differently");
    let expiration = format!(r#""expiration":{}}}"#, response.credentials().expiration());
    let spelt = written.windows(expiration.len()).any(|window| window == expiration.as_bytes());
    assert!(spelt, "an expiration is not written to its last digit");
    assert!(
        back.map(|back| write_response(&back)) == Some(written),
        "a response is written differently again"
    );
}

/// The same of a response whose every member is drawn from the bytes.
///
/// # Panics
///
/// Where that does not hold.
pub fn drawn_response_round_trips(bytes: &[u8]) {
    response_round_trips(&Draw::new(bytes).response());
}

/// As [`response_survives`], for the body of a request; its token has to match the API's pattern.
///
/// # Panics
///
/// Where that does not hold.
pub fn request_survives(bytes: &[u8]) {
    let Ok(cluster) = ClusterName::parse("conformance") else { panic!("a good cluster name is refused") };
    let read =
        |sink: &mut dyn crate::wire::Sink| read_request_into(cluster.clone(), bytes, Limits::default(), sink);
    let mut violations = Vec::new();
    let request = read(&mut violations);
    let mut first = First::default();
    let agreed = read(&mut first) == request && read(&mut Ignore) == request;
    assert!(agreed, "a request depends on the sink of its violations");
    violations_are_consistent(request.is_some(), &violations, first);
    if let Ok(theirs) = serde_json::from_slice::<Theirs>(bytes) {
        let token =
            theirs.get("token").and_then(Theirs::as_str).is_some_and(|token| Token::parse(token).is_ok());
        assert_eq!(
            request.is_some(),
            complete(&theirs, request_fields()) && token,
            "serde_json sees other members"
        );
        if let Some(request) = &request {
            same_members(&theirs, &write_request(request), request_fields());
        }
    }
    if let Some(request) = request {
        request_round_trips(&request);
    }
}

/// What is written of a request reads back as the same request, without violations, and is written the same again.
///
/// # Panics
///
/// Where that does not hold.
pub fn request_round_trips(request: &AssumeRoleForPodIdentityRequest) {
    let written = write_request(request);
    let mut violations = Vec::new();
    let limits = Limits { bytes: Limits::MAX_BYTES, ..Limits::default() };
    let back = read_request_into(request.cluster_name().clone(), &written, limits, &mut violations);
    assert!(violations.is_empty(), "a written request has a violation: {}", violations[0]);
    assert!(back.as_ref() == Some(request), "a request reads back differently");
    assert!(back.map(|back| write_request(&back)) == Some(written), "a request is written differently again");
}

/// A value comes exactly without fatal violations; the first of those is what a reader that stops there sees; and no
/// member is reported as there twice more than once.
fn violations_are_consistent(made: bool, violations: &[Violation], first: First) {
    let fatal = violations.iter().find(|violation| violation.is_fatal());
    assert_eq!(made, fatal.is_none(), "a value goes with its violations");
    assert_eq!(first.into_violation().as_ref(), fatal, "the first violation differs");
    for (index, violation) in violations.iter().enumerate() {
        assert!(!violations[..index].contains(violation), "a violation is reported twice: {violation}");
    }
}

/// Whether every member is there that has to be, and every one that is there has its type.
fn complete(theirs: &Theirs, mut fields: impl Iterator<Item = &'static Field>) -> bool {
    theirs.is_object()
        && fields.all(|field| match member(theirs, field) {
            None | Some(Theirs::Null) => field.presence() == Presence::Optional,
            Some(value) => match field.kind() {
                Kind::String => value.is_string(),
                Kind::Number => value.is_number(),
                Kind::Object => value.is_object(),
                _ => false,
            },
        })
}

/// What was written holds exactly the members of the model, each with the value that was read.
fn same_members(theirs: &Theirs, written: &[u8], fields: impl Iterator<Item = &'static Field>) {
    let Ok(written) = serde_json::from_slice::<Theirs>(written) else {
        panic!("what is written is not JSON")
    };
    for field in fields.filter(|field| field.kind() != Kind::Object) {
        let read = member(theirs, field).filter(|value| !value.is_null());
        assert!(read == member(&written, field), "{} does not survive", field.path());
    }
}

/// A member by its path, as `serde_json` sees it.
fn member<'v>(theirs: &'v Theirs, field: &Field) -> Option<&'v Theirs> {
    field.path().split('.').try_fold(theirs, |value, name| value.get(name))
}
