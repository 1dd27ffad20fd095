//! How a connection to the service comes about.

use std::io::{self, ErrorKind};

use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::rustls::{CertificateError, Error};

use super::stream::Stream;
use super::{Endpoint, Trust};
use crate::exchange::{NotConnected, TlsFailure};

/// Where the service is, and who may vouch for it.
#[derive(Clone)]
pub(crate) struct Connector {
    endpoint: Endpoint,
    trust: Option<Trust>,
}

impl Connector {
    pub(crate) fn new(endpoint: Endpoint, trust: Option<Trust>) -> Self {
        Self { endpoint, trust }
    }

    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    /// Connects, and shakes hands where the endpoint wants TLS.
    pub(super) async fn connect(&self, deadline: Instant) -> Result<Stream, NotConnected> {
        let socket = match timeout_at(deadline, TcpStream::connect(self.endpoint.address())).await {
            Err(_) => return Err(NotConnected::TimedOut),
            Ok(Err(error)) if error.kind() == ErrorKind::ConnectionRefused => {
                return Err(NotConnected::Refused);
            }
            Ok(Err(_)) => return Err(NotConnected::Failed),
            Ok(Ok(socket)) => socket,
        };
        // Without it a small segment may wait 40 ms for an acknowledgement; losing it costs only time.
        let _ = socket.set_nodelay(true);
        let Some(name) = self.endpoint.certified() else { return Ok(Stream::plain(socket)) };
        let Some(trust) = &self.trust else { return Err(NotConnected::Tls(TlsFailure::NobodyTrusted)) };
        match timeout_at(deadline, trust.connector().connect(name.clone(), socket)).await {
            Err(_) => Err(NotConnected::Tls(TlsFailure::TimedOut)),
            Ok(Err(error)) => Err(NotConnected::Tls(failure(&error))),
            Ok(Ok(stream)) => Ok(Stream::encrypted(stream)),
        }
    }
}

impl From<Endpoint> for Connector {
    fn from(endpoint: Endpoint) -> Self {
        Self::new(endpoint, None)
    }
}

/// Why a handshake failed.
fn failure(error: &io::Error) -> TlsFailure {
    let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref::<Error>());
    match of_tls {
        None => TlsFailure::Ended,
        Some(Error::InvalidCertificate(error)) => certificate_failure(error),
        Some(Error::InvalidMessage(_)) => TlsFailure::NotSpoken,
        Some(Error::PeerIncompatible(_)) => TlsFailure::Incompatible,
        Some(Error::AlertReceived(_)) => TlsFailure::Declined,
        Some(_) => TlsFailure::Misspoken,
    }
}

fn certificate_failure(error: &CertificateError) -> TlsFailure {
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFailure::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFailure::NotValidYet
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFailure::OtherName
        }
        CertificateError::BadSignature => TlsFailure::BadSignature,
        CertificateError::UnknownIssuer => TlsFailure::UnknownAuthority,
        _ => TlsFailure::BadCertificate,
    }
}
