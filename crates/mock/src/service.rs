//! The service: a request and a moment in, an answer out.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use eks_auth_world::World;

use crate::decide::chance::Chance;
use crate::decide::{Stages, Trace, decide};
use crate::errand::Library;
use crate::fault::{Fault, Hook, Outcome, Seen};
use crate::memory::Memory;
use crate::refusal::Refusal;
use crate::reply::granted::{self, Grant};
use crate::reply::refused;
use crate::server::Head;
use crate::{Answer, Moment, Request};

/// The reference service over one world, whole or with one fault.
///
/// # Example
///
/// ```
/// use eks_auth_mock::{Moment, Request, Service};
/// use eks_auth_world::{Partition, Pod, TokenDraft, World};
///
/// let service = Service::new(World::standard(Partition::Aws));
/// let now = 1_790_000_000;
/// let (cluster, association) = service.world().grants().next().unwrap();
/// let token = TokenDraft::new(cluster, &Pod::of(association), now, "5e5e0000-0000-4000-8000-000000000001").sign();
///
/// let request = Request::exchange(cluster.name(), token.expose());
/// assert_eq!(service.answer(&request, Moment::new(now, 1)).status(), 200);
///
/// let a_week_later = Moment::new(now + 7 * 86_400, 2);
/// assert_eq!(service.answer(&request, a_week_later).header("X-Amzn-Errortype"), Some("ExpiredTokenException"));
/// ```
pub struct Service {
    world: World,
    stages: Stages,
    fault: Option<&'static Fault>,
    memory: Mutex<Memory>,
}

impl Service {
    /// The service without a fault.
    #[must_use]
    pub fn new(world: World) -> Self {
        Service { world, stages: Stages::WHOLE, fault: None, memory: Mutex::default() }
    }

    /// The service over the same world with this fault, and with no other.
    ///
    /// ```
    /// use eks_auth_mock::{Service, fault};
    /// use eks_auth_world::{Partition, World};
    ///
    /// let fault = fault::find("response.audience.wrong").unwrap();
    /// let service = Service::new(World::standard(Partition::Aws)).with_fault(fault);
    /// assert_eq!(service.fault().map(|fault| fault.requirement()), Some("RSP-004"));
    /// ```
    #[must_use]
    pub fn with_fault(self, fault: &'static Fault) -> Self {
        let mut stages = Stages::WHOLE;
        match fault.hook() {
            Hook::Stages(replace) => replace(&mut stages),
            Hook::Grant(amend) => stages.amend = *amend,
            _ => {}
        }
        Service { world: self.world, stages, fault: Some(fault), memory: Mutex::default() }
    }

    /// The world that the service knows.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The fault, if there is one.
    #[must_use]
    pub fn fault(&self) -> Option<&'static Fault> {
        self.fault
    }

    /// The answer to a request at a moment.
    ///
    /// Without a fault it depends on nothing else: equal arguments give equal answers. Some faults remember what
    /// was asked before; that is what is wrong with them.
    #[must_use]
    pub fn answer(&self, request: &Request, moment: Moment) -> Answer {
        self.answer_with(request, moment, &Library::default())
    }

    /// The answer of a service that has fetched this much: where the answer has an errand, that comes first.
    pub(crate) fn answer_with(&self, request: &Request, moment: Moment, library: &Library) -> Answer {
        let mut trace = Trace::default();
        let request_id = Chance::new(moment.nonce(), "answer").uuid("request-id");
        let decision = decide(&self.stages, &self.world, request, moment, library, &mut trace);
        let (answer, outcome) = match decision {
            Ok(grant) => self.granted(grant, &request_id),
            Err(refusal) => self.refused(refusal, &request_id),
        };
        let seen = Seen { world: &self.world, request, moment, trace: &trace, outcome: &outcome };
        self.finished(answer, &seen).with_errand(library.take_wanted())
    }

    fn granted(&self, grant: Grant, request_id: &str) -> (Answer, Outcome) {
        let mut document = granted::document(&grant);
        if let Some(Hook::Document(edit)) = self.hook() {
            edit.apply(&mut document);
        }
        (granted::answer(&document, request_id), Outcome::Granted(Box::new(grant)))
    }

    fn refused(&self, mut refusal: Refusal, request_id: &str) -> (Answer, Outcome) {
        if let Some(Hook::Refusal(edit)) = self.hook() {
            edit(&mut refusal);
        }
        (refused::answer(&refusal, request_id), Outcome::Refused(refusal))
    }

    fn finished(&self, mut answer: Answer, seen: &Seen<'_>) -> Answer {
        match self.hook() {
            Some(Hook::Answer(edit)) => {
                edit(&mut answer, seen);
                answer
            }
            Some(Hook::Memory(recall)) => {
                // What a fault remembers stays usable whatever happened while it was held.
                let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
                recall(&mut memory, seen, answer)
            }
            _ => answer,
        }
    }

    /// What a fault makes of the first head of a connection, for the door that reads it.
    pub(crate) fn misreading(&self) -> Option<fn(&mut Head)> {
        match self.hook() {
            Some(Hook::Head(change)) => Some(*change),
            _ => None,
        }
    }

    fn hook(&self) -> Option<&'static Hook> {
        self.fault.map(Fault::hook)
    }
}

/// Shows which world and which fault; neither keys nor anything remembered.
impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("partition", &self.world.partition())
            .field("fault", &self.fault.map(Fault::id))
            .finish_non_exhaustive()
    }
}
