//! What no answer may give away.

use std::borrow::Cow;

use eks_auth_protocol::token::Token;
use eks_auth_protocol::wire::{Document, Kind, Value};
use eks_auth_world::Caller;

use super::disposition::carries_credentials;
use super::{Finding, Ruling};
use crate::exchange::{Answer, Exchange};

/// This much of a secret in a row, and it counts as given away.
const TRACE: usize = 24;

/// What is shorter than this is no secret: a word of any text may be the same.
const SHORTEST: usize = 16;

/// With so many requests of its probe an answer is compared.
const NEIGHBOURS: usize = 6;

/// Where a granted answer carries its credentials.
const MEMBERS: [&str; 3] =
    ["credentials.sessionToken", "credentials.secretAccessKey", "credentials.accessKeyId"];

/// LEK-001.
pub(crate) fn gives_away(exchange: &Exchange, caller: &Caller, others: &[&Exchange]) -> Ruling {
    let Some(answer) = exchange.answer() else {
        return Ruling::NotApplicable("no complete answer".to_owned());
    };
    if let Some(finding) = credentials_in_an_error(answer) {
        return Ruling::broken(finding);
    }
    let places = places(answer);
    let (claims, signature) = secrets_of(exchange.sent().token().unwrap_or_default());
    for other in
        others.iter().take(NEIGHBOURS).filter(|other| other.sent().token() != exchange.sent().token())
    {
        let (_, signature) = secrets_of(other.sent().token().unwrap_or_default());
        if let Some((place, _)) = places.iter().find(|(_, text)| shares_trace(text, signature)) {
            return found(place, "another request's token");
        }
    }
    for (place, text) in &places {
        let whole_claims = claims.len() >= TRACE && text.contains(claims);
        if whole_claims || shares_trace(text, signature) {
            return found(place, "the service account token");
        }
        if shares_trace(text, caller.secret_access_key().expose()) {
            return found(place, "the caller's secret access key");
        }
        if caller.session_token().is_some_and(|token| shares_trace(text, token.expose())) {
            return found(place, "the caller's session token");
        }
    }
    if let Some(finding) = credentials_elsewhere(answer, &places) {
        return Ruling::broken(finding);
    }
    let granted = others.iter().filter_map(|other| other.answer()).flat_map(|other| credentials(other));
    for (_, value) in granted {
        if let Some((place, _)) =
            places.iter().find(|(place, text)| !MEMBERS.contains(&place.as_str()) && text.contains(&value))
        {
            return found(place, "credentials that were given to somebody else");
        }
    }
    body_sent_back(exchange, &places).unwrap_or_else(|| Ruling::Holds("nothing secret".to_owned()))
}

/// LEK-001, the part that the answer alone shows: credentials outside of their members, or in an error.
pub(crate) fn misplaced_credentials(answer: &Answer) -> Option<Finding> {
    credentials_in_an_error(answer).or_else(|| credentials_elsewhere(answer, &places(answer)))
}

fn credentials_in_an_error(answer: &Answer) -> Option<Finding> {
    let is_error = !(200..300).contains(&answer.status());
    (is_error && carries_credentials(answer)).then(|| breach("the body of an error", "credentials"))
}

/// LEK-001, for an answer beside which no request is known: a service account token, whoever's it is.
pub(crate) fn carries_token(answer: &Answer) -> Option<Finding> {
    let places = places(answer);
    let is_token = |word: &str| Token::parse(word).is_ok_and(|token| token.decode().is_ok());
    let in_text =
        |text: &str| text.split(|c: char| !(c.is_ascii_alphanumeric() || "-_=.".contains(c))).any(is_token);
    let (place, _) =
        places.iter().find(|(place, text)| !MEMBERS.contains(&place.as_str()) && in_text(text))?;
    Some(breach(place, "a service account token"))
}

fn found(place: &str, what: &str) -> Ruling {
    Ruling::broken(breach(place, what))
}

fn breach(place: &str, what: &str) -> Finding {
    Finding::new(
        "nothing secret outside its member",
        format!("{what} in {place}"),
        format!("the answer carries {what}, or a part of it, in `{place}`"),
    )
    .at(place)
}

/// Every text of an answer with its place: each header, each string and member name of a JSON body, or the body whole.
fn places(answer: &Answer) -> Vec<(String, String)> {
    let mut places: Vec<(String, String)> = answer
        .headers()
        .iter()
        .map(|(name, value)| (format!("header {name}"), String::from_utf8_lossy(value).into_owned()))
        .collect();
    match Document::parse(answer.body()) {
        Ok(document) => collect(document.root(), String::new(), &mut places),
        Err(_) => places.push(("body".to_owned(), String::from_utf8_lossy(answer.body()).into_owned())),
    }
    places
}

fn collect(value: Value<'_, '_>, path: String, places: &mut Vec<(String, String)>) {
    match value.kind() {
        Kind::Object => {
            for member in value.members() {
                let name = member.name();
                let here = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                places.push((
                    format!("name of a member of {}", if path.is_empty() { "the body" } else { &path }),
                    name.into_owned(),
                ));
                collect(member.value(), here, places);
            }
        }
        Kind::Array => value.elements().for_each(|element| collect(element, path.clone(), places)),
        Kind::String => places.push((path, value.as_str().unwrap_or_default().into_owned())),
        _ => {}
    }
}

