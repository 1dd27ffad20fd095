//! Issuer and audience, compared a little less than whole.

use eks_auth_protocol::operation::AUDIENCE;

use super::refuse_late;
use crate::decide::audience::{self, named};
use crate::decide::issuer;
use crate::fault::parties::{audience_if, issuer_if};
use crate::fault::{Fault, Hook};
use crate::json::Json;

/// The text without what cannot be seen.
fn visible(text: &str) -> String {
    text.chars()
        .filter(|char| !matches!(char, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .collect()
}

/// The text up to a NUL.
pub(super) fn before_nul(text: &str) -> &str {
    text.split('\0').next().unwrap_or_default()
}

/// The text with Latin letters for the Cyrillic ones and the full-width signs that look like them.
pub(super) fn folded(text: &str) -> String {
    text.chars()
        .map(|char| match char {
            '\u{430}' => 'a',
            '\u{435}' => 'e',
            '\u{43e}' => 'o',
            '\u{440}' => 'p',
            '\u{441}' => 'c',
            '\u{443}' => 'y',
            '\u{455}' => 's',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
            other => other,
        })
        .collect()
}

/// Whether the text is the pattern, where a dot of the pattern stands for any character.
fn matches_dots(text: &str, pattern: &str) -> bool {
    text.chars().count() == pattern.chars().count()
        && text.chars().zip(pattern.chars()).all(|(have, want)| have == want || want == '.')
}

/// The first so many characters.
pub(super) fn head(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

/// A URL's host without what need not be written, and the rest as it is.
fn normal(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.trim_end_matches(":443").trim_end_matches(':').trim_end_matches('.');
    format!("{scheme}://{host}/{path}")
}

pub(in crate::fault) static FAULTS: &[Fault] = &[
    stage!(
        "claims.iss.first-64",
        "TOK-011",
        "only the first 64 characters of iss are compared",
        issuer,
        |it| { issuer_if(it, |sent, ours| head(sent, 64) == head(ours, 64)) }
    ),
    stage!(
        "claims.iss.last-32",
        "TOK-011",
        "only the last 32 characters of iss are compared",
        issuer,
        |it| {
            issuer_if(it, |sent, ours| {
                ours.len()
                    .checked_sub(32)
                    .and_then(|start| ours.get(start..))
                    .is_some_and(|end| sent.ends_with(end))
            })
        }
    ),
    stage!("claims.iss.trimmed", "TOK-011", "white space around iss is ignored", issuer, |it| {
        issuer_if(it, |sent, ours| sent.trim() == ours)
    }),
    stage!("claims.iss.normalized", "TOK-011", "iss is compared as a normalized URL", issuer, |it| {
        issuer_if(it, |sent, ours| normal(sent) == ours)
    }),
    stage!(
        "claims.iss.path-normalized",
        "TOK-011",
        "empty and dot segments in iss are dropped",
        issuer,
        |it| {
            issuer_if(it, |sent, ours| {
                let (scheme, rest) = sent.split_once("://").unwrap_or_default();
                let segments: Vec<&str> =
                    rest.split('/').filter(|segment| !["", "."].contains(segment)).collect();
                format!("{scheme}://{}", segments.join("/")) == ours
            })
        }
    ),
    stage!("claims.iss.decoded", "TOK-011", "a percent-encoded slash in iss is a slash", issuer, |it| {
        issuer_if(it, |sent, ours| sent.replace("%2F", "/") == ours)
    }),
    stage!("claims.iss.c-string", "TOK-011", "what follows a NUL in iss is ignored", issuer, |it| {
        issuer_if(it, |sent, ours| before_nul(sent) == ours)
    }),
    stage!("claims.iss.folded", "TOK-011", "letters that look alike are the same in iss", issuer, |it| {
        issuer_if(it, |sent, ours| folded(sent) == ours)
    }),
    stage!("claims.iss.dots", "TOK-011", "a dot of the issuer stands for any character", issuer, |it| {
        issuer_if(it, matches_dots)
    }),
    stage!("claims.iss.backslash", "TOK-011", "backslashes in iss are slashes", issuer, |it| {
        issuer_if(it, |sent, ours| sent.replace('\\', "/") == ours)
    }),
    stage!("claims.iss.quoted", "TOK-011", "quotes and brackets around iss are ignored", issuer, |it| {
        issuer_if(it, |sent, ours| sent.trim_matches(['"', '<', '>', '\'']) == ours)
    }),
    stage!(
        "claims.iss.document",
        "TOK-011",
        "iss may be the address of the issuer's metadata",
        issuer,
        |it| {
            issuer_if(it, |sent, ours| sent.strip_suffix("/.well-known/openid-configuration") == Some(ours))
        }
    ),
    stage!(
        "claims.iss.ill-typed",
        "TOK-011",
        "an iss that is a list or an object is not compared",
        issuer,
        |it| {
            match it.jws.claims.get("iss") {
                Some(Json::Array(_) | Json::Object(_)) => Ok(()),
                _ => issuer::check(it),
            }
        }
    ),
    stage!("claims.aud.first-ten", "TOK-001", "only the first ten audiences are looked at", audience, |it| {
        refuse_late(it, !named(&it.jws.claims).iter().take(10).any(|aud| *aud == AUDIENCE))
    }),
    stage!("claims.aud.count", "TOK-001", "more than 32 audiences are refused", audience, |it| {
        refuse_late(it, named(&it.jws.claims).len() > 32)
    }),
    stage!("claims.aud.last-of-64", "TOK-001", "the 64th audience is not looked at", audience, |it| {
        refuse_late(it, named(&it.jws.claims).get(63) == Some(&AUDIENCE))
    }),
    stage!(
        "claims.aud.first-16",
        "TOK-011",
        "only the first 16 characters of an audience are compared",
        audience,
        |it| { audience_if(it, |aud| head(aud, 16) == head(AUDIENCE, 16)) }
    ),
    stage!("claims.aud.dots", "TOK-011", "a dot of the audience stands for any character", audience, |it| {
        audience_if(it, |aud| matches_dots(aud, AUDIENCE))
    }),
    stage!(
        "claims.aud.folded",
        "TOK-011",
        "letters that look alike are the same in an audience",
        audience,
        |it| { audience_if(it, |aud| folded(aud) == AUDIENCE) }
    ),
    stage!(
        "claims.aud.invisible",
        "TOK-011",
        "what cannot be seen in an audience is ignored",
        audience,
        |it| { audience_if(it, |aud| visible(aud) == AUDIENCE) }
    ),
    stage!(
        "claims.aud.control",
        "TOK-011",
        "control characters in an audience are ignored",
        audience,
        |it| { audience_if(it, |aud| aud.replace(char::is_control, "") == AUDIENCE) }
    ),
    stage!("claims.aud.first-letter", "TOK-011", "an audience may begin with a capital", audience, |it| {
        audience_if(it, |aud| aud.get(1..) == AUDIENCE.get(1..) && aud.starts_with('P'))
    }),
    stage!(
        "claims.aud.characters",
        "TOK-011",
        "the audiences of a list are joined before they are compared",
        audience,
        |it| { if named(&it.jws.claims).concat() == AUDIENCE { Ok(()) } else { audience::check(it) } }
    ),
    stage!(
        "claims.aud.object-values",
        "TOK-011",
        "aud may be an object with the audience in it",
        audience,
        |it| {
            let object = it.jws.claims.object("aud");
            let held =
                object.is_some_and(|aud| aud.members().any(|(_, value)| value.as_text() == Some(AUDIENCE)));
            if held { Ok(()) } else { audience::check(it) }
        }
    ),
    stage!(
        "claims.aud.long-name",
        "TOK-013",
        "a wrong audience of more than 22 characters is an AccessDeniedException",
        audience,
        |it| {
            let long = named(&it.jws.claims).iter().any(|aud| aud.len() > AUDIENCE.len());
            audience::check(it)
                .map_err(|refusal| if long { refusal.renamed(400, "AccessDeniedException") } else { refusal })
        }
    ),
    stage!(
        "claims.iss.long-name",
        "TOK-012",
        "an iss of more than 128 characters is a ValidationException",
        issuer,
        |it| {
            let long = it.jws.claims.text("iss").is_some_and(|iss| iss.len() > 128);
            issuer::check(it)
                .map_err(|refusal| if long { refusal.renamed(400, "ValidationException") } else { refusal })
        }
    ),
];
