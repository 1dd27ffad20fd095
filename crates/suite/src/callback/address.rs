//! Where the service can reach the suite.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::str::FromStr;

use thiserror::Error;

use crate::client::Endpoint;

/// Host and port of the suite's own listener, as the service under test can reach them.
///
/// The suite listens on that port: on the loopback interface where the host is on it, else on every interface, since the
/// host may be a name or an address that only the service's network knows. Port 0 is any free one.
///
/// # Example
///
/// ```
/// use eks_auth_suite::CallbackAddress;
///
/// let address: CallbackAddress = "host.docker.internal:9000".parse()?;
/// assert_eq!(address.to_string(), "host.docker.internal:9000");
/// # Ok::<(), eks_auth_suite::CallbackAddressError>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CallbackAddress {
    host: String,
    port: u16,
}

/// A text is no address of a listener.
#[derive(Clone, Debug, Eq, Error, PartialEq)]
#[error("`{0}` is not a host and a port such as 192.0.2.7:9000")]
pub struct CallbackAddressError(String);

impl CallbackAddress {
    /// A free port beside an endpoint on the loopback interface; `None` for any other endpoint.
    pub(crate) fn beside(endpoint: &Endpoint) -> Option<Self> {
        let (host, _) = endpoint.address();
        let host = match loopback(host)? {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => format!("[{address}]"),
        };
        Some(Self { host, port: 0 })
    }

    /// Where to listen, by preference.
    pub(super) fn interfaces(&self) -> Vec<SocketAddr> {
        let at = |address: IpAddr| SocketAddr::new(address, self.port);
        let bare = self.host.trim_start_matches('[').trim_end_matches(']');
        match (loopback(bare), bare.parse()) {
            (Some(address), _) => vec![at(address)],
            (None, Ok(IpAddr::V4(_))) => vec![at(Ipv4Addr::UNSPECIFIED.into())],
            (None, Ok(IpAddr::V6(_))) => vec![at(Ipv6Addr::UNSPECIFIED.into())],
            // Most systems take both families on the latter.
            (None, Err(_)) => vec![at(Ipv6Addr::UNSPECIFIED.into()), at(Ipv4Addr::UNSPECIFIED.into())],
        }
    }

    /// The URL of the listener, once its port is known.
    pub(super) fn url(&self, port: u16) -> String {
        format!("http://{}:{port}", self.host)
    }
}

impl FromStr for CallbackAddress {
    type Err = CallbackAddressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || CallbackAddressError(text.to_owned());
        let authority: http::uri::Authority = text.parse().map_err(|_| wrong())?;
        let port = authority.port_u16().ok_or_else(wrong)?;
        if authority.host().is_empty() || text.contains('@') {
            return Err(wrong());
        }
        Ok(Self { host: authority.host().to_owned(), port })
    }
}

impl fmt::Display for CallbackAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.host, self.port)
    }
}

/// The address of the loopback interface that a host stands for, if it does.
pub(crate) fn loopback(host: &str) -> Option<IpAddr> {
    if host.eq_ignore_ascii_case("localhost") {
        return Some(Ipv4Addr::LOCALHOST.into());
    }
    host.parse().ok().filter(IpAddr::is_loopback)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside(endpoint: &str) -> Option<String> {
        CallbackAddress::beside(&endpoint.parse().expect("an endpoint")).map(|address| address.to_string())
    }

    #[test]
    fn endpoints_of_this_machine_have_one_beside_them() {
        assert_eq!(beside("http://127.0.0.1:8080").as_deref(), Some("127.0.0.1:0"));
        assert_eq!(beside("http://LOCALHOST").as_deref(), Some("127.0.0.1:0"));
        assert_eq!(beside("http://[::1]:8080").as_deref(), Some("[::1]:0"));
        assert_eq!(beside("http://192.0.2.7:8080"), None);
        assert_eq!(beside("http://service.example"), None);
    }

    #[test]
    fn suite_listens_on_every_interface_unless_it_is_loopback() {
        let interfaces = |text: &str| {
            let address: CallbackAddress = text.parse().expect("an address");
            address.interfaces().iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(interfaces("127.0.0.2:9000"), ["127.0.0.2:9000"]);
        assert_eq!(interfaces("localhost:9000"), ["127.0.0.1:9000"]);
        assert_eq!(interfaces("192.0.2.7:9000"), ["0.0.0.0:9000"]);
        assert_eq!(interfaces("[2001:db8::7]:9000"), ["[::]:9000"]);
        assert_eq!(interfaces("suite.example:9000"), ["[::]:9000", "0.0.0.0:9000"]);
    }

    #[test]
    fn what_is_no_host_and_port_is_refused() {
        for text in
            ["", ":9000", "127.0.0.1", "http://127.0.0.1:9000", "user@host:9000", "host:99999", "host:9000/"]
        {
            assert!(text.parse::<CallbackAddress>().is_err(), "{text}");
        }
    }
}
