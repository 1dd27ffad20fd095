//! Signature Version 4 for the caller of the world, and for whoever else a case wants to sign.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, SignableBody, SignableRequest, SignatureLocation, SigningInstructions,
    SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use eks_auth_protocol::operation;
use eks_auth_world::{Caller, World};

use crate::exchange::SESSION_TOKEN;

/// How long a signature in a query is good, in seconds.
const QUERY_LIFETIME: u64 = 300;

/// Signs requests as one identity, for one service in one region.
#[derive(Clone)]
pub(crate) struct Signer {
    credentials: Credentials,
    strangers: Vec<Credentials>,
    region: String,
    service: &'static str,
    host: String,
    covers: fn(&str) -> bool,
    settings: SigningSettings,
}

/// A request as far as it is signed.
#[derive(Clone, Copy)]
pub(crate) struct Signable<'a> {
    pub(crate) method: &'a str,
    pub(crate) target: &'a str,
    pub(crate) headers: &'a [(String, String)],
    pub(crate) body: &'a [u8],
    /// By the signer's clock, in epoch seconds.
    pub(crate) at: f64,
}

/// What signing adds to a request.
#[derive(Default)]
pub(crate) struct Signature {
    pub(crate) headers: Vec<(String, String)>,
    /// The target with the signature in its query, where it is not in headers.
    pub(crate) target: Option<String>,
}

/// How a request is signed.
pub(crate) type Signing = fn(&Signer, Signable<'_>) -> Signature;

impl Signer {
    pub(crate) fn new(world: &World, host: String) -> Self {
        Self {
            credentials: credentials(world.caller()),
            strangers: world.strangers().iter().map(credentials).collect(),
            region: world.region().to_owned(),
            service: operation::SIGNING_NAME,
            host,
            covers: is_usually_signed,
            settings: SigningSettings::default(),
        }
    }

    /// Signs a request. One that cannot be signed (its target is no URI) gets the signature of the same request for `/`: the
    /// service has to cope with both.
    pub(crate) fn sign(&self, request: Signable<'_>) -> Signature {
        self.try_sign(request)
            .or_else(|| self.try_sign(Signable { method: "POST", target: "/", headers: &[], ..request }))
            .unwrap_or_default()
    }

    /// The first identity of the world that may not ask.
    pub(crate) fn stranger(&self) -> Self {
        let credentials = self.strangers.first().unwrap_or(&self.credentials).clone();
        Self { credentials, ..self.clone() }
    }

    /// The same access key, and session if it has one, with another secret.
    pub(crate) fn with_secret(&self, secret: &str) -> Self {
        self.with_keys(self.credentials.access_key_id(), secret)
    }

    /// The same access key, with the stranger's secret.
    pub(crate) fn with_strangers_secret(&self) -> Self {
        self.with_secret(self.stranger().credentials.secret_access_key())
    }

    /// The same secret, and session if it has one, under another access key.
    pub(crate) fn with_access_key(&self, id: &str) -> Self {
        self.with_keys(id, self.credentials.secret_access_key())
    }

    fn with_keys(&self, id: &str, secret: &str) -> Self {
        let session = self.credentials.session_token().map(str::to_owned);
        Self { credentials: Credentials::new(id, secret, session, None, "case"), ..self.clone() }
    }

    /// The same identity, as one that has a session token.
    pub(crate) fn with_session(&self, token: &str) -> Self {
        let (id, secret) = (self.credentials.access_key_id(), self.credentials.secret_access_key());
        Self {
            credentials: Credentials::new(id, secret, Some(token.to_owned()), None, "case"),
            ..self.clone()
        }
    }

    pub(crate) fn in_region(&self, region: &str) -> Self {
        Self { region: region.to_owned(), ..self.clone() }
    }

    pub(crate) fn for_service(&self, service: &'static str) -> Self {
        Self { service, ..self.clone() }
    }

    /// Signs these of the request's headers.
    pub(crate) fn covering(&self, covers: fn(&str) -> bool) -> Self {
        Self { covers, ..self.clone() }
    }

    /// Leaves one of the headers out of the signature that belong in every one.
    pub(crate) fn without(&self, name: &'static str) -> Self {
        let mut signer = self.clone();
        signer.settings.excluded_headers.get_or_insert_default().push(Cow::Borrowed(name));
        signer
    }

    /// Says the hash of the body in a header, as the SDK for JavaScript does.
    pub(crate) fn with_body_hash(&self) -> Self {
        let mut signer = self.clone();
        signer.settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        signer
    }

    /// Puts the signature into the query.
    pub(crate) fn in_query(&self) -> Self {
        let mut signer = self.clone();
        signer.settings.signature_location = SignatureLocation::QueryParams;
        signer.settings.expires_in = Some(Duration::from_secs(QUERY_LIFETIME));
        signer
    }

    fn try_sign(&self, request: Signable<'_>) -> Option<Signature> {
        let identity = self.credentials.clone().into();
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&self.region)
            .name(self.service)
            .time(SystemTime::UNIX_EPOCH + Duration::try_from_secs_f64(request.at).ok()?)
            .settings(self.settings.clone())
            .build()
            .ok()?
            .into();
        let url = format!("http://{}{}", self.host, request.target);
        let covered = request
            .headers
            .iter()
            .filter(|(name, _)| (self.covers)(&name.to_ascii_lowercase()))
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain([("host", self.host.as_str())]);
        let body = SignableBody::Bytes(request.body);
        let signable = SignableRequest::new(request.method, url, covered, body).ok()?;
        let (instructions, _) = sign(signable, &params).ok()?.into_parts();
        let headers =
            instructions.headers().map(|(name, value)| (canonical(name), value.to_owned())).collect();
        Some(Signature { headers, target: signed_target(request.target, &instructions) })
    }
}

impl Signature {
    /// The value of a header that signing added.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    /// The same signature with another value of one header.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Self {
        self = self.without_header(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }
}

fn credentials(caller: &Caller) -> Credentials {
    let session = caller.session_token().map(|token| token.expose().to_owned());
    Credentials::new(caller.access_key_id(), caller.secret_access_key().expose(), session, None, "world")
}

/// Which headers clients of AWS sign, beside those of the signature itself; the name in small letters.
fn is_usually_signed(name: &str) -> bool {
    name == "content-type" || name.starts_with("x-amz-")
}

/// The target with what signing put into its query, if it did.
fn signed_target(target: &str, instructions: &SigningInstructions) -> Option<String> {
    let params: Vec<String> =
        instructions.params().iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    let joint = if target.contains('?') { '&' } else { '?' };
    (!params.is_empty()).then(|| format!("{target}{joint}{}", params.join("&")))
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// The spelling of the header that AWS documents.
fn canonical(name: &str) -> String {
    match name {
        "authorization" => "Authorization".to_owned(),
        "x-amz-date" => "X-Amz-Date".to_owned(),
        "x-amz-security-token" => SESSION_TOKEN.to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests;
