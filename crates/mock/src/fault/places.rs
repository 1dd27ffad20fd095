//! Members that are empty, in the wrong place, or there once too often.

use super::edit::Edit;
use super::{Fault, Hook};

const fn document(id: &'static str, requirement: &'static str, summary: &'static str, edit: Edit) -> Fault {
    Fault::new(id, requirement, summary, Hook::Document(edit))
}

const fn empty(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    path: &'static str,
) -> Fault {
    document(id, requirement, summary, Edit::Set(path, "\"\""))
}

pub(super) static FAULTS: &[Fault] = &[
    empty("response.namespace.empty", "RSP-003", "subject.namespace is empty", "subject.namespace"),
    empty(
        "response.service-account.empty",
        "RSP-003",
        "subject.serviceAccount is empty",
        "subject.serviceAccount",
    ),
    empty("response.audience.empty", "RSP-004", "audience is empty", "audience"),
    empty(
        "response.association-arn.empty",
        "RSP-005",
        "associationArn is empty",
        "podIdentityAssociation.associationArn",
    ),
    empty(
        "response.association-id.empty",
        "RSP-005",
        "associationId is empty",
        "podIdentityAssociation.associationId",
    ),
    empty("response.role-arn.empty", "RSP-006", "assumedRoleUser.arn is empty", "assumedRoleUser.arn"),
    empty(
        "response.assume-role-id.empty",
        "RSP-011",
        "assumeRoleId is empty",
        "assumedRoleUser.assumeRoleId",
    ),
    empty("response.session-token.empty", "RSP-014", "sessionToken is empty", "credentials.sessionToken"),
    empty(
        "response.secret-access-key.empty",
        "RSP-014",
        "secretAccessKey is empty",
        "credentials.secretAccessKey",
    ),
    empty("response.access-key-id.empty", "RSP-014", "accessKeyId is empty", "credentials.accessKeyId"),
    empty("response.expiration.empty", "RSP-012", "expiration is an empty string", "credentials.expiration"),
    document(
        "response.subject.hollow",
        "RSP-002",
        "subject is an object without members",
        Edit::Set("subject", "{}"),
    ),
    document(
        "response.association.hollow",
        "RSP-002",
        "podIdentityAssociation is an object without members",
        Edit::Set("podIdentityAssociation", "{}"),
    ),
    document(
        "response.assumed-role-user.hollow",
        "RSP-002",
        "assumedRoleUser is an object without members",
        Edit::Set("assumedRoleUser", "{}"),
    ),
    document(
        "response.credentials.hollow",
        "RSP-002",
        "credentials is an object without members",
        Edit::Set("credentials", "{}"),
    ),
    document(
        "response.expiration.misplaced",
        "RSP-002",
        "expiration stands beside the credentials and not in them",
        Edit::Move("credentials.expiration", ""),
    ),
    document(
        "response.session-token.misplaced",
        "RSP-002",
        "sessionToken stands in assumedRoleUser",
        Edit::Move("credentials.sessionToken", "assumedRoleUser"),
    ),
    document(
        "response.audience.misplaced",
        "RSP-002",
        "audience stands in subject",
        Edit::Move("audience", "subject"),
    ),
    document(
        "response.association-id.misplaced",
        "RSP-002",
        "associationId stands at the top",
        Edit::Move("podIdentityAssociation.associationId", ""),
    ),
    document(
        "response.credentials.misplaced",
        "RSP-002",
        "credentials stands in assumedRoleUser",
        Edit::Move("credentials", "assumedRoleUser"),
    ),
    document(
        "response.namespace.copied-to-top",
        "RSP-021",
        "namespace stands in its place and at the top",
        Edit::Add("", "namespace", "\"payments\""),
    ),
    document(
        "response.service-account.copied-in-snake-case",
        "RSP-021",
        "subject has serviceAccount and service_account",
        Edit::Repeat("subject.serviceAccount", "service_account"),
    ),
    document(
        "response.audience.copied-capitalised",
        "RSP-021",
        "the answer has audience and Audience",
        Edit::Repeat("audience", "Audience"),
    ),
    document(
        "response.assume-role-id.copied-as-sts-spells-it",
        "RSP-021",
        "assumedRoleUser has assumeRoleId and assumedRoleId",
        Edit::Repeat("assumedRoleUser.assumeRoleId", "assumedRoleId"),
    ),
    document(
        "response.expiration.copied-capitalised",
        "RSP-021",
        "credentials has expiration and Expiration",
        Edit::Repeat("credentials.expiration", "Expiration"),
    ),
    document(
        "response.audience.twice",
        "RSP-021",
        "audience stands there twice, with one value",
        Edit::Repeat("audience", "audience"),
    ),
    document(
        "response.subject.twice",
        "RSP-021",
        "subject stands there twice, with one value",
        Edit::Repeat("subject", "subject"),
    ),
    document(
        "response.namespace.twice-differing",
        "RSP-003",
        "subject.namespace stands there twice, and the second is another one",
        Edit::Add("subject", "namespace", "\"kube-system\""),
    ),
    document(
        "response.expiration.twice-differing",
        "RSP-012",
        "expiration stands there twice, and the second is past",
        Edit::Add("credentials", "expiration", "1"),
    ),
    document(
        "response.workload-identity-provider-arn.ill-typed",
        "RSP-002",
        "the optional workloadIdentityProviderArn is there and is a number",
        Edit::Add("", "workloadIdentityProviderArn", "7"),
    ),
];
