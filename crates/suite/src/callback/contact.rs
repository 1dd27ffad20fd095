//! Who came to the listener, and which tokens sent them.

use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use eks_auth_world::defect::Pointer;

/// How many contacts are remembered: more than a run could cause, so that memory is bounded whoever finds the port.
const MOST: usize = 4096;
/// The longest target that is remembered, in bytes: longer than any of ours, and a nonce comes early in those.
const LONGEST: usize = 1024;

/// What the tokens of a probe point to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trail {
    nonces: Vec<String>,
    secure_since: Option<Instant>,
}

impl Trail {
    /// One more token, which points to the path of this nonce.
    pub(crate) fn add(&mut self, nonce: &str, pointer: Pointer) {
        self.nonces.push(nonce.to_owned());
        if pointer == Pointer::Https {
            self.secure_since.get_or_insert_with(Instant::now);
        }
    }

    /// Whether no token points anywhere.
    #[cfg(test)]
    pub(crate) fn is_empty(&self) -> bool {
        self.nonces.is_empty()
    }
}

/// Whether somebody followed where the tokens of a probe point.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) enum Followed {
    /// There is no listener that the service could reach.
    #[default]
    Unwatched,
    /// What came to the listener, the first of it first.
    Watched(Vec<Contact>),
}

impl Followed {
    /// The first that came.
    pub(crate) fn first(&self) -> Option<&Contact> {
        match self {
            Self::Unwatched => None,
            Self::Watched(contacts) => contacts.first(),
        }
    }
}

/// One thing that came to the listener.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) enum Contact {
    /// An HTTP request.
    Request {
        /// Its method.
        method: String,
        /// Its target.
        target: String,
    },
    /// The beginning of a TLS handshake.
    Handshake,
}

impl Contact {
    pub(super) fn request(method: &str, target: &str) -> Self {
        let target = target.chars().scan(0, |length, c| {
            *length += c.len_utf8();
            (*length <= LONGEST).then_some(c)
        });
        Self::Request { method: method.to_owned(), target: target.collect() }
    }

    /// In words that say nothing of one run alone.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Request { method, .. } => format!("fetched with {method}"),
            Self::Handshake => "a TLS handshake begun".to_owned(),
        }
    }

    fn came_by(&self, trail: &Trail) -> bool {
        match self {
            Self::Request { target, .. } => trail.nonces.iter().any(|nonce| target.contains(nonce)),
            Self::Handshake => trail.secure_since.is_some(),
        }
    }
}

/// Everything that came, in order.
#[derive(Default)]
pub(super) struct Contacts(Mutex<Vec<(Instant, Contact)>>);

impl Contacts {
    pub(super) fn add(&self, contact: Contact) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() < MOST {
            all.push((Instant::now(), contact));
        }
    }

    /// What tokens of this trail led here. A handshake does not say which token it comes of: it is held against all that
    /// point to https and were sent before it.
    pub(super) fn of(&self, trail: &Trail) -> Vec<Contact> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let since = |at: &Instant| trail.secure_since.is_none_or(|since| *at >= since);
        let of_trail = all.iter().filter(|(at, contact)| contact.came_by(trail) && since(at));
        of_trail.map(|(_, contact)| contact.clone()).collect()
    }
}
