//! A granted answer as a whole: its shape, its headers, its bytes.

use std::collections::HashSet;

use eks_auth_protocol::operation;
use eks_auth_protocol::wire::{self, Document, Field, Kind, Value, Violation, response_fields};

use super::member::View;
use super::{Finding, Identity, Ruling};
use crate::exchange::{Answer, Exchange};

/// RSP-002.
pub(super) fn has_every_member(view: &View<'_>) -> Ruling {
    let mut breaches = unreadable_members(view).into_iter();
    let Some(first) = breaches.next() else {
        return Ruling::Holds("every required member with its JSON type".to_owned());
    };
    Ruling::broken(match breaches.len() {
        0 => first,
        more => first.and_more(more),
    })
}

/// Everything that RSP-002 has against the answer.
pub(crate) fn unreadable_members(view: &View<'_>) -> Vec<Finding> {
    let mut violations: Vec<Violation> = Vec::new();
    wire::read_response_into(view.answer.body(), wire::Limits::default(), &mut violations);
    let breach = |violation: &Violation| {
        Finding::new(
            "every required member with its JSON type",
            violation.to_string(),
            format!("in the answer {}", quoted(violation)),
        )
        .at(violation.path())
    };
    violations.iter().filter(|violation| violation.is_fatal()).map(breach).collect()
}

/// The violation with its member in quotes.
fn quoted(violation: &Violation) -> String {
    violation.to_string().replacen(violation.path(), &format!("`{}`", violation.path()), 1)
}

/// RSP-020.
pub(super) fn is_one_json_object(exchange: &Exchange) -> Ruling {
    let Some(answer) = exchange.answer() else {
        let observed = exchange.received().to_string();
        return Ruling::broken(Finding::new(
            WHOLE,
            &observed,
            format!("the answer is not complete: {observed}"),
        ));
    };
    body_is_one_json_object(answer)
}

const WHOLE: &str = "a complete answer whose body is one JSON object";

/// RSP-020, for an answer that is complete.
pub(crate) fn body_is_one_json_object(answer: &Answer) -> Ruling {
    match Document::parse(answer.body()) {
        Err(error) => Ruling::broken(Finding::new(
            WHOLE,
            "a body that is not JSON",
            format!("the body of the answer is not JSON: {error}"),
        )),
        Ok(document) if document.root().kind() != Kind::Object => {
            let kind = document.root().kind();
            let observed = format!("a JSON {kind}");
            Ruling::broken(Finding::new(
                WHOLE,
                observed,
                format!("the body of the answer is a JSON {kind}, not an object"),
            ))
        }
        Ok(_) => Ruling::Holds("one JSON object".to_owned()),
    }
}

/// RSP-018.
pub(super) fn is_not_publicly_cacheable(view: &View<'_>) -> Ruling {
    let directives: Vec<String> = view
        .answer
        .header_values("cache-control")
        .flat_map(|value| value.split(',').map(|item| item.trim().to_ascii_lowercase()).collect::<Vec<_>>())
        .collect();
    let public = directives.iter().find(|item| *item == "public" || item.starts_with("s-maxage"));
    match public {
        None => Ruling::Holds("not publicly cacheable".to_owned()),
        Some(directive) => Ruling::broken(Finding::new(
            "no Cache-Control that lets shared caches keep credentials",
            format!("Cache-Control {}", directive.split('=').next().unwrap_or_default()),
            format!("the header Cache-Control of a granted answer says `{directive}`"),
        )),
    }
}

/// RSP-019.
pub(super) fn content_type_is_json(view: &View<'_>) -> Ruling {
    let expected = "Content-Type application/json";
    match view.answer.header("content-type") {
        Some(value) if media_type(&value) == operation::CONTENT_TYPE => {
            Ruling::Holds(operation::CONTENT_TYPE.to_owned())
        }
        Some(value) => {
            let observed = format!("Content-Type {}", media_type(&value));
            Ruling::broken(Finding::new(
                expected,
                observed,
                format!("the header Content-Type of the answer is {value:?}"),
            ))
        }
        None => {
            Ruling::broken(Finding::new(expected, "no Content-Type", "the answer has no header Content-Type"))
        }
    }
}

