//! Error names: which refusals may carry which, and at which status.

use eks_auth_protocol::Exception;

use crate::exchange::Exchange;
use crate::expect::THROTTLED;
use crate::judge::{Disposition, Finding, Refusal, Ruling, disposition};
use crate::probe::Transcript;

/// What a refusal must or should be called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    names: &'static [Exception],
    unmodelled: &'static [&'static str],
    at_modelled_status: bool,
}

/// The names on which the agent drops the credentials that it has cached for a pod.
const DROPPING: &[Exception] =
    &[Exception::InvalidToken, Exception::ExpiredToken, Exception::AccessDenied, Exception::ResourceNotFound];

impl Naming {
    /// A name on which the agent drops cached credentials, at its modelled status.
    pub(crate) const DROPS_CREDENTIALS: Self =
        Self { names: DROPPING, unmodelled: &[], at_modelled_status: true };
    pub(crate) const EXPIRED_TOKEN: Self =
        Self { names: &[Exception::ExpiredToken], unmodelled: &[], at_modelled_status: true };
    pub(crate) const INVALID_TOKEN: Self = Self::one_of(&[Exception::InvalidToken]);
    pub(crate) const INVALID_TOKEN_OR_PARAMETER: Self =
        Self::one_of(&[Exception::InvalidToken, Exception::InvalidParameter]);
    pub(crate) const RESOURCE_NOT_FOUND: Self = Self::one_of(&[Exception::ResourceNotFound]);
    pub(crate) const ACCESS_DENIED: Self = Self::one_of(&[Exception::AccessDenied]);
    /// Any modelled name, or one that the protocol itself knows for requests that break the model.
    pub(crate) const MODELLED_OR_PROTOCOL: Self = Self {
        names: &Exception::ALL,
        unmodelled: &["ValidationException", "SerializationException"],
        at_modelled_status: false,
    };

    const fn one_of(names: &'static [Exception]) -> Self {
        Self { names, unmodelled: &[], at_modelled_status: false }
    }

    /// The names in words.
    pub(crate) fn describe(&self) -> String {
        let names: Vec<String> = if self.names.len() == Exception::ALL.len() {
            vec!["a modelled error".to_owned()]
        } else if self.at_modelled_status {
            self.names.iter().map(|name| format!("{} {}", name.status(), name.name())).collect()
        } else {
            self.names.iter().map(|name| name.name().to_owned()).collect()
        };
        let all: Vec<&str> =
            names.iter().map(String::as_str).chain(self.unmodelled.iter().copied()).collect();
        all.join(", or ")
    }

    fn allows(&self, refusal: &Refusal) -> bool {
        let Some(name) = refusal.name() else { return false };
        match self.names.iter().find(|known| known.name() == name) {
            Some(known) => !self.at_modelled_status || known.status() == refusal.status(),
            None => self.unmodelled.contains(&name),
        }
    }

    /// Judges the names of a probe's refused variants. That they are refused at all is another case's business.
    pub(crate) fn judge(&self, transcript: &Transcript) -> Ruling {
        let mut seen = None;
        for turn in transcript.variants() {
            match turn.tell(self.judge_one(&turn.exchange, transcript.throttles_variant_only())) {
                broken @ Ruling::Broken(_) => return broken,
                other => seen = Some(other),
            }
        }
        seen.unwrap_or_else(|| Ruling::NotApplicable("nothing was sent".to_owned()))
    }

    /// Judges the name of one refusal.
    pub(crate) fn judge_one(&self, exchange: &Exchange, throttled_alone: bool) -> Ruling {
        let outcome = disposition(exchange);
        match &outcome {
            // Everything is throttled: that says nothing of this request.
            Disposition::Refused(refusal) if refusal.status() == THROTTLED && !throttled_alone => {
                Ruling::NotApplicable("it was throttled, as others were".to_owned())
            }
            Disposition::Refused(refusal) if self.allows(refusal) => Ruling::Holds(outcome.describe()),
            Disposition::Refused(_) => {
                let observed = outcome.describe();
                let message = format!("the refusal is {observed}");
                Ruling::broken(Finding::new(self.describe(), observed, message))
            }
            _ => Ruling::NotApplicable("it was not refused".to_owned()),
        }
    }
}
