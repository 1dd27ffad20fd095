//! Faults at one way of writing something.

use super::{Fault, Hook, claim, texts};
use crate::decide::jws;
use crate::decide::times::not_before;
use crate::decide::{body, media, route};
use crate::fault::crash;
use crate::fault::parties::issuer_if;
use crate::json::{Json, Number};
use crate::refusal::Refusal;

pub(super) static FAULTS: &[Fault] = &[
    stage!(
        "deep.nbf.fraction",
        "TOK-011",
        "nbf is compared only where it is written as an integer",
        not_before,
        |it| match claim(it, "nbf") {
            Some(Json::Number(Number::Fraction(_))) => Ok(()),
            _ => not_before(it),
        }
    ),
    stage!(
        "deep.issuer.fragment",
        "TOK-011",
        "what follows a hash sign in iss is no part of it",
        issuer,
        |it| issuer_if(it, |sent, ours| sent.split('#').next() == Some(ours))
    ),
    stage!(
        "deep.header.leading-space",
        "TOK-021",
        "white space before the header's object crashes the service",
        jws,
        |token| {
            let space =
                texts(token).is_some_and(|(header, _)| header.first().is_some_and(u8::is_ascii_whitespace));
            if space { Err(crash()) } else { jws::read(token) }
        }
    ),
    stage!(
        "deep.content-type.two-parameters",
        "REQ-011",
        "a second parameter of the Content-Type is refused",
        media,
        |request| {
            media::check(request)?;
            let parameters = |value: &[u8]| value.iter().filter(|byte| **byte == b';').count();
            if request.header("content-type").is_some_and(|value| parameters(value) > 1) {
                let message = "the body must be sent as application/json";
                return Err(Refusal::protocol(415, "UnsupportedMediaTypeException", message));
            }
            Ok(())
        }
    ),
    stage!(
        "deep.escape.thousand",
        "REQ-016",
        "more than a thousand escapes in one body crash the service",
        object,
        |bytes| {
            let escapes = bytes.windows(2).filter(|pair| *pair == b"\\u").count();
            if escapes > 1_000 { Err(crash()) } else { body::object(bytes) }
        }
    ),
    stage!(
        "deep.query.semicolon",
        "HTP-001",
        "a semicolon in the query crashes the service",
        label,
        |request| {
            if request.target().split_once('?').is_some_and(|(_, query)| query.contains(';')) {
                return Err(crash());
            }
            route::label(request)
        }
    ),
];
