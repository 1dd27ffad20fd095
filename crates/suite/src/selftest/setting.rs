//! How a fault is put before the suite.

use std::io;

use eks_auth_mock::Fault;

use super::options::Options;
use crate::target::Target;

/// What all runs of one selftest have in common.
#[derive(Clone, Debug)]
pub(super) struct Setting {
    options: Options,
}

impl Setting {
    pub(super) fn new(options: &Options) -> Self {
        Self { options: options.clone() }
    }

    /// The mock with this fault, or without any, and how the suite is to be run against it.
    ///
    /// A fault that takes hold only under a certain option, or only of a service of a certain manner, is given that here.
    pub(super) async fn stage(
        &self,
        fault: Option<&'static Fault>,
    ) -> io::Result<(Target, crate::options::Options)> {
        let target = Target::embedded(self.options.partition, fault).await?;
        let options = crate::options::Options {
            seed: self.options.seed,
            timeout: self.options.timeout,
            ..crate::options::Options::default()
        };
        Ok((target, options))
    }
}
