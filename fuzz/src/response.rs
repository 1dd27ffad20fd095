//! Granted answers, beside the official client.

use std::fmt;

use aws_sdk_eksauth::operation::assume_role_for_pod_identity::AssumeRoleForPodIdentityOutput;
use aws_sdk_eksauth::primitives::DateTime;
use eks_auth_protocol::wire::{Limits, SyntaxErrorKind, Violation, ViolationKind, read_response_into};
use eks_auth_protocol::{AssumeRoleForPodIdentityResponse, EpochSeconds};

use crate::answer::Answer;
use crate::client;
use crate::differences::{Comparison, Difference};

/// We make a response of an answer where the official client does, and both read the same in it.
///
/// The bytes are a whole answer, or the body of one with status 200. With another status than one of success the client
/// must have no credentials. Where it may read something else is in a table in the source, row by row with its reason.
///
/// # Panics
///
/// Where any other difference shows.
pub fn response_agrees_with_the_official_client(bytes: &[u8]) {
    COMPARISON.hold(bytes);
}

pub(crate) const COMPARISON: Comparison<Disagreement> = Comparison { disagreements, permitted: PERMITTED };

pub(crate) enum Disagreement {
    OnlyOurs,
    /// Only the client takes it; this is one of our reasons not to.
    OnlyTheirs(Violation),
    Value(&'static str),
    NoSuccess,
}

impl fmt::Display for Disagreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OnlyOurs => f.write_str("the client makes nothing of an answer"),
            Self::OnlyTheirs(violation) => write!(f, "the client takes an answer although {violation}"),
            Self::Value(path) => write!(f, "the client reads another `{path}`"),
            Self::NoSuccess => f.write_str("the client takes an answer whose status is no success"),
        }
    }
}

/// The member whose value may differ.
const EXPIRATION: &str = "credentials.expiration";
/// A member that the client does not know yet.
const PROVIDER: &str = "workloadIdentityProviderArn";

const PERMITTED: &[Difference<Disagreement>] = &[
    Difference {
        reason: "it fills what is missing or null with empty texts and the year 1970; who needs credentials needs all",
        explains: |disagreement, _| {
            matches!(only_theirs(disagreement), Some((_, ViolationKind::Missing | ViolationKind::Null)))
        },
        example: b"{}",
    },
    Difference {
        reason: "it takes an empty body for an empty object",
        explains: |disagreement, bytes| {
            syntax(disagreement) == Some(SyntaxErrorKind::End) && Answer::of(bytes, 200).body.is_empty()
        },
        example: b"",
    },
    Difference {
        reason: "it reads numbers that are not JSON: with leading zeros, or nothing after the point",
        explains: |disagreement, bytes| syntax(disagreement) == Some(SyntaxErrorKind::Number) || has_leading_zero(disagreement, bytes),
        example: br#"{"x":01}"#,
    },
    Difference {
        reason: "it does not look into the escapes of texts that it passes over",
        explains: |disagreement, _| {
            matches!(syntax(disagreement), Some(SyntaxErrorKind::Escape | SyntaxErrorKind::LoneSurrogate))
        },
        example: br#"{"x":"\ud800"}"#,
    },
    Difference {
        reason: "it passes over what is nested 512 deep; our limit is that of serde_json",
        explains: |disagreement, _| syntax(disagreement) == Some(SyntaxErrorKind::TooDeep),
        example: &DEEP,
    },
    Difference {
        reason: "it does not know the member workloadIdentityProviderArn, which the model has by now",
        explains: |disagreement, _| {
            matches!(only_theirs(disagreement), Some((PROVIDER, ViolationKind::WrongType { .. })))
        },
        example: br#"{"workloadIdentityProviderArn":1}"#,
    },
    Difference {
        reason: "it looks at every one of members with one name; we look at the last, which counts for both",
        explains: |disagreement, bytes| {
            let duplicate = |violation: &Violation| *violation.kind() == ViolationKind::Duplicate;
            matches!(disagreement, Disagreement::OnlyOurs) && read(bytes).1.iter().any(duplicate)
        },
        example: br#"{"audience":1,"subject":{"namespace":"","serviceAccount":""},"audience":"",
            "podIdentityAssociation":{"associationArn":"","associationId":""},
            "assumedRoleUser":{"arn":"","assumeRoleId":""},
            "credentials":{"sessionToken":"","secretAccessKey":"","accessKeyId":"","expiration":0}}"#,
    },
    Difference {
        reason: "an expiration beyond the range of doubles is no time for it; we keep its digits",
        explains: |disagreement, bytes| {
            matches!(disagreement, Disagreement::OnlyOurs)
                && double(read(bytes).0.as_ref()).is_some_and(f64::is_infinite)
        },
        example: br#"{"audience":"","subject":{"namespace":"","serviceAccount":""},
            "podIdentityAssociation":{"associationArn":"","associationId":""},
            "assumedRoleUser":{"arn":"","assumeRoleId":""},
            "credentials":{"sessionToken":"","secretAccessKey":"","accessKeyId":"","expiration":1e999}}"#,
    },
    Difference {
        reason: "it keeps an expiration as a double makes it; we keep it to its last digit",
        explains: |disagreement, bytes| {
            let whole = |literal: &str| literal.parse::<i64>().is_ok_and(|seconds| seconds.abs() < 1 << 53);
            matches!(disagreement, Disagreement::Value(EXPIRATION))
                && read(bytes).0.is_some_and(|response| !whole(expiration(&response).literal()))
        },
        example: br#"{"audience":"","subject":{"namespace":"","serviceAccount":""},
            "podIdentityAssociation":{"associationArn":"","associationId":""},
            "assumedRoleUser":{"arn":"","assumeRoleId":""},
            "credentials":{"sessionToken":"","secretAccessKey":"","accessKeyId":"","expiration":1893456000.123}}"#,
    },
];

