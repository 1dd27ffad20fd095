//! The body of a granted answer.

use std::ops::ControlFlow;

use super::field::{ASSOCIATION, ASSUMED_ROLE_USER, CREDENTIALS, Field, RESPONSE, SUBJECT};
use super::text::ObjectText;
use super::walk::{Step, Walk, document, first, string, time, walk};
use super::{Limits, Sink, Value, Violation};
use crate::{
    AssumeRoleForPodIdentityResponse, AssumedRoleUser, Credentials, PodIdentityAssociation, Secret, Subject,
};

/// Reads the body of a granted answer.
///
/// # Errors
///
/// The first violation because of which no response can be made of the body.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::wire::{ViolationKind, read_response};
///
/// let violation = read_response(br#"{"subject":{"namespace":"payments"}}"#).unwrap_err();
/// assert_eq!((violation.path(), violation.kind()), ("audience", &ViolationKind::Missing));
/// ```
pub fn read_response(body: &[u8]) -> Result<AssumeRoleForPodIdentityResponse, Violation> {
    first(|sink| read_response_into(body, Limits::default(), sink))
}

/// Reads the body of a granted answer and reports every violation into a sink. `None` comes with at least one.
pub fn read_response_into(
    body: &[u8],
    limits: Limits,
    sink: &mut (impl Sink + ?Sized),
) -> Option<AssumeRoleForPodIdentityResponse> {
    document(body, limits, sink, read_response_value)
}

/// As [`read_response_into`], for a document that has been parsed before.
pub fn read_response_value(
    root: Value<'_, '_>,
    sink: &mut (impl Sink + ?Sized),
) -> Option<AssumeRoleForPodIdentityResponse> {
    walk(sink, |walk| response(root, walk))
}

/// Writes the body of a granted answer, credentials and all.
///
/// The members come in the order of the model, without white space; the expiration is spelt as it is kept.
pub fn write_response(response: &AssumeRoleForPodIdentityResponse) -> Vec<u8> {
    let [subject, audience, association, user, credentials, provider] = RESPONSE.each_ref().map(Field::name);
    let mut body = ObjectText::new();
    body.object(subject, |text| {
        let subject = response.subject();
        text.string(SUBJECT[0].name(), subject.namespace());
        text.string(SUBJECT[1].name(), subject.service_account());
    });
    body.string(audience, response.audience());
    body.object(association, |text| {
        let association = response.pod_identity_association();
        text.string(ASSOCIATION[0].name(), association.association_arn());
        text.string(ASSOCIATION[1].name(), association.association_id());
    });
    body.object(user, |text| {
        let user = response.assumed_role_user();
        text.string(ASSUMED_ROLE_USER[0].name(), user.arn());
        text.string(ASSUMED_ROLE_USER[1].name(), user.assume_role_id());
    });
    body.object(credentials, |text| {
        let credentials = response.credentials();
        text.string(CREDENTIALS[0].name(), credentials.session_token().expose());
        text.string(CREDENTIALS[1].name(), credentials.secret_access_key().expose());
        text.string(CREDENTIALS[2].name(), credentials.access_key_id());
        text.number(CREDENTIALS[3].name(), credentials.expiration().literal());
    });
    body.optional(provider, response.workload_identity_provider_arn());
    body.into_bytes()
}

fn response<S: Sink + ?Sized>(
    root: Value<'_, '_>,
    walk: &mut Walk<'_, S>,
) -> Step<AssumeRoleForPodIdentityResponse> {
    let [subject, audience, association, user, credentials, provider] = walk.root(root, &RESPONSE)?;
    // Every part is walked before any is missed, so that all violations are reported.
    let subject = walk.object(subject, &SUBJECT)?;
    let association = walk.object(association, &ASSOCIATION)?;
    let user = walk.object(user, &ASSUMED_ROLE_USER)?;
    let credentials = walk.object(credentials, &CREDENTIALS)?;
    let complete = || {
        let response = AssumeRoleForPodIdentityResponse::new(
            Subject::new(string(subject[0])?, string(subject[1])?),
            string(audience)?,
            PodIdentityAssociation::new(string(association[0])?, string(association[1])?),
            AssumedRoleUser::new(string(user[0])?, string(user[1])?),
            Credentials::new(
                Secret::new(string(credentials[0])?),
                Secret::new(string(credentials[1])?),
                string(credentials[2])?,
                time(credentials[3])?,
            ),
        );
        Some(match string(provider) {
            Some(arn) => response.with_workload_identity_provider_arn(arn),
            None => response,
        })
    };
    ControlFlow::Continue(complete())
}