/// Whether the text holds the secret, or a long enough part of it.
fn shares_trace(text: &str, secret: &str) -> bool {
    if secret.len() <= TRACE {
        return secret.len() >= SHORTEST && text.contains(secret);
    }
    // Parts at half-steps: any run of one and a half traces holds one of them whole.
    let starts = (0..=secret.len() - TRACE).step_by(TRACE / 2).chain([secret.len() - TRACE]);
    let parts: Vec<&[u8]> = starts.filter_map(|start| secret.as_bytes().get(start..start + TRACE)).collect();
    holds_one_of(text.as_bytes(), &parts)
}

/// Whether a text holds one of these parts. It is read once, whatever their number: a hostile answer is as long as is allowed.
fn holds_one_of(text: &[u8], parts: &[&[u8]]) -> bool {
    const HEAD: usize = size_of::<u64>();
    let mut heads: Vec<u64> = parts
        .iter()
        .filter_map(|part| part.first_chunk::<HEAD>())
        .map(|head| u64::from_be_bytes(*head))
        .collect();
    heads.sort_unstable();
    let mut last = 0;
    text.iter().enumerate().any(|(end, byte)| {
        last = last << 8 | u64::from(*byte);
        let from = || text.get((end + 1).saturating_sub(HEAD)..).unwrap_or_default();
        heads.binary_search(&last).is_ok() && parts.iter().any(|part| from().starts_with(part))
    })
}

/// What of a token nobody else's text has: its signature in any part, its claims as a whole. Headers are alike.
fn secrets_of(token: &str) -> (&str, &str) {
    let mut parts = token.splitn(3, '.').skip(1);
    let claims = parts.next().unwrap_or_default();
    (claims, parts.next().unwrap_or_default())
}

fn credentials_elsewhere(answer: &Answer, places: &[(String, String)]) -> Option<Finding> {
    for (_, value) in credentials(answer) {
        let stray =
            places.iter().find(|(place, text)| !MEMBERS.contains(&place.as_str()) && text.contains(&value));
        if let Some((place, _)) = stray {
            return Some(breach(place, "its own credentials"));
        }
    }
    None
}

/// The credentials of a granted answer that are long enough to be looked for elsewhere, with their members.
fn credentials(answer: &Answer) -> Vec<(&'static str, String)> {
    let Ok(document) = Document::parse(answer.body()) else { return Vec::new() };
    let value = |path: &str| {
        path.split('.')
            .try_fold(document.root(), |value, name| value.get(name))?
            .as_str()
            .map(Cow::into_owned)
    };
    let found = MEMBERS.into_iter().filter_map(|path| Some((path, value(path)?)));
    found.filter(|(_, value)| value.len() >= 16).collect()
}

/// The request's body sent back, whole, as text or as a string within JSON.
fn body_sent_back(exchange: &Exchange, places: &[(String, String)]) -> Option<Ruling> {
    let body = String::from_utf8_lossy(exchange.sent().body());
    if body.len() < TRACE {
        return None;
    }
    places
        .iter()
        .find(|(_, text)| text.contains(body.as_ref()))
        .map(|(place, _)| found(place, "the request's body"))
}

/// LEK-002.
pub(crate) fn shows_internals(exchange: &Exchange) -> Ruling {
    match exchange.answer() {
        Some(answer) => answer_shows_internals(answer),
        None => Ruling::NotApplicable("no complete answer".to_owned()),
    }
}

/// LEK-002, for an answer that is complete.
pub(crate) fn answer_shows_internals(answer: &Answer) -> Ruling {
    for (place, text) in places(answer).into_iter().filter(|(place, _)| !MEMBERS.contains(&place.as_str())) {
        let sign = INTERNALS.iter().find(|sign| text.contains(**sign)).map(|sign| sign.trim().to_owned());
        // In these places AWS itself writes a name with its namespace.
        let named =
            matches!(place.as_str(), "__type" | "code") || place.to_ascii_lowercase().contains("errortype");
        let class = || {
            text.split(|c: char| !c.is_ascii_alphanumeric() && !"_$.".contains(c)).find(|word| is_class(word))
        };
        if let Some(sign) = sign.or_else(|| if named { None } else { class().map(str::to_owned) }) {
            return Ruling::broken(
                Finding::new(
                    "no stack trace, class names or internal paths",
                    format!("{sign:?} in {place}"),
                    format!("`{place}` of the answer shows the inside of the service: it holds {sign:?}"),
                )
                .at(place),
            );
        }
    }
    Ruling::Holds("nothing internal".to_owned())
}

/// What is longer than this, or begins as JSON in base64 does, is no class name: a token has dots and capitals too.
const LONGEST_CLASS: usize = 120;

