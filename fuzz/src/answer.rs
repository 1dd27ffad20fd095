//! Any bytes as an answer that a connection could have brought.

use eks_auth_protocol::laws::Cut;

/// A status, headers that HTTP allows, and a body.
pub(crate) struct Answer<'a> {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, Vec<u8>)>,
    pub(crate) body: &'a [u8],
}

impl<'a> Answer<'a> {
    /// Takes bytes that begin like HTTP apart; others are the body of an answer with this status.
    pub(crate) fn of(bytes: &'a [u8], status: u16) -> Self {
        let message = Cut::of(bytes);
        match message.status() {
            None => Self { status, headers: Vec::new(), body: bytes },
            Some(status) => Self { status, headers: sound(&message), body: message.body() },
        }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The values of a header.
    pub(crate) fn values(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.headers
            .iter()
            .filter(move |(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| &value[..])
    }
}

/// An HTTP library lets no other header line through, to nobody.
fn sound(message: &Cut<'_>) -> Vec<(String, Vec<u8>)> {
    let mut headers = message.headers().to_vec();
    headers.retain(|(name, value)| {
        http::HeaderName::from_bytes(name.as_bytes()).is_ok() && http::HeaderValue::from_bytes(value).is_ok()
    });
    headers
}
