//! The answer to a good request.

use super::{Requirement, Source::*};

pub(super) const TABLE: &[Requirement] = &[
    Requirement::must(
        "RSP-001",
        "A valid token of a service account with an association is granted: status 200 with credentials.",
        &[Model, ApiReference],
    ),
    Requirement::must(
        "RSP-002",
        "Every required member of the answer is present and has its JSON type.",
        &[Model, Agent],
    ),
    Requirement::must(
        "RSP-003",
        "`subject` names the namespace and the service account of the token.",
        &[Model, ApiReference, Misuse],
    ),
    Requirement::must("RSP-004", "`audience` is pods.eks.amazonaws.com.", &[Model, ApiReference]),
    Requirement::must(
        "RSP-005",
        "`podIdentityAssociation` names the association of the token's service account in this cluster.",
        &[Model, ApiReference, Misuse],
    ),
    Requirement::must(
        "RSP-006",
        "`assumedRoleUser.arn` is an ARN of the associated role: its STS assumed-role form, or the role's own.",
        &[Model, ApiReference, Agent, Misuse],
    ),
    Requirement::should(
        "RSP-007",
        "`assumedRoleUser.arn` has the STS assumed-role form, without a region and without the role's path.",
        &[Observed, Sts],
    ),
    Requirement::must(
        "RSP-008",
        "The session name is `eks-`, the cluster name, the pod name and a UUID, joined by hyphens; the names may be \
         cut, the UUID is whole, and all of it is at most 64 of the characters that STS allows.",
        &[ApiReference, Sts],
    ),
    Requirement::must(
        "RSP-009",
        "`assumedRoleUser.arn`, in its STS form, and `assumedRoleUser.assumeRoleId` carry the same session name.",
        &[ApiReference, Sts],
    ),
    Requirement::should(
        "RSP-010",
        "Each exchange has a new UUID in its session name, written with hyphens.",
        &[Observed, ApiReference],
    ),
    Requirement::must(
        "RSP-011",
        "`assumedRoleUser.assumeRoleId` is the role's ID, a colon and the session name.",
        &[Model, ApiReference],
    ),
    Requirement::must(
        "RSP-012",
        "`credentials.expiration` is a JSON number of epoch seconds, in the future and at most 24 hours ahead.",
        &[Model, RestJson1, Agent],
    ),
    Requirement::should(
        "RSP-013",
        "`credentials.expiration` is 14 minutes to 12 hours and 5 minutes ahead, as STS sessions are.",
        &[Sts, Observed],
    ),
    Requirement::must(
        "RSP-014",
        "The three credentials are different, not empty, of printable ASCII without spaces; none is the caller's and \
         none is the token.",
        &[Model, Agent, Misuse],
    ),
    Requirement::must(
        "RSP-015",
        "Two subjects, or two clusters, never share a credential or a session.",
        &[Model, Misuse],
    ),
    Requirement::should(
        "RSP-016",
        "`credentials.accessKeyId` is `ASIA` and 20 characters long.",
        &[Observed],
    ),
    Requirement::should("RSP-017", "A new session name comes with new credentials.", &[Sts, Observed]),
    Requirement::should("RSP-018", "Answers with credentials are not publicly cacheable.", &[Rfc9111]),
    Requirement::must(
        "RSP-019",
        "The answer's Content-Type is application/json; parameters are allowed.",
        &[RestJson1],
    ),
    Requirement::must(
        "RSP-020",
        "The answer is complete, and its body is one well-formed JSON object and nothing else.",
        &[RestJson1, Rfc8259, Rfc9112],
    ),
    Requirement::should(
        "RSP-021",
        "No member of the model is misspelt, in another place, or there twice.",
        &[Model, Rfc8259],
    ),
    Requirement::must(
        "RSP-022",
        "A granted answer carries no error name where clients look for one.",
        &[RestJson1, EveryClient],
    ),
    Requirement::should(
        "RSP-023",
        "Each answer names a request ID of its own in X-Amzn-RequestId.",
        &[Observed, Agent],
    ),
];
