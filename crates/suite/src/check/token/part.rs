//! The three parts, decoded as far as a reader could decode them.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_protocol::token;
use eks_auth_protocol::wire::{Document, Kind};

use super::super::lenient::{Leniency, MARK, leniency};
use super::super::notes::Notes;

/// A token's parts.
pub(super) struct Parts<'t> {
    /// What the signature is made over: header and payload as sent, with the dot between.
    pub(super) signing_input: &'t str,
    pub(super) header: Part,
    pub(super) payload: Part,
    /// The bytes of the signature, where there are any.
    pub(super) signature: Option<Vec<u8>>,
}

/// Header or payload.
pub(super) struct Part {
    path: &'static str,
    /// What is broken where it cannot be read.
    requirement: &'static str,
    bytes: Option<Vec<u8>>,
}

impl<'t> Parts<'t> {
    /// Decodes a text of three parts.
    pub(super) fn read(text: &'t str, notes: &mut Notes) -> Option<Self> {
        let parts = token::Parts::split(text).ok()?;
        let mut part = |path, requirement, text| Part {
            path,
            requirement,
            bytes: decoded(path, requirement, text, notes),
        };
        // Without a header nobody can verify, and without claims there is no expiry.
        let header = part("header", "TOK-004", parts.header());
        let payload = part("claims", "TOK-011", parts.payload());
        let signature = part("signature", "TOK-004", parts.signature()).bytes;
        let signing_input = text.get(..parts.header().len() + 1 + parts.payload().len())?;
        Some(Self { signing_input, header, payload, signature })
    }
}

impl Part {
    /// The part's JSON object, where it has one.
    pub(super) fn document(&self, notes: &mut Notes) -> Option<Document<'_>> {
        let bytes = self.bytes.as_deref()?;
        let bytes = match bytes.strip_prefix(MARK) {
            Some(rest) => {
                notes.open("TOK-021", self.path, "it begins with a byte order mark");
                rest
            }
            None => bytes,
        };
        let document = match Document::parse(bytes) {
            Ok(document) => document,
            Err(error) => {
                let message = format!("it is not JSON: {error}");
                match leniency(bytes, error) {
                    Leniency::Strain => {
                        notes.open("TOK-021", self.path, message);
                        notes.unjudged(self.path, "not every reader takes this JSON");
                    }
                    Leniency::Dialect | Leniency::None => notes.broken(self.requirement, self.path, message),
                }
                return None;
            }
        };
        let kind = document.root().kind();
        if kind != Kind::Object {
            notes.broken(self.requirement, self.path, format!("it is a JSON {kind}, not an object"));
            return None;
        }
        Some(document)
    }
}

/// The bytes of a part. What RFC 7515 forbids and many decoders take is told and decoded all the same.
fn decoded(path: &'static str, requirement: &'static str, text: &str, notes: &mut Notes) -> Option<Vec<u8>> {
    if let Ok(bytes) = URL_SAFE_NO_PAD.decode_to_vec(text) {
        return Some(bytes);
    }
    let standard: Vec<u8> = text
        .bytes()
        .filter(|byte| *byte != b'=')
        .map(|byte| match byte {
            b'-' => b'+',
            b'_' => b'/',
            other => other,
        })
        .collect();
    match base64_simd::forgiving_decode_to_vec(&standard) {
        Ok(bytes) => {
            notes.broken("TOK-022", path, "it is not canonical base64url without padding");
            Some(bytes)
        }
        Err(_) => {
            notes.broken(requirement, path, "it is not base64url: no bytes encode to that");
            None
        }
    }
}
