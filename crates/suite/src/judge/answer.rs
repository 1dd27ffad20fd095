//! A granted answer as a whole: its shape, its headers, its bytes.

use eks_auth_protocol::operation;
use eks_auth_protocol::wire::{self, Document, Field, Kind, Value, Violation, response_fields};

use super::member::View;
use super::{Finding, Identity, Ruling};
use crate::exchange::Exchange;

/// RSP-002.
pub(super) fn has_every_member(view: &View<'_>) -> Ruling {
    let mut violations: Vec<Violation> = Vec::new();
    wire::read_response_into(view.answer.body(), wire::Limits::default(), &mut violations);
    let breaches: Vec<&Violation> = violations.iter().filter(|violation| violation.is_fatal()).collect();
    match breaches.as_slice() {
        [] => Ruling::Holds("every required member with its JSON type".to_owned()),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            Ruling::broken(Finding::new(
                "every required member with its JSON type",
                first.to_string(),
                format!("in the answer {}{more}", quoted(first)),
            ))
        }
    }
}

/// The violation with its member in quotes.
fn quoted(violation: &Violation) -> String {
    violation.to_string().replacen(violation.path(), &format!("`{}`", violation.path()), 1)
}

/// RSP-020.
pub(super) fn is_one_json_object(exchange: &Exchange) -> Ruling {
    let expected = "a complete answer whose body is one JSON object";
    let Some(answer) = exchange.answer() else {
        let observed = exchange.received().to_string();
        return Ruling::broken(Finding::new(
            expected,
            &observed,
            format!("the answer is not complete: {observed}"),
        ));
    };
    match Document::parse(answer.body()) {
        Err(error) => Ruling::broken(Finding::new(
            expected,
            "a body that is not JSON",
            format!("the body of the answer is not JSON: {error}"),
        )),
        Ok(document) if document.root().kind() != Kind::Object => {
            let kind = document.root().kind();
            let observed = format!("a JSON {kind}");
            Ruling::broken(Finding::new(
                expected,
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
pub(super) fn media_type(value: &str) -> String {
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
    let mut strays = Vec::new();
    walk(view.document.root(), "", &mut strays);
    match strays.first() {
        None => Ruling::Holds("every member of the model once, in its place".to_owned()),
        Some((path, problem)) => Ruling::broken(Finding::new(
            "every member of the model spelt as there, in its place, once",
            format!("{path} {problem}"),
            format!("`{path}` of the answer {problem}"),
        )),
    }
}

fn walk(object: Value<'_, '_>, path: &str, strays: &mut Vec<(String, String)>) {
    for member in object.members() {
        let name = member.name().into_owned();
        let here = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        if let Some(field) = response_fields().find(|field| field.path() == here) {
            if object.get_all(&name).count() > 1 {
                strays.push((here.clone(), "is there more than once".to_owned()));
            }
            if field.kind() == Kind::Object {
                walk(member.value(), &here, strays);
            }
        } else if let Some(meant) = meant(&name) {
            strays.push((here, format!("is a member of the model in another spelling or place: `{meant}`")));
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
