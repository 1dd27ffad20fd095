//! The body around the token: its members, and how it is written.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::json::{is_ordinary, is_ordinary_name};
use super::{Change, Meaning, shown, simpler};
use crate::situation::Kind;

/// A body up to this length is no longer than one with a long token.
const SHORT: usize = 8_192;
/// Nothing is made longer than this, whoever wrote the recipe.
const LARGEST: usize = 1 << 20;
/// So much white space in one place strains nobody.
const SPACES: usize = 1_000;
/// The members that the model has beside the token.
const OPTIONAL: [&str; 3] = ["eksNodeName", "instanceId", "zone"];

/// White space of JSON.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Space {
    /// A space.
    Blank,
    /// A tab.
    Tab,
    /// A line feed.
    LineFeed,
    /// A carriage return.
    CarriageReturn,
}

impl Space {
    /// Every kind.
    pub(crate) const ALL: [Self; 4] = [Self::Blank, Self::Tab, Self::LineFeed, Self::CarriageReturn];

    fn text(self) -> &'static str {
        match self {
            Self::Blank => " ",
            Self::Tab => "\t",
            Self::LineFeed => "\n",
            Self::CarriageReturn => "\r",
        }
    }

    fn one(self) -> &'static str {
        match self {
            Self::Blank => "a space",
            Self::Tab => "a tab",
            Self::LineFeed => "a line feed",
            Self::CarriageReturn => "a carriage return",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Blank => "spaces",
            Self::Tab => "tabs",
            Self::LineFeed => "line feeds",
            Self::CarriageReturn => "carriage returns",
        }
    }
}

/// An edit of how the body is written.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum BodyEdit {
    /// White space before a structural character or a value, counted from 0, or after the last.
    Spaced {
        /// Which kind.
        space: Space,
        /// Before which part.
        place: usize,
        /// How much.
        count: usize,
    },
    /// Characters of the token are escapes: those at every so many-th place, counted from another.
    EscapedToken {
        /// The first place.
        from: usize,
        /// The distance to the next.
        every: usize,
    },
    /// Spaces at the end make it exactly so many bytes long.
    Length(usize),
    /// Its last so many bytes are missing.
    Cut(usize),
    /// This text follows it.
    Trailing(String),
    /// This text precedes it.
    Leading(String),
    /// It is this text, from an example that somebody judged.
    Whole(String),
}

