//! The credentials of a caller who is no invention: those that the user of this program has.

#[cfg(feature = "aws")]
mod chain;

use eks_auth_protocol::Secret;
use eks_auth_world::Caller;
use thiserror::Error;

/// The variables that AWS's own tools read.
const ACCESS_KEY_ID: &str = "AWS_ACCESS_KEY_ID";
const SECRET_ACCESS_KEY: &str = "AWS_SECRET_ACCESS_KEY";
const SESSION_TOKEN: &str = "AWS_SESSION_TOKEN";

/// Where to look for them.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Source {
    /// In the environment alone.
    Environment,
    /// Wherever AWS's own tools look, beginning with the environment.
    Aws,
}

/// Why there are none.
#[derive(Debug, Error)]
pub(crate) enum CredentialsError {
    /// The environment has none, and nothing else is looked at.
    #[error(
        "there are no credentials in the environment; set {ACCESS_KEY_ID} and {SECRET_ACCESS_KEY}{}",
        more()
    )]
    NotInEnvironment,
    /// The environment has a half of them.
    #[error("the environment has {0} and not {1}; set both or none")]
    Half(&'static str, &'static str),
    /// What stands there cannot go into a header.
    #[error("{0} has characters that no credential has")]
    Unfit(&'static str),
    /// Another place than the environment is asked for.
    #[cfg(not(feature = "aws"))]
    #[error(
        "this build looks at the environment alone, and at profiles of AWS's own tools with `--features aws`"
    )]
    NoChain,
    /// No place that AWS's own tools look at has any.
    #[cfg(feature = "aws")]
    #[error("no credentials were found where AWS's own tools look for them")]
    Nowhere(#[source] aws_credential_types::provider::error::CredentialsError),
}

/// What there is beyond the environment.
fn more() -> &'static str {
    if cfg!(feature = "aws") {
        ", or let --caller aws look elsewhere too"
    } else {
        "; profiles, containers and instance metadata are looked at by a build with `--features aws`"
    }
}

/// The caller whose credentials are there to be used.
///
/// # Errors
///
/// When there are none, or they are no good.
pub(crate) async fn caller(source: Source) -> Result<Caller, CredentialsError> {
    let found = from_environment(|name| std::env::var(name).ok())?;
    match (found, source) {
        (Some(caller), _) => Ok(caller),
        #[cfg(feature = "aws")]
        (None, Source::Aws) => chain::caller(None).await,
        (None, _) => Err(CredentialsError::NotInEnvironment),
    }
}

/// The caller whom AWS's own tools find, of this profile of their files if one is named: then the environment does not come
/// first.
///
/// # Errors
///
/// As [`caller`].
pub(crate) async fn caller_of(profile: Option<&str>) -> Result<Caller, CredentialsError> {
    match profile {
        None => caller(Source::Aws).await,
        #[cfg(feature = "aws")]
        Some(name) => chain::caller(Some(name)).await,
        #[cfg(not(feature = "aws"))]
        Some(_) => Err(CredentialsError::NoChain),
    }
}

fn from_environment(
    read: impl Fn(&'static str) -> Option<String>,
) -> Result<Option<Caller>, CredentialsError> {
    let value = |name| match read(name).filter(|value| !value.is_empty()) {
        Some(value) if !value.bytes().all(|byte| byte.is_ascii_graphic()) => {
            Err(CredentialsError::Unfit(name))
        }
        value => Ok(value),
    };
    let (id, secret) = match (value(ACCESS_KEY_ID)?, value(SECRET_ACCESS_KEY)?) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Err(CredentialsError::Half(ACCESS_KEY_ID, SECRET_ACCESS_KEY)),
        (None, Some(_)) => return Err(CredentialsError::Half(SECRET_ACCESS_KEY, ACCESS_KEY_ID)),
        (Some(id), Some(secret)) => (id, secret),
    };
    let caller = Caller::new(id, Secret::new(secret));
    Ok(Some(match value(SESSION_TOKEN)? {
        Some(token) => caller.with_session_token(Secret::new(token)),
        None => caller,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(variables: &[(&str, &str)]) -> Result<Option<Caller>, CredentialsError> {
        from_environment(|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn keys_and_session_are_read() {
        let both = [(ACCESS_KEY_ID, "ASIAIOSFODNN7EXAMPLE"), (SECRET_ACCESS_KEY, "wJalrXUtnFEMI")];
        let caller = read(&both).expect("fit").expect("there");
        assert_eq!(caller.access_key_id(), "ASIAIOSFODNN7EXAMPLE");
        assert!(caller.session_token().is_none());
        let caller = read(&[&both[..], &[(SESSION_TOKEN, "IQoJ")]].concat()).expect("fit").expect("there");
        assert_eq!(caller.session_token().map(Secret::expose), Some("IQoJ"));
    }

    #[test]
    fn what_is_missing_is_named_and_what_is_there_is_not_shown() {
        assert!(read(&[(ACCESS_KEY_ID, ""), (SESSION_TOKEN, "IQoJ")]).expect("fit").is_none());
        let half = read(&[(SECRET_ACCESS_KEY, "wJalrXUtnFEMI")]).expect_err("a half").to_string();
        assert!(half.contains("AWS_SECRET_ACCESS_KEY and not AWS_ACCESS_KEY_ID"), "{half}");
        let broken = [(ACCESS_KEY_ID, "ASIA"), (SECRET_ACCESS_KEY, "wJalr\nXUtnFEMI")];
        let broken = read(&broken).expect_err("a line break").to_string();
        assert_eq!(broken, "AWS_SECRET_ACCESS_KEY has characters that no credential has");
    }
}
