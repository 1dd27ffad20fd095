//! Structure out of any bytes, on stable Rust as well as under a fuzzer.

use crate::{
    AssumeRoleForPodIdentityResponse, AssumedRoleUser, Credentials, EpochSeconds, PodIdentityAssociation,
    Secret, Subject,
};

/// Draws values from bytes, from the front; where they have run out, the plainest value.
///
/// The same bytes give the same values, and a small change of the bytes a small change of the values: that is all a
/// fuzzer needs to search among structured inputs.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::laws::Draw;
///
/// let mut draw = Draw::new(b"\x07\x02hi there");
/// assert_eq!((draw.below(4), draw.text().as_str()), (3, "hi"));
/// assert_eq!(draw.rest(), b" there");
/// assert_eq!((draw.below(4), draw.text().as_str()), (0, ""));
/// ```
#[derive(Clone, Debug)]
pub struct Draw<'a>(&'a [u8]);

impl<'a> Draw<'a> {
    /// Draws from these bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below a bound of at most 65 536; 0 where the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        let drawn = match bound {
            0..=256 => usize::from(self.byte()),
            _ => usize::from(u16::from_le_bytes([self.byte(), self.byte()])),
        };
        drawn.checked_rem(bound).unwrap_or(0)
    }

    /// A number of any size.
    pub fn integer(&mut self) -> i64 {
        let width = self.below(9);
        let mut bytes = [0; 8];
        bytes.iter_mut().take(width).for_each(|byte| *byte = self.byte());
        i64::from_le_bytes(bytes)
    }

    /// Up to 255 bytes.
    pub fn bytes(&mut self) -> &'a [u8] {
        let length = usize::from(self.byte()).min(self.0.len());
        let (bytes, rest) = self.0.split_at_checked(length).unwrap_or((self.0, &[]));
        self.0 = rest;
        bytes
    }

    /// Up to 255 bytes as a text; what is not UTF-8 is replaced.
    pub fn text(&mut self) -> String {
        String::from_utf8_lossy(self.bytes()).into_owned()
    }

    /// The text of a JSON number, in any spelling that JSON has for it.
    pub fn number(&mut self) -> String {
        let sign = ["", "-"].get(self.below(2)).copied().unwrap_or_default();
        let digits = |draw: &mut Self| -> String {
            draw.bytes().iter().map(|byte| char::from(b'0' + byte % 10)).collect()
        };
        let integer = digits(self);
        let integer = match integer.trim_start_matches('0') {
            "" => "0",
            kept => kept,
        };
        let fraction = Some(digits(self)).filter(|digits| !digits.is_empty());
        let fraction = fraction.map_or(String::new(), |digits| format!(".{digits}"));
        let exponent = match self.below(8) {
            1 => format!("e{}", self.byte()),
            2 => format!("E+{}", self.byte()),
            3 => format!("e-{}", self.byte()),
            _ => String::new(),
        };
        format!("{sign}{integer}{fraction}{exponent}")
    }

    /// A response with any text in every member.
    pub fn response(&mut self) -> AssumeRoleForPodIdentityResponse {
        let expiration = self.number();
        let Ok(expiration) = EpochSeconds::parse(&expiration) else {
            panic!("a number was drawn that JSON does not have: {expiration}")
        };
        let credentials =
            Credentials::new(Secret::new(self.text()), Secret::new(self.text()), self.text(), expiration);
        let provider = self.below(2) == 1;
        let response = AssumeRoleForPodIdentityResponse::new(
            Subject::new(self.text(), self.text()),
            self.text(),
            PodIdentityAssociation::new(self.text(), self.text()),
            AssumedRoleUser::new(self.text(), self.text()),
            credentials,
        );
        if provider { response.with_workload_identity_provider_arn(self.text()) } else { response }
    }

    /// Everything that is left.
    pub fn rest(&mut self) -> &'a [u8] {
        std::mem::take(&mut self.0)
    }
}
