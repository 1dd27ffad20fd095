//! Where the service is.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// The URL of a service: scheme, host, port and an optional path in front of every request's.
///
/// # Example
///
/// ```
/// use eks_auth_suite::client::Endpoint;
///
/// let endpoint: Endpoint = "http://127.0.0.1:8080".parse()?;
/// assert_eq!(endpoint.to_string(), "http://127.0.0.1:8080");
/// # Ok::<(), eks_auth_suite::client::EndpointError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Endpoint {
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
    #[error("the scheme of `{0}` is not http; TLS is not supported in this version")]
    Scheme(String),
    /// It carries a user, a query or a fragment.
    #[error("`{0}` has more than scheme, host, port and path")]
    Surplus(String),
}

impl Endpoint {
    /// Host and port as the Host header writes them.
    #[must_use]
    pub fn authority(&self) -> String {
        if self.port == 80 { self.host.clone() } else { format!("{}:{}", self.host, self.port) }
    }

    /// The path in front of every request's, without a trailing slash; mostly empty.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    pub(crate) fn address(&self) -> (&str, u16) {
        (self.host.trim_start_matches('[').trim_end_matches(']'), self.port)
    }
}

impl FromStr for Endpoint {
    type Err = EndpointError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let not_a_url = || EndpointError::NotAUrl(text.to_owned());
        let uri: http::Uri = text.parse().map_err(|_| not_a_url())?;
        match uri.scheme_str() {
            Some("http") => {}
            Some(_) => return Err(EndpointError::Scheme(text.to_owned())),
            None => return Err(not_a_url()),
        }
        let authority = uri.authority().ok_or_else(not_a_url)?;
        if authority.as_str().contains('@') || uri.query().is_some() || text.contains('#') {
            return Err(EndpointError::Surplus(text.to_owned()));
        }
        // `http://host:` and a port out of range are read by the URL parser as no port at all.
        let says_port = authority.as_str().rsplit(']').next().is_some_and(|rest| rest.contains(':'));
        if authority.host().is_empty() || (says_port && authority.port_u16().is_none_or(|port| port == 0)) {
            return Err(not_a_url());
        }
        Ok(Self {
            host: authority.host().to_owned(),
            port: authority.port_u16().unwrap_or(80),
            prefix: uri.path().trim_end_matches('/').to_owned(),
        })
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "http://{}{}", self.authority(), self.prefix)
    }
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
    fn what_is_no_endpoint_is_refused_with_its_reason() {
        let error = |text: &str| text.parse::<Endpoint>().expect_err("no endpoint");
        assert!(matches!(error("127.0.0.1:8080"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("nonsense"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("http://127.0.0.1:99999"), EndpointError::NotAUrl(_)));
        assert!(matches!(error("https://127.0.0.1"), EndpointError::Scheme(_)));
        assert!(matches!(error("http://user@127.0.0.1"), EndpointError::Surplus(_)));
        assert!(matches!(error("http://127.0.0.1/?a=b"), EndpointError::Surplus(_)));
    }
}
