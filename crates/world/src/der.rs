//! As much of DER (X.690) as public keys need to be written.

const SEQUENCE: u8 = 0x30;
const INTEGER: u8 = 0x02;
const BIT_STRING: u8 = 0x03;

/// A sequence of already encoded values.
pub(crate) fn sequence(items: &[&[u8]]) -> Vec<u8> {
    value(SEQUENCE, &items.concat())
}

/// A number of zero or more, from its big-endian bytes.
pub(crate) fn unsigned(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let significant = bytes.get(zeros..).unwrap_or_default();
    // A leading one bit would mean a negative number.
    let sign = match significant.first() {
        Some(first) if *first < 0x80 => &[][..],
        _ => &[0][..],
    };
    value(INTEGER, &[sign, significant].concat())
}

/// Whole bytes as a bit string.
pub(crate) fn bit_string(bytes: &[u8]) -> Vec<u8> {
    value(BIT_STRING, &[&[0], bytes].concat())
}

fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = content.len().to_be_bytes();
    let zeros = length.iter().take_while(|byte| **byte == 0).count();
    let significant = length.get(zeros..).unwrap_or_default();
    let mut out = vec![tag];
    match significant {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        // At most eight length bytes, so the count fits below the flag.
        long => {
            out.push(0x80 | long.len() as u8);
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(content);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_a_sign_byte_only_when_needed() {
        assert_eq!(unsigned(&[]), [2, 1, 0]);
        assert_eq!(unsigned(&[0, 0, 0x7f]), [2, 1, 0x7f]);
        assert_eq!(unsigned(&[0x80]), [2, 2, 0, 0x80]);
    }

    #[test]
    fn lengths_over_127_take_more_bytes() {
        assert_eq!(sequence(&[&[5; 127]]).get(..2), Some(&[0x30, 127][..]));
        assert_eq!(sequence(&[&[5; 128]]).get(..3), Some(&[0x30, 0x81, 128][..]));
        assert_eq!(sequence(&[&[5; 256]]).get(..4), Some(&[0x30, 0x82, 1, 0][..]));
    }
}