/// The media type of a Content-Type without its parameters, in small letters.
pub(crate) fn media_type(value: &str) -> String {
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// RSP-022.
pub(super) fn names_no_error(view: &View<'_>) -> Ruling {
    match Identity::of(view.answer).all().next() {
        None => Ruling::Holds("no error name".to_owned()),
        Some((place, name)) => Ruling::broken(Finding::new(
            "no error name on a granted answer",
            format!("{place} {name}"),
            format!("the granted answer names an error in `{place}`: {name:?}"),
        )),
    }
}

/// RSP-023, the part that one answer shows.
pub(super) fn names_request(view: &View<'_>) -> Ruling {
    match view.answer.header(operation::REQUEST_ID_HEADER) {
        Some(id) if !id.is_empty() => Ruling::Holds("a request ID".to_owned()),
        _ => Ruling::broken(Finding::new(
            "a header X-Amzn-RequestId",
            "no request ID",
            "the granted answer has no header X-Amzn-RequestId",
        )),
    }
}

/// RSP-021.
pub(super) fn has_no_stray_members(view: &View<'_>) -> Ruling {
    match stray_members(view).into_iter().next() {
        None => Ruling::Holds("every member of the model once, in its place".to_owned()),
        Some(finding) => Ruling::broken(finding),
    }
}

/// Everything that RSP-021 has against the answer.
pub(crate) fn stray_members(view: &View<'_>) -> Vec<Finding> {
    let mut strays = Strays::default();
    strays.walk(view.document.root(), "");
    let stray = |(path, problem): (String, String)| {
        Finding::new(
            "every member of the model spelt as there, in its place, once",
            format!("{path} {problem}"),
            format!("`{path}` of the answer {problem}"),
        )
        .at(path)
    };
    strays.found.into_iter().map(stray).collect()
}

/// Members that are not where, or not as often as, the model has them, with what is wrong.
#[derive(Default)]
struct Strays {
    found: Vec<(String, String)>,
    // Each path is told once: a hostile answer can have a member a hundred thousand times.
    told: HashSet<String>,
}

impl Strays {
    fn walk(&mut self, object: Value<'_, '_>, path: &str) {
        let mut seen = HashSet::new();
        for member in object.members() {
            let name = member.name().into_owned();
            let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            if let Some(field) = response_fields().find(|field| field.path() == here) {
                if !seen.insert(name) {
                    self.tell(here.clone(), "is there more than once".to_owned());
                }
                if field.kind() == Kind::Object {
                    self.walk(member.value(), &here);
                }
            } else if let Some(meant) = meant(&name) {
                self.tell(here, format!("is a member of the model in another spelling or place: `{meant}`"));
            }
        }
    }

    fn tell(&mut self, path: String, problem: String) {
        if self.told.insert(path.clone()) {
            self.found.push((path, problem));
        }
    }
}

/// The member of the model that an unknown name comes so near to that it must be meant.
fn meant(name: &str) -> Option<&'static str> {
    let folded = fold(name);
    response_fields().map(Field::path).find(|path| {
        let target = fold(path.rsplit('.').next().unwrap_or(path));
        folded == target || (target.len() > 6 && differs_by_one(&folded, &target))
    })
}

fn fold(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Whether one letter was left out, added or changed, or two neighbours were exchanged.
fn differs_by_one(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let head = left.iter().zip(right).take_while(|(a, b)| a == b).count();
    let tail = left[head..].iter().rev().zip(right[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let (a, b) = (&left[head..left.len() - tail], &right[head..right.len() - tail]);
    match (a, b) {
        ([x, y], [p, q]) => x == q && y == p,
        _ => a.len() <= 1 && b.len() <= 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_spellings_are_meant() {
        for (name, known) in [
            ("assumedRoleId", "assumedRoleUser.assumeRoleId"),
            ("service_account", "subject.serviceAccount"),
            ("AccessKeyId", "credentials.accessKeyId"),
            ("secretAcessKey", "credentials.secretAccessKey"),
            ("epxiration", "credentials.expiration"),
        ] {
            assert_eq!(meant(name), Some(known), "{name}");
        }
    }

    #[test]
    fn extra_members_are_nobody_elses() {
        for name in ["accountId", "roleName", "region", "version", "requestId", "sessionName"] {
            assert_eq!(meant(name), None, "{name}");
        }
    }
}
