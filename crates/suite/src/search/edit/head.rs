//! Header lines of the request, and how it goes over the wire.

use serde::{Deserialize, Serialize};

use super::{Meaning, shown, simpler};
use crate::client::{Framing, Ornament, Style};
use crate::request::RequestSpec;

/// There are no more lines than this, whoever wrote the recipe.
const MANY: usize = 10_000;

/// Header names that clients of AWS send with any value of moderate length.
const CLIENTS: [&str; 5] =
    ["accept-encoding", "amz-sdk-invocation-id", "amz-sdk-request", "x-amz-user-agent", "x-amzn-trace-id"];

/// How the body goes over the wire.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Coding {
    /// In chunks of so many bytes.
    Chunked(usize),
    /// In chunks of so many bytes, with extensions, trailers and the like, of which the number chooses one.
    Ornate(usize, usize),
    /// In so many segments.
    Segmented(usize),
    /// After `100 Continue`.
    ExpectContinue,
}

/// An edit of the head.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum HeadEdit {
    /// One header line more.
    Line(String, String),
    /// So many header lines more.
    Lines(usize),
    /// Another Content-Type.
    ContentType(String),
    /// Another way of sending the body.
    Body(Coding),
    /// Another way of writing the head.
    Written(Style),
    /// `Connection: close`.
    Close,
}

impl HeadEdit {
    pub(super) fn place(&self) -> String {
        match self {
            Self::Line(name, _) => format!("head.{}", name.to_ascii_lowercase()),
            Self::Lines(_) => "head.lines".to_owned(),
            Self::ContentType(_) => "head.content-type".to_owned(),
            Self::Body(_) => "head.coding".to_owned(),
            Self::Written(_) => "head.manner".to_owned(),
            Self::Close => "head.connection".to_owned(),
        }
    }

    pub(super) fn meaning(&self) -> Meaning {
        match self {
            Self::Line(name, value) => of_line(name, value),
            Self::Lines(_) => Meaning::open("REQ-013").before_operation(),
            Self::ContentType(value) => of_content_type(value),
            Self::Body(Coding::Ornate(..)) => Meaning::open("HTP-008").before_operation(),
            Self::Body(_) => Meaning::nothing("REQ-016"),
            Self::Written(Style::LowerNames | Style::UpperNames | Style::MixedNames) | Self::Close => {
                Meaning::nothing("HTP-007")
            }
            Self::Written(_) => Meaning::open("HTP-008").before_operation(),
        }
    }

    /// The request after the edit.
    pub(crate) fn apply(&self, spec: RequestSpec) -> RequestSpec {
        match self {
            Self::Line(name, value) => spec.another_header(name, value),
            Self::Lines(count) => (0..(*count).min(MANY))
                .fold(spec, |spec, number| spec.another_header(&format!("X-{number}"), "v")),
            Self::ContentType(value) => spec.header("Content-Type", value),
            Self::Body(coding) => spec.framing(coding.framing()),
            Self::Written(style) => spec.style(*style),
            Self::Close => spec.header("Connection", "close"),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Line(name, value) => format!("there is a header {}: {}", shown(name), shown(value)),
            Self::Lines(count) => format!("there are {count} headers more"),
            Self::ContentType(value) => format!("the Content-Type is {}", shown(value)),
            Self::Body(Coding::Chunked(size)) => format!("the body comes in chunks of {size} bytes"),
            Self::Body(Coding::Ornate(size, _)) => {
                format!("the body comes in unusual chunks of {size} bytes")
            }
            Self::Body(Coding::Segmented(count)) => format!("the request comes in {count} segments"),
            Self::Body(Coding::ExpectContinue) => "the body waits for `100 Continue`".to_owned(),
            Self::Written(style) => words_of_style(*style).to_owned(),
            Self::Close => "the request asks to close the connection".to_owned(),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Line(name, value) => {
                let values = simpler::texts(value).into_iter().map(|value| Self::Line(name.clone(), value));
                let plain = (name != "X-A").then(|| Self::Line("X-A".to_owned(), value.clone()));
                plain.into_iter().chain(values).collect()
            }
            Self::Lines(count) => simpler::numbers(*count, 1).into_iter().map(Self::Lines).collect(),
            Self::ContentType(value) => {
                let rest = value.strip_prefix("application/json").unwrap_or_default();
                let texts = simpler::texts(rest).into_iter();
                texts.map(|rest| Self::ContentType(format!("application/json{rest}"))).collect()
            }
            Self::Body(Coding::Chunked(size)) => {
                let sizes =
                    [100_000].into_iter().filter(|large| large != size).chain(simpler::numbers(*size, 1));
                sizes.map(|size| Self::Body(Coding::Chunked(size))).collect()
            }
            Self::Body(Coding::Segmented(count)) => simpler::numbers(*count, 2)
                .into_iter()
                .map(|count| Self::Body(Coding::Segmented(count)))
                .collect(),
            Self::Body(_) | Self::Written(_) | Self::Close => Vec::new(),
        }
    }
}

