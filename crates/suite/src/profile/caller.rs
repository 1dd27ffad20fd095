//! Who signs the requests of a profile.

use eks_auth_protocol::Secret;
use eks_auth_world::{Caller, World};

use super::{Credentials, Profile, ProfileError};

impl Profile {
    /// The identity that its credentials name.
    ///
    /// # Errors
    ///
    /// When they are not there.
    pub fn caller(&self) -> Result<Caller, ProfileError> {
        match self.credentials() {
            Credentials::World => Ok(World::standard(self.partition()).caller().clone()),
            Credentials::Environment => of_environment(|name| std::env::var(name).ok()),
            Credentials::Chain(_) => Err(ProfileError::Credentials(
                "this build has no default chain; put what it would find into the environment, by `aws configure \
                 export-credentials --format env`",
            )),
        }
    }
}

fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Caller, ProfileError> {
    let set = |name| variable(name).filter(|value| !value.trim().is_empty());
    let (Some(id), Some(secret)) = (set("AWS_ACCESS_KEY_ID"), set("AWS_SECRET_ACCESS_KEY")) else {
        let missing = "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set in the environment";
        return Err(ProfileError::Credentials(missing));
    };
    let caller = Caller::new(id, Secret::new(secret));
    Ok(match set("AWS_SESSION_TOKEN") {
        Some(token) => caller.with_session_token(Secret::new(token)),
        None => caller,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn environment_names_a_caller_or_nobody() {
        let with = |known: &'static [(&str, &str)]| {
            move |name: &str| {
                known.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
            }
        };
        let lasting = with(&[("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", "secret")]);
        assert!(of_environment(lasting).expect("a caller").session_token().is_none());
        let temporary = with(&[
            ("AWS_ACCESS_KEY_ID", "ASIA"),
            ("AWS_SECRET_ACCESS_KEY", "secret"),
            ("AWS_SESSION_TOKEN", "session"),
        ]);
        let caller = of_environment(temporary).expect("a caller");
        assert_eq!(
            (caller.access_key_id(), caller.session_token().map(Secret::expose)),
            ("ASIA", Some("session"))
        );
        assert!(
            of_environment(with(&[("AWS_ACCESS_KEY_ID", "AKIA"), ("AWS_SECRET_ACCESS_KEY", " ")])).is_err()
        );
    }
}
