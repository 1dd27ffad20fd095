//! How the head of a request is written: what RFC 9112 leaves to the sender, and a little more.

use serde::{Deserialize, Serialize};

use super::Endpoint;
use crate::request::Prepared;

/// A way to write a head.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Style {
    /// As most clients do: names with capitals, a colon and a space.
    #[default]
    Usual,
    /// Header names in lower case.
    LowerNames,
    /// Header names in capitals.
    UpperNames,
    /// Header names in both by turns.
    MixedNames,
    /// No white space before header values.
    NoSpace,
    /// Spaces and tabs before header values and after them.
    MuchSpace,
    /// A header whose value goes on in a second line.
    Folded,
    /// HTTP/1.0.
    Old,
    /// HTTP/1.0 that asks to keep the connection.
    OldKept,
    /// The whole URL in the first line.
    Absolute,
}

impl Style {
    /// The version in the first line.
    pub(crate) fn version(self) -> &'static str {
        match self {
            Self::Old | Self::OldKept => "HTTP/1.0",
            _ => "HTTP/1.1",
        }
    }
}

/// The head of a request with these headers.
pub(super) fn head(request: &Prepared, endpoint: &Endpoint, headers: &[(String, String)]) -> Vec<u8> {
    let style = request.style();
    let (method, target, version) = (request.method(), request.target(), style.version());
    let mut head = match style {
        Style::Absolute => {
            let (scheme, authority) = (endpoint.scheme(), endpoint.authority());
            format!("{method} {scheme}://{authority}{target} {version}\r\n")
        }
        _ => format!("{method} {target} {version}\r\n"),
    };
    for (name, value) in headers {
        let line = match style {
            Style::LowerNames => format!("{}: {value}", name.to_ascii_lowercase()),
            Style::UpperNames => format!("{}: {value}", name.to_ascii_uppercase()),
            Style::MixedNames => format!("{}: {value}", mixed(name)),
            Style::NoSpace => format!("{name}:{value}"),
            Style::MuchSpace => format!("{name}: \t {value}\t "),
            _ => format!("{name}: {value}"),
        };
        head.push_str(&line);
        head.push_str("\r\n");
    }
    match style {
        Style::Folded => head.push_str("X-Folded: one\r\n two\r\n"),
        Style::OldKept => head.push_str("Connection: keep-alive\r\n"),
        _ => {}
    }
    head.push_str("\r\n");
    head.into_bytes()
}

/// The name with its letters in small and in capitals by turns, beginning small.
fn mixed(name: &str) -> String {
    let turns = name.chars().enumerate();
    turns
        .map(|(index, c)| if index % 2 == 0 { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() })
        .collect()
}