impl BodyEdit {
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Spaced { .. } => "body.space",
            Self::EscapedToken { .. } => "body.escape",
            Self::Length(_) => "body.length",
            Self::Cut(_) | Self::Trailing(_) => "body.end",
            Self::Leading(_) => "body.start",
            Self::Whole(_) => "body",
        }
    }

    pub(super) fn meaning(&self) -> Meaning {
        let strained = Meaning::open("REQ-013").before_operation();
        match self {
            Self::Spaced { count, .. } if *count > SPACES => strained,
            Self::Length(length) if *length > SHORT => strained,
            Self::Spaced { .. } | Self::EscapedToken { .. } | Self::Length(_) => Meaning::nothing("REQ-016"),
            Self::Cut(_) => Meaning::refused("REQ-005").about(Kind::Body),
            Self::Trailing(text) if is_space(text) => Meaning::nothing("REQ-016"),
            Self::Trailing(_) => Meaning::refused("REQ-007").about(Kind::Body),
            Self::Leading(text) if is_space(text) => Meaning::nothing("REQ-016"),
            // A byte order mark, or what a lenient reader passes over as one.
            Self::Leading(text) if text.starts_with('\u{feff}') => strained,
            Self::Leading(_) => Meaning::refused("REQ-005").about(Kind::Body),
            // Whatever token stands in it, and whomever that is for.
            Self::Whole(_) => strained.loose(),
        }
    }

    /// The body after the edit.
    pub(crate) fn apply(&self, body: &str) -> String {
        match self {
            Self::Spaced { space, place, count } => spaced(body, space.text(), *place, (*count).min(LARGEST)),
            Self::EscapedToken { from, every } => escaped(body, *from, (*every).max(1)),
            Self::Length(length) => {
                let room = (*length).min(LARGEST).saturating_sub(body.len());
                match body.strip_suffix('}') {
                    Some(start) => format!("{start}{}}}", " ".repeat(room)),
                    None => format!("{body}{}", " ".repeat(room)),
                }
            }
            Self::Cut(count) => {
                // White space after the object is none of it: without that it is still whole.
                let body = body.trim_end_matches([' ', '\t', '\r', '\n']);
                let end = body.len().saturating_sub((*count).max(1));
                body.chars()
                    .scan(0, |at, c| {
                        *at += c.len_utf8();
                        (*at <= end).then_some(c)
                    })
                    .collect()
            }
            Self::Trailing(text) => format!("{body}{text}"),
            Self::Leading(text) => format!("{text}{body}"),
            Self::Whole(text) => text.clone(),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Spaced { space, place, count } => match count {
                1 => format!("{} stands before part {} of the body", space.one(), place + 1),
                _ => format!("{count} {} stand before part {} of the body", space.words(), place + 1),
            },
            Self::EscapedToken { from, every } => {
                format!("every {every}-th character of the token from {from} on is written as an escape")
            }
            Self::Length(length) => format!("spaces make the body exactly {length} bytes long"),
            Self::Cut(1) => "the last byte of the body is missing".to_owned(),
            Self::Cut(count) => format!("the last {count} bytes of the body are missing"),
            Self::Trailing(text) => format!("{} follows the body", shown(text)),
            Self::Leading(text) => format!("{} precedes the body", shown(text)),
            Self::Whole(text) => format!("the body is {}", shown(text)),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        match self {
            Self::Spaced { space, place, count } => {
                let plainer = (*space != Space::Blank).then_some(Self::Spaced {
                    space: Space::Blank,
                    place: *place,
                    count: *count,
                });
                let fewer = simpler::numbers(*count, 1).into_iter();
                let nearer = simpler::numbers(*place, 0).into_iter();
                plainer
                    .into_iter()
                    .chain(fewer.map(|count| Self::Spaced { space: *space, place: *place, count }))
                    .chain(nearer.map(|place| Self::Spaced { space: *space, place, count: *count }))
                    .collect()
            }
            Self::EscapedToken { from, every } => {
                let rarer = (*every < 100_000).then_some(Self::EscapedToken { from: *from, every: 100_000 });
                let nearer = simpler::numbers(*from, 0).into_iter();
                rarer
                    .into_iter()
                    .chain(nearer.map(|from| Self::EscapedToken { from, every: *every }))
                    .collect()
            }
            Self::Length(length) => simpler::numbers(*length, length.saturating_sub(2_048))
                .into_iter()
                .map(Self::Length)
                .collect(),
            Self::Cut(count) => simpler::numbers(*count, 1).into_iter().map(Self::Cut).collect(),
            Self::Trailing(text) => some(text).into_iter().map(Self::Trailing).collect(),
            Self::Leading(text) => some(text).into_iter().map(Self::Leading).collect(),
            Self::Whole(text) => some(text).into_iter().map(Self::Whole).collect(),
        }
    }
}

fn some(text: &str) -> Vec<String> {
    simpler::texts(text).into_iter().filter(|text| !text.is_empty()).collect()
}

fn is_space(text: &str) -> bool {
    text.bytes().all(|byte| b" \t\r\n".contains(&byte))
}

/// What edits of the body's members mean.
pub(super) fn meaning_of_member(name: &str, change: &Change) -> Meaning {
    match change {
        Change::Order(_) | Change::Length(_) => Meaning::nothing("REQ-001"),
        Change::Escaped | Change::Spaced(_) => Meaning::nothing("REQ-016"),
        Change::Set(raw) | Change::First(raw) | Change::Last(raw) => match name {
            // A second one beside the good one.
            "token" if matches!(change, Change::First(_) | Change::Last(_)) => Meaning::open("REQ-017"),
            "token" => Meaning::refused("REQ-003").about(Kind::TokenMember),
            name if name.eq_ignore_ascii_case("token") => Meaning::open("REQ-013"),
            name if OPTIONAL.contains(&name) => of_optional(name, raw),
            name if is_ordinary_name(name) && is_ordinary(raw) => Meaning::nothing("REQ-001"),
            _ => Meaning::open("REQ-013").before_operation(),
        },
        Change::Remove if name == "token" => Meaning::refused("REQ-003").about(Kind::TokenMember),
        Change::Remove => Meaning::nothing("REQ-001"),
    }
}

