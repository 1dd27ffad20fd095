//! The rows.

use super::{CharSet, Constraint, Kind, Pattern, Shape, Source, Standing};

/// Every row of the table, in the order of the operation: what is sent, the token's names, what comes back.
pub static ALL: &[&Constraint] = &[
    &CLUSTER_NAME,
    &TOKEN,
    &NAMESPACE,
    &SERVICE_ACCOUNT_NAME,
    &POD_NAME,
    &TOKEN_LIFETIME,
    &ASSOCIATION_ID,
    &ARN,
    &ACCOUNT_ID,
    &ROLE_PATH,
    &ROLE_NAME,
    &ROLE_ID,
    &ROLE_SESSION_NAME,
    &ASSUME_ROLE_ID,
    &ACCESS_KEY_ID,
    &SESSION_DURATION,
];

/// The cluster's name, in the path of a request.
///
/// The model's pattern has no anchors, and Smithy lets an unanchored pattern match any part of a string. The
/// whole name is matched here all the same: a pattern that says what a name begins with means nothing
/// otherwise, and a name such as `a/b` would reach another route.
pub static CLUSTER_NAME: Constraint = Constraint {
    member: "clusterName",
    noun: "cluster name",
    kind: Kind::Text {
        shortest: 1,
        longest: Some(100),
        pattern: Pattern {
            regex: r"[0-9A-Za-z][A-Za-z0-9\-_]*",
            words: "letters, digits, `-` and `_`, beginning with a letter or digit",
            shape: Shape::Word { first: ALPHANUMERIC, rest: CLUSTER_REST, last: CLUSTER_REST },
        },
    },
    source: model(MODEL),
};

/// The service account token, in the body of a request. No source states a greatest length.
///
/// Matched as a whole, although the model's pattern has no anchors: a string that merely contains a token is
/// not one. `=` is allowed by the pattern alone; RFC 7515 then forbids it.
pub static TOKEN: Constraint = Constraint {
    member: "token",
    noun: "token",
    kind: Kind::Text {
        shortest: 1,
        longest: None,
        pattern: Pattern {
            regex: r"[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+\.[A-Za-z0-9-_=]+",
            words: "three parts of letters, digits, `-`, `_` and `=`, joined by dots",
            shape: Shape::Joined {
                separator: '.',
                count: Some(3),
                first: BASE64URL,
                rest: BASE64URL,
                last: BASE64URL,
            },
        },
    },
    source: model(MODEL),
};

/// A Kubernetes namespace: a DNS label of RFC 1123.
pub static NAMESPACE: Constraint = Constraint {
    member: "subject.namespace",
    noun: "namespace",
    kind: Kind::Text {
        shortest: 1,
        longest: Some(63),
        pattern: Pattern {
            regex: "[a-z0-9]([-a-z0-9]*[a-z0-9])?",
            words: "lower-case letters, digits and `-`, beginning and ending with a letter or digit",
            shape: Shape::Word { first: LOWER_ALPHANUMERIC, rest: DNS, last: LOWER_ALPHANUMERIC },
        },
    },
    source: documented(KUBERNETES_NAMES),
};

/// A Kubernetes service account's name: a DNS subdomain. Kubernetes bounds the whole, not its labels.
pub static SERVICE_ACCOUNT_NAME: Constraint = Constraint {
    member: "subject.serviceAccount",
    noun: "service account name",
    kind: Kind::Text { shortest: 1, longest: Some(253), pattern: DNS_SUBDOMAIN },
    source: documented(KUBERNETES_NAMES),
};

/// A Kubernetes pod's name: a DNS subdomain. Kubernetes bounds the whole, not its labels.
pub static POD_NAME: Constraint = Constraint {
    member: "kubernetes.io.pod.name",
    noun: "pod name",
    kind: Kind::Text { shortest: 1, longest: Some(253), pattern: DNS_SUBDOMAIN },
    source: documented(KUBERNETES_NAMES),
};

