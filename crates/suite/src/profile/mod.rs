//! The profile of a service that cannot load the world, the real one above all.
//!
//! It says where the service is, where a few tokens of one cluster come from, what a good answer must say, and how much may
//! be sent. The suite then has a world with one cluster whose keys nobody here has: a case that takes more than the tokens
//! is skipped, and says what it takes.

mod agree;
mod error;
mod keys;
mod read;
mod schema;
mod source;
mod supply;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use eks_auth_protocol::{
    AccountId, AssociationArn, AssociationId, ClusterName, Namespace, RoleArn, RoleId, ServiceAccountName,
};
use eks_auth_world::Partition;

pub use error::{Problem, ProfileError, TokenProblem};
pub use schema::json_schema;
pub(crate) use supply::{Spares, Supply};

use crate::aws::{self, Region, Variant};
use crate::client::{Endpoint, EndpointError};
use read::Row;
use source::Source;

/// What the endpoint of the region is called.
const AWS: &str = "aws";

/// A profile, read and not yet followed: no token has been looked at.
///
/// # Example
///
/// ```
/// use std::path::Path;
///
/// use eks_auth_suite::profile::Profile;
///
/// let text = r#"
/// endpoint = "http://127.0.0.1:8080"
/// region = "us-west-2"
/// cluster = "production"
///
/// [tokens]
/// valid = { file = "token" }
/// "#;
/// let profile = Profile::parse(text, Path::new("."))?;
/// assert_eq!(profile.limits().requests, 500);
/// # Ok::<(), eks_auth_suite::profile::ProfileError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Profile {
    endpoint: String,
    region: Region,
    partition: Partition,
    is_fips: bool,
    ca: Option<PathBuf>,
    account_id: Option<AccountId>,
    cluster: ClusterName,
    jwks: Option<PathBuf>,
    credentials: Credentials,
    // The first one's token is `tokens.valid`.
    associations: Vec<AssociationProfile>,
    expired: Option<Source>,
    foreign: Option<Source>,
    unassociated: Option<Source>,
    limits: ProfileLimits,
}

/// Who signs the requests.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum Credentials {
    /// Whom the `AWS_` variables of the environment name.
    #[default]
    Environment,
    /// Whom the default chain of the AWS SDKs finds, from this profile of the configuration files on.
    Chain(Option<String>),
    /// The caller of the fixture world.
    World,
}

/// How much is sent, and what is spared the service.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProfileLimits {
    /// So many requests go out in a second at the most.
    pub requests_per_second: f64,
    /// So many requests go out in all at the most.
    pub requests: u64,
    /// So many requests, or groups of them, are in flight at once.
    pub jobs: usize,
    /// Whether what may harm a service is sent too.
    pub hostile: bool,
    /// Whether what takes many requests is sent too.
    pub bulk: bool,
}

impl ProfileLimits {
    /// What applies where a profile says nothing: little, and less for a service that is not one's own.
    const USUAL: Self =
        Self { requests_per_second: 5.0, requests: 500, jobs: 2, hostile: false, bulk: false };
    const AWS: Self = Self { requests_per_second: 2.0, requests: 300, jobs: 1, ..Self::USUAL };
}

/// What comes before the words of a profile: where the service is this time.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// A URL, or `aws` for the endpoint of the region.
    pub endpoint: Option<String>,
    /// The region.
    pub region: Option<Region>,
    /// Whether the FIPS endpoint of the region is asked for, even if the profile does not.
    pub fips: bool,
}

/// An association of the cluster, as far as it is known.
#[derive(Clone, Debug)]
struct AssociationProfile {
    token: Source,
    namespace: Option<Namespace>,
    service_account: Option<ServiceAccountName>,
    role_arn: Option<RoleArn>,
    role_id: Option<RoleId>,
    association_arn: Option<AssociationArn>,
    association_id: Option<AssociationId>,
}

impl Profile {
    /// Reads a profile. The files that it names are relative to `folder`.
    ///
    /// # Errors
    ///
    /// The first thing that is wrong with the text, and where.
    pub fn parse(text: &str, folder: &Path) -> Result<Self, ProfileError> {
        Self::parse_with(text, folder, &Overrides::default())
    }

    /// The same where something comes before what the profile says.
    ///
    /// # Errors
    ///
    /// As [`parse`](Self::parse).
    pub fn parse_with(text: &str, folder: &Path, overrides: &Overrides) -> Result<Self, ProfileError> {
        read::read(text, |root| Self::of(root, folder, overrides))
    }

