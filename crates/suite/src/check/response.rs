//! A granted answer by itself: everything that can be said without knowing for whom it was given.

use eks_auth_protocol::operation;
use eks_auth_protocol::wire::Document as Parsed;

use super::capture::{CaptureError, Captured, Start};
use super::judgement::{Document, Judgement};
use super::lenient::{Leniency, leniency};
use super::notes::Notes;
use crate::exchange::Answer;
use crate::judge::{
    Known, Ruling, View, answer_shows_internals, body_is_one_json_object, carries_token, grant,
    misplaced_credentials, stray_members, unfit_credentials, unreadable_members,
};
use crate::redact::Secrets;

/// Requirements that are broken in one place, with its path.
const RULINGS: &[(&str, &str)] = &[
    ("RSP-003", "subject"),
    ("RSP-004", "audience"),
    ("RSP-005", "podIdentityAssociation"),
    ("RSP-006", "assumedRoleUser.arn"),
    ("RSP-007", "assumedRoleUser.arn"),
    ("RSP-008", "assumedRoleUser"),
    ("RSP-009", "assumedRoleUser"),
    ("RSP-010", "assumedRoleUser"),
    ("RSP-011", "assumedRoleUser.assumeRoleId"),
    ("RSP-012", "credentials.expiration"),
    ("RSP-013", "credentials.expiration"),
    ("RSP-016", "credentials.accessKeyId"),
];

/// Those that take the status and the headers.
const OF_HEAD: &[(&str, &str)] = &[
    ("RSP-018", "cache-control"),
    ("RSP-019", "content-type"),
    ("RSP-022", "x-amzn-errortype"),
    ("RSP-023", "x-amzn-requestid"),
];

/// Judges an answer that grants credentials: the whole message, or its body alone. `at` is when it was given, in epoch
/// seconds.
///
/// # Errors
///
/// If the bytes begin as an HTTP message that cannot be read, or is a request.
pub fn response(bytes: &[u8], at: Option<f64>) -> Result<Judgement, CaptureError> {
    let captured = Captured::read(bytes)?;
    let whole = match captured.start() {
        None => false,
        Some(Start::Answer { .. }) => true,
        Some(Start::Request { .. }) => return Err(CaptureError::NotAnAnswer),
    };
    let wrong_length = captured.wrong_length();
    let answer = captured.into_answer(operation::SUCCESS_STATUS);
    let mut secrets = Secrets::default();
    secrets.learn_from_answer(&answer);
    let mut notes = Notes::hiding(secrets);
    if let Some((announced, found)) = wrong_length {
        let message = format!("the body has {found} bytes where Content-Length announces {announced}");
        notes.broken("RSP-020", "content-length", message);
    }
    if answer.status() != operation::SUCCESS_STATUS {
        let message =
            format!("the status is {}, and a grant has {}", answer.status(), operation::SUCCESS_STATUS);
        notes.broken("RSP-001", "status", message);
    }
    match View::of(&answer, Known { at, ..Known::default() }) {
        Some(view) => members(&view, whole, &mut notes),
        None => unreadable(&answer, &mut notes),
    }
    leaks(&answer, &mut notes);
    if !whole {
        notes.unjudged("status and headers", "a body alone was captured");
    }
    if at.is_none() {
        notes.unjudged("whether the credentials are still good, and for how long", "no time was given");
    }
    notes.unjudged("whose subject, association and role they are", "the request is not known");
    Ok(notes.into_judgement(Document::Response))
}

fn members(view: &View<'_>, whole: bool, notes: &mut Notes) {
    for (id, findings) in [
        ("RSP-002", unreadable_members(view)),
        ("RSP-014", unfit_credentials(view)),
        ("RSP-021", stray_members(view)),
    ] {
        findings.iter().for_each(|finding| notes.found(id, "", finding));
    }
    for (id, path) in RULINGS.iter().chain(if whole { OF_HEAD } else { &[] }) {
        if let Some(Ruling::Broken(finding)) = grant::ruling(id, view) {
            notes.found(id, path, &finding);
        }
    }
}

/// A body that is no JSON object, or that strains a reader of JSON.
fn unreadable(answer: &Answer, notes: &mut Notes) {
    match Parsed::parse(answer.body()) {
        Err(error) if leniency(answer.body(), error) == Leniency::Strain => {
            notes.unjudged("the members", format!("not every reader takes this JSON: {error}"));
        }
        _ => {
            if let Ruling::Broken(finding) = body_is_one_json_object(answer) {
                notes.found("RSP-020", "", &finding);
            }
        }
    }
}

fn leaks(answer: &Answer, notes: &mut Notes) {
    for finding in [misplaced_credentials(answer), carries_token(answer)].into_iter().flatten() {
        notes.found("LEK-001", "", &finding);
    }
    if let Ruling::Broken(finding) = answer_shows_internals(answer) {
        notes.found("LEK-002", "", &finding);
    }
}
