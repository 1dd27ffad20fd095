//! What a service makes of the signature of a request.

use super::{Hook, Manner};
use crate::sigv4::Steps;

pub(super) static MANNERS: &[Manner] = &[stage!(
    "sigv4.verified",
    &[],
    "requests must be signed, with Signature Version 4, by the world's caller",
    caller,
    Some(Steps::WHOLE)
)];
