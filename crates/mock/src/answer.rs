//! One HTTP answer, as bytes.

use std::fmt;

use crate::delivery::Delivery;
use crate::errand::Errand;

/// One complete HTTP answer.
///
/// A door adds what belongs to the connection (`Date`, `Content-Length`); everything else is here, byte for byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    cut: Option<usize>,
    delivery: Delivery,
    errand: Option<Errand>,
}

impl Answer {
    /// An answer without headers and body.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Answer {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            cut: None,
            delivery: Delivery::PLAIN,
            errand: None,
        }
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Every header line in order.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The first header of that name, compared without regard to case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(have, _)| have.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body. **It holds credentials when the answer is a grant.**
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// After how many bytes of the body the connection breaks off, where a fault wants that: the answer announces all
    /// of them. A door that cannot break off sends the beginning alone.
    #[must_use]
    pub fn cut(&self) -> Option<usize> {
        self.cut
    }

    /// What a faulty service wants fetched before or after it answers so.
    pub(crate) fn errand(&self) -> Option<&Errand> {
        self.errand.as_ref()
    }

    pub(crate) fn with_errand(mut self, errand: Option<Errand>) -> Self {
        self.errand = errand;
        self
    }

    pub(crate) fn cut_after(&mut self, bytes: usize) {
        self.cut = Some(bytes);
    }

    pub(crate) fn with_header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.push_header(name, value);
        self
    }

    pub(crate) fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The same answer, to go over the wire like this. The door for wiremock leaves that to wiremock.
    pub(crate) fn delivered(self, delivery: Delivery) -> Self {
        Answer { delivery, ..self }
    }

    pub(crate) fn delivery(&self) -> Delivery {
        self.delivery
    }

    pub(crate) fn set_status(&mut self, status: u16) {
        self.status = status;
    }

    pub(crate) fn push_header(&mut self, name: &str, value: impl Into<String>) {
        self.headers.push((name.to_owned(), value.into()));
    }

    /// Replaces the first line of that name, or adds one.
    pub(crate) fn set_header(&mut self, name: &str, value: impl Into<String>) {
        match self.headers.iter_mut().find(|(have, _)| have.eq_ignore_ascii_case(name)) {
            Some((_, have)) => *have = value.into(),
            None => self.push_header(name, value),
        }
    }

    pub(crate) fn remove_header(&mut self, name: &str) {
        self.headers.retain(|(have, _)| !have.eq_ignore_ascii_case(name));
    }

    pub(crate) fn body_mut(&mut self) -> &mut Vec<u8> {
        &mut self.body
    }
}

/// Shows the status, header names and the body's size: a grant holds credentials.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_sizes_and_no_values() {
        let answer = Answer::new(200).with_header("X-A", "canary").with_body("canary");
        let shown = format!("{answer:?}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("200") && shown.contains("X-A"), "{shown}");
    }

    #[test]
    fn setting_a_header_replaces_it_whatever_its_case() {
        let mut answer = Answer::new(400).with_header("Content-Type", "a");
        answer.set_header("content-type", "b");
        assert_eq!(answer.headers(), [("Content-Type".to_owned(), "b".to_owned())]);
    }
}
