//! A service account token by itself: its form, its header and claims, and with keys its signature.

mod claims;
mod form;
mod header;
mod keys;
mod members;
mod part;
mod times;

use eks_auth_protocol::wire::Document as Parsed;

use super::judgement::{Document, Judgement, Weight};
use super::notes::Notes;
use crate::redact::Secrets;

pub(super) use form::text_form;
pub use keys::{KeySet, KeySetError};

use members::{Members, Pick};
use part::Parts;

/// What is known beside a token: without any of it, its form and what its claims say of themselves is judged.
///
/// # Example
///
/// ```
/// use eks_auth_suite::check::{self, TokenSight};
/// use eks_auth_world::{Partition, Scene, World};
///
/// let world = World::standard(Partition::Aws);
/// let expired = Scene::first(&world, 1_700_000_000, "0b1f2c3d-1111-4222-8333-444455556666").draft().sign();
/// let sight = TokenSight::default().at(1_800_000_000.0);
/// let judgement = check::token(expired.expose().as_bytes(), &sight);
/// assert_eq!(judgement.violations()[0].path(), "claims.exp");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct TokenSight<'a> {
    keys: Option<&'a KeySet>,
    issuer: Option<&'a str>,
    at: Option<f64>,
}

impl<'a> TokenSight<'a> {
    /// With the keys of the cluster's token issuer, so that the signature is judged.
    #[must_use]
    pub fn with_keys(self, keys: &'a KeySet) -> Self {
        Self { keys: Some(keys), ..self }
    }

    /// With the cluster's token issuer, so that `iss` is judged.
    #[must_use]
    pub fn with_issuer(self, issuer: &'a str) -> Self {
        Self { issuer: Some(issuer), ..self }
    }

    /// At a moment, in epoch seconds, so that `exp` and `nbf` are judged.
    #[must_use]
    pub fn at(self, seconds: f64) -> Self {
        Self { at: Some(seconds), ..self }
    }
}

/// Judges a token: any bytes that may be one, without a line end that belongs to their file.
#[must_use]
pub fn token(bytes: &[u8], sight: &TokenSight<'_>) -> Judgement {
    let text = String::from_utf8_lossy(bytes);
    let mut notes = Notes::hiding(Secrets::of_token(Some(&text)));
    match text_form(&text, "", &mut notes) {
        Some(token) => parts(token, sight, &mut notes),
        None => notes.unjudged("header, claims and signature", "the text as a whole is no token"),
    }
    for (is_known, what, why) in [
        (sight.keys.is_some(), "the signature", "no keys were given"),
        (sight.issuer.is_some(), "whose issuer it is", "no issuer was given"),
        (sight.at.is_some(), "whether it is valid at a time", "no time was given"),
    ] {
        if !is_known {
            notes.unjudged(what, why);
        }
    }
    notes.into_judgement(Document::Token)
}

/// Three parts, whatever they hold.
fn parts(token: &str, sight: &TokenSight<'_>, notes: &mut Notes) {
    let Some(parts) = Parts::read(token, notes) else { return };
    let (header, payload) = (parts.header.document(notes), parts.payload.document(notes));
    let (header, payload) = (header.as_ref().map(Parsed::root), payload.as_ref().map(Parsed::root));
    let way = sight
        .keys
        .zip(parts.signature.as_deref())
        .map(|(keys, bytes)| keys.verify(parts.signing_input, bytes));
    if way == Some(None) {
        notes.broken("TOK-004", "signature", "no key of the set made the signature over exactly these bytes");
    }
    let (in_header, in_claims) =
        (members::note_twice(header, "header", notes), members::note_twice(payload, "claims", notes));
    let reading = |pick| {
        let mut aside = notes.aside();
        if let Some(root) = header {
            let header = Members::new(root, pick, "header");
            header::judge(&header, sight.keys, &mut aside);
            if let Some(Some(way)) = way {
                made_as_announced(way, header.text("alg").as_deref(), &mut aside);
            }
        }
        if let Some(root) = payload {
            let claims = Members::new(root, pick, "claims");
            claims::judge(&claims, sight.issuer, &mut aside);
            times::judge(&claims, sight.at, &mut aside);
        }
        aside
    };
    let last = reading(Pick::Last);
    let first = (in_header || in_claims).then(|| reading(Pick::First));
    settle(last, first, notes);
}

/// Judges how a key of the set made the signature by what `alg` says. A verifier goes by the one of the two that its key is
/// for (RFC 8725, section 3.1), in whatever letter case it is written.
fn made_as_announced(way: &str, alg: Option<&str>, notes: &mut Notes) {
    let announced = alg.is_some_and(|alg| alg.trim().eq_ignore_ascii_case(way));
    if !announced || !KeySet::WAYS.contains(&way) {
        let message =
            format!("a key of the set made the signature, but {way}, which `alg` or the key is not for");
        notes.broken("TOK-004", "signature", message);
    }
}

/// Where a member is there twice, a reader takes the one or the other throughout: what only one of the two readings breaks
/// is left open.
fn settle(last: Notes, first: Option<Notes>, notes: &mut Notes) {
    let Some(first) = first else { return notes.take(last.violations().iter().cloned()) };
    let is_broken = |reading: &Notes| reading.violations().iter().any(|found| found.weight() == Weight::Must);
    let all_break = is_broken(&last) && is_broken(&first);
    let found = [last, first].into_iter().flat_map(|reading| reading.violations().to_vec());
    notes.take(found.map(|violation| match violation.weight() {
        Weight::Must if !all_break => violation.left_open(),
        _ => violation,
    }));
}
