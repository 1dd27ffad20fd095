//! Where a fault can take hold of the decision.

use eks_auth_world::World;

use super::edit::Edit;
use crate::decide::entitlement::Entitlement;
use crate::decide::{Stages, Trace};
use crate::memory::Memory;
use crate::raw::Transport;
use crate::reception::Reception;
use crate::refusal::Refusal;
use crate::reply::granted::Grant;
use crate::server::Head;
use crate::{Answer, Moment, Request};

/// The one change that a fault makes.
pub(crate) enum Hook {
    /// Other stages run in place of some.
    Stages(fn(&mut Stages)),
    /// What is granted is edited before it is put into a document.
    Grant(fn(&mut Grant, &Entitlement<'_>)),
    /// The granted document is edited before it is written.
    Document(Edit),
    /// The refusal is edited before it is written.
    Refusal(fn(&mut Refusal)),
    /// The finished answer is edited.
    Answer(fn(&mut Answer, &Seen<'_>)),
    /// The first head of a connection is rewritten before anybody reads it: what a careless reader would make of it.
    Head(fn(&mut Head)),
    /// Requests are taken otherwise from a connection.
    Reception(fn(&mut Reception)),
    /// Something else than an answer goes over the wire.
    Transport(Transport),
    /// The finished answer is replaced by something remembered.
    Memory(fn(&mut Memory, &Seen<'_>, Answer) -> Answer),
}

/// One exchange as it looks from its end.
pub(crate) struct Seen<'a> {
    pub(crate) world: &'a World,
    pub(crate) request: &'a Request,
    pub(crate) moment: Moment,
    pub(crate) trace: &'a Trace,
    pub(crate) outcome: &'a Outcome,
}

/// How the decision went.
pub(crate) enum Outcome {
    Granted(Box<Grant>),
    Refused(Refusal),
}

impl Seen<'_> {
    /// The grant, if there is one.
    pub(crate) fn grant(&self) -> Option<&Grant> {
        match self.outcome {
            Outcome::Granted(grant) => Some(grant),
            Outcome::Refused(_) => None,
        }
    }

    /// The refusal, if there is one.
    pub(crate) fn refusal(&self) -> Option<&Refusal> {
        match self.outcome {
            Outcome::Granted(_) => None,
            Outcome::Refused(refusal) => Some(refusal),
        }
    }
}
