//! `check`: one captured document, judged by itself.

use std::path::Path;

use eks_auth_suite::check::{self, Judgement, KeySet, TokenSight, json, terminal};

use crate::args::{Check, CheckToken, Source};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::{input, print, session};

pub(crate) fn run(arguments: &Check) -> Result<Exit, Failure> {
    let (source, judgement) = match arguments {
        Check::Token(arguments) => (&arguments.source, token(arguments)?),
        Check::Request(arguments) => (&arguments.source, message(&arguments.source, check::request)?),
        Check::Response(arguments) => {
            let at = arguments.moment.at;
            (&arguments.source, message(&arguments.source, |bytes| check::response(bytes, at))?)
        }
        Check::Error(arguments) => (&arguments.source, message(&arguments.source, check::error)?),
    };
    let text = match source.json {
        true => json::write(&judgement),
        false => terminal::write(&judgement, session::page()),
    };
    print::out(&text)?;
    Ok(Exit::of_judgement(&judgement))
}

fn token(arguments: &CheckToken) -> Result<Judgement, Failure> {
    let keys = arguments.jwks.as_deref().map(keys).transpose()?;
    let bytes = input::bytes(arguments.source.file.as_deref())?;
    let mut sight = TokenSight::default();
    if let Some(keys) = &keys {
        sight = sight.with_keys(keys);
    }
    if let Some(issuer) = &arguments.issuer {
        sight = sight.with_issuer(issuer);
    }
    if let Some(at) = arguments.moment.at {
        sight = sight.at(at);
    }
    Ok(check::token(without_line_end(&bytes), &sight))
}

fn keys(path: &Path) -> Result<KeySet, Failure> {
    let bytes = input::bytes(Some(path))?;
    KeySet::parse(&bytes).map_err(|source| Failure::Keys { path: path.to_owned(), source })
}

fn message(
    source: &Source,
    judge: impl FnOnce(&[u8]) -> Result<Judgement, check::CaptureError>,
) -> Result<Judgement, Failure> {
    Ok(judge(&input::bytes(source.file.as_deref())?)?)
}

/// A line end after the token is the file's: `token mint` writes one, and so does every editor.
fn without_line_end(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    bytes.strip_suffix(b"\r").unwrap_or(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_end_is_the_files() {
        for (bytes, token) in [("a\n", "a"), ("a\r\n", "a"), ("a", "a"), ("a\n\n", "a\n"), ("", "")] {
            assert_eq!(without_line_end(bytes.as_bytes()), token.as_bytes());
        }
    }
}
