//! Everything that a good service may do otherwise, by name.
//!
//! A manner is one small change to the service, as a [fault](crate::fault) is, but breaks no `must` of the suite's
//! catalogue: the sources leave the choice open. Some break a `should`, and name it: what is merely usual they do
//! otherwise. Manners may be combined, as any service has made all of these choices at once.

/// A manner that runs something else in place of one stage.
macro_rules! stage {
    ($id:literal, $warns:expr, $summary:literal, $stage:ident, $instead:expr $(,)?) => {
        Manner::new($id, $warns, $summary, Hook::Stages(|stages| stages.$stage = $instead))
            .deciding(&[stringify!($stage)])
    };
}

mod claims;
mod cluster;
mod delivery;
mod error;
mod hook;
mod json;
mod key;
mod lifetime;
mod media;
mod members;
mod name;
mod path;
mod reader;
mod request;
mod route;
mod session;
mod sigv4;
mod state;
mod token;

use std::fmt;

pub(crate) use hook::Hook;

/// One way in which a good service can be unusual.
///
/// ```
/// let manner = eks_auth_mock::manner::find("error.name.type").unwrap();
/// assert_eq!(manner.area(), "error");
/// assert_eq!(manner.warns(), ["ERR-006"]);
/// println!("{}: {}", manner.id(), manner.summary());
/// ```
pub struct Manner {
    id: &'static str,
    summary: &'static str,
    warns: &'static [&'static str],
    decides: &'static [&'static str],
    hook: Hook,
}

impl Manner {
    const fn new(
        id: &'static str,
        warns: &'static [&'static str],
        summary: &'static str,
        hook: Hook,
    ) -> Self {
        Manner { id, summary, warns, decides: &[], hook }
    }

    /// The same manner, which decides these and not what its id says.
    const fn deciding(self, decides: &'static [&'static str]) -> Self {
        Manner { decides, ..self }
    }

    /// The name by which it is chosen, such as `response.json.pretty`: area, subject and twist, joined by dots.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What the service does, in one line.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.summary
    }

    /// The ids of the requirements, each a `should`, that it does not keep; none for most manners.
    #[must_use]
    pub fn warns(&self) -> &'static [&'static str] {
        self.warns
    }

    /// The part of the service that is unusual: the id up to its first dot.
    #[must_use]
    pub fn area(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(area, _)| area)
    }

    /// Whether both make the same choice, so that of the two a service can only have one.
    ///
    /// ```
    /// use eks_auth_mock::manner::find;
    ///
    /// let (pretty, spaced) = (find("response.json.pretty").unwrap(), find("response.json.spaced").unwrap());
    /// assert!(pretty.excludes(spaced));
    /// assert!(!pretty.excludes(find("response.expiration.hour").unwrap()));
    /// ```
    #[must_use]
    pub fn excludes(&self, other: &Manner) -> bool {
        self.choices().any(|choice| other.choices().any(|theirs| theirs == choice))
    }

    /// What it decides: the stages that it replaces, or else the subject in its id.
    fn choices(&self) -> impl Iterator<Item = &'static str> {
        let subject = self.id.rsplit_once('.').map_or(self.id, |(subject, _)| subject);
        let own = self.decides.is_empty().then_some(subject);
        own.into_iter().chain(self.decides.iter().copied())
    }

    pub(crate) fn hook(&self) -> &Hook {
        &self.hook
    }
}

impl fmt::Debug for Manner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manner({})", self.id)
    }
}

/// The tables, one for each subject.
static TABLES: &[&[Manner]] = &[
    members::MANNERS,
    json::MANNERS,
    session::MANNERS,
    lifetime::MANNERS,
    state::MANNERS,
    error::MANNERS,
    name::MANNERS,
    request::MANNERS,
    media::MANNERS,
    reader::MANNERS,
    cluster::MANNERS,
    key::MANNERS,
    token::MANNERS,
    claims::MANNERS,
    path::MANNERS,
    route::MANNERS,
    delivery::MANNERS,
    sigv4::MANNERS,
];

/// Every manner, grouped by area.
pub fn all() -> impl Iterator<Item = &'static Manner> {
    TABLES.iter().copied().flatten()
}

/// The manner of that id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Manner> {
    all().find(|manner| manner.id == id)
}
