//! By which names an answer calls its error.

use eks_auth_protocol::wire::{Document, Place, identities};

use crate::exchange::Answer;

/// The error's names, freed of namespace and URI, in the order in which most clients look for them.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Identity {
    names: Vec<(Place, String)>,
}

impl Identity {
    /// Reads every name that an answer gives.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        let document = Document::parse(answer.body()).ok();
        let headers = answer.headers().iter().map(|(name, value)| (name.as_str(), value.as_slice()));
        let found = identities(headers, document.as_ref().map(Document::root));
        Self {
            names: found
                .iter()
                .map(|identity| (identity.place(), identity.code().name().to_owned()))
                .collect(),
        }
    }

    /// The name as most clients find it: the header's, else `code`, else `__type`.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.names.first().map(|(_, name)| name.as_str())
    }

    /// The name in the header X-Amzn-Errortype.
    #[must_use]
    pub fn header(&self) -> Option<&str> {
        self.names.iter().find(|(place, _)| *place == Place::Header).map(|(_, name)| name.as_str())
    }

    /// Every name with the header or member it stands in.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.names.iter().map(|(place, name)| (place.name(), name.as_str()))
    }

    /// Whether all names that are there are the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.all().all(|(_, name)| Some(name) == self.name())
    }
}
