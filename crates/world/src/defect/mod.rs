//! Named ways in which a token can be wrong, or merely unusual.
//!
//! Each row is an input, never a judgement: a [`Group`] says what kind of input it is, and what a service should make
//! of that kind is decided elsewhere. Rows of one subject stand in one file; ids are `<area>-<twist>`.

mod algorithm;
mod altered;
mod audience;
mod brought;
mod duplicate;
mod ecdsa;
mod encoding;
mod expiry;
mod group;
mod header;
mod hmac;
mod issuer;
mod kid;
mod kubernetes;
mod legitimate;
mod mixed;
mod none;
mod payload;
mod pointing;
mod shape;
mod signature;
mod subject;
#[cfg(test)]
mod tests;
mod time;

use crate::cluster::Cluster;
use crate::draft::TokenDraft;
use crate::fixture::Fixture;
use crate::key::Algorithm;
use crate::minted::MintedToken;
use crate::scene::Scene;

pub use group::Group;

/// One named way in which a token differs from the plain valid one of its scene.
///
/// # Example
///
/// ```
/// use eks_auth_world::defect::{self, Group};
///
/// let defect = defect::find("aud-missing").unwrap();
/// assert_eq!(defect.title(), "aud is missing");
/// assert_eq!(defect.group(), Group::Audience);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Defect {
    id: &'static str,
    title: &'static str,
    group: Group,
    need: Need,
    pointer: Option<Pointer>,
    make: Make,
}

impl Defect {
    /// The name, in kebab-case, unique among all defects.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// What is wrong, or unusual, in words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// What kind of input it is.
    #[must_use]
    pub fn group(&self) -> Group {
        self.group
    }

    /// How it points to the callback of its scene, if it does.
    #[must_use]
    pub fn pointer(&self) -> Option<Pointer> {
        self.pointer
    }

    /// Whether the cluster has the keys that the defect is about. Where it has not, [`mint`](Self::mint) takes some
    /// other key, and the token may be wrong in one more way.
    #[must_use]
    pub fn applies_to(&self, cluster: &Cluster) -> bool {
        let count = |algorithm| cluster.keys().iter().filter(|key| key.algorithm() == algorithm).count();
        match self.need {
            Need::Rsa => count(Algorithm::Rs256) >= 1,
            Need::SecondRsa => count(Algorithm::Rs256) >= 2,
            Need::P256 => count(Algorithm::Es256) >= 1,
        }
    }

    /// The legitimate token that this one is a change of, where that is not the plain one: it is signed by another key
    /// of the set. Whoever refuses that token shows nothing by refusing this one.
    #[must_use]
    pub fn origin(&self) -> Option<&'static Defect> {
        match self.need {
            Need::Rsa => None,
            Need::SecondRsa => find("legitimate-second-key"),
            Need::P256 => find("legitimate-es256"),
        }
    }

    /// The token of the scene with this defect: text that may not even look like a token.
    #[must_use]
    pub fn mint(&self, scene: &Scene<'_>) -> String {
        if !self.applies_to(scene.cluster()) {
            scene.world().want(Fixture::SecondKey);
        }
        match self.make {
            Make::Draft(edit) => {
                let mut draft = scene.draft();
                edit(&mut draft, scene);
                draft.sign().into_string()
            }
            Make::Signature(token, replace) => {
                let token = token(scene);
                token.with_signature(replace(token.signature())).into_string()
            }
            Make::Text(make) => make(scene),
        }
    }
}

/// How a token points to the [callback](Scene::callback) of its scene: by a URL in its header or its claims, behind
/// which a service that follows it finds the key that signed.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Pointer {
    /// By a URL of the callback's own scheme.
    Http,
    /// By the same URL with the scheme https: whoever follows it begins a TLS handshake at the callback.
    Https,
}

/// Every defect, subject by subject.
pub fn all() -> impl Iterator<Item = &'static Defect> {
    TABLES.iter().copied().flatten()
}

/// The defect of this id.
#[must_use]
pub fn find(id: &str) -> Option<&'static Defect> {
    all().find(|defect| defect.id == id)
}

static TABLES: &[&[Defect]] = &[
    legitimate::ROWS,
    signature::ROWS,
    altered::ROWS,
    none::ROWS,
    hmac::ROWS,
    ecdsa::ROWS,
    brought::ROWS,
    pointing::ROWS,
    kid::ROWS,
    algorithm::ROWS,
    expiry::ROWS,
    time::ROWS,
    issuer::ROWS,
    audience::ROWS,
    subject::ROWS,
    kubernetes::ROWS,
    header::ROWS,
    duplicate::ROWS,
    payload::ROWS,
    encoding::ROWS,
    shape::ROWS,
    mixed::ROWS,
];

/// A change to the valid draft, made before it is signed.
type Edit = for<'w> fn(&mut TokenDraft<'w>, &Scene<'w>);

#[derive(Clone, Copy, Debug)]
enum Make {
    /// Edits the draft, so that the signature covers the change.
    Draft(Edit),
    /// Makes a token and replaces its signature.
    Signature(fn(&Scene<'_>) -> MintedToken, fn(&[u8]) -> Vec<u8>),
    /// Makes the text by itself.
    Text(fn(&Scene<'_>) -> String),
}

/// The keys of a cluster without which a defect is not what its title says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Need {
    Rsa,
    SecondRsa,
    P256,
}

/// A row whose change is signed.
const fn draft(id: &'static str, group: Group, title: &'static str, edit: Edit) -> Defect {
    Defect { id, title, group, need: Need::Rsa, pointer: None, make: Make::Draft(edit) }
}

/// A row that makes the whole text.
const fn text(id: &'static str, group: Group, title: &'static str, make: fn(&Scene<'_>) -> String) -> Defect {
    Defect { id, title, group, need: Need::Rsa, pointer: None, make: Make::Text(make) }
}

impl Defect {
    const fn needing(mut self, need: Need) -> Self {
        self.need = need;
        self
    }

    const fn pointing(mut self, pointer: Pointer) -> Self {
        self.pointer = Some(pointer);
        self
    }
}

/// Writes this text as the value of the claim.
fn claim(draft: &mut TokenDraft<'_>, name: &str, raw: impl Into<String>) {
    draft.claims_mut().set_raw(name, raw);
}

/// Writes this text as the value of the header member.
fn header(draft: &mut TokenDraft<'_>, name: &str, raw: impl Into<String>) {
    draft.header_mut().set_raw(name, raw);
}

/// The text as a JSON string.
fn quoted(text: impl AsRef<str>) -> String {
    serde_json::Value::from(text.as_ref()).to_string()
}
