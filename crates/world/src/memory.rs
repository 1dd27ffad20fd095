//! Signatures that were made before.
//!
//! An RSA signature takes a hundred times as long as anything else in a token, and whoever sends the same tokens again and
//! again, as the suite does when it tests itself, need not make them again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use ring::digest::{SHA256, digest};

/// So many signatures are remembered, some 20 MB of them; then all are forgotten.
const CAPACITY: usize = 1 << 16;

/// The digest of what was signed, how and by which key.
type Subject = [u8; 32];

/// A memory that clones share.
#[derive(Clone, Default)]
pub(crate) struct Memory(Arc<Mutex<HashMap<Subject, Vec<u8>>>>);

impl Memory {
    /// The signature that was made before, or the one that `sign` makes. `way` tells keys and paddings apart.
    pub(crate) fn recall(&self, way: &str, message: &[u8], sign: impl FnOnce() -> Vec<u8>) -> Vec<u8> {
        let subject = subject(way, message);
        if let Some(known) = self.known().get(&subject) {
            return known.clone();
        }
        // Not while the memory is held: others sign at the same time.
        let signature = sign();
        let mut known = self.known();
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(subject, signature.clone());
        signature
    }

    fn known(&self) -> std::sync::MutexGuard<'_, HashMap<Subject, Vec<u8>>> {
        // What is remembered stays true whatever happened while it was held.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Signatures are secret.
impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}

fn subject(way: &str, message: &[u8]) -> Subject {
    let mut text = Vec::with_capacity(way.len() + 1 + message.len());
    text.extend_from_slice(way.as_bytes());
    text.push(0);
    text.extend_from_slice(message);
    let digest = digest(&SHA256, &text);
    digest.as_ref().try_into().expect("SHA-256 has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signature_is_made_once_for_each_way_and_message() {
        let memory = Memory::default();
        let clone = memory.clone();
        assert_eq!(memory.recall("a", b"m", || vec![1]), [1]);
        assert_eq!(clone.recall("a", b"m", || vec![2]), [1]);
        assert_eq!(clone.recall("b", b"m", || vec![3]), [3]);
        assert_eq!(clone.recall("a", b"n", || vec![4]), [4]);
        assert_eq!(format!("{memory:?}"), "Memory");
    }

    #[test]
    fn number_is_bounded() {
        let memory = Memory::default();
        for message in 0..=CAPACITY {
            let _ = memory.recall("a", &message.to_be_bytes(), Vec::new);
        }
        assert_eq!(memory.known().len(), 1);
    }
}