/// The model has no limits on these strings; what Kubernetes and EC2 would write there nobody has a reason to refuse.
fn of_optional(name: &str, raw: &str) -> Meaning {
    let likely = match serde_json::from_str::<Value>(raw) {
        Ok(Value::String(text)) => match name {
            "eksNodeName" => eks_auth_protocol::PodName::parse(&text).is_ok(),
            "instanceId" => {
                let digits = text.strip_prefix("mi-").or(text.strip_prefix("i-")).unwrap_or_default();
                matches!(digits.len(), 8 | 17)
                    && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
            }
            _ => {
                let (start, end) = text.rsplit_once("-az").unwrap_or_default();
                (4..=24).contains(&start.len())
                    && start
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
                    && matches!(end.as_bytes(), [b'1'..=b'9'])
            }
        },
        _ => false,
    };
    if likely { Meaning::nothing("REQ-001") } else { Meaning::open("REQ-012") }
}

/// White space before one of the parts of the outermost object.
fn spaced(body: &str, space: &str, place: usize, count: usize) -> String {
    let places = structure(body);
    let at = places.get(place % places.len().max(1)).copied().unwrap_or(body.len());
    let (start, end) = body.split_at(at);
    format!("{start}{}{end}", space.repeat(count))
}

/// Where white space may stand in a body: around every structural character outside strings.
fn structure(body: &str) -> Vec<usize> {
    let (mut places, mut in_string, mut escaped) = (vec![0], false, false);
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'}' | b'[' | b']' | b':' | b',' if !in_string => places.extend([at, at + 1]),
            _ => {}
        }
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// Characters of the token as escapes.
fn escaped(body: &str, from: usize, every: usize) -> String {
    const MARK: &str = r#""token":""#;
    let Some(start) = body.find(MARK).map(|at| at + MARK.len()) else { return body.to_owned() };
    let (head, rest) = body.split_at(start);
    let (token, tail) = rest.split_at(rest.find('"').unwrap_or(rest.len()));
    if token.contains('\\') || token.is_empty() {
        return body.to_owned();
    }
    let first = from % token.chars().count();
    let token: String = token
        .chars()
        .enumerate()
        .map(|(at, letter)| match at >= first && (at - first).is_multiple_of(every) {
            true => json_escape(letter),
            false => letter.to_string(),
        })
        .collect();
    format!("{head}{token}{tail}")
}

fn json_escape(letter: char) -> String {
    let mut units = [0; 2];
    letter.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = r#"{"token":"a.b.c"}"#;

    #[test]
    fn neutral_edits_leave_the_same_json() {
        let same = |edit: BodyEdit| {
            let edited: Value = serde_json::from_str(&edit.apply(BODY)).expect("JSON");
            assert_eq!(edited, serde_json::from_str::<Value>(BODY).expect("JSON"), "{edit:?}");
        };
        for place in 0..12 {
            for space in Space::ALL {
                same(BodyEdit::Spaced { space, place, count: 3 });
            }
            same(BodyEdit::EscapedToken { from: place, every: 2 });
        }
        same(BodyEdit::Length(100));
        assert_eq!(BodyEdit::Length(100).apply(BODY).len(), 100);
        assert_eq!(BodyEdit::Length(1).apply(BODY), BODY);
    }

    #[test]
    fn cut_bodies_are_no_json() {
        for count in 0..BODY.len() + 2 {
            for after in ["", " ", "\n\t "] {
                let cut = BodyEdit::Cut(count).apply(&format!("{BODY}{after}"));
                assert!(serde_json::from_str::<Value>(&cut).is_err(), "{cut}");
            }
        }
    }

    #[test]
    fn likely_values_are_told_from_others() {
        use crate::search::meaning::Due;
        for (name, text, due) in [
            ("zone", "usw2-az1", Due::Always),
            ("zone", "usw2-lax1-az1", Due::Always),
            ("zone", "us-west-2a", Due::Perhaps),
            ("instanceId", "i-0123456789abcdef0", Due::Always),
            ("instanceId", "i-1", Due::Perhaps),
            ("eksNodeName", "ip-10-0-0-1.us-west-2.compute.internal", Due::Always),
            ("eksNodeName", "", Due::Perhaps),
        ] {
            assert_eq!(of_optional(name, &Value::from(text).to_string()).due(), due, "{name} {text}");
        }
    }
}