    fn of(root: &Row<'_>, folder: &Path, overrides: &Overrides) -> Result<Self, ProfileError> {
        let (region, endpoint): (Region, String) = (root.required("region")?, root.required("endpoint")?);
        let region = overrides.region.clone().unwrap_or(region);
        let endpoint = overrides.endpoint.clone().unwrap_or(endpoint);
        let partition = root.parsed("partition")?.unwrap_or_else(|| partition_of(&region));
        agree::partition_is_the_regions(root, partition, &region)?;
        agree::fips_is_of_the_region(root, endpoint == AWS)?;
        let cluster = root.required("cluster")?;
        let tokens = root.table("tokens");
        let token = |name| tokens.source(name).map(|source| Source::new(source, folder));
        let valid = token("valid").ok_or_else(|| tokens.problem("valid", "it is missing".to_owned()))?;
        let mut associations = vec![AssociationProfile::of(&root.table("expect"), valid, &cluster)?];
        for row in root.tables("associations") {
            if let Some(source) = row.source("token") {
                associations.push(AssociationProfile::of(&row, Source::new(source, folder), &cluster)?);
            }
        }
        Ok(Self {
            partition,
            is_fips: overrides.fips || root.is_on("fips"),
            ca: root.text("ca").map(|path| folder.join(path)),
            account_id: root.parsed("account_id")?,
            cluster,
            jwks: root.text("jwks").map(|path| folder.join(path)),
            credentials: credentials(&root.table("credentials")),
            expired: token("expired"),
            foreign: token("foreign"),
            unassociated: token("unassociated"),
            limits: limits(&root.table("limits"), endpoint == AWS),
            associations,
            endpoint,
            region,
        })
    }

    /// Where the service is: at the region's own endpoint where that is asked for.
    ///
    /// # Errors
    ///
    /// When that is no URL.
    pub fn endpoint(&self) -> Result<Endpoint, EndpointError> {
        if !self.is_aws() {
            return self.endpoint.parse();
        }
        aws::endpoint(&self.region, if self.is_fips { Variant::Fips } else { Variant::Standard })
    }

    /// Whether the endpoint of the region is asked for.
    #[must_use]
    pub fn is_aws(&self) -> bool {
        self.endpoint == AWS
    }

    /// The file of certificates to trust, if there is one.
    #[must_use]
    pub fn ca(&self) -> Option<&Path> {
        self.ca.as_deref()
    }

    /// The region that requests are signed for.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.region
    }

    /// The AWS partition.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// The cluster's name.
    #[must_use]
    pub fn cluster(&self) -> &ClusterName {
        &self.cluster
    }

    /// Who signs the requests.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.credentials
    }

    /// How much is sent.
    #[must_use]
    pub fn limits(&self) -> ProfileLimits {
        self.limits
    }

    /// What the profile leaves out that more cases could be tested with: each key, with what it would give.
    #[must_use]
    pub fn missing(&self) -> Vec<(&'static str, &'static str)> {
        let first = &self.associations[0];
        let id_is_known = first.association_arn.is_some() || first.association_id.is_some();
        [
            (self.expired.is_some(), "tokens.expired", "that expired tokens are refused"),
            (self.foreign.is_some(), "tokens.foreign", "that tokens of another cluster are refused"),
            (self.unassociated.is_some(), "tokens.unassociated", "that others get nothing"),
            (self.jwks.is_some(), "jwks", "that the public key is no secret to sign with"),
            (first.role_arn.is_some(), "expect.role_arn", "whose role is granted"),
            (first.role_id.is_some(), "expect.role_id", "the role's ID in `assumeRoleId`"),
            (id_is_known, "expect.association_arn", "the association in the answer"),
            (self.associations.len() > 1, "associations", "that two subjects are kept apart"),
        ]
        .into_iter()
        .filter(|(is_there, ..)| !is_there)
        .map(|(_, key, what)| (key, what))
        .collect()
    }
}

impl AssociationProfile {
    fn of(row: &Row<'_>, token: Source, cluster: &ClusterName) -> Result<Self, ProfileError> {
        let association = Self {
            token,
            namespace: row.parsed("namespace")?,
            service_account: row.parsed("service_account")?,
            role_arn: row.parsed("role_arn")?,
            role_id: row.parsed("role_id")?,
            association_arn: row.parsed("association_arn")?,
            association_id: row.parsed("association_id")?,
        };
        agree::association_is_the_clusters(row, &association, cluster)?;
        Ok(association)
    }
}

/// The partition of a region, of those that a world can lie in.
fn partition_of(region: &Region) -> Partition {
    region.partition().parse().unwrap_or_default()
}

fn credentials(row: &Row<'_>) -> Credentials {
    match row.text("source").as_deref() {
        Some("chain") => Credentials::Chain(row.text("profile")),
        Some("world") => Credentials::World,
        _ => Credentials::Environment,
    }
}

fn limits(row: &Row<'_>, is_aws: bool) -> ProfileLimits {
    let usual = if is_aws { ProfileLimits::AWS } else { ProfileLimits::USUAL };
    ProfileLimits {
        requests_per_second: row.number("requests_per_second").unwrap_or(usual.requests_per_second),
        requests: row.count("requests").unwrap_or(usual.requests),
        jobs: row.count("jobs").and_then(|jobs| usize::try_from(jobs).ok()).unwrap_or(usual.jobs),
        hostile: row.is_on("hostile"),
        bulk: row.is_on("bulk"),
    }
}
