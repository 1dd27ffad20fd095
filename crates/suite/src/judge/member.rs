//! Reads members of an answer by their path.

use eks_auth_protocol::wire::{Document, Kind, Value};

use super::subject::Subject;
use super::{Finding, Ruling};
use crate::exchange::Answer;

/// A granted answer with its document, as the checks of the grant see it.
pub(crate) struct View<'a> {
    pub(super) answer: &'a Answer,
    pub(super) document: Document<'a>,
    pub(super) known: Known<'a>,
}

/// What is known beside an answer: all of it in a run, nothing where somebody has captured the answer alone.
#[derive(Clone, Copy, Default)]
pub(crate) struct Known<'a> {
    /// For whom the token was signed.
    pub(crate) subject: Option<&'a Subject>,
    /// The token that was sent.
    pub(crate) token: Option<&'a str>,
    /// When the request was sent, in epoch seconds.
    pub(crate) at: Option<f64>,
}

impl<'a> View<'a> {
    /// The answer with its document, if it has one that is an object.
    pub(crate) fn of(answer: &'a Answer, known: Known<'a>) -> Option<Self> {
        let document = Document::parse(answer.body()).ok()?;
        (document.root().kind() == Kind::Object).then_some(Self { answer, document, known })
    }

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
        let mut absent = None;
        for (path, wanted) in expected {
            match self.text(path) {
                // One that is there and wrong counts also beside one that is missing.
                Err(ruling) => _ = absent.get_or_insert(ruling),
                Ok(text) if text == *wanted => seen.push(text),
                Ok(text) => {
                    let message = format!("`{path}` is {text:?}, not {wanted:?}");
                    let observed = format!("{path} {}", difference(&text, wanted));
                    return Ruling::broken(Finding::new(format!("{path} {wanted:?}"), observed, message));
                }
            }
        }
        absent.unwrap_or_else(|| Ruling::Holds(seen.join(", ")))
    }
}

/// How a text differs from the one that was due, without saying either: they are names and identifiers of the world.
pub(super) fn difference(text: &str, wanted: &str) -> String {
    if text.is_empty() {
        "is empty".to_owned()
    } else if text.eq_ignore_ascii_case(wanted) {
        "is in another letter case".to_owned()
    } else if wanted.starts_with(text) {
        "is cut short".to_owned()
    } else if text.contains(wanted) {
        "has more around it".to_owned()
    } else {
        other_part(text, wanted)
            .map_or_else(|| "is another".to_owned(), |part| format!("is of another {part}"))
    }
}

/// The one part in which an ARN differs from another.
fn other_part(text: &str, wanted: &str) -> Option<&'static str> {
    const PARTS: [&str; 6] = ["form", "partition", "service", "region", "account", "resource"];
    let (text, wanted): (Vec<&str>, Vec<&str>) =
        (text.splitn(6, ':').collect(), wanted.splitn(6, ':').collect());
    if wanted.len() < 6 {
        return None;
    }
    if text.len() < 6 {
        return Some("form");
    }
    let mut other = PARTS.into_iter().zip(text.iter().zip(&wanted)).filter(|(_, (one, two))| one != two);
    other.next().map(|(part, _)| part).filter(|_| other.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn difference_of_names() {
        for (text, shown) in [
            ("", "is empty"),
            ("PAYMENTS", "is in another letter case"),
            ("pay", "is cut short"),
            ("payments:ledger", "has more around it"),
            ("kube-system", "is another"),
        ] {
            assert_eq!(difference(text, "payments"), shown, "{text}");
        }
    }

    #[test]
    fn difference_of_arns() {
        for (text, shown) in [
            ("arn:aws:iam::222233334444:role/ledger", "is of another account"),
            ("arn:aws:iam::111122223333:role/b", "is of another resource"),
            ("arn:aws-cn:iam:us-west-2:111122223333:role/ledger", "is another"),
            ("role/ledger", "is of another form"),
        ] {
            assert_eq!(difference(text, "arn:aws:iam::111122223333:role/ledger"), shown, "{text}");
        }
    }
}
