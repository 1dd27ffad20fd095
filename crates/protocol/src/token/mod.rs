//! The service account token: its compact form, its header and its claims. No signature is verified here.

mod redact;

pub(crate) use redact::Redacted;
pub use redact::redact;
