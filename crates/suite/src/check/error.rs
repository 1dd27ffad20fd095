//! An error by itself: its name, its status, its body.

use eks_auth_protocol::wire::Document as Parsed;

use super::capture::{CaptureError, Captured, Start};
use super::judgement::{Document, Judgement};
use super::lenient::{Leniency, leniency};
use super::notes::Notes;
use crate::exchange::Answer;
use crate::judge::{
    Form, Identity, Ruling, answer_shows_internals, body_is_json_object, carries_token, has_message,
    has_name, has_name_header, message_is_text, misplaced_credentials, modelled_status, names_agree,
    names_request,
};
use crate::redact::Secrets;

/// What the body decides, with the path of what it is about.
const OF_BODY: &[(&str, &str, Form)] = &[
    ("ERR-001", "", names_agree),
    ("ERR-004", "message", message_is_text),
    ("ERR-007", "message", has_message),
    ("LEK-002", "", answer_shows_internals),
];

/// What takes the status and the headers as well.
const OF_HEAD: &[(&str, &str, Form)] = &[
    ("ERR-005", "x-amzn-errortype", has_name),
    ("ERR-006", "x-amzn-errortype", has_name_header),
    ("ERR-008", "x-amzn-requestid", names_request),
];

/// The status of most modelled errors, for a body whose status nobody captured.
const USUAL: u16 = 400;

/// Judges an answer that refuses: the whole message, or its body alone.
///
/// # Errors
///
/// If the bytes begin as an HTTP message that cannot be read, or is a request.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check;
///
/// let answer = b"HTTP/1.1 500 Oops\r\nx-amzn-errortype: InvalidTokenException\r\n\r\n";
/// let judgement = check::error(answer)?;
/// assert_eq!(judgement.violations()[0].requirement().id(), "ERR-002");
/// # Ok::<(), check::CaptureError>(())
/// ```
pub fn error(bytes: &[u8]) -> Result<Judgement, CaptureError> {
    let captured = Captured::read(bytes)?;
    let whole = match captured.start() {
        None => false,
        Some(Start::Answer { .. }) => true,
        Some(Start::Request { .. }) => return Err(CaptureError::NotAnAnswer),
    };
    let wrong_length = captured.wrong_length();
    let answer = captured.into_answer(USUAL);
    let mut secrets = Secrets::default();
    secrets.learn_from_answer(&answer);
    let mut notes = Notes::hiding(secrets);
    if let Some((announced, found)) = wrong_length {
        let message = format!("the body has {found} bytes where Content-Length announces {announced}");
        notes.broken("ERR-003", "content-length", message);
    }
    body_is_an_object(&answer, &mut notes);
    rule(OF_BODY, &answer, &mut notes);
    if whole {
        status_is_of_an_error(&answer, &mut notes);
        status_is_modelled(&answer, &mut notes);
        rule(OF_HEAD, &answer, &mut notes);
    } else {
        notes.unjudged("status, headers and the error's name", "a body alone was captured");
    }
    for finding in [misplaced_credentials(&answer), carries_token(&answer)].into_iter().flatten() {
        notes.found("LEK-001", "", &finding);
    }
    notes.unjudged("whether it repeats anything of its request", "the request is not known");
    Ok(notes.into_judgement(Document::Error))
}

fn rule(table: &[(&'static str, &'static str, Form)], answer: &Answer, notes: &mut Notes) {
    for (id, path, form) in table {
        if let Ruling::Broken(finding) = form(answer) {
            notes.found(id, path, &finding);
        }
    }
}

fn body_is_an_object(answer: &Answer, notes: &mut Notes) {
    let Ruling::Broken(finding) = body_is_json_object(answer) else { return };
    match Parsed::parse(answer.body()) {
        Err(error) if leniency(answer.body(), error) == Leniency::Strain => {
            notes.open("ERR-003", "", format!("not every reader takes the body's JSON: {error}"));
            notes.unjudged("the members", "not every reader takes this JSON");
        }
        _ => notes.found("ERR-003", "", &finding),
    }
}

/// Names that the model has at 400, and that every AWS service has at 403 for what is wrong with the caller's own
/// credentials (the API reference, Common Errors). Which of the two is meant, the answer alone does not say.
const OF_CALLERS: &[&str] = &["AccessDeniedException", "ExpiredTokenException"];

fn status_is_modelled(answer: &Answer, notes: &mut Notes) {
    let Ruling::Broken(finding) = modelled_status(answer) else { return };
    let name = Identity::of(answer).name().unwrap_or_default().to_owned();
    if answer.status() == 403 && OF_CALLERS.contains(&name.as_str()) {
        notes.open(
            "ERR-002",
            "status",
            format!("{}: right if it means the caller's credentials", finding.message()),
        );
    } else {
        notes.found("ERR-002", "status", &finding);
    }
}

/// Clients take every status from 200 to 299 for a grant, and follow or give up on the others below 400.
fn status_is_of_an_error(answer: &Answer, notes: &mut Notes) {
    let status = answer.status();
    if (400..600).contains(&status) {
        return;
    }
    let named = Identity::of(answer).name().is_some();
    let message = format!("the status of the error is {status}, which is that of no error");
    match status {
        // A name there is what a granted answer must not have; without one, it is a grant without its members.
        200..=299 if named => notes.broken("RSP-022", "status", message),
        200..=299 => notes.broken("RSP-002", "status", message),
        _ => notes.broken("HTP-003", "status", message),
    }
}
