//! Edits: the ways in which a request of the search differs from a plain one that is granted.
//!
//! Each kind of edit is a file of its own and knows four things: which place of the request it concerns, what it means for
//! the answer, how it says itself in words, and what simpler edits of its kind there are. How edits are put into a request is
//! the business of [`build`](super::build).

mod audience;
mod body;
mod claims;
mod head;
mod header;
mod json;
mod kubernetes;
mod member;
mod path;
mod person;
mod signature;
mod simpler;
mod text;
mod time;

use serde::{Deserialize, Serialize};

pub(crate) use body::{BodyEdit, Space};
pub(crate) use claims::NAMES as CLAIMS;
pub(crate) use head::{Coding, HeadEdit, STYLES};
pub(crate) use header::EXTENSION;
pub(crate) use member::{Change, MemberEdit, Object};
pub(crate) use path::PathEdit;
pub(crate) use person::PersonEdit;
pub(crate) use signature::{Signatory, SignatureEdit};
pub(crate) use text::{TextEdit, meaning_of_text};
pub(crate) use time::{Claim, Form, TimeEdit};

use super::meaning::Meaning;
use crate::judge::Subject;

/// One edit.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Edit {
    /// Whom the token names: pod, node, and their uids; or a service account that no association names.
    Person(PersonEdit),
    /// When the token was issued and until when it is good.
    Time(TimeEdit),
    /// A member of the token's header, its claims, `kubernetes.io`, or the request's body.
    Member(MemberEdit),
    /// Who signed, and what became of the signature.
    Signature(SignatureEdit),
    /// The token as text.
    Text(TextEdit),
    /// A named defect of the token in place of all edits of header and claims.
    Defect(String),
    /// The body around the token.
    Body(BodyEdit),
    /// Header lines of the request, and how it goes over the wire.
    Head(HeadEdit),
    /// Method and path.
    Path(PathEdit),
}

/// What the meaning of an edit depends on.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    /// Whom the plain request is for.
    pub(crate) subject: &'a Subject,
    /// The suite's clock, in epoch seconds.
    pub(crate) now: i64,
}

impl Edit {
    /// The place of the request that it concerns: no request has two edits of one place.
    pub(crate) fn place(&self) -> String {
        match self {
            Self::Person(edit) => edit.place().to_owned(),
            Self::Time(edit) => edit.place().to_owned(),
            Self::Member(edit) => edit.place(),
            Self::Signature(edit) => edit.place().to_owned(),
            Self::Text(_) => "token.text".to_owned(),
            Self::Defect(_) => "token.defect".to_owned(),
            Self::Body(edit) => edit.place().to_owned(),
            Self::Head(edit) => edit.place(),
            Self::Path(edit) => edit.place().to_owned(),
        }
    }

    /// What it means for the answer.
    pub(crate) fn meaning(&self, context: Context<'_>) -> Meaning {
        match self {
            Self::Person(edit) => edit.meaning(context),
            Self::Time(edit) => edit.meaning(context),
            Self::Member(edit) => edit.meaning(context),
            Self::Signature(edit) => edit.meaning(context),
            // Mostly; what an edit makes of one token is judged by whoever has that: see `build`.
            Self::Text(_) => Meaning::refused("TOK-004"),
            Self::Defect(id) => signature::meaning_of_defect(id),
            Self::Body(edit) => edit.meaning(),
            Self::Head(edit) => edit.meaning(),
            Self::Path(edit) => edit.meaning(context),
        }
    }

    /// What it is in words, as what is different from a plain request.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Person(edit) => edit.words(),
            Self::Time(edit) => edit.words(),
            Self::Member(edit) => edit.words(),
            Self::Signature(edit) => edit.words(),
            Self::Text(edit) => edit.words(),
            Self::Defect(id) => signature::words_of_defect(id),
            Self::Body(edit) => edit.words(),
            Self::Head(edit) => edit.words(),
            Self::Path(edit) => edit.words(),
        }
    }

    /// Simpler edits of the same place, the simplest first.
    pub(crate) fn simpler(&self) -> Vec<Edit> {
        match self {
            Self::Person(edit) => edit.simpler().into_iter().map(Self::Person).collect(),
            Self::Time(edit) => edit.simpler().into_iter().map(Self::Time).collect(),
            Self::Member(edit) => edit.simpler().into_iter().map(Self::Member).collect(),
            Self::Signature(edit) => edit.simpler().into_iter().map(Self::Signature).collect(),
            Self::Text(edit) => edit.simpler().into_iter().map(Self::Text).collect(),
            Self::Defect(_) => Vec::new(),
            Self::Body(edit) => edit.simpler().into_iter().map(Self::Body).collect(),
            Self::Head(edit) => edit.simpler().into_iter().map(Self::Head).collect(),
            Self::Path(edit) => edit.simpler().into_iter().map(Self::Path).collect(),
        }
    }

    /// Whether it concerns header, claims or signature, in whose place a [`Defect`](Self::Defect) stands.
    pub(crate) fn is_within_token(&self) -> bool {
        match self {
            Self::Time(_) | Self::Signature(_) | Self::Text(_) | Self::Defect(_) => true,
            Self::Member(edit) => edit.of() != Object::Body,
            Self::Person(_) | Self::Body(_) | Self::Head(_) | Self::Path(_) => false,
        }
    }
}

/// A text in words: itself where it is short and plain, else its length and what it is made of.
fn shown(text: &str) -> String {
    const SHOWN: usize = 60;
    let plain = text.chars().all(|c| !c.is_control());
    let length = text.chars().count();
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if length > 8 && letters.all(|letter| letter == first) => {
            format!("{length} times `{}`", first.escape_default())
        }
        _ if length <= SHOWN && plain => format!("`{text}`"),
        _ if length <= SHOWN => format!("`{}`", text.escape_default()),
        _ => {
            let start: String = text.chars().take(24).collect();
            format!("`{}…` ({length} characters)", start.escape_default())
        }
    }
}
