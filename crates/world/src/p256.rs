//! ECDSA signatures over P-256 as numbers: r and s, 32 bytes each.

/// The order n of the base point of P-256 (SEC 2, section 2.4.2), big-endian.
pub(crate) const ORDER: [u8; 32] = [
    0xff, 0xff, 0xff, 0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xbc,
    0xe6, 0xfa, 0xad, 0xa7, 0x17, 0x9e, 0x84, 0xf3, 0xb9, 0xca, 0xc2, 0xfc, 0x63, 0x25, 0x51,
];

/// The first number of a signature.
pub(crate) fn r(signature: &[u8]) -> &[u8] {
    signature.get(..32).unwrap_or_default()
}

/// The second number of a signature.
pub(crate) fn s(signature: &[u8]) -> &[u8] {
    signature.get(32..).unwrap_or_default()
}

/// (r, s) and (r, n - s) verify alike; this is the one with the larger s.
pub(crate) fn with_high_s(signature: &[u8]) -> Vec<u8> {
    let mirrored = difference(&ORDER, s(signature));
    [r(signature), s(signature).max(&mirrored)].concat()
}

/// The one with the smaller s, which the strictest verifiers take too.
pub(crate) fn with_low_s(signature: &[u8]) -> Vec<u8> {
    let mirrored = difference(&ORDER, s(signature));
    [r(signature), s(signature).min(&mirrored)].concat()
}

/// A big-endian number less a smaller one of the same length.
fn difference(left: &[u8], right: &[u8]) -> Vec<u8> {
    let mut borrow = 0;
    let mut digits: Vec<u8> = left
        .iter()
        .zip(right)
        .rev()
        .map(|(left, right)| {
            let total = i16::from(*left) - i16::from(*right) - borrow;
            borrow = i16::from(total < 0);
            (total & 0xff) as u8
        })
        .collect();
    digits.reverse();
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_borrow() {
        assert_eq!(difference(&[1, 0, 0], &[0, 0, 1]), [0, 255, 255]);
        assert_eq!(difference(&ORDER, &ORDER), [0; 32]);
    }

    #[test]
    fn high_s_is_above_half_the_order_and_low_s_below() {
        let mut half = vec![0x7f];
        half.extend([0xff; 31]);
        for last in 1..=3 {
            let mut signature = vec![1; 63];
            signature.push(last);
            let high = with_high_s(&signature);
            assert!(s(&high) > &half[..]);
            assert_eq!(with_high_s(&high), high);
            assert_eq!(with_low_s(&high), signature);
        }
    }
}
