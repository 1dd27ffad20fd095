//! Where stages come from: the world that suite and service share, or the tokens of a profile as they are at the moment.

use std::sync::Arc;

use eks_auth_world::World;

use crate::profile::{ProfileError, Supply};
use crate::redact::Secrets;
use crate::stage::Stage;

/// Makes the stage of each probe.
#[derive(Clone, Debug)]
pub(crate) struct Stages {
    world: Arc<World>,
    supply: Option<Arc<Supply>>,
}

impl Stages {
    /// Of a world whose keys are here.
    pub(crate) fn of_world(world: Arc<World>) -> Self {
        Self { world, supply: None }
    }

    /// Of a profile, with every token read and looked at.
    pub(crate) fn of_supply(supply: Supply, now: f64) -> Result<Self, ProfileError> {
        let world = Arc::new(supply.look_at(now as i64)?);
        Ok(Self { world, supply: Some(Arc::new(supply)) })
    }

    /// The world; of a profile, that of its tokens as they were at first.
    pub(crate) fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The world of this moment, in which nothing is noted as lacking.
    pub(crate) fn world_now(&self, now: f64) -> Result<Arc<World>, ProfileError> {
        match &self.supply {
            Some(supply) => supply.world(now as i64).map(Arc::new),
            None => Ok(Arc::clone(&self.world)),
        }
    }

    /// The stage of one probe.
    pub(crate) fn stage(&self, now: f64, seed: u64, salt: &str) -> Result<Stage, ProfileError> {
        match &self.supply {
            Some(supply) => supply.stage(now, seed, salt),
            None => Ok(Stage::new(Arc::clone(&self.world), now, seed, salt)),
        }
    }

    /// What must not be shown of any exchange, where somebody else's secrets are sent.
    pub(crate) fn secrets(&self, now: f64) -> Option<Arc<Secrets>> {
        let secrets = self.supply.as_ref()?.secrets(now as i64);
        secrets.ok().map(Arc::new)
    }
}
