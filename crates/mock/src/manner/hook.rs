//! Where a manner can take hold of the service.

use crate::Answer;
use crate::decide::Stages;
use crate::decide::entitlement::Entitlement;
use crate::delivery::Delivery;
use crate::fault::Seen;
use crate::memory::Memory;
use crate::refusal::Refusal;
use crate::reply::granted::Grant;
use crate::reply::node::{Node, Write};
use crate::reply::refused::Told;

/// The one choice that a manner makes.
pub(crate) enum Hook {
    /// Other stages run in place of some.
    Stages(fn(&mut Stages)),
    /// What is granted is edited before it is put into a document.
    Grant(fn(&mut Grant, &Entitlement<'_>)),
    /// The granted document is edited before it is written.
    Document(fn(&mut Node)),
    /// Documents are written otherwise.
    Written(Write),
    /// The refusal is edited: its status, name and text.
    Refusal(fn(&mut Refusal)),
    /// The refusal is told otherwise: where name and text stand.
    Told(fn(&mut Told, &Refusal)),
    /// The finished answer is edited.
    Answer(fn(&mut Answer, &Seen<'_>)),
    /// The finished answer is replaced by something remembered.
    Memory(fn(&mut Memory, &Seen<'_>, Answer) -> Answer),
    /// The answer goes over the wire otherwise.
    Delivery(fn(&mut Delivery)),
}
