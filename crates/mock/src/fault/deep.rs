//! Faults that lie deep: the service fails at one length, one value, one spelling, one combination of two things, or
//! with what one exchange leaves to another.
//!
//! No fixed case is meant to meet them, however many there are: they are what a search has to be measured on. So they
//! are a table of their own, beside the one that the cases are held against.

mod combination;
mod length;
mod spelling;
mod state;
mod value;

use std::fmt;

use super::cache::claims;
use super::expiry::claim;
use super::{Fault, Hook, Seen};
use crate::base64url;
use crate::decide::Evidence;
use crate::decide::jws::parts;
use crate::json::Object;

/// What a request must have to meet a deep fault.
///
/// ```
/// use eks_auth_mock::fault::{self, Class};
///
/// let fault = fault::find("deep.pod.length-128").unwrap();
/// assert_eq!(fault.class(), Some(Class::Length));
/// assert_eq!(fault.class().unwrap().to_string(), "length");
/// assert_eq!(fault::find("response.audience.wrong").unwrap().class(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Class {
    /// Something of one length.
    Length,
    /// Something of one value, or of a few.
    Value,
    /// Something written in one way of several that mean the same to JSON, to a URL or to HTTP.
    Spelling,
    /// Two things at once, neither of which is enough alone.
    Combination,
    /// Another exchange before it.
    State,
}

impl fmt::Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Class::Length => "length",
            Class::Value => "value",
            Class::Spelling => "spelling",
            Class::Combination => "combination",
            Class::State => "state",
        })
    }
}

/// The tables, one for each class.
static TABLES: &[(Class, &[Fault])] = &[
    (Class::Length, length::FAULTS),
    (Class::Value, value::FAULTS),
    (Class::Spelling, spelling::FAULTS),
    (Class::Combination, combination::FAULTS),
    (Class::State, state::FAULTS),
];

/// Every deep fault, grouped by class.
pub(super) fn all() -> impl Iterator<Item = &'static Fault> {
    TABLES.iter().flat_map(|(_, faults)| faults.iter())
}

/// The class of the deep fault of that id.
pub(super) fn class(id: &str) -> Option<Class> {
    TABLES.iter().find(|(_, faults)| faults.iter().any(|fault| fault.id() == id)).map(|(class, _)| *class)
}

/// The member of kubernetes.io of that name, where it is an object.
fn reference<'a>(evidence: &Evidence<'a>, name: &str) -> Option<&'a Object> {
    evidence.jws.claims.object("kubernetes.io")?.object(name)
}

/// The name of the pod that a token is bound to.
fn pod_name<'a>(evidence: &Evidence<'a>) -> Option<&'a str> {
    reference(evidence, "pod")?.text("name")
}

/// Header and claims of a token as they were written, where both are base64url.
fn texts(token: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (header, claims, _) = parts(token)?;
    Some((base64url::decode(header)?, base64url::decode(claims)?))
}

/// Whether the body came in chunks.
fn is_chunked(seen: &Seen<'_>) -> bool {
    seen.request.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case(b"chunked"))
}
