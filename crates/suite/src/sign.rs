//! Signature Version 4 for the caller of the world.

use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use eks_auth_protocol::operation;
use eks_auth_world::World;

/// Signs requests as one caller in one region.
pub(crate) struct Signer {
    credentials: Credentials,
    region: String,
    host: String,
}

impl Signer {
    pub(crate) fn new(world: &World, host: String) -> Self {
        let caller = world.caller();
        let credentials = Credentials::new(
            caller.access_key_id(),
            caller.secret_access_key().expose(),
            None,
            None,
            "world",
        );
        Self { credentials, region: world.region().to_owned(), host }
    }

    /// The headers that sign this request. A request that cannot be signed (its target is no URI) goes out with the
    /// signature of the same request for `/`: the service has to cope with both.
    pub(crate) fn headers(
        &self,
        method: &str,
        target: &str,
        headers: &[(String, String)],
        body: &[u8],
        at: f64,
    ) -> Vec<(String, String)> {
        self.try_headers(method, target, headers, body, at)
            .or_else(|| self.try_headers("POST", "/", &[], body, at))
            .unwrap_or_default()
    }

    fn try_headers(
        &self,
        method: &str,
        target: &str,
        headers: &[(String, String)],
        body: &[u8],
        at: f64,
    ) -> Option<Vec<(String, String)>> {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs_f64(at);
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(operation::SIGNING_NAME)
            .time(time)
            .settings(SigningSettings::default())
            .build()
            .ok()?
            .into();
        let url = format!("http://{}{target}", self.host);
        let signed = headers
            .iter()
            .filter(|(name, _)| is_signed(name))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain([("host", self.host.as_str())]);
        let request = SignableRequest::new(method, url, signed, SignableBody::Bytes(body)).ok()?;
        let (instructions, _) = sign(request, &params).ok()?.into_parts();
        Some(instructions.headers().map(|(name, value)| (canonical(name), value.to_owned())).collect())
    }
}

/// Whether clients of AWS sign a header of this name, beside those of the signature itself.
fn is_signed(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name == "content-type" || name.starts_with("x-amz-")
}

/// The spelling of the header that AWS documents.
fn canonical(name: &str) -> String {
    match name {
        "authorization" => "Authorization".to_owned(),
        "x-amz-date" => "X-Amz-Date".to_owned(),
        other => other.to_owned(),
    }
}
