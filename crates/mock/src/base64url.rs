//! Base64url as RFC 7515 wants it: no padding, no white space, no spare bits.

use base64_simd::URL_SAFE_NO_PAD;

/// Decodes the one canonical encoding of some bytes and nothing else.
///
/// The round trip is the whole check: whatever leniency the decoder may have, only the canonical text survives it.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE_NO_PAD.decode_to_vec(text).ok()?;
    (URL_SAFE_NO_PAD.encode_to_string(&bytes) == text).then_some(bytes)
}

/// Decodes what a careless decoder would: padding and spare bits are overlooked.
pub(crate) fn decode_leniently(text: &str) -> Option<Vec<u8>> {
    let mut bits = 0_u32;
    let mut count = 0;
    let mut bytes = Vec::with_capacity(text.len());
    for byte in text.trim_end_matches('=').bytes() {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'-' | b'+' => 62,
            b'_' | b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xff).ok()?);
        }
        bits &= (1 << count) - 1;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_text_is_decoded() {
        assert_eq!(decode("e30").as_deref(), Some(&b"{}"[..]));
        assert_eq!(decode("-_8").as_deref(), Some(&[0xfb, 0xff][..]));
        assert_eq!(decode("").as_deref(), Some(&[][..]));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["e30=", "e31", "e3", "e", "e 30", "e30\n", "+/8", "e30.", "é"] {
            assert_eq!(decode(text), None, "{text:?}");
        }
    }

    #[test]
    fn careless_decoding_overlooks_padding_and_spare_bits() {
        for text in ["e30", "e30=", "e31", "e30=="] {
            assert_eq!(decode_leniently(text).as_deref(), Some(&b"{}"[..]), "{text:?}");
        }
        assert_eq!(decode_leniently("e 30"), None);
    }
}
