//! Why a service cannot be talked to through TLS.

use std::fmt;

/// Why a TLS handshake failed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum TlsFailure {
    /// The certificate's time is over.
    Expired,
    /// The certificate's time has not begun.
    NotValidYet,
    /// The certificate is for another host.
    OtherName,
    /// Nobody who is trusted vouches for the certificate: it is signed by itself or by an authority that is not known.
    UnknownAuthority,
    /// The certificate names an authority that is trusted, which has not signed it.
    BadSignature,
    /// Anything else about the certificate: its form, what it is for.
    BadCertificate,
    /// What came back is not TLS.
    NotSpoken,
    /// There is no version, or no cipher, that both sides speak.
    Incompatible,
    /// The service broke the handshake off, and said so.
    Declined,
    /// The service spoke TLS wrongly.
    Misspoken,
    /// The connection ended within the handshake.
    Ended,
    /// The handshake was not over in time.
    TimedOut,
    /// The run was given no authority to trust.
    NobodyTrusted,
}

impl fmt::Display for TlsFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Expired => "the service's certificate has expired",
            Self::NotValidYet => "the service's certificate is not valid yet",
            Self::OtherName => "the service's certificate is for another host name than the endpoint's",
            Self::UnknownAuthority => {
                "the service's certificate is of no authority that is trusted; --ca names another"
            }
            Self::BadSignature => "the service's certificate is not signed by the authority that it names",
            Self::BadCertificate => "the service's certificate is not one to be trusted",
            Self::NotSpoken => "the service does not speak TLS there; is it http?",
            Self::Incompatible => {
                "the service speaks neither TLS 1.2 nor 1.3, or no cipher that the suite does"
            }
            Self::Declined => "the service broke the handshake off",
            Self::Misspoken => "the service broke the rules of the handshake",
            Self::Ended => "the connection ended within the handshake",
            Self::TimedOut => "the handshake was not over in time",
            Self::NobodyTrusted => "no certificate authority was given to trust",
        })
    }
}
