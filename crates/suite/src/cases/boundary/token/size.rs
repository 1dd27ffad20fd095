//! The token as a whole, of many lengths.

use eks_auth_world::boundary::lengths;

use super::values::{Values, tokens};
use crate::Area::Claims;
use crate::expect::Expect::{Either, Granted};
use crate::situation::Situation;

/// Up to this many bytes a token must be taken.
const ORDINARY: usize = 4_096;

/// Longer tokens make a body that a service may find too large.
const LARGEST: usize = 40_000;

/// The shortest that there can be: the plain one with a little room.
const SHORTEST: usize = 1_400;

pub(super) fn situations() -> Vec<Situation> {
    vec![
        tokens(Claims, "boundary.token.length", "the token is of many lengths up to 4 KiB", |values| {
            let round = [1_500, 1_536, 1_537, 3_000, 3_072, 3_073];
            for length in lengths(SHORTEST..=ORDINARY).into_iter().chain(round) {
                of_length(values, length);
            }
        })
        .expect("TOK-001", Granted),
        tokens(Claims, "boundary.token.longer", "the token is of many lengths over 4 KiB", |values| {
            for length in values.some_of(lengths(ORDINARY + 1..=LARGEST), 2) {
                of_length(values, length);
            }
        })
        .expect("REQ-014", Either)
        .also("granted", "REQ-015", Granted)
        .before_operation(),
    ]
}

/// A token of exactly so many bytes, by an unknown header member and an unknown claim of the right lengths.
fn of_length(values: &mut Values<'_>, length: usize) {
    let token = values.signed(|draft| {
        // Base64 turns three bytes into four characters, so not every length can be had by the claim alone.
        for pad in 0..4 {
            draft.header_mut().set("x", "p".repeat(pad));
            draft.claims_mut().set("x", "");
            let (header, payload) = (draft.header_bytes().len(), draft.payload_bytes().len());
            let signature = encoded(256);
            let Some(room) = length.checked_sub(encoded(header) + signature + 2) else { continue };
            let claims = room * 3 / 4;
            if encoded(claims) == room
                && let Some(fill) = claims.checked_sub(payload)
            {
                draft.claims_mut().set("x", "p".repeat(fill));
                return;
            }
        }
    });
    values.text(format!("{length} bytes"), &token.join());
}

/// How many characters of base64url so many bytes take.
fn encoded(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}
