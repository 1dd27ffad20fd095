//! Everything that can be wrong with a service, by name.
//!
//! A fault is one small change at one stage of the decision: a stage replaced, the granted document, the refusal or
//! the finished answer edited, or something remembered that should not be. Each breaks one requirement of the
//! suite's catalogue, which it names, and is otherwise the whole service.
//!
//! Those of [`all`] are each seen by a case of the suite; those of [`deep()`] are for a search to find; those of
//! [`transport()`] are what a client must survive.

/// A fault that runs something else in place of one stage.
macro_rules! stage {
    ($id:literal, $requirement:literal, $summary:literal, $stage:ident, $instead:expr $(,)?) => {
        Fault::new($id, $requirement, $summary, Hook::Stages(|stages| stages.$stage = $instead))
    };
}

mod algorithm;
mod answer;
mod association;
mod body;
mod boundary_body;
mod boundary_cluster;
mod boundary_header;
mod boundary_members;
mod boundary_path;
mod boundary_token;
mod brought;
mod cache;
mod claims;
mod cluster;
mod credentials;
mod critical;
mod deep;
mod edit;
mod error;
mod expiration;
mod expiry;
mod extras;
mod fetch;
mod form;
mod header;
pub(crate) mod hook;
mod http;
mod identity;
mod incomplete;
mod keys;
mod late;
mod leak;
pub(crate) mod lenient;
mod lookup;
mod members;
mod number;
mod parties;
mod places;
mod request;
mod role;
mod session;
mod signature;
mod sigv4;
mod smuggling;
mod state;
mod text;
mod times;
mod transport;
mod unreadable;
mod values;
mod wire;

use std::fmt;

use eks_auth_protocol::Exception;

use crate::decide::entitlement::Entitlement;
use crate::refusal::Refusal;
use crate::reply::granted::Grant;

pub use deep::Class;
pub(crate) use hook::{Hook, Outcome, Seen};

/// One way in which a service can be wrong.
///
/// ```
/// let fault = eks_auth_mock::fault::find("response.audience.wrong").unwrap();
/// assert_eq!(fault.area(), "response");
/// assert_eq!(fault.requirement(), "RSP-004");
/// println!("{}: {}", fault.id(), fault.summary());
/// ```
pub struct Fault {
    id: &'static str,
    summary: &'static str,
    requirement: &'static str,
    hook: Hook,
}

impl Fault {
    const fn new(id: &'static str, requirement: &'static str, summary: &'static str, hook: Hook) -> Self {
        Fault { id, summary, requirement, hook }
    }

    /// The name by which it is chosen, such as `signature.hmac.pem`: area, subject and twist, joined by dots.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What the service does wrong, in one line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The id of the requirement that it breaks, such as `TOK-004`.
    #[must_use]
    pub fn requirement(&self) -> &'static str {
        self.requirement
    }

    /// The part of the service that is wrong: the id up to its first dot.
    #[must_use]
    pub fn area(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(area, _)| area)
    }

    /// What a request must have to meet it, of a [deep](deep()) fault.
    #[must_use]
    pub fn class(&self) -> Option<Class> {
        deep::class(self.id)
    }

    /// Whether it takes hold where bytes are read from a connection, so that [`Service::answer`](crate::Service::answer) alone
    /// does not show it.
    #[must_use]
    pub fn is_below_requests(&self) -> bool {
        matches!(self.hook, Hook::Head(_) | Hook::Reception(_) | Hook::Transport(_))
    }

    /// Whether it concerns the connection and not what is answered: one of [`transport()`]. Only a [`Server`](crate::Server)
    /// shows it.
    #[must_use]
    pub fn is_of_transport(&self) -> bool {
        matches!(self.hook, Hook::Transport(_))
    }

    pub(crate) fn hook(&self) -> &Hook {
        &self.hook
    }
}

impl fmt::Debug for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fault({})", self.id)
    }
}

