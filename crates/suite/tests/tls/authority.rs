//! A certificate authority of the tests' own, and the certificates that it signs.

use std::sync::Arc;

use eks_auth_suite::client::Trust;
use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio_rustls::rustls::{ServerConfig, version};

/// Where every service of these tests is.
pub(crate) const HOST: &str = "127.0.0.1";

pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    pub(crate) fn named(name: &str) -> Self {
        let mut params = CertificateParams::new([]).expect("no names");
        params.distinguished_name.push(DnType::CommonName, name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().expect("a key");
        let pem = params.self_signed(&key).expect("a certificate").pem();
        Self { issuer: Issuer::new(params, key), pem }
    }

    pub(crate) fn new() -> Self {
        Self::named("the authority of these tests")
    }

    pub(crate) fn trust(&self) -> Trust {
        Trust::authorities(self.pem.as_bytes()).expect("a certificate")
    }

    /// A service with a certificate for [`HOST`].
    pub(crate) fn vouches(&self) -> TlsAcceptor {
        self.vouches_for(HOST, |_| {})
    }

    /// A service with a certificate for this host, of which something may be different.
    pub(crate) fn vouches_for(&self, host: &str, change: impl Fn(&mut CertificateParams)) -> TlsAcceptor {
        let mut params = CertificateParams::new([host.to_owned()]).expect("a name");
        change(&mut params);
        let key = KeyPair::generate().expect("a key");
        let certificate = params.signed_by(&key, &self.issuer).expect("a certificate");
        acceptor(certificate.der().clone(), &key)
    }
}

/// A service with a certificate that it has signed itself.
pub(crate) fn self_signed() -> TlsAcceptor {
    let key = KeyPair::generate().expect("a key");
    let params = CertificateParams::new([HOST.to_owned()]).expect("a name");
    let certificate = params.self_signed(&key).expect("a certificate");
    acceptor(certificate.der().clone(), &key)
}

pub(crate) fn expired(params: &mut CertificateParams) {
    params.not_after = date_time_ymd(2020, 1, 1);
}

pub(crate) fn of_the_future(params: &mut CertificateParams) {
    params.not_before = date_time_ymd(4000, 1, 1);
}

fn acceptor(certificate: CertificateDer<'static>, key: &KeyPair) -> TlsAcceptor {
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_protocol_versions(&[&version::TLS13, &version::TLS12])
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    TlsAcceptor::from(Arc::new(config))
}
