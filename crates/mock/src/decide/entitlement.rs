//! What a good request is given.

use eks_auth_protocol::operation::AUDIENCE;
use eks_auth_world::{Association, Cluster, World};

use super::chance::Chance;
use super::session;
use super::subject::Identity;
use crate::Moment;
use crate::reply::granted::Grant;

/// How long the credentials last, in seconds: six hours, as observed of the real service.
pub(crate) const LIFETIME: i64 = 6 * 60 * 60;

/// Everything that a grant is made from, all of it checked.
pub(crate) struct Entitlement<'a> {
    pub(crate) world: &'a World,
    pub(crate) cluster: &'a Cluster,
    pub(crate) association: &'a Association,
    pub(crate) identity: &'a Identity,
    pub(crate) token: &'a str,
    pub(crate) moment: Moment,
}

impl Entitlement<'_> {
    /// The well for this exchange's credentials: another one for each association and each pod.
    pub(crate) fn chance(&self) -> Chance {
        let context = format!("{}/{}", self.association.arn(), self.identity.pod);
        Chance::new(self.moment.nonce(), &context)
    }

    /// The session name of this exchange.
    pub(crate) fn session_name(&self) -> String {
        session::name(self.cluster.name().as_str(), &self.identity.pod, &self.chance().uuid("session"))
    }

    /// The ARN of a session of the associated role, in the form of STS.
    pub(crate) fn session_arn(&self, session_name: &str) -> String {
        let role = self.association.role_arn();
        format!(
            "arn:{}:sts::{}:assumed-role/{}/{session_name}",
            role.partition(),
            role.account(),
            role.name()
        )
    }
}

/// The grant: who, for which association, as which session, with which credentials, and until when.
pub(crate) fn grant(entitlement: &Entitlement<'_>) -> Grant {
    let association = entitlement.association;
    let session_name = entitlement.session_name();
    let chance = entitlement.chance();
    Grant {
        namespace: entitlement.identity.namespace.clone(),
        service_account: entitlement.identity.service_account.clone(),
        audience: AUDIENCE.to_owned(),
        association_arn: association.arn().to_string(),
        association_id: association.id().to_string(),
        assumed_role_arn: entitlement.session_arn(&session_name),
        assume_role_id: format!("{}:{session_name}", association.role_id()),
        session_token: session::session_token(&chance),
        secret_access_key: session::secret_access_key(&chance),
        access_key_id: session::access_key_id(&chance),
        expiration: entitlement.moment.seconds().saturating_add(LIFETIME).to_string(),
    }
}