/// A fault that edits what is granted.
const fn grant(
    id: &'static str,
    requirement: &'static str,
    summary: &'static str,
    edit: fn(&mut Grant, &Entitlement<'_>),
) -> Fault {
    Fault::new(id, requirement, summary, Hook::Grant(edit))
}

/// What a service says that did not expect this.
fn crash() -> Refusal {
    Refusal::modelled(Exception::InternalServer, "something went wrong inside the service")
}

/// The tables, one for each subject.
static TABLES: &[&[Fault]] = &[
    members::FAULTS,
    places::FAULTS,
    values::FAULTS,
    role::FAULTS,
    session::FAULTS,
    credentials::FAULTS,
    expiration::FAULTS,
    answer::FAULTS,
    error::FAULTS,
    leak::FAULTS,
    request::FAULTS,
    body::FAULTS,
    extras::FAULTS,
    cluster::FAULTS,
    lookup::FAULTS,
    association::FAULTS,
    form::FAULTS,
    unreadable::FAULTS,
    text::FAULTS,
    header::FAULTS,
    algorithm::FAULTS,
    signature::FAULTS,
    keys::FAULTS,
    fetch::FAULTS,
    critical::FAULTS,
    expiry::FAULTS,
    late::FAULTS,
    times::FAULTS,
    number::FAULTS,
    parties::FAULTS,
    claims::FAULTS,
    identity::FAULTS,
    incomplete::FAULTS,
    http::FAULTS,
    wire::FAULTS,
    smuggling::FAULTS,
    state::FAULTS,
    cache::FAULTS,
    boundary_cluster::FAULTS,
    boundary_path::FAULTS,
    boundary_members::FAULTS,
    boundary_body::FAULTS,
    boundary_header::FAULTS,
    sigv4::FAULTS,
    boundary_token::unknown::FAULTS,
    boundary_token::header::FAULTS,
    boundary_token::claims::FAULTS,
    boundary_token::pod::FAULTS,
    boundary_token::expiry::FAULTS,
    boundary_token::parties::FAULTS,
    boundary_token::subject::FAULTS,
    boundary_token::association::FAULTS,
    boundary_token::signature::FAULTS,
    boundary_token::forged::FAULTS,
    boundary_token::form::FAULTS,
];

/// Every fault that a case of the suite is to see, grouped by area. Those of [`deep()`] and [`transport()`] are not among
/// them.
pub fn all() -> impl Iterator<Item = &'static Fault> {
    TABLES.iter().copied().flatten()
}

/// Every fault that only a search is to meet, grouped by class: the service fails at one length, one value, one spelling,
/// one combination of two things, or with what one exchange leaves to another.
///
/// ```
/// use eks_auth_mock::fault;
///
/// assert!(fault::deep().all(|fault| fault.class().is_some() && fault.area() == "deep"));
/// assert!(fault::all().all(|fault| fault.class().is_none()));
/// ```
pub fn deep() -> impl Iterator<Item = &'static Fault> {
    deep::all()
}

/// Every fault of the transport: what a broken or hostile service does with a connection, to hang, flood or crash whoever
/// calls it. A client must end each exchange in bounded time and memory whatever of these it meets.
///
/// ```
/// use eks_auth_mock::fault;
///
/// assert!(fault::transport().all(|fault| fault.is_of_transport() && fault.area() == "transport"));
/// assert!(fault::transport().any(|fault| fault.id() == "transport.silent"));
/// ```
pub fn transport() -> impl Iterator<Item = &'static Fault> {
    transport::FAULTS.iter()
}

/// Every fault that there is: those of [`all`], of [`deep()`] and of [`transport()`].
pub fn every() -> impl Iterator<Item = &'static Fault> {
    all().chain(deep()).chain(transport())
}

/// The fault of that id, whichever it is.
///
/// ```
/// let fault = eks_auth_mock::fault::find("transport.silent").unwrap();
/// assert!(fault.is_of_transport());
/// ```
#[must_use]
pub fn find(id: &str) -> Option<&'static Fault> {
    every().find(|fault| fault.id == id)
}
