//! Reads members of an answer by their path.

use eks_auth_protocol::wire::{Document, Value};

use super::subject::Subject;
use super::{Finding, Ruling};
use crate::exchange::{Answer, Exchange};

/// A granted answer with its document, as the checks of the grant see it.
pub(super) struct View<'a> {
    pub(super) exchange: &'a Exchange,
    pub(super) answer: &'a Answer,
    pub(super) document: Document<'a>,
    pub(super) subject: &'a Subject,
}

impl<'a> View<'a> {
    pub(super) fn value(&self, path: &str) -> Option<Value<'_, 'a>> {
        path.split('.').try_fold(self.document.root(), |value, name| value.get(name))
    }

    /// The text at a path; absent or ill-typed members are RSP-002's business.
    pub(super) fn text(&self, path: &str) -> Result<String, Ruling> {
        self.value(path)
            .and_then(|value| value.as_str())
            .map(std::borrow::Cow::into_owned)
            .ok_or_else(|| Ruling::NotApplicable(format!("`{path}` is absent or no string: see RSP-002")))
    }

    /// Whether the texts at these paths are what the world says.
    pub(super) fn equal(&self, expected: &[(&str, &str)]) -> Ruling {
        let mut seen = Vec::new();
        for (path, wanted) in expected {
            match self.text(path) {
                Err(absent) => return absent,
                Ok(text) if text == *wanted => seen.push(text),
                Ok(text) => {
                    let message = format!("`{path}` is {text:?}, not {wanted:?}");
                    return Ruling::broken(Finding::new(
                        format!("{path} {wanted:?}"),
                        format!("{path} {text:?}"),
                        message,
                    ));
                }
            }
        }
        Ruling::Holds(seen.join(", "))
    }
}
