//! The Authorization header of Signature Version 4.

const ALGORITHM: &str = "AWS4-HMAC-SHA256";

/// What a request says of its signature. Nothing in it is believed yet.
pub(crate) struct Authorization {
    access_key_id: String,
    /// Day, region, service, terminator.
    scope: [String; 4],
    signed_headers: Vec<String>,
    signature: Vec<u8>,
    time: String,
}

impl Authorization {
    /// Reads the header; `time` is the value of X-Amz-Date. Nothing where either is of another form.
    pub(crate) fn read(value: &[u8], time: &[u8]) -> Option<Self> {
        let rest = std::str::from_utf8(value).ok()?.trim().strip_prefix(ALGORITHM)?.strip_prefix(' ')?;
        let mut credential = None;
        let mut signed_headers = None;
        let mut signature = None;
        for part in rest.split(',') {
            let (name, value) = part.trim().split_once('=')?;
            let place = match name {
                "Credential" => &mut credential,
                "SignedHeaders" => &mut signed_headers,
                "Signature" => &mut signature,
                _ => return None,
            };
            if place.replace(value).is_some() {
                return None;
            }
        }
        let (access_key_id, scope) = credential?.split_once('/')?;
        let scope: Vec<String> = scope.split('/').map(str::to_owned).collect();
        let signed_headers: Vec<String> = signed_headers?.split(';').map(str::to_owned).collect();
        let sorted = signed_headers.windows(2).all(|pair| pair.first() < pair.last());
        sorted.then_some(Self {
            access_key_id: access_key_id.to_owned(),
            scope: scope.try_into().ok()?,
            signed_headers,
            signature: hex(signature?)?,
            time: std::str::from_utf8(time).ok()?.trim().to_owned(),
        })
    }

    pub(crate) fn access_key_id(&self) -> &str {
        &self.access_key_id
    }

    /// Day, region, service and terminator.
    pub(crate) fn scope(&self) -> [&str; 4] {
        self.scope.each_ref().map(String::as_str)
    }

    /// In small letters and in order.
    pub(crate) fn signed_headers(&self) -> impl Iterator<Item = &str> {
        self.signed_headers.iter().map(String::as_str)
    }

    pub(crate) fn signature(&self) -> &[u8] {
        &self.signature
    }

    /// As X-Amz-Date has it.
    pub(crate) fn time(&self) -> &str {
        &self.time
    }
}

/// Thirty-two bytes in small hexadecimal digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    let bytes: Option<Vec<u8>> =
        pairs.iter().map(|[high, low]| Some(digit(*high)? << 4 | digit(*low)?)).collect();
    bytes.filter(|bytes| rest.is_empty() && bytes.len() == 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reads(value: &str) -> bool {
        Authorization::read(value.as_bytes(), b"20261123T171348Z").is_some()
    }

    #[test]
    fn parts_may_stand_in_any_order_with_or_without_spaces() {
        let signature = "0f".repeat(32);
        let credential = "Credential=AKID/20261123/us-west-2/eks-auth/aws4_request";
        assert!(reads(&format!("{ALGORITHM} {credential}, SignedHeaders=a;host, Signature={signature}")));
        assert!(reads(&format!("{ALGORITHM} Signature={signature},{credential},SignedHeaders=host")));
    }

    #[test]
    fn anything_else_is_none() {
        let signature = "0f".repeat(32);
        let credential = "Credential=AKID/20261123/us-west-2/eks-auth/aws4_request";
        for value in [
            String::new(),
            "Bearer a.b.c".to_owned(),
            ALGORITHM.to_owned(),
            format!("{ALGORITHM}{credential}, SignedHeaders=host, Signature={signature}"),
            format!("{ALGORITHM} {credential}, SignedHeaders=host"),
            format!("{ALGORITHM} {credential}, SignedHeaders=host, Signature="),
            format!("{ALGORITHM} {credential}, SignedHeaders=host, Signature={}", signature.to_uppercase()),
            format!("{ALGORITHM} {credential}, SignedHeaders=host, Signature={signature}0"),
            format!("{ALGORITHM} {credential}, SignedHeaders=host;a, Signature={signature}"),
            format!("{ALGORITHM} {credential}, SignedHeaders=host;host, Signature={signature}"),
            format!("{ALGORITHM} {credential}/more, SignedHeaders=host, Signature={signature}"),
            format!("{ALGORITHM} Credential=AKID, SignedHeaders=host, Signature={signature}"),
            format!("{ALGORITHM} {credential}, {credential}, SignedHeaders=host, Signature={signature}"),
            format!("{ALGORITHM} {credential}, SignedHeaders=host, Signature={signature}, More=1"),
        ] {
            assert!(!reads(&value), "{value}");
        }
    }
}