/// Unknown headers a service may refuse; those of the official clients it has to take.
fn of_line(name: &str, value: &str) -> Meaning {
    let name = name.to_ascii_lowercase();
    let plain =
        value.len() <= 200 && !value.is_empty() && value.bytes().all(|byte| (0x20..0x7f).contains(&byte));
    let is_clients = match name.as_str() {
        "accept-encoding" => value == "identity",
        "accept" => value == "*/*",
        name => CLIENTS.contains(&name) && plain,
    };
    match is_clients {
        true => Meaning::nothing("REQ-019"),
        // What asks for something else may get something else.
        false => Meaning::open("REQ-013").loose(),
    }
}

/// `application/json` with well-formed parameters is granted (RFC 9110 §8.3.1), what is nearly that or nothing may be, and
/// anything else may be answered as the framework likes.
fn of_content_type(value: &str) -> Meaning {
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or_default();
    let parameters: Vec<&str> = parts.map(|part| part.trim_matches([' ', '\t'])).collect();
    let is_json = kind.trim_end_matches([' ', '\t']) == "application/json";
    let is_charset = |part: &&str| part.to_ascii_lowercase().starts_with("charset");
    let charsets: Vec<&&str> = parameters.iter().filter(|part| is_charset(part)).collect();
    let utf8 = charsets.iter().all(|part| {
        let value = part.split_once('=').map_or("", |(_, value)| value).trim_matches('"');
        value.eq_ignore_ascii_case("utf-8")
    });
    match is_json {
        true if parameters.iter().all(|part| is_parameter(part))
            && charsets.len() <= 1
            && utf8
            && value.len() <= 1_000 =>
        {
            Meaning::nothing("REQ-011")
        }
        true => Meaning::open("REQ-012").before_operation(),
        false => Meaning::open("REQ-009").loose(),
    }
}

fn is_parameter(part: &str) -> bool {
    let is_token = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
    };
    let is_quoted = |text: &str| {
        let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        inner.is_some_and(|inner| {
            inner.bytes().all(|byte| (0x20..0x7f).contains(&byte) && !b"\"\\,".contains(&byte))
        })
    };
    part.split_once('=').is_some_and(|(name, value)| is_token(name) && (is_token(value) || is_quoted(value)))
}

impl Coding {
    fn framing(self) -> Framing {
        const ORNAMENTS: [Ornament; 7] = [
            Ornament::Extension,
            Ornament::QuotedExtension,
            Ornament::LastExtension,
            Ornament::Capitals,
            Ornament::Zeros,
            Ornament::Trailer,
            Ornament::FramingTrailer,
        ];
        match self {
            Self::Chunked(size) => Framing::Chunked(size.max(1)),
            Self::Ornate(size, number) => Framing::Ornate(size.max(1), ORNAMENTS[number % ORNAMENTS.len()]),
            Self::Segmented(count) => Framing::Segmented(count.max(2)),
            Self::ExpectContinue => Framing::ExpectContinue,
        }
    }
}

/// Every way of writing the head but the usual one.
pub(crate) const STYLES: [Style; 9] = [
    Style::LowerNames,
    Style::UpperNames,
    Style::MixedNames,
    Style::NoSpace,
    Style::MuchSpace,
    Style::Folded,
    Style::Old,
    Style::OldKept,
    Style::Absolute,
];

fn words_of_style(style: Style) -> &'static str {
    match style {
        Style::Usual => "the head is written as usual",
        Style::LowerNames => "header names are in lower case",
        Style::UpperNames => "header names are in capitals",
        Style::MixedNames => "header names are in small letters and capitals by turns",
        Style::NoSpace => "no white space stands before header values",
        Style::MuchSpace => "much white space stands around header values",
        Style::Folded => "a header goes on in a second line",
        Style::Old => "the request is HTTP/1.0",
        Style::OldKept => "the request is HTTP/1.0 and asks to keep the connection",
        Style::Absolute => "the first line has the whole URL",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::meaning::Due;

    #[test]
    fn parameters_mean_nothing_where_they_are_well_formed() {
        let due = |value: &str| of_content_type(value).due();
        for value in [
            "application/json",
            "application/json; charset=utf-8",
            "application/json;a=\"b c\"",
            "application/json ; v=1",
        ] {
            assert_eq!(due(value), Due::Always, "{value}");
        }
        for value in [
            "application/json;",
            "application/json; charset=utf-16",
            "application/json; a",
            "text/json",
            "",
            "Application/Json",
        ] {
            assert_eq!(due(value), Due::Perhaps, "{value}");
        }
    }
}
