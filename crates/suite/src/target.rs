//! What is tested.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use eks_auth_mock::{Clock, Fault, RunningServer, Server, Service};
use eks_auth_world::{Caller, Partition, World};
use serde::Serialize;

use crate::aws::{self, Region, Variant};
use crate::client::{Connector, Endpoint, EndpointError, Trust};
use crate::profile::{Profile, ProfileError, Supply};
use crate::sign::Signer;
use crate::stages::Stages;

/// What kind of service is at the endpoint.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// The reference mock in the suite's own process.
    Mock,
    /// Somebody's implementation.
    Remote,
    /// The service of AWS itself.
    Aws,
}

/// The name, and if known the version, of what is tested.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Implementation {
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<String>,
}

impl Implementation {
    /// Reads `NAME` or `NAME@VERSION`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text.rsplit_once('@') {
            Some((name, version)) if !name.is_empty() && !version.is_empty() => {
                Self { name: name.to_owned(), version: Some(version.to_owned()) }
            }
            _ => Self { name: text.to_owned(), version: None },
        }
    }

    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The version, if one was given.
    #[must_use]
    pub fn version(&self) -> Option<&str> {
        self.version.as_deref()
    }
}

/// A service to test, and the world that it shares with the suite.
///
/// # Example
///
/// ```
/// use eks_auth_suite::Target;
/// use eks_auth_world::Partition;
///
/// let target = Target::remote("http://127.0.0.1:8080".parse()?, Partition::Aws);
/// assert_eq!(target.endpoint().to_string(), "http://127.0.0.1:8080");
/// # Ok::<(), eks_auth_suite::client::EndpointError>(())
/// ```
#[derive(Debug)]
pub struct Target {
    endpoint: Endpoint,
    kind: TargetKind,
    stages: Stages,
    partition: Partition,
    implementation: Option<Implementation>,
    clock: Clock,
    trust: Option<Trust>,
    region: Option<Region>,
    options: String,
    // Held for as long as the target: dropping it stops the server.
    server: Option<RunningServer>,
    /// The file of its profile, as commands name it.
    profile_file: Option<String>,
}

impl Target {
    /// Somebody's implementation at `endpoint`, which has loaded the world of `partition`.
    #[must_use]
    pub fn remote(endpoint: Endpoint, partition: Partition) -> Self {
        Self::new(endpoint, TargetKind::Remote, Stages::of_world(Arc::new(World::standard(partition))))
    }

    /// Somebody's implementation at `endpoint`, which has loaded this world.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_protocol::Secret;
    /// use eks_auth_suite::Target;
    /// use eks_auth_world::{Caller, Partition, World};
    ///
    /// let caller = Caller::new("AKIAIOSFODNN7EXAMPLE", Secret::new("wJalrXUtnFEMI"));
    /// let world = World::standard(Partition::Aws).with_caller(caller);
    /// let target = Target::remote_in("http://127.0.0.1:8080".parse()?, world);
    /// assert_eq!(target.partition(), Partition::Aws);
    /// # Ok::<(), eks_auth_suite::client::EndpointError>(())
    /// ```
    #[must_use]
    pub fn remote_in(endpoint: Endpoint, world: World) -> Self {
        Self::new(endpoint, TargetKind::Remote, Stages::of_world(Arc::new(world)))
    }

