//! Keys that a token brings along, for the services that trust them.

use base64_simd::STANDARD;
use eks_auth_world::PublicKey;

use crate::base64url;
use crate::json::{Json, Object};

/// The key in a JWK.
pub(super) fn of_jwk(jwk: &Object) -> Option<PublicKey> {
    let bytes = |name| jwk.text(name).and_then(base64url::decode);
    match jwk.text("kty")? {
        "RSA" => Some(PublicKey::Rsa { modulus: bytes("n")?, exponent: bytes("e")? }),
        "EC" => Some(PublicKey::P256 { x: bytes("x")?.try_into().ok()?, y: bytes("y")?.try_into().ok()? }),
        _ => None,
    }
}

/// The RSA key of 2048 bits in the first certificate of a chain.
///
/// It is looked for and not parsed: its DER begins with the same bytes in every certificate.
pub(super) fn of_x5c(chain: &[Json]) -> Option<PublicKey> {
    /// A sequence of 266 bytes whose first member is an integer of 257, the first of them zero.
    const BEGINNING: [u8; 9] = [0x30, 0x82, 0x01, 0x0a, 0x02, 0x82, 0x01, 0x01, 0x00];
    let certificate = STANDARD.decode_to_vec(chain.first()?.as_text()?).ok()?;
    let start = certificate.windows(BEGINNING.len()).position(|window| window == BEGINNING)?;
    let modulus = certificate.get(start + 9..start + 9 + 256)?.to_vec();
    // The exponent follows: a tag, its length, its bytes.
    let exponent = certificate.get(start + 265..)?;
    let length = usize::from(*exponent.get(1)?);
    Some(PublicKey::Rsa { modulus, exponent: exponent.get(2..2 + length)?.to_vec() })
}
