//! The committed keys, each by the name of its file.

use crate::key::{Algorithm, SigningKey};

/// A certificate that [`FOREIGN_RSA`] signed for itself, in DER.
pub(crate) const FOREIGN_CERTIFICATE: &[u8] = include_bytes!("../keys/foreign-rsa.x509.der");

/// One committed key, not yet parsed.
pub(crate) struct KeyFile {
    algorithm: Algorithm,
    pkcs8: &'static [u8],
}

impl KeyFile {
    /// Parses the key.
    pub(crate) fn load(&self) -> SigningKey {
        match self.algorithm {
            Algorithm::Rs256 => SigningKey::rsa(self.pkcs8),
            Algorithm::Es256 => SigningKey::p256(self.pkcs8),
        }
    }
}

macro_rules! key_files {
    ($($name:ident = $algorithm:ident $file:literal;)*) => {
        $(pub(crate) const $name: KeyFile = KeyFile {
            algorithm: Algorithm::$algorithm,
            pkcs8: include_bytes!(concat!("../keys/", $file, ".pkcs8.der")),
        };)*

        /// Every committed key.
        #[cfg(test)]
        pub(crate) const ALL: &[KeyFile] = &[$($name),*];
    };
}

key_files! {
    CONFORMANCE_RSA = Rs256 "conformance-rsa";
    CONFORMANCE_P256 = Es256 "conformance-p256";
    CONFORMANCE_RSA_SECOND = Rs256 "conformance-rsa-second";
    TWIN_RSA = Rs256 "twin-rsa";
    TWIN_P256 = Es256 "twin-p256";
    LONGEST_RSA = Rs256 "longest-rsa";
    SINGLE_RSA = Rs256 "single-rsa";
    CAPITALS_RSA = Rs256 "capitals-rsa";
    DIGIT_RSA = Rs256 "digit-rsa";
    FOREIGN_RSA = Rs256 "foreign-rsa";
    FOREIGN_P256 = Es256 "foreign-p256";
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_key_has_a_name_of_its_own() {
        let kids: HashSet<String> = ALL.iter().map(|file| file.load().kid().to_owned()).collect();
        assert_eq!(kids.len(), ALL.len());
        for kid in kids {
            assert!(kid.len() == 40 && kid.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')), "{kid}");
        }
    }

    #[test]
    fn the_certificate_is_of_the_foreign_key() {
        let pkcs1 = FOREIGN_RSA.load().public_key().pkcs1_der().expect("an RSA key");
        assert!(FOREIGN_CERTIFICATE.windows(pkcs1.len()).any(|window| window == pkcs1));
    }
}