    /// The service of AWS in a region, for which requests are signed. It has loaded no world: `world` is what is known of
    /// it.
    ///
    /// # Errors
    ///
    /// As [`aws::endpoint`].
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_suite::{Target, TargetKind, aws};
    /// use eks_auth_world::{Partition, World};
    ///
    /// let world = World::standard(Partition::Aws);
    /// let target = Target::aws("us-east-1".parse()?, aws::Variant::Standard, world)?;
    /// assert_eq!(target.endpoint().to_string(), "https://eks-auth.us-east-1.api.aws");
    /// assert_eq!(target.kind(), TargetKind::Aws);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn aws(region: Region, variant: Variant, world: World) -> Result<Self, EndpointError> {
        let endpoint = aws::endpoint(&region, variant)?;
        Ok(Self::new(endpoint, TargetKind::Aws, Stages::of_world(Arc::new(world))).with_region(region))
    }

    /// The reference mock on a free port of this machine, whole or with one fault. Needs a Tokio runtime.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn embedded(partition: Partition, fault: Option<&'static Fault>) -> std::io::Result<Self> {
        let service = Service::new(World::standard(partition));
        Self::serving(match fault {
            Some(fault) => service.with_fault(fault),
            None => service,
        })
        .await
    }

    /// The reference mock on a free port of this machine, with whatever faults and manners it was given. Needs a Tokio
    /// runtime.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_mock::{Service, manner};
    /// use eks_auth_suite::{Target, TargetKind};
    /// use eks_auth_world::{Partition, World};
    ///
    /// # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
    /// let pretty = manner::find("response.json.pretty").expect("a manner of the mock");
    /// let service = Service::new(World::standard(Partition::Aws)).with_manner(pretty);
    /// let target = Target::serving(service).await?;
    /// assert_eq!(target.kind(), TargetKind::Mock);
    /// # Ok::<(), std::io::Error>(())
    /// # })?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub async fn serving(service: Service) -> std::io::Result<Self> {
        Self::serving_by(Clock::system(), service).await
    }

    /// The same by this clock, which the suite goes by as well.
    ///
    /// # Errors
    ///
    /// When no port can be had.
    pub async fn serving_by(clock: Clock, service: Service) -> std::io::Result<Self> {
        let world = service.share_world();
        let server = Server::bind(SocketAddr::from(([127, 0, 0, 1], 0)), service).await?;
        let endpoint = format!("http://{}", server.local_addr()).parse().map_err(std::io::Error::other)?;
        let mut target = Self::new(endpoint, TargetKind::Mock, Stages::of_world(world));
        target.server = Some(server.with_clock(clock.clone()).spawn());
        target.clock = clock;
        Ok(target)
    }

    /// The service that a profile describes, with every token read and looked at, and nothing sent. `caller` signs; `file` is
    /// what the profile's file is called on a command line.
    ///
    /// # Errors
    ///
    /// When the profile cannot be followed: its endpoint is none or would get real tokens in the clear, or a token is not
    /// what it is said to be.
    pub fn profiled(
        profile: &Profile,
        caller: Caller,
        file: impl Into<String>,
    ) -> Result<Self, ProfileError> {
        let endpoint = profile.endpoint()?;
        if !endpoint.is_private() {
            return Err(ProfileError::PlainHttp(endpoint.to_string()));
        }
        let kind = if profile.is_aws() { TargetKind::Aws } else { TargetKind::Remote };
        let supply = Supply::new(profile.clone(), caller);
        let stages = Stages::of_supply(supply, epoch_seconds(&Clock::system()))?;
        let mut target = Self::new(endpoint, kind, stages).with_region(profile.region().clone());
        target.profile_file = Some(file.into());
        Ok(target)
    }

    fn new(endpoint: Endpoint, kind: TargetKind, stages: Stages) -> Self {
        let partition = stages.world().partition();
        Self {
            endpoint,
            kind,
            stages,
            partition,
            implementation: None,
            clock: Clock::system(),
            trust: None,
            region: None,
            options: String::new(),
            server: None,
            profile_file: None,
        }
    }

    /// The same target under the name of what it is.
    #[must_use]
    pub fn with_implementation(mut self, implementation: Implementation) -> Self {
        self.implementation = Some(implementation);
        self
    }

    /// The same target, believed where these vouch for it. Without them nothing at an `https` endpoint is.
    #[must_use]
    pub fn with_trust(mut self, trust: Trust) -> Self {
        self.trust = Some(trust);
        self
    }

    /// The same target, for which requests are signed in this region instead of the world's.
    #[must_use]
    pub fn with_region(mut self, region: Region) -> Self {
        self.region = Some(region);
        self
    }

    /// The same target, to which these options of the command line lead beside the endpoint: for the commands that reports
    /// print.
    #[must_use]
    pub fn with_options<'a>(mut self, options: impl IntoIterator<Item = &'a str>) -> Self {
        self.options = options.into_iter().map(|option| format!(" {option}")).collect();
        self
    }

    /// Where it is.
    #[must_use]
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// What kind it is.
    #[must_use]
    pub fn kind(&self) -> TargetKind {
        self.kind
    }

    /// The partition of its world.
    #[must_use]
    pub fn partition(&self) -> Partition {
        self.partition
    }

    /// What is tested, if it was said.
    #[must_use]
    pub fn implementation(&self) -> Option<&Implementation> {
        self.implementation.as_ref()
    }

    /// What the suite's clock is while it tests this.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// The options that lead to it beside its endpoint, each with a space before it.
    pub(crate) fn options(&self) -> &str {
        &self.options
    }

    /// How it is connected to.
    pub(crate) fn connector(&self) -> Connector {
        Connector::new(self.endpoint.clone(), self.trust.clone())
    }

    /// Who signs what it is sent: the caller of its world.
    pub(crate) fn signer(&self) -> Signer {
        let signer = Signer::new(self.world(), self.endpoint.authority());
        match &self.region {
            Some(region) => signer.in_region(region.as_str()),
            None => signer,
        }
    }

    pub(crate) fn world(&self) -> &Arc<World> {
        self.stages.world()
    }

    /// Where the stages of its probes come from.
    pub(crate) fn stages(&self) -> &Stages {
        &self.stages
    }

    /// The file of its profile, as commands name it, if it has one.
    pub(crate) fn profile_file(&self) -> Option<&str> {
        self.profile_file.as_deref()
    }

    /// The suite's clock in epoch seconds.
    pub(crate) fn now(&self) -> f64 {
        epoch_seconds(&self.clock)
    }
}

fn epoch_seconds(clock: &Clock) -> f64 {
    clock.now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
}
