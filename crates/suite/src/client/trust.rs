//! Which authorities may vouch for a service that speaks TLS.

use std::fmt;
use std::sync::Arc;

use thiserror::Error;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore};

/// The one protocol that the suite speaks through TLS.
const PROTOCOL: &[u8] = b"http/1.1";

/// The certificate authorities that are believed.
///
/// Either those of the machine or those of one file, never both: whoever names the authority of a service of their own wants
/// to know that the service is vouched for by that one.
#[derive(Clone)]
pub struct Trust {
    connector: TlsConnector,
}

/// Why nobody can be trusted.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum TrustError {
    /// The machine has no authorities, as in an empty container.
    #[error("this machine trusts no certificate authority; name one with --ca")]
    NoAuthority,
    /// What should be certificates is not PEM.
    #[error("it is not PEM")]
    NotPem(#[source] rustls::pki_types::pem::Error),
    /// There is no certificate in it.
    #[error("there is no certificate in it")]
    NoCertificate,
    /// One of the certificates cannot be an authority's.
    #[error("a certificate in it is broken")]
    BadCertificate(#[source] rustls::Error),
    /// The cryptographic library cannot do TLS.
    #[error("TLS cannot be set up")]
    Setup(#[source] rustls::Error),
}

impl Trust {
    /// The authorities that the machine trusts. `SSL_CERT_FILE` and `SSL_CERT_DIR` are heeded.
    ///
    /// # Errors
    ///
    /// When it trusts none.
    ///
    /// # Example
    ///
    /// ```no_run
    /// use eks_auth_suite::Target;
    /// use eks_auth_suite::client::Trust;
    /// use eks_auth_world::Partition;
    ///
    /// let endpoint = "https://service.example".parse()?;
    /// let target = Target::remote(endpoint, Partition::Aws).with_trust(Trust::machine()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn machine() -> Result<Self, TrustError> {
        let mut roots = RootCertStore::empty();
        // Machines have certificates that nobody can read, among those that matter.
        let (known, _) = roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if known == 0 { Err(TrustError::NoAuthority) } else { Self::of(roots) }
    }

    /// The authorities whose certificates stand in a PEM text, and nobody else.
    ///
    /// # Errors
    ///
    /// When there is no certificate in it, or a broken one.
    pub fn authorities(pem: &[u8]) -> Result<Self, TrustError> {
        let mut roots = RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            roots.add(certificate.map_err(TrustError::NotPem)?).map_err(TrustError::BadCertificate)?;
        }
        if roots.is_empty() {
            return Err(TrustError::NoCertificate);
        }
        Self::of(roots)
    }

    fn of(roots: RootCertStore) -> Result<Self, TrustError> {
        let mut config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(TrustError::Setup)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![PROTOCOL.to_vec()];
        Ok(Self { connector: TlsConnector::from(Arc::new(config)) })
    }

    pub(super) fn connector(&self) -> &TlsConnector {
        &self.connector
    }
}

impl fmt::Debug for Trust {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Trust").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_without_a_certificate_trusts_nobody() {
        for text in ["", "a certificate\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
        {
            let error = Trust::authorities(text.as_bytes()).expect_err("no certificate");
            assert!(matches!(error, TrustError::NoCertificate), "{error}");
        }
    }

    #[test]
    fn broken_certificates_are_refused() {
        let pem = |body: &str| format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n");
        let error = |text: &str| Trust::authorities(text.as_bytes()).expect_err("no certificate");
        assert!(matches!(error(&pem("AAAA")), TrustError::BadCertificate(_)));
        assert!(matches!(error(&pem("~~~~")), TrustError::NotPem(_)));
    }
}
