//! What the world is made of: names, keys and roles as one table. Everything else is derived from it.
//!
//! Entries may be added at the end. Ids are counted in the order of the table, so moving one changes the world.

use crate::cluster::Trust;
use crate::keys::{self, KeyFile};

/// The account that owns everything, in each partition.
pub(crate) const ACCOUNT: &str = "111122223333";

/// Key ids and secrets: the caller first, then identities that are known and not allowed the action.
pub(crate) const CALLER: (&str, &str) = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
pub(crate) const STRANGERS: &[(&str, &str)] =
    &[("AKIAI44QH8DHBEXAMPLE", "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY")];

/// A cluster to be.
pub(crate) struct ClusterPlan {
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [KeyFile],
    pub(crate) associations: &'static [AssociationPlan],
}

/// An association to be. The role is written as in an ARN: its path without the leading slash, then its name.
pub(crate) struct AssociationPlan {
    pub(crate) namespace: &'static str,
    pub(crate) service_account: &'static str,
    pub(crate) role: &'static str,
    pub(crate) trust: Trust,
}

const fn grants(
    namespace: &'static str,
    service_account: &'static str,
    role: &'static str,
) -> AssociationPlan {
    AssociationPlan { namespace, service_account, role, trust: Trust::Eks }
}

/// As long as a DNS label may be: 63 characters.
const LONGEST_NAMESPACE: &str = "a-namespace-as-long-as-a-dns-label-may-be-sixty-three-in-total0";

/// As long as a DNS subdomain may be: 253 characters, the dots included.
const LONGEST_SERVICE_ACCOUNT: &str = concat!(
    "a-service-account-whose-name-has-the-length-of-a-dns-subdomain.",
    "its-labels-are-as-long-as-labels-are-allowed-to-be-elsewhere-00.",
    "so-that-whoever-cuts-names-or-splits-them-at-dots-will-notice-0.",
    "the-last-of-the-four-ends-at-two-hundred-and-fifty-three-00000",
);

/// The clusters, the plainest first.
pub(crate) const CLUSTERS: &[ClusterPlan] = &[
    ClusterPlan {
        name: "conformance",
        keys: &[keys::CONFORMANCE_RSA, keys::CONFORMANCE_P256, keys::CONFORMANCE_RSA_SECOND],
        associations: &[
            grants("payments", "ledger", "ledger"),
            grants("payments", "reporter", "teams/payments/reporter"),
            AssociationPlan {
                namespace: "payments",
                service_account: "auditor",
                role: "auditor",
                trust: Trust::Nobody,
            },
            // The same name in another namespace, and a second account with the first one's role.
            grants("orders", "ledger", "orders-ledger"),
            grants("payments", "ledger-replica", "ledger"),
            // Two subjects that are one once joined by a hyphen.
            grants("team", "a-b", "joined-early"),
            grants("team-a", "b", "joined-late"),
            grants(LONGEST_NAMESPACE, LONGEST_SERVICE_ACCOUNT, "longest-subject"),
        ],
    },
    // Session names keep ten characters of a cluster's name, and these ten are the first cluster's.
    ClusterPlan {
        name: "conformance-twin",
        keys: &[keys::TWIN_RSA, keys::TWIN_P256],
        associations: &[
            grants("payments", "ledger", "twin-ledger"),
            // All characters that role names may have, at their full length of 64.
            grants("orders", "shipper", "Role_of+64=characters,with.every@punctuation-mark-that-IAM-takes"),
        ],
    },
    ClusterPlan {
        name: "conformance-with-a-name-as-long-as-EKS-allows-which-is-one-hundred-characters-not-one-more-nor-fewer",
        keys: &[keys::LONGEST_RSA],
        associations: &[grants("payments", "ledger", "longest-ledger")],
    },
    ClusterPlan {
        name: "k",
        keys: &[keys::SINGLE_RSA],
        associations: &[grants("payments", "ledger", "single-ledger")],
    },
    ClusterPlan {
        name: "NorthStar",
        keys: &[keys::CAPITALS_RSA],
        associations: &[grants("payments", "ledger", "capitals-ledger")],
    },
    ClusterPlan {
        name: "7_blue--green-canary",
        keys: &[keys::DIGIT_RSA],
        associations: &[grants("payments", "ledger", "digit-ledger")],
    },
];

/// Namespaces and service accounts that no association of any cluster names; some nearly do.
pub(crate) const UNASSOCIATED: &[(&str, &str)] = &[
    ("payments", "nobody"),
    ("default", "default"),
    ("payments", "ledge"),
    ("payments", "ledgers"),
    ("payment", "ledger"),
    ("orders", "reporter"),
    ("ledger", "payments"),
];
