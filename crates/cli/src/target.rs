//! From the command line to what is tested.

use std::path::{Path, PathBuf};

use eks_auth_mock::Service;
use eks_auth_suite::aws::{Region, RegionError, Variant};
use eks_auth_suite::client::{Endpoint, EndpointError, Trust, TrustError};
use eks_auth_suite::profile::{Credentials, Profile, ProfileError};
use eks_auth_suite::{Sigv4, Target};
use eks_auth_world::{Partition, World};
use thiserror::Error;

use crate::args::{EndpointChoice, TargetChoice};
use crate::credentials::{self, CredentialsError, Source};
use crate::input::{self, InputError};
use crate::shell;

/// What AWS's own tools call the region, in the order in which they look.
const REGION_VARIABLES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];

/// Why there is nothing to test.
#[derive(Debug, Error)]
pub(crate) enum TargetError {
    /// AWS's own service, and nothing that it knows.
    #[error(
        "AWS's own service cannot load the fixture world: --endpoint aws needs a cluster and tokens of yours, which \
         --profile names"
    )]
    NoProfile,
    /// AWS's own service, and nobody said where.
    #[error("no region was named: write --region, or set {}", REGION_VARIABLES[0])]
    NoRegion,
    /// A variable names no region.
    #[error("{name} names no region")]
    Region {
        /// The variable.
        name: &'static str,
        /// What is wrong with it.
        source: RegionError,
    },
    /// The region has no endpoint.
    #[error("there is no endpoint in that region")]
    Endpoint(#[from] EndpointError),
    /// FIPS where the endpoint was written out.
    #[error("--fips chooses among AWS's own endpoints: leave it away, or write --endpoint aws")]
    FipsElsewhere,
    /// An authority where there is no TLS.
    #[error("--ca, or a profile's `ca`, is about TLS, which {0} does not have; write https")]
    CaWithoutTls(Endpoint),
    /// A file of authorities cannot be read.
    #[error(transparent)]
    Input(#[from] InputError),
    /// A file has no authorities.
    #[error("`{}` names no certificate authority", path.display())]
    Ca {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: TrustError,
    },
    /// The machine has no authorities.
    #[error(transparent)]
    Machine(TrustError),
    /// A profile cannot be followed.
    #[error("`{}`", path.display())]
    Profile {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ProfileError,
    },
    /// There are no credentials.
    #[error(transparent)]
    Credentials(#[from] CredentialsError),
    /// Credentials that somebody on the way could use.
    #[error("a session token is not shown over plain HTTP to {0}; write https")]
    PlainSession(Endpoint),
    /// The mock gets no port.
    #[error("the embedded mock found no free port on this machine")]
    Embedded(#[source] std::io::Error),
}

/// The service of a profile or at an endpoint, or the mock in this process, which verifies signatures where it is to.
///
/// # Errors
///
/// When what was chosen does not go together, names nothing, or that mock gets no port.
pub(crate) async fn target(
    choice: &TargetChoice,
    profile: Option<&Profile>,
    partition: Partition,
    sigv4: Sigv4,
) -> Result<Target, TargetError> {
    if let (Some(profile), Some(path)) = (profile, &choice.profile) {
        if choice.variant() == Variant::Fips && !profile.is_aws() {
            return Err(TargetError::FipsElsewhere);
        }
        let endpoint = choice.endpoint.iter().map(|endpoint| format!("--endpoint {endpoint}"));
        let options: Vec<String> = endpoint.chain(choice.options(choice.region.as_ref())).collect();
        let target = profiled(profile, path).await?;
        return Ok(target.with_options(options.iter().map(String::as_str)));
    }
    let Some(endpoint) = &choice.endpoint else { return embedded(partition, sigv4).await };
    let mut region = choice.region.clone();
    let target = match endpoint {
        EndpointChoice::Url(_) if choice.variant() == Variant::Fips => {
            return Err(TargetError::FipsElsewhere);
        }
        EndpointChoice::Url(url) => {
            let target = Target::remote_in(url.clone(), world(choice, partition).await?);
            region.iter().cloned().fold(target, Target::with_region)
        }
        EndpointChoice::Aws => {
            let named = match region {
                Some(region) => region,
                None => region_of_environment(|name| std::env::var(name).ok())?,
            };
            region = Some(named.clone());
            Target::aws(named, choice.variant(), world(choice, partition).await?)?
        }
    };
    let options = choice.options(region.as_ref());
    trusting(target.with_options(options.iter().map(String::as_str)), choice.ca.as_deref())
}

/// The service that a profile describes, as it names its file.
///
/// # Errors
///
/// When the profile cannot be followed, or there are no credentials.
pub(crate) async fn profiled(profile: &Profile, path: &Path) -> Result<Target, TargetError> {
    let caller = match profile.credentials() {
        Credentials::World => World::standard(profile.partition()).caller().clone(),
        Credentials::Environment => credentials::caller(Source::Environment).await?,
        Credentials::Chain(name) => credentials::caller_of(name.as_deref()).await?,
    };
    let named = shell::word(&path.to_string_lossy());
    let target = Target::profiled(profile, caller, named)
        .map_err(|source| TargetError::Profile { path: path.to_owned(), source })?;
    trusting(target, profile.ca())
}

async fn embedded(partition: Partition, sigv4: Sigv4) -> Result<Target, TargetError> {
    let mock = Service::new(World::standard(partition));
    let mock = match sigv4 {
        Sigv4::Required => mock.verifying(),
        Sigv4::Optional => mock,
    };
    Target::serving(mock).await.map_err(TargetError::Embedded)
}

/// What is known of the service: the fixture world, where it could load that, with whoever is to sign.
async fn world(choice: &TargetChoice, partition: Partition) -> Result<World, TargetError> {
    let Some(EndpointChoice::Url(endpoint)) = &choice.endpoint else { return Err(TargetError::NoProfile) };
    let world = World::standard(partition);
    let Some(source) = choice.caller() else { return Ok(world) };
    let caller = credentials::caller(source).await?;
    if caller.session_token().is_some() && !endpoint.is_private() {
        return Err(TargetError::PlainSession(endpoint.clone()));
    }
    Ok(world.with_caller(caller))
}

/// The region that AWS's own tools would take.
fn region_of_environment(read: impl Fn(&'static str) -> Option<String>) -> Result<Region, TargetError> {
    let set = |name| Some((name, read(name).filter(|value| !value.is_empty())?));
    let (name, value) = REGION_VARIABLES.into_iter().find_map(set).ok_or(TargetError::NoRegion)?;
    value.parse().map_err(|source| TargetError::Region { name, source })
}

/// The target with the authorities of a file, or of the machine where none was named and there is TLS.
fn trusting(target: Target, ca: Option<&Path>) -> Result<Target, TargetError> {
    match (ca, target.endpoint().is_encrypted()) {
        (Some(_), false) => Err(TargetError::CaWithoutTls(target.endpoint().clone())),
        (None, false) => Ok(target),
        (None, true) => Ok(target.with_trust(Trust::machine().map_err(TargetError::Machine)?)),
        (Some(path), true) => {
            let trust = Trust::authorities(&input::bytes(Some(path))?)
                .map_err(|source| TargetError::Ca { path: path.to_owned(), source })?;
            Ok(target.with_trust(trust))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(variables: &[(&str, &str)]) -> Result<String, String> {
        let read = |name: &str| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        };
        region_of_environment(read).map(|region| region.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn regions_are_read_as_awss_own_tools_read_them() {
        let both = [("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "us-east-1")];
        assert_eq!(found(&both).as_deref(), Ok("eu-west-1"));
        assert_eq!(found(&[("AWS_REGION", ""), both[1]]).as_deref(), Ok("us-east-1"));
        assert!(found(&[]).is_err_and(|error| error.contains("--region")));
        assert!(found(&[("AWS_REGION", "EU West")]).is_err_and(|error| error.contains("AWS_REGION")));
    }
}
