//! Everything that looks random in an answer, drawn from one nonce.

use ring::hmac;

/// The well from which one exchange draws. Draws under different labels say nothing about one another.
pub(crate) struct Chance(hmac::Key);

impl Chance {
    /// The well of one exchange. `context` keeps two exchanges apart that were given the same nonce.
    pub(crate) fn new(nonce: u128, context: &str) -> Self {
        let root = hmac::Key::new(hmac::HMAC_SHA256, &nonce.to_be_bytes());
        Chance(hmac::Key::new(hmac::HMAC_SHA256, hmac::sign(&root, context.as_bytes()).as_ref()))
    }

    /// So many bytes for this use.
    pub(crate) fn bytes(&self, label: &str, count: usize) -> Vec<u8> {
        let block = |index: usize| hmac::sign(&self.0, format!("{label}/{index}").as_bytes());
        let mut bytes: Vec<u8> =
            (0..count.div_ceil(32)).flat_map(|index| block(index).as_ref().to_vec()).collect();
        bytes.truncate(count);
        bytes
    }

    /// So many characters of an alphabet of 32 or 64.
    pub(crate) fn text(&self, label: &str, count: usize, alphabet: &[u8]) -> String {
        let letters = self.bytes(label, count);
        letters
            .into_iter()
            .filter_map(|byte| alphabet.get(usize::from(byte) % alphabet.len().max(1)))
            .copied()
            .map(char::from)
            .collect()
    }

    /// A version 4 UUID in lower case with its hyphens (RFC 9562).
    pub(crate) fn uuid(&self, label: &str) -> String {
        let mut hex = String::with_capacity(36);
        for (index, byte) in self.bytes(label, 16).into_iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                hex.push('-');
            }
            let byte = match index {
                6 => byte & 0x0f | 0x40,
                8 => byte & 0x3f | 0x80,
                _ => byte,
            };
            hex.push_str(&format!("{byte:02x}"));
        }
        hex
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_differ_by_nonce_context_and_label() {
        let draws = [
            Chance::new(1, "a").bytes("x", 40),
            Chance::new(2, "a").bytes("x", 40),
            Chance::new(1, "b").bytes("x", 40),
            Chance::new(1, "a").bytes("y", 40),
        ];
        for (index, draw) in draws.iter().enumerate() {
            assert_eq!(draw.len(), 40);
            assert!(!draws.iter().skip(index + 1).any(|other| other == draw));
        }
        assert_eq!(Chance::new(1, "a").bytes("x", 40), Chance::new(1, "a").bytes("x", 40));
    }

    #[test]
    fn uuid_is_of_version_4() {
        for nonce in 0..64 {
            let uuid = Chance::new(nonce, "").uuid("x");
            let parts: Vec<&str> = uuid.split('-').collect();
            assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{uuid}");
            assert!(
                parts.iter().all(|part| part
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)))
            );
            assert!(parts.get(2).is_some_and(|part| part.starts_with('4')), "{uuid}");
            assert!(parts.get(3).is_some_and(|part| part.starts_with(['8', '9', 'a', 'b'])), "{uuid}");
        }
    }
}
