//! A request that the suite wants to send: made from a good one by small edits, then signed.

use eks_auth_protocol::{ClusterName, operation};

use crate::client::{Framing, Place, Style};
use crate::sign::{Signable, Signer, Signing};

/// More than this, in the body or in the head, is sent only to those who ask for it.
const LARGE: usize = 16 * 1024;

/// A request before it is signed.
#[derive(Clone)]
pub(crate) struct RequestSpec {
    cluster: String,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    token: Option<String>,
    framing: Framing,
    style: Style,
    cuts: &'static [Place],
    signing: Signing,
}

impl RequestSpec {
    /// The plain request: this token, for this cluster, as every client sends it.
    pub(crate) fn plain(cluster: &ClusterName, token: &str) -> Self {
        Self {
            cluster: cluster.to_string(),
            method: operation::METHOD.to_owned(),
            target: operation::path(cluster),
            headers: vec![("Content-Type".to_owned(), operation::CONTENT_TYPE.to_owned())],
            body: body_with(token),
            token: Some(token.to_owned()),
            framing: Framing::Sized,
            style: Style::Usual,
            cuts: &[],
            signing: Signer::sign,
        }
    }

    pub(crate) fn method(mut self, method: &str) -> Self {
        self.method = method.to_owned();
        self
    }

    pub(crate) fn target(mut self, target: impl Into<String>) -> Self {
        self.target = target.into();
        self
    }

    /// A query after the path.
    pub(crate) fn query(mut self, query: &str) -> Self {
        self.target = format!("{}?{query}", self.target);
        self
    }

    /// Another cluster segment in the path, written as it stands.
    pub(crate) fn cluster_segment(self, segment: &str) -> Self {
        self.target(format!("/clusters/{segment}/assume-role-for-pod-identity"))
    }

    /// Another body around the same token.
    pub(crate) fn body<Body: Into<Vec<u8>>>(mut self, body: Body) -> Self {
        self.body = body.into();
        self
    }

    /// Another value of one header, or the header anew.
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self = self.without_header(name);
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// One more line of a header.
    pub(crate) fn another_header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self
    }

    pub(crate) fn framing(mut self, framing: Framing) -> Self {
        self.framing = framing;
        self
    }

    /// Its head written otherwise.
    pub(crate) fn style(mut self, style: Style) -> Self {
        self.style = style;
        self
    }

    /// Sent in segments that end at these places, with a rest after each.
    pub(crate) fn cut_at(mut self, places: &'static [Place]) -> Self {
        self.cuts = places;
        self
    }

    /// Signed otherwise than the caller does.
    pub(crate) fn signed(mut self, signing: Signing) -> Self {
        self.signing = signing;
        self
    }

    /// Whether it is, but for times, the very same request.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        let Self { cluster: _, method, target, headers, body, token: _, framing, style, cuts, signing } =
            self;
        (method, target, headers, body) == (&other.method, &other.target, &other.headers, &other.body)
            && (framing, style, cuts) == (&other.framing, &other.style, &other.cuts)
            && std::ptr::fn_addr_eq(*signing, other.signing)
    }

    /// Whether it may harm a service that is not one's own: by contradicting itself about where it ends, or by its size.
    pub(crate) fn is_hostile(&self) -> bool {
        let head = self.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
        matches!(self.framing, Framing::Conflicting(_))
            || self.body.len() > LARGE
            || head + self.target.len() > LARGE
    }

    pub(crate) fn token(&self) -> &str {
        self.token.as_deref().unwrap_or_default()
    }

    /// The body before any transfer coding.
    pub(crate) fn plain_body(&self) -> &[u8] {
        &self.body
    }

    /// The cluster of the plain request that it was made from.
    pub(crate) fn cluster(&self) -> &str {
        &self.cluster
    }

    /// Signs the request and settles its headers.
    pub(crate) fn prepare(mut self, signer: &Signer, prefix: &str, at: f64) -> Prepared {
        self.target = format!("{prefix}{}", self.target);
        let signature = (self.signing)(
            signer,
            Signable {
                method: &self.method,
                target: &self.target,
                headers: &self.headers,
                body: &self.body,
                at,
            },
        );
        if !self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("user-agent")) {
            self.headers.push((
                "User-Agent".to_owned(),
                concat!("eks-auth-conformance/", env!("CARGO_PKG_VERSION")).to_owned(),
            ));
        }
        self.headers.extend(signature.headers);
        self.target = signature.target.unwrap_or(self.target);
        Prepared { spec: self, at }
    }
}

/// `{"token":"…"}` with the token escaped as JSON wants it.
pub(crate) fn body_with(token: &str) -> Vec<u8> {
    format!(r#"{{"token":{}}}"#, json_string(token)).into_bytes()
}

/// A text as a JSON string.
pub(crate) fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The text as a segment of a path: everything but letters, digits, `-` and `_` percent-encoded.
pub(crate) fn percent_encoded(text: impl AsRef<[u8]>) -> String {
    text.as_ref()
        .iter()
        .map(|byte| match byte {
            byte if byte.is_ascii_alphanumeric() || b"-_".contains(byte) => char::from(*byte).to_string(),
            byte => format!("%{byte:02X}"),
        })
        .collect()
}

/// A request ready to go out.
pub(crate) struct Prepared {
    spec: RequestSpec,
    at: f64,
}

impl Prepared {
    pub(crate) fn method(&self) -> &str {
        &self.spec.method
    }

    pub(crate) fn target(&self) -> &str {
        &self.spec.target
    }

    pub(crate) fn headers(&self) -> &[(String, String)] {
        &self.spec.headers
    }

    pub(crate) fn body(&self) -> &[u8] {
        &self.spec.body
    }

    pub(crate) fn token(&self) -> Option<&str> {
        self.spec.token.as_deref()
    }

    pub(crate) fn framing(&self) -> Framing {
        self.spec.framing
    }

    pub(crate) fn style(&self) -> Style {
        self.spec.style
    }

    pub(crate) fn cuts(&self) -> &'static [Place] {
        self.spec.cuts
    }

    pub(crate) fn at(&self) -> f64 {
        self.at
    }
}
