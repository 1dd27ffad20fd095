//! What is tested.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use eks_auth_mock::{Clock, Fault, RunningServer, Server, Service};
use eks_auth_world::{Partition, World};
use serde::Serialize;

use crate::callback::CallbackAddress;
use crate::client::Endpoint;
use crate::profile::{Profile, ProfileError, Supply};
use crate::stages::Stages;

/// What kind of service is at the endpoint.
#[derive(Clone, Copy, Debug, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TargetKind {
    /// The reference mock in the suite's own process.
    Mock,
    /// Somebody's implementation.
    Remote,
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

    /// The service that a profile describes, with every token read and looked at, and nothing sent. `file` is what the
    /// profile's file is called on a command line.
    ///
    /// # Errors
    ///
    /// When the profile cannot be followed: its endpoint is none or would get real tokens in the clear, a token is not what
    /// it is said to be, or the caller's credentials are not there.
    pub fn profiled(profile: &Profile, file: impl Into<String>) -> Result<Self, ProfileError> {
        let endpoint: Endpoint = profile.endpoint().parse()?;
        let is_plain = endpoint.to_string().starts_with("http://");
        if is_plain && CallbackAddress::beside(&endpoint).is_none() {
            return Err(ProfileError::PlainHttp(endpoint.to_string()));
        }
        let supply = Supply::new(profile.clone(), profile.caller()?);
        let stages = Stages::of_supply(supply, epoch_seconds(&Clock::system()))?;
        let mut target = Self::new(endpoint, TargetKind::Remote, stages);
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
