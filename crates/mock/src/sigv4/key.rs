//! The key of one day, region and service, derived from a secret.

use ring::hmac::{self, HMAC_SHA256, Key};

/// The key that signs within a scope: day, region, service and terminator.
pub(super) fn signing(secret: &str, scope: [&str; 4]) -> Key {
    let first = Key::new(HMAC_SHA256, format!("AWS4{secret}").as_bytes());
    scope
        .into_iter()
        .fold(first, |key, part| Key::new(HMAC_SHA256, hmac::sign(&key, part.as_bytes()).as_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the AWS documentation, from the secret to the signature of its canonical request.
    #[test]
    fn documented_example() {
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let key = signing(secret, ["20150830", "us-east-1", "iam", "aws4_request"]);
        let input = "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/iam/aws4_request\n\
                     f536975d06c0309214f805bb90ccff089219ecd68b2577efef23edd43b7e1a59";
        let signature: String =
            hmac::sign(&key, input.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(signature, "5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }
}