/// Whether a word is a class with its package: at least two names in small letters, then one with a capital.
fn is_class(word: &str) -> bool {
    let names: Vec<&str> = word.split('.').collect();
    let [packages @ .., class] = names.as_slice() else { return false };
    let small = |name: &&str| name.bytes().next().is_some_and(|first| first.is_ascii_lowercase());
    word.len() <= LONGEST_CLASS
        && !word.starts_with("eyJ")
        && packages.len() >= 2
        && packages.iter().all(small)
        && class.bytes().next().is_some_and(|first| first.is_ascii_uppercase())
        && class.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// What stack traces, panics and paths of common runtimes look like.
const INTERNALS: &[&str] = &[
    "Traceback (most recent call last)",
    "\n\tat ",
    "\n    at ",
    "\\n\\tat ",
    "goroutine ",
    "panicked at",
    "stack backtrace",
    ".java:",
    ".go:",
    ".py\", line",
    ".rs:",
    ".js:",
    ".ts:",
    ".kt:",
    ".cs:line",
    "java.lang.",
    "io.jsonwebtoken.",
    "org.springframework.",
    "io.quarkus.",
    "System.Exception",
    "NullPointerException",
    "node_modules/",
    "site-packages/",
    "/usr/local/",
    "/var/",
    "/etc/",
    "/opt/",
    "/srv/",
    "/tmp/",
    "/usr/lib/",
    "/home/",
    "/app/src/",
    "/root/",
    "C:\\",
];

#[cfg(test)]
mod tests {
    use eks_auth_protocol::Secret;

    use super::*;
    use crate::exchange::{Received, Sent};

    fn caller(secret: &str) -> Caller {
        Caller::new("AKIAIOSFODNN7EXAMPLE", Secret::new(secret))
    }

    fn exchange(body: &str) -> Exchange {
        answered(400, body)
    }

    fn answered(status: u16, body: &str) -> Exchange {
        let token =
            format!("{}.{}.{}", "h".repeat(40), "c".repeat(40), "0123456789abcdefghijklmnopqrstuvwxyz");
        let sent = Sent::new(
            "POST",
            "/",
            vec![],
            br#"{"token":"x","other":"long enough to be seen"}"#.to_vec(),
            0.0,
        );
        Exchange::new(
            sent.with_token(Some(token)),
            Received::Answer(Answer::new(status, vec![], body.as_bytes().to_vec())),
        )
    }

    #[test]
    fn a_part_of_the_signature_is_a_leak() {
        assert!(
            gives_away(
                &exchange(r#"{"message":"bad 0123456789abcdefghijklmnopqrstuvwxyz"}"#),
                &caller("secret"),
                &[]
            )
            .is_broken()
        );
        assert!(
            !gives_away(&exchange(r#"{"message":"bad token"}"#), &caller("a secret key"), &[]).is_broken()
        );
    }

    #[test]
    fn the_callers_session_token_is_a_leak() {
        let token = "IQoJb3JpZ2luX2VjEKf8Wm3vPz0sQh7uNy5tRc1LxGd6Ab9e";
        let echo = format!(r#"{{"message":"signed with {}"}}"#, &token[4..40]);
        let caller = caller("a secret key").with_session_token(Secret::new(token));
        assert!(gives_away(&exchange(&echo), &caller, &[]).is_broken());
    }

    #[test]
    fn a_word_that_a_token_has_too_is_no_leak() {
        let sent = Sent::new("POST", "/", vec![], vec![], 0.0).with_token(Some("a.b.signature".to_owned()));
        let body = br#"{"message":"the signature is wrong"}"#.to_vec();
        let exchange = Exchange::new(sent, Received::Answer(Answer::new(400, vec![], body)));
        assert!(!gives_away(&exchange, &caller("a secret key"), &[]).is_broken());
    }

    #[test]
    fn the_callers_secret_is_a_leak() {
        assert!(
            gives_away(
                &exchange(r#"{"message":"signed with wJalrXUtnFEMI/K7"}"#),
                &caller("wJalrXUtnFEMI/K7"),
                &[]
            )
            .is_broken()
        );
    }

    #[test]
    fn credentials_elsewhere_are_a_leak() {
        let key = "AKIDAKIDAKIDAKIDAKID";
        let twice = format!(r#"{{"credentials":{{"accessKeyId":"{key}"}},"debug":"issued {key}"}}"#);
        assert!(gives_away(&answered(200, &twice), &caller("a secret key"), &[]).is_broken());
        let once = format!(r#"{{"credentials":{{"accessKeyId":"{key}"}}}}"#);
        assert!(!gives_away(&answered(200, &once), &caller("a secret key"), &[]).is_broken());
    }

    #[test]
    fn an_error_with_credentials_is_a_leak() {
        assert!(
            gives_away(&exchange(r#"{"credentials":{"accessKeyId":"AKID"}}"#), &caller("a secret key"), &[])
                .is_broken()
        );
    }

    #[test]
    fn a_stack_trace_shows_internals() {
        assert!(
            shows_internals(&exchange(r#"{"message":"boom\n\tat com.example.Main(Main.java:1)"}"#))
                .is_broken()
        );
        assert!(!shows_internals(&exchange(r#"{"message":"The token is expired."}"#)).is_broken());
    }
}
