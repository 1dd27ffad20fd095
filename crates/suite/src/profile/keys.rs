//! Every key that a profile may have: what the reader accepts, and what the JSON Schema says to editors.

use std::ops::RangeInclusive;

use crate::options::{MOST_JOBS, RATES};

/// A table of a profile.
pub(super) struct Table {
    /// Its keys.
    pub(super) keys: &'static [Key],
}

/// A key, and what its value has to be.
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    pub(super) is_required: bool,
    pub(super) kind: Kind,
}

/// What a value has to be.
pub(super) enum Kind {
    /// A text with something in it.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// True or false.
    Switch,
    /// A whole number from 1 to that one.
    Count(u64),
    /// A number in these bounds.
    Number(RangeInclusive<f64>),
    /// Where a token comes from: a table of either `file` or `env`.
    Token,
    /// A table.
    Table(&'static Table),
    /// Any number of tables.
    Tables(&'static Table),
}

impl Kind {
    /// The kind in words.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::Text => "a string with something in it".to_owned(),
            Self::Choice(words) => {
                let words: Vec<String> = words.iter().map(|word| format!("\"{word}\"")).collect();
                format!("one of {}", words.join(", "))
            }
            Self::Switch => "true or false".to_owned(),
            Self::Count(u64::MAX) => "a whole number above 0".to_owned(),
            Self::Count(most) => format!("a whole number from 1 to {most}"),
            Self::Number(bounds) => format!("a number from {} to {}", bounds.start(), bounds.end()),
            Self::Token => "{ file = \"…\" } or { env = \"…\" }: tokens never stand in a profile".to_owned(),
            Self::Table(_) => "a table".to_owned(),
            Self::Tables(_) => "an array of tables".to_owned(),
        }
    }
}

const fn may(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, about, is_required: false, kind }
}

const fn must(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, about, is_required: true, kind }
}

/// The profile as a whole.
pub(super) static PROFILE: Table = Table {
    keys: &[
        must("endpoint", Kind::Text, "The URL of the service, or \"aws\" for the endpoint of the region"),
        must("region", Kind::Text, "The region that requests are signed for"),
        may(
            "partition",
            Kind::Choice(&["aws", "aws-cn", "aws-us-gov"]),
            "The AWS partition; by default that of the region",
        ),
        may("fips", Kind::Switch, "Use the FIPS endpoint of the region"),
        may("ca", Kind::Text, "A file of certificates (PEM) that the service's certificate is verified with"),
        may("account_id", Kind::Text, "The account of the cluster; by default that of the role"),
        must("cluster", Kind::Text, "The name of the cluster"),
        may(
            "jwks",
            Kind::Text,
            "A file with the public keys of the cluster's issuer: `kubectl get --raw /openid/v1/jwks`",
        ),
        may("credentials", Kind::Table(&CREDENTIALS), "Who signs the requests"),
        must("tokens", Kind::Table(&TOKENS), "Where each token comes from"),
        may("expect", Kind::Table(&EXPECT), "What a good answer to the valid token must say"),
        may("associations", Kind::Tables(&ASSOCIATION), "Further associations of the cluster"),
        may("limits", Kind::Table(&LIMITS), "How much is sent, and what is spared the service"),
    ],
};

static CREDENTIALS: Table = Table {
    keys: &[
        may(
            "source",
            Kind::Choice(&["environment", "chain", "world"]),
            "The AWS_ variables of the environment (by default), the SDK's default chain, or the caller of the fixture world",
        ),
        may(
            "profile",
            Kind::Text,
            "The named profile of the AWS configuration files that the chain begins with",
        ),
    ],
};

static TOKENS: Table = Table {
    keys: &[
        must("valid", Kind::Token, "A valid token of a pod whose service account has an association"),
        may("expired", Kind::Token, "A token of that pod that expired more than a minute ago"),
        may("foreign", Kind::Token, "A valid token that another cluster issued"),
        may("unassociated", Kind::Token, "A valid token of a service account that has no association"),
    ],
};

static EXPECT: Table = Table { keys: &EXPECTED };

const EXPECTED: [Key; 6] = [
    may("namespace", Kind::Text, "The namespace; by default the token's"),
    may("service_account", Kind::Text, "The service account; by default the token's"),
    may("role_arn", Kind::Text, "The ARN of the associated role, with its path"),
    may("role_id", Kind::Text, "The unique ID of that role, AROA and more"),
    may("association_arn", Kind::Text, "The ARN of the association"),
    may("association_id", Kind::Text, "The ID of the association"),
];

static ASSOCIATION: Table = {
    const KEYS: [Key; 7] = {
        let [namespace, service_account, role_arn, role_id, association_arn, association_id] = EXPECTED;
        let token = must("token", Kind::Token, "A valid token of a pod of the association");
        [token, namespace, service_account, role_arn, role_id, association_arn, association_id]
    };
    Table { keys: &KEYS }
};

static LIMITS: Table = Table {
    keys: &[
        may("requests_per_second", Kind::Number(RATES), "How many requests go out in a second at the most"),
        may("requests", Kind::Count(u64::MAX), "How many requests go out in all at the most"),
        may(
            "jobs",
            Kind::Count(MOST_JOBS as u64),
            "How many requests, or groups of requests, are in flight at once",
        ),
        may(
            "hostile",
            Kind::Switch,
            "Send what may harm a service too: contradicting lengths, bodies and heads beyond 16 KiB",
        ),
        may("bulk", Kind::Switch, "Send what takes many requests too: sweeps of values, many at once"),
    ],
};