/// How long a bound service account token may be asked for. The greatest is the API's; clusters may cap it lower.
pub static TOKEN_LIFETIME: Constraint = Constraint {
    member: "spec.expirationSeconds",
    noun: "token lifetime",
    kind: Kind::Seconds { least: 600, most: 1 << 32 },
    source: documented("Kubernetes API, TokenRequest authentication.k8s.io/v1 and its validation"),
};

/// A pod identity association's id.
///
/// The models call it a plain string. Every published sample is `a-` and 17 lower-case letters and digits; what
/// is accepted here is any id that can stand as one segment of the association's ARN.
pub static ASSOCIATION_ID: Constraint = Constraint {
    member: "podIdentityAssociation.associationId",
    noun: "association id",
    kind: Kind::Text {
        shortest: 1,
        longest: None,
        pattern: Pattern {
            regex: "[A-Za-z0-9_-]+",
            words: "letters, digits, `-` and `_`",
            shape: Shape::Word { first: CLUSTER_REST, rest: CLUSTER_REST, last: CLUSTER_REST },
        },
    },
    source: Source {
        standing: Standing::Convention,
        reference: "Amazon EKS API Reference, PodIdentityAssociation (no constraint stated)",
    },
};

/// An Amazon Resource Name, before its parts are looked at.
///
/// STS also allows white space and everything outside ASCII; no resource that this operation speaks of can
/// have them in its ARN.
pub static ARN: Constraint = Constraint {
    member: "assumedRoleUser.arn",
    noun: "ARN",
    kind: Kind::Text {
        shortest: 20,
        longest: Some(2048),
        pattern: Pattern {
            regex: r"[\u0021-\u007E]+",
            words: "printable ASCII without spaces",
            shape: Shape::Word { first: PRINTABLE, rest: PRINTABLE, last: PRINTABLE },
        },
    },
    source: documented("AWS STS API Reference, AssumedRoleUser, Arn"),
};

/// An AWS account's id.
pub static ACCOUNT_ID: Constraint = Constraint {
    member: "accountId",
    noun: "account id",
    kind: Kind::Text {
        shortest: 12,
        longest: Some(12),
        pattern: Pattern {
            regex: r"\d{12}",
            words: "12 digits",
            shape: Shape::Word { first: DIGIT, rest: DIGIT, last: DIGIT },
        },
    },
    source: documented("AWS Account Management Reference Guide, AccountId"),
};

/// An IAM role's path.
pub static ROLE_PATH: Constraint = Constraint {
    member: "Role.Path",
    noun: "role path",
    kind: Kind::Text {
        shortest: 1,
        longest: Some(512),
        pattern: Pattern {
            regex: r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
            words: "`/`, or printable ASCII without spaces between two slashes",
            shape: Shape::Path(PRINTABLE),
        },
    },
    source: documented("AWS IAM API Reference, Role, Path"),
};

/// An IAM role's name, without its path.
pub static ROLE_NAME: Constraint = Constraint {
    member: "Role.RoleName",
    noun: "role name",
    kind: Kind::Text { shortest: 1, longest: Some(64), pattern: IAM_WORD },
    source: documented("AWS IAM API Reference, Role, RoleName"),
};

/// An IAM role's unique id, `AROA…`.
pub static ROLE_ID: Constraint = Constraint {
    member: "Role.RoleId",
    noun: "role id",
    kind: Kind::Text { shortest: 16, longest: Some(128), pattern: IAM_ID },
    source: documented("AWS IAM API Reference, Role, RoleId"),
};

/// A role session's name.
pub static ROLE_SESSION_NAME: Constraint = Constraint {
    member: "RoleSessionName",
    noun: "role session name",
    kind: Kind::Text { shortest: 2, longest: Some(64), pattern: IAM_WORD },
    source: documented("AWS STS API Reference, AssumeRole, RoleSessionName"),
};

