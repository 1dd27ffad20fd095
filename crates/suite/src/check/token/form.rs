//! The token as text: three parts of the pattern's characters, and nothing else.

use eks_auth_protocol::token::Token;
use eks_auth_protocol::wire::Document;

use super::super::notes::Notes;

/// Judges a text that stands where a token should, at `path`; gives the token in it if it is clear which characters are
/// its own.
pub(in super::super) fn text_form<'t>(text: &'t str, path: &str, notes: &mut Notes) -> Option<&'t str> {
    let error = match Token::parse(text) {
        Ok(_) => return Some(text),
        Err(error) => error,
    };
    let Some(parts) = matching_run(text).map(|run| run.split('.').count()) else {
        if is_json_form(text) {
            notes.broken("TOK-028", path, "it is the JSON form of a signature, not the compact one");
        } else if text.split('.').count() > 2 && text.chars().all(is_of_token) {
            notes.broken("TOK-027", path, error.to_string());
        } else {
            notes.broken("REQ-003", path, format!("no part of it is a token: {error}"));
        }
        return None;
    };
    if parts > 3 {
        notes.broken("TOK-027", path, error.to_string());
        return None;
    }
    notes.broken("TOK-028", path, format!("it holds a token, and is more than that: {error}"));
    let bare = text.trim_ascii();
    let bare = bare.split_once(' ').map_or(bare, |(_, after)| after.trim_ascii());
    Token::parse(bare).is_ok().then_some(bare)
}

/// The first run of the pattern's characters and dots in which the pattern matches.
fn matching_run(text: &str) -> Option<&str> {
    text.split(|c| !is_of_token(c)).find(|run| {
        let parts: Vec<&str> = run.split('.').collect();
        parts.windows(3).any(|three| three.iter().all(|part| !part.is_empty()))
    })
}

fn is_of_token(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_=.".contains(c)
}

/// RFC 7515, section 7.2.
fn is_json_form(text: &str) -> bool {
    Document::parse(text.as_bytes()).is_ok_and(|document| {
        let has = |name| document.root().get(name).is_some();
        has("payload") && (has("signature") || has("signatures"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::redact::Secrets;

    fn judged(text: &str) -> (Option<&str>, Vec<&'static str>) {
        let mut notes = Notes::hiding(Secrets::default());
        let token = text_form(text, "", &mut notes);
        (token, notes.violations().iter().map(|found| found.requirement().id()).collect())
    }

    #[test]
    fn texts_and_what_is_wrong_with_them() {
        for (text, token, broken) in [
            ("a.b.c", Some("a.b.c"), None),
            (" a.b.c\n", Some("a.b.c"), Some("TOK-028")),
            ("Bearer a.b.c", Some("a.b.c"), Some("TOK-028")),
            ("a.b.c+d", None, Some("TOK-028")),
            (r#"{"payload":"a","signature":"b"}"#, None, Some("TOK-028")),
            ("a.b.c.d", None, Some("TOK-027")),
            ("a.b.c.", None, Some("TOK-027")),
            ("a..c", None, Some("TOK-027")),
            ("a.b", None, Some("REQ-003")),
            ("", None, Some("REQ-003")),
            ("a.b/.c", None, Some("REQ-003")),
        ] {
            assert_eq!(judged(text), (token, broken.into_iter().collect()), "{text}");
        }
    }
}
