//! The session: what it is called, whose ARN stands for it, and what its secrets look like.

use super::{Hook, Manner};
use crate::decide::entitlement::Entitlement;
use crate::reply::granted::Grant;

/// The longest session name that STS takes.
const LONGEST: usize = 64;

/// Calls the session otherwise, in both members.
fn rename(grant: &mut Grant, entitlement: &Entitlement<'_>, name: &str) {
    grant.assumed_role_arn = entitlement.session_arn(name);
    grant.assume_role_id = format!("{}:{name}", entitlement.association.role_id());
}

fn uuid(entitlement: &Entitlement<'_>) -> String {
    entitlement.chance().uuid("session")
}

/// As many characters of a text as there are.
fn first(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

pub(super) static MANNERS: &[Manner] = &[
    Manner::new(
        "response.session.joined-then-cut",
        &[],
        "cluster and pod are joined before they are cut, to what the longest session name leaves",
        Hook::Grant(|grant, entitlement| {
            let names = format!("eks-{}-{}", entitlement.cluster.name(), entitlement.identity.pod);
            let name = format!("{}-{}", first(&names, LONGEST - 37), uuid(entitlement));
            rename(grant, entitlement, &name);
        }),
    ),
    Manner::new(
        "response.session.cluster-whole",
        &[],
        "the cluster is cut as late as can be, and the pod to nothing",
        Hook::Grant(|grant, entitlement| {
            let cluster = first(entitlement.cluster.name().as_str(), LONGEST - 41);
            rename(grant, entitlement, &format!("eks-{cluster}-{}", uuid(entitlement)));
        }),
    ),
    Manner::new(
        "response.session.one-letter-each",
        &[],
        "cluster and pod are cut to one letter each",
        Hook::Grant(|grant, entitlement| {
            let cluster = first(entitlement.cluster.name().as_str(), 1);
            let pod = first(&entitlement.identity.pod, 1);
            rename(grant, entitlement, &format!("eks-{cluster}-{pod}-{}", uuid(entitlement)));
        }),
    ),
    Manner::new(
        "response.session.upper-case",
        &[],
        "the session's UUID is in capitals",
        Hook::Grant(|grant, entitlement| {
            let (lower, upper) = (uuid(entitlement), uuid(entitlement).to_uppercase());
            rename(grant, entitlement, &entitlement.session_name().replace(&lower, &upper));
        }),
    ),
    Manner::new(
        "response.session.no-hyphens",
        &["RSP-010"],
        "the session's UUID is written without hyphens",
        Hook::Grant(|grant, entitlement| {
            let (usual, bare) = (uuid(entitlement), uuid(entitlement).replace('-', ""));
            rename(grant, entitlement, &entitlement.session_name().replace(&usual, &bare));
        }),
    ),
    Manner::new(
        "response.role-arn.own",
        &["RSP-007"],
        "the role is answered as its own ARN, as the API reference has it",
        Hook::Grant(|grant, entitlement| {
            grant.assumed_role_arn = entitlement.association.role_arn().to_string();
        }),
    ),
    Manner::new(
        "response.role-arn.path",
        &["RSP-007"],
        "the ARN of the session has the role's path in it",
        Hook::Grant(|grant, entitlement| {
            let role = entitlement.association.role_arn();
            let named = format!("assumed-role/{}/", role.name());
            let whole = format!("assumed-role{}{}/", role.path().as_str(), role.name());
            grant.assumed_role_arn = grant.assumed_role_arn.replace(&named, &whole);
        }),
    ),
    Manner::new(
        "response.credentials.long",
        &[],
        "the session token is 8 kB long",
        Hook::Grant(|grant, entitlement| {
            let more = entitlement.chance().bytes("long-session-token", 4096);
            grant.session_token = more.iter().map(|byte| format!("{byte:02x}")).collect();
        }),
    ),
    Manner::new(
        "response.credentials.signs",
        &[],
        "secret and session token have every sign of printable ASCII",
        Hook::Grant(|grant, _| {
            let signs: String = ('!'..='~').filter(|sign| !sign.is_ascii_alphanumeric()).collect();
            grant.secret_access_key.push_str(&signs);
            grant.session_token.push_str(&signs);
        }),
    ),
    Manner::new(
        "response.access-key.short",
        &["RSP-016"],
        "access key IDs are sixteen characters and do not begin with ASIA",
        Hook::Grant(|grant, _| grant.access_key_id = grant.access_key_id.replacen("ASIA", "", 1)),
    ),
];
