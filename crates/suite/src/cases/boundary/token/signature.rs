//! The signature's own bytes: changed, cut and extended, and written in other ways.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_world::Algorithm;
use eks_auth_world::boundary::powers_of_two;

use super::values::{Parts, Values, tokens};
use crate::Area::Signature;
use crate::expect::Expect::{Either, Refused};
use crate::situation::{Kind, Situation};

/// The digits of base64url, each worth six bits.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The bytes of an RSA signature of 2048 bits.
const BYTES: usize = 256;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Signature, "boundary.signature.bit", "one bit of the signature is flipped", |values| {
            let mut places = values.places(BYTES);
            places.extend((0..BYTES).step_by(16).map(|byte| byte + 4));
            for byte in places {
                let mut token = values.plain();
                token.signature = flipped(&token.signature, 8 * byte + byte % 8);
                values.text(format!("in byte {} of {BYTES}", byte + 1), &token.join());
            }
        })
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        tokens(Signature, "boundary.signature.length", "the signature is of another length", |values| {
            let more = [2, 3, 8, 20, 48, 96, 192, 254, 258, 384, 513, 1_024];
            let lengths = values
                .some_of(powers_of_two(1..=513), 2)
                .into_iter()
                .chain(more)
                .filter(|length| *length != BYTES);
            for length in lengths {
                let mut token = values.plain();
                token.signature = resized(&token.signature, length);
                values.text(format!("{length} bytes"), &token.join());
            }
        })
        .kind(Kind::Forged)
        .expect("TOK-004", Refused),
        tokens(
            Signature,
            "boundary.signature.spare-bits",
            "the last digit of a part has spare bits set",
            |values| {
                for bits in [1, 2, 3, 4, 7, 8, 14, 15] {
                    let mut token = values.plain();
                    token.signature = with_spare_bits(&token.signature, bits);
                    values.text(format!("{bits:04b} in the signature"), &token.join());
                }
                for bits in 1..4 {
                    let what = format!("{bits:02b} in the header");
                    spare_in(values, what, |token| token.header = with_spare_bits(&token.header, bits));
                    let what = format!("{bits:02b} in the payload");
                    spare_in(values, what, |token| token.payload = with_spare_bits(&token.payload, bits));
                }
            },
        )
        .expect("TOK-021", Either)
        .also("refused", "TOK-022", Refused),
        tokens(
            Signature,
            "boundary.signature.padding",
            "there is padding in or after the signature",
            |values| {
                for count in [1, 2, 3, 4, 8, 64] {
                    let mut token = values.plain();
                    token.signature += &"=".repeat(count);
                    values.text(format!("{count} signs after it"), &token.join());
                }
                for place in [1, 4, 171, 340, 341] {
                    let mut token = values.plain();
                    token.signature.insert(place, '=');
                    values.text(format!("a sign after its digit {place}"), &token.join());
                }
            },
        )
        .expect("TOK-021", Either)
        .also("refused", "TOK-022", Refused),
    ]
}

/// The base64url text with one of the bits of its bytes flipped.
fn flipped(text: &str, bit: usize) -> String {
    text.bytes()
        .enumerate()
        .map(|(place, digit)| match place == bit / 6 {
            true => digit_of(value_of(digit) ^ (0b10_0000 >> (bit % 6))),
            false => char::from(digit),
        })
        .collect()
}

/// The base64url text of so many bytes: the first of those, and zeros after the last.
fn resized(text: &str, bytes: usize) -> String {
    let digits = (bytes * 8).div_ceil(6);
    let spare = digits * 6 - bytes * 8;
    let mut values: Vec<u8> = text.bytes().map(value_of).chain(std::iter::repeat(0)).take(digits).collect();
    if let Some(last) = values.last_mut() {
        *last &= 0b11_1111 << spare;
    }
    values.into_iter().map(digit_of).collect()
}

/// The base64url text with these bits in the place of its last ones.
fn with_spare_bits(text: &str, bits: u8) -> String {
    let (start, last) = text.split_at(text.len().saturating_sub(1));
    let last = last.bytes().next().map(value_of).unwrap_or_default();
    format!("{start}{}", digit_of(last | bits))
}

fn value_of(digit: u8) -> u8 {
    DIGITS
        .iter()
        .position(|known| *known == digit)
        .and_then(|place| u8::try_from(place).ok())
        .unwrap_or_default()
}

fn digit_of(value: u8) -> char {
    DIGITS.get(usize::from(value & 0b11_1111)).copied().map(char::from).unwrap_or_default()
}

/// A token whose header and payload leave two bits of their last digit to spare, changed before it is signed.
fn spare_in(values: &mut Values<'_>, what: String, change: impl FnOnce(&mut Parts)) {
    let mut token = values.signed(|draft| {
        let filled = |mut text: Vec<u8>| {
            while text.len() % 3 != 2 {
                text.push(b' ');
            }
            text
        };
        draft.header_raw(filled(draft.header_bytes()));
        draft.payload_raw(filled(draft.payload_bytes()));
    });
    change(&mut token);
    let subject = values.subject();
    if let Some(key) = subject.cluster().key(Algorithm::Rs256) {
        let input = format!("{}.{}", token.header, token.payload);
        token.signature = URL_SAFE_NO_PAD.encode_to_string(key.sign(input.as_bytes()));
    }
    values.text(what, &token.join());
}

#[cfg(test)]
mod unit {
    use super::*;

    #[test]
    fn bytes_are_changed_where_they_should() {
        let text = URL_SAFE_NO_PAD.encode_to_string([0b1010_0101, 0xff]);
        let bytes = |text: String| URL_SAFE_NO_PAD.decode_to_vec(text).unwrap();
        assert_eq!(bytes(flipped(&text, 0)), [0b0010_0101, 0xff]);
        assert_eq!(bytes(flipped(&text, 15)), [0b1010_0101, 0xfe]);
        assert_eq!(bytes(resized(&text, 1)), [0b1010_0101]);
        assert_eq!(bytes(resized(&text, 4)), [0b1010_0101, 0xff, 0, 0]);
        assert_ne!(with_spare_bits(&text, 0b11), text);
    }
}
