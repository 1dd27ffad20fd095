//! What says where the service is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};
use eks_auth_suite::aws::{Region, Variant};
use eks_auth_suite::client::{Endpoint, EndpointError};

use super::WorldChoice;
use crate::credentials::Source;
use crate::shell;

/// Where the service is, who vouches for it and signs to it, and which world it has loaded.
#[derive(Args, Debug)]
#[command(group(ArgGroup::new("service").args(["endpoint", "profile"]).multiple(true)))]
pub(crate) struct TargetChoice {
    /// The service to test, such as http://127.0.0.1:8080, or `aws` for AWS's own; without it, the mock in this process
    #[arg(long, value_name = "URL")]
    pub(crate) endpoint: Option<EndpointChoice>,
    /// The region that requests are signed for, and whose endpoint `aws` is: that one by default from AWS_REGION or
    /// AWS_DEFAULT_REGION
    #[arg(long, value_name = "REGION", requires = "service")]
    pub(crate) region: Option<Region>,
    /// Of AWS's own endpoints, the one with cryptography validated by FIPS 140
    #[arg(long, requires = "service")]
    fips: bool,
    /// The certificate authorities (PEM) that may vouch for the service, instead of those that this machine trusts
    #[arg(long, value_name = "FILE", requires = "endpoint")]
    pub(crate) ca: Option<PathBuf>,
    /// Who signs requests: the fixture world's caller; whoever the environment has credentials of (AWS_ACCESS_KEY_ID,
    /// AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN); or `aws`, which looks wherever AWS's own tools do
    #[arg(long, value_name = "WHO", requires = "endpoint", value_parser = who())]
    caller: Option<Who>,
    /// The profile (TOML) of a service that cannot load the fixture world: its endpoint, where a few tokens come from, what
    /// a good answer must say, and how much may be sent. An --endpoint, a --region and --fips come before what the profile says
    #[arg(long, value_name = "FILE", conflicts_with_all = ["partition", "ca", "caller"])]
    pub(crate) profile: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) world: WorldChoice,
}

impl TargetChoice {
    /// Which of AWS's own endpoints.
    pub(crate) fn variant(&self) -> Variant {
        if self.fips { Variant::Fips } else { Variant::Standard }
    }

    /// Where the credentials of whoever signs come from; nothing where it is the fixture world's caller.
    pub(crate) fn caller(&self) -> Option<Source> {
        match self.caller {
            None | Some(Who::World) => None,
            Some(Who::Real(source)) => Some(source),
        }
    }

    /// The options again that lead to the service beside its endpoint, in this region: for the commands that reports print.
    pub(crate) fn options(&self, region: Option<&Region>) -> Vec<String> {
        let region = region.map(|region| format!("--region {region}"));
        let fips = self.fips.then(|| "--fips".to_owned());
        let ca = self.ca.as_ref().map(|path| format!("--ca {}", shell::word(&path.to_string_lossy())));
        let caller = self.caller.map(|who| format!("--caller {}", who.as_str()));
        [region, fips, ca, caller].into_iter().flatten().collect()
    }
}

/// What AWS's own endpoint is called.
const AWS: &str = "aws";

/// Where the service is.
#[derive(Clone, Debug)]
pub(crate) enum EndpointChoice {
    /// There.
    Url(Endpoint),
    /// Where AWS serves a region.
    Aws,
}

impl fmt::Display for EndpointChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(endpoint) => endpoint.fmt(f),
            Self::Aws => f.write_str(AWS),
        }
    }
}

impl FromStr for EndpointChoice {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == AWS { Ok(Self::Aws) } else { text.parse().map(Self::Url) }
    }
}

/// Who signs.
#[derive(Clone, Copy, Debug)]
enum Who {
    World,
    Real(Source),
}

impl Who {
    const ALL: [Self; 3] = [Self::World, Self::Real(Source::Environment), Self::Real(Source::Aws)];

    fn as_str(self) -> &'static str {
        match self {
            Self::World => "world",
            Self::Real(Source::Environment) => "environment",
            Self::Real(Source::Aws) => "aws",
        }
    }
}

fn who() -> impl TypedValueParser<Value = Who> {
    PossibleValuesParser::new(Who::ALL.map(Who::as_str))
        .map(|text| Who::ALL.into_iter().find(|who| who.as_str() == text).unwrap_or(Who::World))
}
