//! How a fault is put before the suite.

use std::io;
use std::sync::Arc;
use std::time::SystemTime;

use eks_auth_mock::{Clock, Fault, Service};
use eks_auth_world::World;

use super::options::Options;
use crate::area::Area;
use crate::client::Limits;
use crate::options::Sigv4;
use crate::target::Target;

/// What all runs of one selftest have in common: the world, which remembers signatures, and the moment at which each run
/// begins. So all of them send the same tokens, and these are signed once.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    options: Options,
    world: Arc<World>,
    moment: SystemTime,
}

impl Setting {
    pub(super) fn new(options: &Options) -> Self {
        let world = World::standard(options.partition).remembering_signatures();
        Self { options: options.clone(), world: Arc::new(world), moment: SystemTime::now() }
    }

    /// The mock with this fault, or without any, and how the suite is to be run against it.
    ///
    /// A fault that takes hold only under a certain option, or only of a service of a certain manner, is given that here.
    pub(super) async fn stage(
        &self,
        fault: Option<&'static Fault>,
    ) -> io::Result<(Target, crate::options::Options)> {
        // A clock of its own for each run: some probes set it forward instead of waiting.
        let clock = Clock::standing_at(self.moment);
        // Whatever the suite says of signatures must be true of the mock without a fault.
        let verifies = fault.is_none_or(|fault| fault.area() == Area::Sigv4.as_str());
        let service = Service::new(Arc::clone(&self.world));
        let service = if verifies { service.verifying() } else { service };
        let service = fault.into_iter().fold(service, Service::with_fault);
        let target = Target::serving_by(clock, service).await?;
        let options = crate::options::Options {
            seed: self.options.seed,
            limits: Limits::default().with_timeout(self.options.timeout),
            sigv4: if verifies { Sigv4::Required } else { Sigv4::Optional },
            ..crate::options::Options::default()
        };
        Ok((target, options))
    }
}
