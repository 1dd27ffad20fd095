//! Granted, refused, or neither.

use eks_auth_protocol::operation;
use eks_auth_protocol::wire::{Document, Kind, Value};

use super::Identity;
use crate::exchange::{Answer, Exchange};

/// What a service did with a request, as far as credentials are concerned.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Disposition {
    /// Status 200 with credentials.
    Granted,
    /// A complete HTTP answer with a status from 400 to 499 and no credentials in it.
    Refused(Refusal),
    /// Anything else: what it was, in words.
    Neither(String),
}

/// A refusal: its status and its error name.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Refusal {
    status: u16,
    name: Option<String>,
}

impl Refusal {
    /// The status code, from 400 to 499.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The error's name, freed of namespace and URI.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl Disposition {
    /// Whether credentials were given.
    #[must_use]
    pub fn is_granted(&self) -> bool {
        matches!(self, Self::Granted)
    }

    /// The refusal, if it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// In words, canonical: `granted`, `403 AccessDeniedException`, `status 500`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Granted => "granted".to_owned(),
            Self::Refused(Refusal { status, name: Some(name) }) => format!("{status} {name}"),
            Self::Refused(Refusal { status, name: None }) => format!("{status} without an error name"),
            Self::Neither(words) => words.clone(),
        }
    }
}

/// What the service did with this request.
#[must_use]
pub fn disposition(exchange: &Exchange) -> Disposition {
    let Some(answer) = exchange.answer() else {
        return Disposition::Neither(exchange.received().to_string());
    };
    let status = answer.status();
    match (carries_credentials(answer), status) {
        (true, operation::SUCCESS_STATUS) => Disposition::Granted,
        (true, _) => Disposition::Neither(format!("status {status} with credentials")),
        (false, 400..=499) => {
            let name = Identity::of(answer).name().map(|name| exchange.redact(name));
            Disposition::Refused(Refusal { status, name })
        }
        (false, 200..=299) => Disposition::Neither(format!("status {status} without credentials")),
        (false, _) => Disposition::Neither(format!("status {status}")),
    }
}

/// Whether anything in the body is a credential, by the names of the members in any case and at any depth.
pub(super) fn carries_credentials(answer: &Answer) -> bool {
    match Document::parse(answer.body()) {
        Ok(document) => has_credential(document.root()),
        // What is not JSON for us may be for somebody else: a client that reads the first value of two, for one.
        Err(_) => {
            let text = String::from_utf8_lossy(answer.body()).to_ascii_lowercase();
            NAMES.iter().filter(|name| text.contains(&format!("\"{name}\""))).count() > 1
        }
    }
}

const NAMES: [&str; 3] = ["accesskeyid", "secretaccesskey", "sessiontoken"];

fn has_credential(value: Value<'_, '_>) -> bool {
    match value.kind() {
        Kind::Object => value.members().any(|member| {
            let named = NAMES.contains(&member.name().to_ascii_lowercase().as_str());
            let filled = member.value().as_str().is_some_and(|text| !text.is_empty());
            (named && filled) || has_credential(member.value())
        }),
        Kind::Array => value.elements().any(has_credential),
        _ => false,
    }
}
