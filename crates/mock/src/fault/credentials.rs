//! Faults of the credentials.

use eks_auth_protocol::operation::AUDIENCE;

use super::{Fault, grant};
use crate::decide::chance::Chance;
use crate::decide::session;
use crate::reply::granted::Grant;

/// Draws the credentials from what is not new for each exchange.
fn draw(grant: &mut Grant, context: &str) {
    let chance = Chance::new(0, context);
    grant.access_key_id = session::access_key_id(&chance);
    grant.secret_access_key = session::secret_access_key(&chance);
    grant.session_token = session::session_token(&chance);
}

pub(super) static FAULTS: &[Fault] = &[
    grant("response.credentials.one-value", "RSP-014", "all three credentials are one value", |grant, _| {
        grant.secret_access_key.clone_from(&grant.access_key_id);
        grant.session_token.clone_from(&grant.access_key_id);
    }),
    grant(
        "response.credentials.secret-is-key-id",
        "RSP-014",
        "the secret key is the key's id",
        |grant, _| {
            grant.secret_access_key.clone_from(&grant.access_key_id);
        },
    ),
    grant(
        "response.credentials.of-caller",
        "RSP-014",
        "the caller gets its own credentials back",
        |grant, entitlement| {
            let caller = entitlement.world.caller();
            grant.access_key_id = caller.access_key_id().to_string();
            grant.secret_access_key = caller.secret_access_key().expose().to_owned();
        },
    ),
    grant(
        "response.credentials.secret-of-caller",
        "RSP-014",
        "the secret key is the caller's",
        |grant, entitlement| {
            grant.secret_access_key = entitlement.world.caller().secret_access_key().expose().to_owned();
        },
    ),
    grant(
        "response.credentials.token-is-the-token",
        "RSP-014",
        "the session token is the service account token",
        |grant, entitlement| {
            grant.session_token = entitlement.token.to_owned();
        },
    ),
    grant(
        "response.credentials.secret-with-space",
        "RSP-014",
        "the secret key has a space in it",
        |grant, _| {
            grant.secret_access_key.insert(20, ' ');
        },
    ),
    grant(
        "response.credentials.token-with-line-breaks",
        "RSP-014",
        "the session token is broken into lines",
        |grant, _| {
            grant.session_token.insert(76, '\n');
        },
    ),
    grant(
        "response.credentials.secret-not-ascii",
        "RSP-014",
        "the secret key has a letter outside ASCII",
        |grant, _| {
            grant.secret_access_key.push('é');
        },
    ),
    grant(
        "response.credentials.shared-by-all",
        "RSP-015",
        "everybody gets the same credentials",
        |grant, _| {
            draw(grant, "all");
        },
    ),
    grant(
        "response.credentials.shared-by-cluster",
        "RSP-015",
        "all subjects of a cluster get the same credentials",
        |grant, entitlement| {
            draw(grant, entitlement.cluster.name().as_str());
        },
    ),
    grant(
        "response.credentials.shared-by-name",
        "RSP-015",
        "the same names in two clusters get the same credentials",
        |grant, entitlement| {
            let identity = entitlement.identity;
            draw(grant, &format!("{}/{}", identity.namespace, identity.service_account));
        },
    ),
    grant(
        "response.credentials.shared-by-joined-name",
        "RSP-015",
        "names that are one when joined get the same credentials",
        |grant, entitlement| {
            let identity = entitlement.identity;
            draw(grant, &format!("{}-{}", identity.namespace, identity.service_account));
        },
    ),
    grant(
        "response.credentials.shared-by-role",
        "RSP-015",
        "two subjects of one role get the same credentials",
        |grant, entitlement| {
            draw(grant, entitlement.association.role_id().as_str());
        },
    ),
    grant(
        "response.credentials.key-id-of-user",
        "RSP-016",
        "the access key id begins with AKIA",
        |grant, _| {
            grant.access_key_id.replace_range(..4, "AKIA");
        },
    ),
    grant(
        "response.credentials.key-id-short",
        "RSP-016",
        "the access key id has 16 characters",
        |grant, _| {
            grant.access_key_id.truncate(16);
        },
    ),
    grant(
        "response.credentials.key-id-long",
        "RSP-016",
        "the access key id has 128 characters",
        |grant, _| {
            grant.access_key_id.push_str(&"A".repeat(108));
        },
    ),
    grant(
        "response.credentials.kept",
        "RSP-017",
        "a pod gets the same credentials with each new session",
        |grant, entitlement| {
            draw(grant, &format!("{}/{}", entitlement.association.arn(), entitlement.identity.pod));
        },
    ),
    grant(
        "response.credentials.secret-kept",
        "RSP-017",
        "a pod keeps its secret key with each new session",
        |grant, entitlement| {
            let context = format!("{}/{}", entitlement.association.arn(), entitlement.identity.pod);
            grant.secret_access_key = session::secret_access_key(&Chance::new(0, &context));
        },
    ),
    grant(
        "response.credentials.token-is-audience",
        "RSP-015",
        "the session token is a constant",
        |grant, _| {
            grant.session_token = AUDIENCE.repeat(4);
        },
    ),
];
