//! Where the service is.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;
use tokio_rustls::rustls::pki_types::ServerName;

use crate::callback::loopback;

/// The URL of a service: scheme (`http` or `https`), host, port and an optional path in front of every request's.
///
/// # Example
///
/// ```
/// use eks_auth_suite::client::Endpoint;
///
/// let endpoint: Endpoint = "http://127.0.0.1:8080".parse()?;
/// assert_eq!(endpoint.to_string(), "http://127.0.0.1:8080");
///
/// let endpoint: Endpoint = "https://eks-auth.us-west-2.api.aws:443/".parse()?;
/// assert_eq!(endpoint.authority(), "eks-auth.us-west-2.api.aws");
/// assert!(endpoint.is_encrypted());
/// # Ok::<(), eks_auth_suite::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint {
    // What the certificate must be for; without it nothing is encrypted.
    certified: Option<ServerName<'static>>,
    host: String,
    port: u16,
    prefix: String,
}

/// Why a text is no endpoint.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[non_exhaustive]
pub enum EndpointError {
    /// It is not a URL.
    #[error("`{0}` is not a URL such as http://127.0.0.1:8080")]
    NotAUrl(String),
    /// Its scheme is one that this version does not speak.
    #[error("the scheme of `{0}` is neither http nor https")]
    Scheme(String),
    /// It carries a user, a query or a fragment.
    #[error("`{0}` has more than scheme, host, port and path")]
    Surplus(String),
}

impl Endpoint {
    /// Host and port as the Host header writes them.
    #[must_use]
    pub fn authority(&self) -> String {
        if self.port == usual_port(self.is_encrypted()) {
            self.host.clone()
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }

    /// The scheme: `https` where requests go through TLS, else `http`.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        if self.is_encrypted() { "https" } else { "http" }
    }

    /// Whether requests go through TLS.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.certified.is_some()
    }

    /// The path in front of every request's, without a trailing slash; mostly empty.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Whether nobody on the way can read along: requests go through TLS, or do not leave this machine.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.is_encrypted() || loopback(self.address().0).is_some()
    }

    pub(crate) fn address(&self) -> (&str, u16) {
        (bare(&self.host), self.port)
    }

    /// What the service's certificate must be for; nothing where the service shows none.
    pub(super) fn certified(&self) -> Option<&ServerName<'static>> {
        self.certified.as_ref()
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let shown = || without_user(text);
        let not_a_url = || EndpointError::NotAUrl(shown());
        let uri: http::Uri = text.parse().map_err(|_| not_a_url())?;
        let is_encrypted = match uri.scheme_str() {
            Some("http") => false,
            Some("https") => true,
            Some(_) => return Err(EndpointError::Scheme(shown())),
            None => return Err(not_a_url()),
        };
        let authority = uri.authority().ok_or_else(not_a_url)?;
        if authority.as_str().contains('@') || uri.query().is_some() || text.contains('#') {
            return Err(EndpointError::Surplus(shown()));
        }
        // `http://host:` and a port out of range are read by the URL parser as no port at all.
        let says_port = authority.as_str().rsplit(']').next().is_some_and(|rest| rest.contains(':'));
        if authority.host().is_empty() || (says_port && authority.port_u16().is_none_or(|port| port == 0)) {
            return Err(not_a_url());
        }
        let host = authority.host().to_owned();
        let certified = is_encrypted.then(|| ServerName::try_from(bare(&host).to_owned())).transpose();
        Ok(Self {
            certified: certified.map_err(|_| not_a_url())?,
            host,
            port: authority.port_u16().unwrap_or(usual_port(is_encrypted)),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme(), self.authority(), self.prefix)
    }
}

/// The text without whatever its URLs say of a user: that may be a password.
///
/// # Example
///
/// ```
/// use eks_auth_suite::client::without_user;
///
/// assert_eq!(without_user("no `http://me:secret@host/` there"), "no `http://…@host/` there");
/// ```
#[must_use]
pub fn without_user(text: &str) -> String {
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '?' | '#');
    let mut parts = text.split("://");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (authority, rest) = part.split_at(part.find(ends).unwrap_or(part.len()));
        out.push_str("://");
        match authority.rsplit_once('@') {
            Some((_, host)) => out.extend(["…@", host]),
            None => out.push_str(authority),
        }
        out.push_str(rest);
    }
    out
}

/// A host without the brackets that a URL writes around an IPv6 address.
fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

/// The port where a URL names none.
fn usual_port(is_encrypted: bool) -> u16 {
    if is_encrypted { 443 } else { 80 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn host_port_and_prefix_are_read() {
        let endpoint: Endpoint = "http://[::1]:8080/eks/".parse().expect("a URL");
        assert_eq!(endpoint.address(), ("::1", 8080));
        assert_eq!(endpoint.authority(), "[::1]:8080");
        assert_eq!(endpoint.prefix(), "/eks");
    }

    #[test]
    fn each_scheme_has_a_port_that_need_not_be_said() {
        for (text, shown, port) in [
            ("https://service.example", "https://service.example", 443),
            ("https://service.example:443/eks", "https://service.example/eks", 443),
            ("https://service.example:80", "https://service.example:80", 80),
            ("http://service.example:443", "http://service.example:443", 443),
            ("https://[::1]", "https://[::1]", 443),
        ] {
            let endpoint: Endpoint = text.parse().expect("a URL");
            assert_eq!((endpoint.to_string().as_str(), endpoint.address().1), (shown, port));
        }
    }

    #[test]
    fn plain_http_is_private_on_this_machine_alone() {
        let private = |text: &str| text.parse::<Endpoint>().expect("a URL").is_private();
        assert!(private("http://127.0.0.1:8080") && private("http://[::1]") && private("https://a.example"));
        assert!(!private("http://a.example") && !private("http://192.0.2.1:8080"));
    }

    #[test]
    fn what_is_no_endpoint_is_refused_with_its_reason() {
        let error = |text: &str| text.parse::<Endpoint>().expect_err("no endpoint");
        assert!(matches!(error("127.0.0.1:8080"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("nonsense"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("http://127.0.0.1:99999"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("ftp://127.0.0.1"), EndpointError::Scheme(_)));
        assert!(matches!(error("https://a_b..example"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("http://user@127.0.0.1"), EndpointError::Surplus(_)));
        assert!(matches!(error("http://127.0.0.1/?a=b"), EndpointError::Surplus(_)));
    }

    #[test]
    fn password_of_a_user_is_told_by_no_error() {
        for text in ["http://me:word@127.0.0.1", "ftp://me:word@a.example/", "https://me:wo@word@:0/a@b"] {
            let error = text.parse::<Endpoint>().expect_err("no endpoint").to_string();
            assert!(!error.contains("word") && error.contains("…@"), "{error}");
        }
    }
}