/// An object with more arrays in each other than we read.
const DEEP: [u8; 266] = {
    let mut text = [b'['; 266];
    let (start, mut at) = (br#"{"x":"#, 0);
    while at < text.len() {
        if at < start.len() {
            text[at] = start[at];
        } else if at >= start.len() + 130 {
            text[at] = b']';
        }
        at += 1;
    }
    text[265] = b'}';
    text
};

/// Whether the first thing that is no JSON is a digit after a zero.
fn has_leading_zero(disagreement: &Disagreement, bytes: &[u8]) -> bool {
    let Some((_, ViolationKind::Syntax(error))) = only_theirs(disagreement) else { return false };
    let until = Answer::of(bytes, 200).body.get(..=error.offset());
    until.is_some_and(|until| matches!(until, [.., b'0', digit] if digit.is_ascii_digit()))
}

fn only_theirs(disagreement: &Disagreement) -> Option<(&str, &ViolationKind)> {
    match disagreement {
        Disagreement::OnlyTheirs(violation) => Some((violation.path(), violation.kind())),
        _ => None,
    }
}

fn syntax(disagreement: &Disagreement) -> Option<SyntaxErrorKind> {
    match only_theirs(disagreement)? {
        (_, ViolationKind::Syntax(error)) => Some(error.kind()),
        _ => None,
    }
}

/// Our reading, however long the body is, and everything that is not as the model has it.
fn read(bytes: &[u8]) -> (Option<AssumeRoleForPodIdentityResponse>, Vec<Violation>) {
    let mut violations = Vec::new();
    let limits = Limits { bytes: Limits::MAX_BYTES, ..Limits::default() };
    let response = read_response_into(Answer::of(bytes, 200).body, limits, &mut violations);
    (response, violations)
}

fn expiration(response: &AssumeRoleForPodIdentityResponse) -> &EpochSeconds {
    response.credentials().expiration()
}

fn double(response: Option<&AssumeRoleForPodIdentityResponse>) -> Option<f64> {
    expiration(response?).literal().parse().ok()
}

fn disagreements(bytes: &[u8]) -> Vec<Disagreement> {
    let answer = Answer::of(bytes, 200);
    let Some(theirs) = client::read(&answer) else { return Vec::new() };
    if !answer.is_success() {
        return theirs.ok().map(|_| Disagreement::NoSuccess).into_iter().collect();
    }
    match (read(bytes), theirs) {
        ((Some(ours), _), Ok(theirs)) => {
            values(&ours, &theirs).into_iter().map(Disagreement::Value).collect()
        }
        ((Some(_), _), Err(_)) => vec![Disagreement::OnlyOurs],
        ((None, violations), Ok(_)) => {
            let fatal = violations.into_iter().filter(Violation::is_fatal);
            fatal.map(Disagreement::OnlyTheirs).collect()
        }
        ((None, _), Err(_)) => Vec::new(),
    }
}

/// The paths of what is read differently.
fn values(
    ours: &AssumeRoleForPodIdentityResponse,
    theirs: &AssumeRoleForPodIdentityOutput,
) -> Vec<&'static str> {
    let (Some(subject), Some(association), Some(user), Some(credentials)) = (
        theirs.subject(),
        theirs.pod_identity_association(),
        theirs.assumed_role_user(),
        theirs.credentials(),
    ) else {
        return vec!["a required member"];
    };
    let own = ours.credentials();
    let time = own.expiration();
    let exact = (time.whole_seconds(), time.nanoseconds());
    let in_a_double = double(Some(ours)).map(DateTime::from_secs_f64);
    let read = credentials.expiration();
    let checks = [
        ("subject.namespace", subject.namespace() == ours.subject().namespace()),
        ("subject.serviceAccount", subject.service_account() == ours.subject().service_account()),
        ("audience", theirs.audience() == ours.audience()),
        (
            "podIdentityAssociation.associationArn",
            association.association_arn() == ours.pod_identity_association().association_arn(),
        ),
        (
            "podIdentityAssociation.associationId",
            association.association_id() == ours.pod_identity_association().association_id(),
        ),
        ("assumedRoleUser.arn", user.arn() == ours.assumed_role_user().arn()),
        ("assumedRoleUser.assumeRoleId", user.assume_role_id() == ours.assumed_role_user().assume_role_id()),
        ("credentials.sessionToken", credentials.session_token() == own.session_token().expose()),
        ("credentials.secretAccessKey", credentials.secret_access_key() == own.secret_access_key().expose()),
        ("credentials.accessKeyId", credentials.access_key_id() == own.access_key_id()),
        (EXPIRATION, exact == (Some(read.secs()), read.subsec_nanos())),
        ("credentials.expiration in a double", in_a_double == Some(*read)),
    ];
    checks.into_iter().filter(|(_, same)| !same).map(|(path, _)| path).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_permitted_difference_is_needed() {
        COMPARISON.every_row_is_needed();
    }

    #[test]
    fn credentials_with_an_error_status_are_none() {
        let grant = PERMITTED.last().expect("an example that is granted").example;
        for status in [199, 300, 400, 500, 999] {
            let answer = [format!("HTTP/1.1 {status} \r\n\r\n").as_bytes(), grant].concat();
            response_agrees_with_the_official_client(&answer);
        }
    }
}