/// A role's id and a session's name with a colon between. STS spells its member *assumedRoleId*.
pub static ASSUME_ROLE_ID: Constraint = Constraint {
    member: "assumedRoleUser.assumeRoleId",
    noun: "assumed role id",
    kind: Kind::Text {
        shortest: 2,
        longest: Some(193),
        pattern: Pattern {
            regex: r"[\w+=,.@:-]*",
            words: "a role id and a session name with `:` between them",
            shape: Shape::Word { first: IAM_COLON_CHARS, rest: IAM_COLON_CHARS, last: IAM_COLON_CHARS },
        },
    },
    source: documented("AWS STS API Reference, AssumedRoleUser, AssumedRoleId"),
};

/// An access key's id. It is no secret.
pub static ACCESS_KEY_ID: Constraint = Constraint {
    member: "credentials.accessKeyId",
    noun: "access key id",
    kind: Kind::Text { shortest: 16, longest: Some(128), pattern: IAM_ID },
    source: documented("AWS STS API Reference, Credentials, AccessKeyId"),
};

/// How long a role session may last.
pub static SESSION_DURATION: Constraint = Constraint {
    member: "DurationSeconds",
    noun: "session duration",
    kind: Kind::Seconds { least: 900, most: 43_200 },
    source: documented("AWS STS API Reference, AssumeRole, DurationSeconds"),
};

const MODEL: &str = "EKS Auth service model 2023-11-26";
const KUBERNETES_NAMES: &str = "Kubernetes documentation, Object Names and IDs";

const DIGIT: CharSet = CharSet(&[('0', '9')]);
const ALPHANUMERIC: CharSet = CharSet(&[('0', '9'), ('A', 'Z'), ('a', 'z')]);
const CLUSTER_REST: CharSet = CharSet(&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('-', '-'), ('_', '_')]);
const BASE64URL: CharSet = CharSet(&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('-', '-'), ('_', '_'), ('=', '=')]);
const LOWER_ALPHANUMERIC: CharSet = CharSet(&[('0', '9'), ('a', 'z')]);
const DNS: CharSet = CharSet(&[('0', '9'), ('a', 'z'), ('-', '-')]);
const WORD_CHARS: CharSet = CharSet(&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_')]);
const PRINTABLE: CharSet = CharSet(&[('!', '~')]);
const IAM_CHARS: CharSet =
    CharSet(&[('0', '9'), ('A', 'Z'), ('a', 'z'), ('_', '_'), ('+', '.'), ('=', '='), ('@', '@')]);
const IAM_COLON_CHARS: CharSet =
    CharSet(&[('0', ':'), ('A', 'Z'), ('a', 'z'), ('_', '_'), ('+', '.'), ('=', '='), ('@', '@')]);

const DNS_SUBDOMAIN: Pattern = Pattern {
    regex: r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*",
    words: "lower-case letters, digits, `-` and `.`, each label beginning and ending with a letter or digit",
    shape: Shape::Joined {
        separator: '.',
        count: None,
        first: LOWER_ALPHANUMERIC,
        rest: DNS,
        last: LOWER_ALPHANUMERIC,
    },
};

const IAM_WORD: Pattern = Pattern {
    regex: r"[\w+=,.@-]+",
    words: "letters, digits and `_+=,.@-`",
    shape: Shape::Word { first: IAM_CHARS, rest: IAM_CHARS, last: IAM_CHARS },
};

const IAM_ID: Pattern = Pattern {
    regex: r"[\w]+",
    words: "letters, digits and `_`",
    shape: Shape::Word { first: WORD_CHARS, rest: WORD_CHARS, last: WORD_CHARS },
};

const fn model(reference: &'static str) -> Source {
    Source { standing: Standing::Model, reference }
}

const fn documented(reference: &'static str) -> Source {
    Source { standing: Standing::Documented, reference }
}
