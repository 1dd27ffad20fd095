//! One HTTP request, as far as the service looks at it.

use std::fmt;

use eks_auth_protocol::ClusterName;

/// One complete HTTP request.
///
/// The target stays as it was sent: nothing is decoded, resolved or lower-cased on the way in, because how a
/// service does that is what a conformance suite asks.
///
/// ```
/// use eks_auth_mock::Request;
///
/// let request = Request::new("POST", "/clusters/conformance/assume-role-for-pod-identity")
///     .with_header("Content-Type", "application/json")
///     .with_body(r#"{"token":"a.b.c"}"#);
/// assert_eq!(request.header("content-type"), Some(&b"application/json"[..]));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    method: String,
    target: String,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    flaw: Option<Flaw>,
    pieces: usize,
}

/// What is wrong with a request's head in a way that its headers no longer show.
///
/// An HTTP library repairs or hides these before anyone can look; a door that noticed says so here, so that the
/// decision about them is the service's and not the door's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// HTTP/1.1 without a Host header (RFC 9112, section 3.2).
    HostMissing,
    /// Content-Length together with Transfer-Encoding (RFC 9112, section 6.1).
    LengthAndCoding,
    /// The body ended early or its chunks could not be read.
    BodyUnreadable,
}

impl Request {
    /// A request without headers and body.
    #[must_use]
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Request {
            method: method.into(),
            target: target.into(),
            headers: Vec::new(),
            body: Vec::new(),
            flaw: None,
            pieces: 1,
        }
    }

    /// The plain exchange: this token shown to that cluster, as the EKS Pod Identity Agent sends it (unsigned).
    ///
    /// ```
    /// use eks_auth_mock::Request;
    /// use eks_auth_protocol::ClusterName;
    ///
    /// let request = Request::exchange(&ClusterName::parse("demo")?, "a.b.c");
    /// assert_eq!(request.target(), "/clusters/demo/assume-role-for-pod-identity");
    /// # Ok::<(), eks_auth_protocol::NameError>(())
    /// ```
    #[must_use]
    pub fn exchange(cluster: &ClusterName, token: &str) -> Self {
        let mut body = String::from("{\"token\":");
        crate::reply::node::write_text(&mut body, token);
        body.push('}');
        Request::new("POST", format!("/clusters/{cluster}/assume-role-for-pod-identity"))
            .with_header("Host", "localhost")
            .with_header("Content-Type", "application/json")
            .with_body(body)
    }

    /// The same request for another target.
    pub(crate) fn for_target(mut self, target: String) -> Self {
        self.target = target;
        self
    }

    /// The same request with one more header line.
    #[must_use]
    pub fn with_header(mut self, name: impl Into<String>, value: impl Into<Vec<u8>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same request without any header line of this name.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(have, _)| !have.eq_ignore_ascii_case(name));
        self
    }

    /// The same request with this body.
    #[must_use]
    pub fn with_body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self
    }

    /// The same request, with what a door saw and the headers do not show.
    #[must_use]
    pub fn with_flaw(mut self, flaw: Flaw) -> Self {
        self.flaw = Some(flaw);
        self
    }

    /// The same request, its body having come in so many pieces. That decides nothing.
    #[must_use]
    pub fn with_pieces(mut self, pieces: usize) -> Self {
        self.pieces = pieces;
        self
    }

    /// The method, in the case in which it was sent.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request target in origin form, as sent: path and query, not decoded.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// Every header line in order; names in the case in which they were sent.
    #[must_use]
    pub fn headers(&self) -> &[(String, Vec<u8>)] {
        &self.headers
    }

    /// The first header of that name, compared without regard to case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&[u8]> {
        self.header_lines(name).next()
    }

    /// Every header line of that name.
    pub fn header_lines(&self, name: &str) -> impl Iterator<Item = &[u8]> {
        self.headers
            .iter()
            .filter(move |(have, _)| have.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_slice())
    }

    /// The body, with transfer codings removed.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// In how many pieces the body came: chunks, or what the network made of it.
    #[must_use]
    pub fn pieces(&self) -> usize {
        self.pieces
    }

    /// What a door found wrong with the head.
    #[must_use]
    pub fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }
}

/// Shows names and sizes: headers hold signatures and the body holds a token.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("target_bytes", &self.target.len())
            .field("headers", &names)
            .field("body_bytes", &self.body.len())
            .field("flaw", &self.flaw)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_shows_sizes_and_no_values() {
        let request = Request::new("POST", "/canary-target")
            .with_header("Authorization", "canary-header")
            .with_body("canary-body");
        let shown = format!("{request:?}");
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("Authorization") && shown.contains("11"), "{shown}");
    }

    #[test]
    fn headers_are_found_in_any_case_and_in_order() {
        let request = Request::new("GET", "/").with_header("X-A", "1").with_header("x-a", "2");
        assert_eq!(request.header_lines("X-a").collect::<Vec<_>>(), [b"1", b"2"]);
        assert_eq!(request.without_header("X-A").header("x-a"), None);
    }
}
