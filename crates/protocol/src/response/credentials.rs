//! The credentials of an answer.

use std::fmt;

use crate::{EpochSeconds, Secret};

/// The session's credentials. `Debug` shows when they expire and nothing else: the model marks them all sensitive.
#[derive(Clone, Eq, PartialEq)]
pub struct Credentials {
    session_token: Secret,
    secret_access_key: Secret,
    access_key_id: String,
    expiration: EpochSeconds,
}

impl Credentials {
    /// Credentials of a session.
    pub fn new(
        session_token: Secret,
        secret_access_key: Secret,
        access_key_id: impl Into<String>,
        expiration: EpochSeconds,
    ) -> Self {
        Self { session_token, secret_access_key, access_key_id: access_key_id.into(), expiration }
    }

    /// `sessionToken`: to be sent with every request signed by these credentials.
    #[must_use]
    pub fn session_token(&self) -> &Secret {
        &self.session_token
    }

    /// `secretAccessKey`: what requests are signed with.
    #[must_use]
    pub fn secret_access_key(&self) -> &Secret {
        &self.secret_access_key
    }

    /// `accessKeyId`: see [`AccessKeyId`](crate::AccessKeyId).
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// `expiration`: the credentials are not valid from then on.
    #[must_use]
    pub fn expiration(&self) -> &EpochSeconds {
        &self.expiration
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials").field("expiration", &self.expiration).finish_non_exhaustive()
    }
}
