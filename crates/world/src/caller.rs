//! The identities that requests are signed with.

use eks_auth_protocol::Secret;

/// An AWS identity, as whoever signs holds it and the service knows it. A world's own have long-term keys, which are AWS's
/// documentation examples.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::Secret;
/// use eks_auth_world::Caller;
///
/// let node = Caller::new("ASIAIOSFODNN7EXAMPLE", Secret::new("wJalrXUtnFEMI")).with_session_token(Secret::new("IQoJ"));
/// assert_eq!(node.session_token().map(Secret::expose), Some("IQoJ"));
/// assert!(!format!("{node:?}").contains("IQoJ"));
/// ```
#[derive(Clone, Debug)]
pub struct Caller {
    access_key_id: String,
    secret_access_key: Secret,
    session_token: Option<Secret>,
}

impl Caller {
    /// An identity with long-term keys.
    pub fn new(access_key_id: impl Into<String>, secret_access_key: Secret) -> Self {
        Self { access_key_id: access_key_id.into(), secret_access_key, session_token: None }
    }

    /// The same with temporary keys, which go with a session token.
    #[must_use]
    pub fn with_session_token(self, token: Secret) -> Self {
        Self { session_token: Some(token), ..self }
    }

    /// The public half of the identity's keys.
    #[must_use]
    pub fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// The half that signs.
    #[must_use]
    pub fn secret_access_key(&self) -> &Secret {
        &self.secret_access_key
    }

    /// What temporary keys go with; `None` of long-term keys.
    #[must_use]
    pub fn session_token(&self) -> Option<&Secret> {
        self.session_token.as_ref()
    }
}
