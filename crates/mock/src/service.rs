//! The service: a request and a moment in, an answer out.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use eks_auth_world::World;

use crate::decide::chance::Chance;
use crate::decide::{Stages, Trace, decide};
use crate::delivery::Delivery;
use crate::errand::Library;
use crate::fault::{self, Fault, Outcome, Seen};
use crate::manner::{self, Manner};
use crate::memory::Memory;
use crate::raw::Transport;
use crate::reception::Reception;
use crate::refusal::Refusal;
use crate::reply::granted::{self, Grant};
use crate::reply::node::{Node, Write};
use crate::reply::refused::{self, Told};
use crate::server::{Head, Shared};
use crate::{Answer, Moment, Request};

/// The manner that makes a service verify who signed a request.
const VERIFYING: &str = "sigv4.verified";

/// The reference service over one world, whole or with one fault, and with the manners that it is given.
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
    world: Arc<World>,
    stages: Stages,
    write: Write,
    delivery: Delivery,
    reception: Reception,
    shared: Shared,
    manners: Vec<Kept>,
    fault: Option<&'static Fault>,
    memory: Mutex<Memory>,
}

/// A manner with what it remembers.
struct Kept {
    manner: &'static Manner,
    memory: Mutex<Memory>,
}

impl Service {
    /// The service without a fault.
    #[must_use]
    pub fn new(world: impl Into<Arc<World>>) -> Self {
        Service {
            world: world.into(),
            stages: Stages::WHOLE,
            write: Node::to_json,
            delivery: Delivery::PLAIN,
            reception: Reception::WHOLE,
            shared: Shared::default(),
            manners: Vec::new(),
            fault: None,
            memory: Mutex::default(),
        }
    }

    /// The service over the same world with this fault, and with no other; its manners stay.
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
    pub fn with_fault(mut self, fault: &'static Fault) -> Self {
        (self.fault, self.memory) = (Some(fault), Mutex::default());
        self.arranged()
    }

    /// The service with one more manner. Where two concern the same choice, the later one decides it.
    ///
    /// ```
    /// use eks_auth_mock::{Service, manner};
    /// use eks_auth_world::{Partition, World};
    ///
    /// let service = Service::new(World::standard(Partition::Aws))
    ///     .with_manner(manner::find("response.json.pretty").unwrap())
    ///     .with_manner(manner::find("error.name.type").unwrap());
    /// assert_eq!(service.manners().count(), 2);
    /// ```
    #[must_use]
    pub fn with_manner(mut self, manner: &'static Manner) -> Self {
        self.manners.push(Kept { manner, memory: Mutex::default() });
        self.arranged()
    }

    /// The service with the manner `sigv4.verified`: it verifies who signed a request.
    ///
    /// ```
    /// use eks_auth_mock::{Moment, Request, Service};
    /// use eks_auth_world::{Partition, World};
    ///
    /// let service = Service::new(World::standard(Partition::Aws)).verifying();
    /// let unsigned = Request::exchange(service.world().clusters()[0].name(), "a.b.c");
    /// assert_eq!(service.answer(&unsigned, Moment::new(1_790_000_000, 1)).status(), 403);
    /// ```
    #[must_use]
    pub fn verifying(self) -> Self {
        manner::find(VERIFYING).into_iter().fold(self, Service::with_manner)
    }

    /// The world that the service knows.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The same world, for somebody who keeps it.
    #[must_use]
    pub fn share_world(&self) -> Arc<World> {
        Arc::clone(&self.world)
    }

