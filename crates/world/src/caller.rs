//! The identities that requests are signed with.

use eks_auth_protocol::Secret;

/// An AWS identity with long-term keys, as a service knows it. These keys are AWS's own documentation examples.
#[derive(Clone, Debug)]
pub struct Caller {
    access_key_id: &'static str,
    secret_access_key: Secret,
}

impl Caller {
    pub(crate) fn new(access_key_id: &'static str, secret_access_key: &'static str) -> Self {
        Self { access_key_id, secret_access_key: Secret::new(secret_access_key) }
    }

    /// The public half of the identity's keys.
    pub fn access_key_id(&self) -> &str {
        self.access_key_id
    }

    /// The half that signs.
    pub fn secret_access_key(&self) -> &Secret {
        &self.secret_access_key
    }
}
