//! Everything that one granted answer must and should be: a table of checks, one for each requirement.

use eks_auth_protocol::{AssociationArn, AssociationId};

use super::member::{Known, View};
use super::subject::Subject;
use super::{Finding, Ruling, answer, credentials, form, role};
use crate::exchange::Exchange;

type Check = fn(&View<'_>) -> Ruling;

/// The requirements that a parsed body decides.
const CHECKS: &[(&str, Check)] = &[
    ("RSP-002", answer::has_every_member),
    ("RSP-003", subject_is_the_tokens),
    ("RSP-004", audience_is_right),
    ("RSP-005", association_is_the_worlds),
    ("RSP-006", role::arn_names_the_role),
    ("RSP-007", role::arn_has_the_sts_form),
    ("RSP-008", role::session_name_is_in_form),
    ("RSP-009", role::session_names_agree),
    ("RSP-010", role::uuid_has_hyphens),
    ("RSP-011", role::role_id_leads),
    ("RSP-012", credentials::expiration_is_ahead),
    ("RSP-013", credentials::expiration_is_as_of_sts),
    ("RSP-014", credentials::are_three_secrets),
    ("RSP-016", credentials::access_key_looks_like_sts),
    ("RSP-018", answer::is_not_publicly_cacheable),
    ("RSP-019", answer::content_type_is_json),
    ("RSP-021", answer::has_no_stray_members),
    ("RSP-022", answer::names_no_error),
    ("RSP-023", answer::names_request),
];

/// What the judge says of one requirement on a granted answer; `None` for a requirement that one answer cannot decide.
///
/// # Example
///
/// ```
/// use std::sync::Arc;
///
/// use eks_auth_suite::exchange::{Answer, Exchange, Received, Sent};
/// use eks_auth_suite::judge::{Ruling, Subject, grant_ruling};
/// use eks_auth_world::{Partition, World};
///
/// let world = Arc::new(World::standard(Partition::Aws));
/// let subject = Subject::new(&world, 0, 0).expect("the world's first association");
/// let sent = Sent::new("POST", "/clusters/conformance/assume-role-for-pod-identity", vec![], vec![], 1.7e9);
/// let answer = Answer::new(200, vec![], br#"{"audience":"sts.amazonaws.com"}"#.to_vec());
/// let exchange = Exchange::new(sent, Received::Answer(answer));
///
/// let ruling = grant_ruling("RSP-004", &exchange, &subject).expect("a requirement of the answer");
/// assert!(ruling.is_broken());
/// ```
#[must_use]
pub fn grant_ruling(requirement: &str, exchange: &Exchange, subject: &Subject) -> Option<Ruling> {
    if requirement == "RSP-020" {
        return Some(answer::is_one_json_object(exchange));
    }
    let check = check(requirement)?;
    let ruling = match view(exchange, subject) {
        Some(view) => check(&view),
        None => Ruling::NotApplicable("the answer is no JSON object: see RSP-020".to_owned()),
    };
    Some(redacted(ruling, exchange))
}

/// What the judge says of one requirement on an answer beside which less is known than in a run. Nothing is masked in it.
pub(crate) fn ruling(requirement: &str, view: &View<'_>) -> Option<Ruling> {
    check(requirement).map(|check| check(view))
}

fn check(requirement: &str) -> Option<Check> {
    CHECKS.iter().find(|(id, _)| *id == requirement).map(|(_, check)| *check)
}

/// What the judge says of every requirement that one answer decides, in the order of the catalogue.
#[must_use]
pub fn grant_rulings(exchange: &Exchange, subject: &Subject) -> Vec<(&'static str, Ruling)> {
    let whole = ("RSP-020", answer::is_one_json_object(exchange));
    let Some(view) = view(exchange, subject) else { return vec![whole] };
    let mut rulings: Vec<_> =
        CHECKS.iter().map(|(id, check)| (*id, redacted(check(&view), exchange))).chain([whole]).collect();
    rulings.sort_by_key(|(id, _)| *id);
    rulings
}

/// The answer with its document, if it has one that is an object.
pub(super) fn view<'a>(exchange: &'a Exchange, subject: &'a Subject) -> Option<View<'a>> {
    let sent = exchange.sent();
    View::of(exchange.answer()?, Known { subject: Some(subject), token: sent.token(), at: Some(sent.at()) })
}

fn redacted(ruling: Ruling, exchange: &Exchange) -> Ruling {
    match ruling {
        Ruling::Broken(finding) => Ruling::broken(finding.redacted(|text| exchange.redact(text))),
        other => other,
    }
}

fn subject_is_the_tokens(view: &View<'_>) -> Ruling {
    let Some(association) = view.known.subject.map(Subject::association) else {
        return form::subject_is_named(view);
    };
    view.equal(&[
        ("subject.namespace", association.namespace().as_str()),
        ("subject.serviceAccount", association.service_account().as_str()),
    ])
}

fn audience_is_right(view: &View<'_>) -> Ruling {
    let wanted = eks_auth_protocol::operation::AUDIENCE;
    match view.text("audience") {
        Err(absent) => absent,
        Ok(text) if text == wanted => Ruling::Holds(text),
        // What stands there is the name of a service, which tells most of what went wrong.
        Ok(text) => Ruling::broken(Finding::new(
            format!("audience {wanted:?}"),
            format!("audience {text:?}"),
            format!("`audience` is {text:?}, not {wanted:?}"),
        )),
    }
}

fn association_is_the_worlds(view: &View<'_>) -> Ruling {
    let arn = view.known.subject.and_then(Subject::association_arn).map(AssociationArn::as_str);
    let id = view.known.subject.and_then(Subject::association_id).map(AssociationId::as_str);
    let known: Vec<(&str, &str)> =
        [("podIdentityAssociation.associationArn", arn), ("podIdentityAssociation.associationId", id)]
            .into_iter()
            .filter_map(|(path, value)| Some((path, value?)))
            .collect();
    match form::association_is_named(view) {
        // What is not known of it has to be in form all the same.
        ruling if known.is_empty() || (known.len() == 1 && ruling.is_broken()) => ruling,
        _ => view.equal(&known),
    }
}
