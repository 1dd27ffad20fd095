//! Who signed the token, and what became of the signature.

use eks_auth_world::defect;
use serde::{Deserialize, Serialize};

use super::{Context, Meaning, simpler};
use crate::cases::verdict_on_defect;
use crate::expect::Expect;
use crate::situation::Kind;

/// Whose key signs.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Signatory {
    /// The cluster, with the key at this position of its set.
    Key(usize),
    /// Another cluster of the world, at this position, with its first key; the header names this cluster's.
    OtherCluster(usize),
    /// A key that no cluster has; the header names this cluster's.
    Foreign,
}

/// An edit of the signature.
#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum SignatureEdit {
    /// Somebody else signs than the cluster's first key.
    Signed(Signatory),
    /// One bit is flipped, counted from the first; of a shorter signature, the one that the number comes to.
    Flipped(usize),
    /// It has the first so many bytes alone.
    Cut(usize),
    /// So many zero bytes follow it.
    Extended(usize),
    /// Every byte from this one on is zero.
    Zeroed(usize),
    /// It was made before all other edits of header and claims, of a token with another `jti`.
    Stale,
    /// It is that of a plain token of another association of the cluster, at this position.
    Borrowed(usize),
}

impl SignatureEdit {
    pub(super) fn place(&self) -> &'static str {
        match self {
            Self::Signed(_) => "signature.key",
            _ => "signature",
        }
    }

    pub(super) fn meaning(&self, context: Context<'_>) -> Meaning {
        match self {
            Self::Signed(Signatory::Key(position)) => match context.subject.cluster().keys().get(*position) {
                Some(key) if key.algorithm() == eks_auth_world::Algorithm::Rs256 => {
                    Meaning::nothing("TOK-001")
                }
                _ => Meaning::open("TOK-002"),
            },
            _ => Meaning::refused("TOK-004").about(Kind::Forged),
        }
    }

    /// The signature after the edit.
    pub(crate) fn apply(&self, signature: &[u8]) -> Vec<u8> {
        let mut bytes = signature.to_vec();
        match *self {
            Self::Flipped(bit) => {
                let place = bit / 8 % bytes.len().max(1);
                if let Some(byte) = bytes.get_mut(place) {
                    *byte ^= 0x80 >> (bit % 8);
                }
            }
            Self::Cut(length) => bytes.truncate(length.min(signature.len().saturating_sub(1))),
            Self::Extended(count) => bytes.resize(signature.len() + count.clamp(1, LARGEST), 0),
            Self::Zeroed(from) => {
                let from = from.min(signature.len().saturating_sub(1));
                // A byte that was zero before would leave the signature as it was.
                let changed = bytes.iter().skip(from).any(|byte| *byte != 0);
                let tail = if changed { from } else { 0 };
                bytes.iter_mut().skip(tail).for_each(|byte| *byte = 0);
            }
            Self::Signed(_) | Self::Stale | Self::Borrowed(_) => {}
        }
        bytes
    }

    pub(super) fn words(&self) -> String {
        match *self {
            Self::Signed(Signatory::Key(position)) => {
                format!("key {} of the cluster's set signed", position + 1)
            }
            Self::Signed(Signatory::OtherCluster(_)) => "another cluster's key signed".to_owned(),
            Self::Signed(Signatory::Foreign) => "a key that no cluster has signed".to_owned(),
            Self::Flipped(bit) => {
                format!("bit {} of byte {} of the signature is flipped", bit % 8 + 1, bit / 8 + 1)
            }
            Self::Cut(length) => format!("the signature is cut to {length} bytes"),
            Self::Extended(count) => format!("{count} zero bytes follow the signature"),
            Self::Zeroed(from) => format!("the signature is zero from byte {} on", from + 1),
            Self::Stale => "the signature is that of the token before it was edited".to_owned(),
            Self::Borrowed(_) => "the signature is that of another subject's token".to_owned(),
        }
    }

    pub(super) fn simpler(&self) -> Vec<Self> {
        let of = |value: usize, make: fn(usize) -> Self| {
            simpler::numbers(value, 0).into_iter().map(make).collect()
        };
        match *self {
            Self::Flipped(bit) => of(bit, Self::Flipped),
            Self::Cut(length) => of(length, Self::Cut),
            Self::Extended(count) => simpler::numbers(count, 1).into_iter().map(Self::Extended).collect(),
            Self::Zeroed(from) => of(from, Self::Zeroed),
            _ => Vec::new(),
        }
    }
}

/// No signature is made longer than by this, whoever wrote the recipe.
const LARGEST: usize = 1 << 16;

/// What a named defect of the token means: what the first of its cases expects.
pub(super) fn meaning_of_defect(id: &str) -> Meaning {
    let Some((requirement, expect, kind)) = defect::find(id).and_then(verdict_on_defect) else {
        return Meaning::open("TOK-021");
    };
    let meaning = match expect {
        Expect::Granted => Meaning::nothing(requirement),
        Expect::Refused | Expect::RefusedWith(_) => Meaning::refused(requirement),
        Expect::NeverGranted => Meaning::refused(requirement).loose(),
        Expect::NoFailure => Meaning::open(requirement).loose(),
        Expect::Either | Expect::OneSubject => Meaning::open(requirement),
    };
    kind.into_iter().fold(meaning, Meaning::about)
}

pub(super) fn words_of_defect(id: &str) -> String {
    defect::find(id).map_or_else(
        || format!("the token has the defect `{id}`"),
        |defect| format!("the token: {}", defect.title()),
    )
}
