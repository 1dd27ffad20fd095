//! Readings of JSON that differ where RFC 8259 leaves it open, in the body and in the token.

use super::{Hook, Manner};
use crate::base64url;
use crate::decide::body::{not_an_object, not_json, within_limit};
use crate::decide::jws::{self, Jws};
use crate::fault::lenient::{without_comments, without_trailing_commas};
use crate::json::{Json, Object};
use crate::refusal::Refusal;

/// One reading of an object that may name a member twice; what it leaves has each name once at the top.
type Choose = fn(Object) -> Object;

fn last(object: Object) -> Object {
    object
}

fn first(object: Object) -> Object {
    object.first_of_duplicates()
}

fn body(bytes: &[u8], choose: Choose) -> Result<Object, Refusal> {
    within_limit(bytes)?;
    let value = Json::read_with_duplicates(bytes).map_err(|_| not_json())?;
    value.into_object().map(choose).ok_or_else(not_an_object)
}

/// The token read like the whole service does, but for duplicates.
fn token(token: &str, choose: Choose) -> Result<Jws, Refusal> {
    let (header, claims, signature) = jws::parts(token).ok_or_else(jws::malformed)?;
    let object = |part: &str| {
        let bytes = base64url::decode(part)?;
        Json::read_with_duplicates(&bytes).ok()?.into_object().map(choose)
    };
    Ok(Jws {
        header: object(header).ok_or_else(jws::malformed)?,
        claims: object(claims).ok_or_else(jws::malformed)?,
        signing_input: format!("{header}.{claims}"),
        signature: base64url::decode(signature).ok_or_else(jws::malformed)?,
    })
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "request.duplicates.last",
        &["REQ-018", "TOK-024"],
        "of a member that is there twice, in the body or in the token, the last decides everything",
        Hook::Stages(|stages| {
            stages.object = |bytes| body(bytes, last);
            stages.jws = |text| token(text, last);
        }),
    )
    .deciding(&["object", "jws"]),
    Manner::new(
        "request.duplicates.first",
        &["REQ-018", "TOK-024"],
        "of a member that is there twice, in the body or in the token, the first decides everything",
        Hook::Stages(|stages| {
            stages.object = |bytes| body(bytes, first);
            stages.jws = |text| token(text, first);
        }),
    )
    .deciding(&["object", "jws"]),
    stage!(
        "request.json.relaxed",
        &["REQ-008"],
        "comments and trailing commas are overlooked in the body",
        object,
        |bytes| crate::decide::body::object(&without_trailing_commas(&without_comments(bytes)))
    ),
    stage!(
        "request.json.byte-order-mark",
        &[],
        "a byte order mark before the body is overlooked",
        object,
        |bytes| crate::decide::body::object(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
    ),
];