    /// The fault, if there is one.
    #[must_use]
    pub fn fault(&self) -> Option<&'static Fault> {
        self.fault
    }

    /// The manners in the order in which they were given.
    pub fn manners(&self) -> impl Iterator<Item = &'static Manner> + '_ {
        self.manners.iter().map(|kept| kept.manner)
    }

    /// The answer to a request at a moment.
    ///
    /// Without a fault it depends on nothing else, but for the one manner that keeps answers: equal arguments give equal
    /// answers. Some faults remember what was asked before; that is what is wrong with them.
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
        let mannered = self.manners.iter().fold(answer, |answer, kept| kept.finished(answer, &seen));
        self.finished(mannered, &seen).with_errand(library.take_wanted()).delivered(self.delivery)
    }

    /// How its answers go over the wire.
    pub(crate) fn delivery(&self) -> Delivery {
        self.delivery
    }

    /// How it takes requests from a connection.
    pub(crate) fn reception(&self) -> &Reception {
        &self.reception
    }

    /// What its connections share where a fault has them share anything.
    pub(crate) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Everything that is settled before the first request, anew: first the manners, then the fault.
    fn arranged(mut self) -> Self {
        (self.stages, self.write, self.delivery) = (Stages::WHOLE, Node::to_json, Delivery::PLAIN);
        self.reception = Reception::WHOLE;
        for kept in &self.manners {
            match kept.manner.hook() {
                manner::Hook::Stages(replace) => replace(&mut self.stages),
                manner::Hook::Grant(amend) => self.stages.amend.push(*amend),
                manner::Hook::Written(write) => self.write = *write,
                manner::Hook::Delivery(choose) => choose(&mut self.delivery),
                _ => {}
            }
        }
        match self.hook() {
            Some(fault::Hook::Stages(replace)) => replace(&mut self.stages),
            Some(fault::Hook::Grant(amend)) => self.stages.amend.push(*amend),
            Some(fault::Hook::Reception(choose)) => choose(&mut self.reception),
            _ => {}
        }
        self
    }

    fn granted(&self, grant: Grant, request_id: &str) -> (Answer, Outcome) {
        let mut document = granted::document(&grant);
        for kept in &self.manners {
            if let manner::Hook::Document(edit) = kept.manner.hook() {
                edit(&mut document);
            }
        }
        if let Some(fault::Hook::Document(edit)) = self.hook() {
            edit.apply(&mut document);
        }
        (granted::answer(&document, self.write, request_id), Outcome::Granted(Box::new(grant)))
    }

    fn refused(&self, mut refusal: Refusal, request_id: &str) -> (Answer, Outcome) {
        for kept in &self.manners {
            if let manner::Hook::Refusal(edit) = kept.manner.hook() {
                edit(&mut refusal);
            }
        }
        if let Some(fault::Hook::Refusal(edit)) = self.hook() {
            edit(&mut refusal);
        }
        let mut told = Told::of(&refusal);
        for kept in &self.manners {
            if let manner::Hook::Told(edit) = kept.manner.hook() {
                edit(&mut told, &refusal);
            }
        }
        (refused::tell(&refusal, told, self.write, request_id), Outcome::Refused(refusal))
    }

    fn finished(&self, mut answer: Answer, seen: &Seen<'_>) -> Answer {
        match self.hook() {
            Some(fault::Hook::Answer(edit)) => {
                edit(&mut answer, seen);
                answer
            }
            Some(fault::Hook::Memory(recall)) => remembering(&self.memory, *recall, answer, seen),
            _ => answer,
        }
    }

    /// What a fault makes of the first head of a connection, for the door that reads it.
    pub(crate) fn misreading(&self) -> Option<fn(&mut Head)> {
        match self.hook() {
            Some(fault::Hook::Head(change)) => Some(*change),
            _ => None,
        }
    }

    /// What a fault does with connections, for the door that accepts them.
    pub(crate) fn transport(&self) -> Option<Transport> {
        match self.hook() {
            Some(fault::Hook::Transport(transport)) => Some(*transport),
            _ => None,
        }
    }

    fn hook(&self) -> Option<&'static fault::Hook> {
        self.fault.map(Fault::hook)
    }
}

impl Kept {
    fn finished(&self, mut answer: Answer, seen: &Seen<'_>) -> Answer {
        match self.manner.hook() {
            manner::Hook::Answer(edit) => {
                edit(&mut answer, seen);
                answer
            }
            manner::Hook::Memory(recall) => remembering(&self.memory, *recall, answer, seen),
            _ => answer,
        }
    }
}

/// What is remembered stays usable whatever happened while it was held.
fn remembering(
    memory: &Mutex<Memory>,
    recall: fn(&mut Memory, &Seen<'_>, Answer) -> Answer,
    answer: Answer,
    seen: &Seen<'_>,
) -> Answer {
    recall(&mut memory.lock().unwrap_or_else(PoisonError::into_inner), seen, answer)
}

/// Shows which world, which fault and which manners; neither keys nor anything remembered.
impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service")
            .field("partition", &self.world.partition())
            .field("fault", &self.fault.map(Fault::id))
            .field("manners", &self.manners().map(Manner::id).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
