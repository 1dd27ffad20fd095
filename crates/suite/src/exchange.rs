//! What was sent and what came back: the only thing that the judge sees of a service.

mod tls;

use std::fmt;
use std::sync::{Arc, OnceLock};

pub use tls::TlsFailure;

use crate::redact::Secrets;

/// One request and what the service did with it.
#[derive(Clone)]
pub struct Exchange {
    sent: Sent,
    received: Received,
    // Found out when something is to be shown: most exchanges never are.
    secrets: OnceLock<Secrets>,
    // What must not be shown of any exchange of the run.
    of_run: Option<Arc<Secrets>>,
}

impl Exchange {
    /// Puts a request and its outcome together.
    #[must_use]
    pub fn new(sent: Sent, received: Received) -> Self {
        Self { sent, received, secrets: OnceLock::new(), of_run: None }
    }

    /// The same, of which these may not be shown either.
    pub(crate) fn keeping(self, secrets: &Arc<Secrets>) -> Self {
        Self { of_run: Some(Arc::clone(secrets)), ..self }
    }

    /// The request.
    #[must_use]
    pub fn sent(&self) -> &Sent {
        &self.sent
    }

    /// What came back.
    #[must_use]
    pub fn received(&self) -> &Received {
        &self.received
    }

    /// The complete answer, if there is one.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match &self.received {
            Received::Answer(answer) => Some(answer),
            Received::Broken { .. } | Received::Nothing(_) => None,
        }
    }

    /// The text with everything secret in this exchange masked.
    #[must_use]
    pub fn redact(&self, text: &str) -> String {
        self.secrets.get_or_init(|| self.find_secrets()).mask(text)
    }

    fn find_secrets(&self) -> Secrets {
        let mut secrets = self.of_run.as_deref().cloned().unwrap_or_default();
        self.sent.token.iter().for_each(|token| secrets.learn_token(token));
        self.sent.session_tokens().for_each(|token| secrets.learn(token));
        if let Some(answer) = self.received.answer() {
            secrets.learn_from_answer(answer);
        }
        secrets
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange").field("received", &self.received.to_string()).finish_non_exhaustive()
    }
}

/// What carries the session token of temporary keys: a header, or a member of the query.
pub(crate) const SESSION_TOKEN: &str = "X-Amz-Security-Token";

/// A request as it went out.
#[derive(Clone)]
pub struct Sent {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    token: Option<String>,
    version: &'static str,
    at: f64,
}

/// Says nothing that could be a secret.
impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent").field("method", &self.method).finish_non_exhaustive()
    }
}

impl Sent {
    /// A request with its headers in the order sent; `at` is the suite's clock in epoch seconds.
    #[must_use]
    pub fn new(
        method: impl Into<String>,
        target: impl Into<String>,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
        at: f64,
    ) -> Self {
        Self {
            method: method.into(),
            target: target.into(),
            headers,
            body,
            token: None,
            version: "HTTP/1.1",
            at,
        }
    }

    /// Names the token within the body, so that answers can be searched for it and reports can mask it.
    #[must_use]
    pub fn with_token(mut self, token: Option<String>) -> Self {
        self.token = token;
        self
    }

    /// Sent as another version of HTTP than 1.1.
    #[must_use]
    pub fn with_version(mut self, version: &'static str) -> Self {
        self.version = version;
        self
    }

    /// The version, such as `HTTP/1.1`.
    #[must_use]
    pub fn version(&self) -> &str {
        self.version
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The request target as written.
    #[must_use]
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The headers in the order sent.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The body before any transfer coding.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The token in the body, if there is one.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The session tokens that its signer shows, as they are written in headers and in the query.
    fn session_tokens(&self) -> impl Iterator<Item = &str> {
        let in_headers = self.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case(SESSION_TOKEN));
        let query = self.target.split_once('?').map_or("", |(_, query)| query);
        let in_query = query.split('&').filter_map(|pair| pair.split_once('='));
        let in_query = in_query.filter(|(name, _)| name.eq_ignore_ascii_case(SESSION_TOKEN));
        in_headers.map(|(_, value)| value.as_str()).chain(in_query.map(|(_, value)| value))
    }

    /// When it was sent: epoch seconds of the suite's clock.
    #[must_use]
    pub fn at(&self) -> f64 {
        self.at
    }
}

/// What the service did with a request.
#[derive(Clone, Debug)]
pub enum Received {
    /// One complete answer.
    Answer(Answer),
    /// The beginning of an answer that then broke.
    Broken {
        /// What was understood of it, where its head could be read.
        partial: Option<Answer>,
        /// How it broke.
        flaw: Flaw,
    },
    /// Not a single byte of an answer.
    Nothing(NoAnswer),
}

impl Received {
    fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Answer(answer) => Some(answer),
            Self::Broken { partial, .. } => partial.as_ref(),
            Self::Nothing(_) => None,
        }
    }

    /// Whether nothing listens at the endpoint any more.
    #[must_use]
    pub fn is_unreachable(&self) -> bool {
        matches!(self, Self::Nothing(NoAnswer::NotConnected(_)))
    }
}

impl fmt::Display for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answer(answer) => write!(f, "status {}", answer.status),
            Self::Broken { partial: Some(answer), flaw } => {
                write!(f, "status {}, then {flaw}", answer.status)
            }
            Self::Broken { partial: None, flaw } => flaw.fmt(f),
            Self::Nothing(reason) => reason.fmt(f),
        }
    }
}

/// Why there was no answer at all.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NoAnswer {
    /// No connection could be made.
    NotConnected(NotConnected),
    /// The connection was closed before any byte of an answer.
    Closed,
    /// The connection was reset before any byte of an answer.
    Reset,
    /// The time for one request ran out before any byte of an answer.
    TimedOut,
}

impl fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotConnected(reason) => return reason.fmt(f),
            Self::Closed => "connection closed without an answer",
            Self::Reset => "connection reset without an answer",
            Self::TimedOut => "no answer in time",
        })
    }
}

/// Why no connection could be made.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum NotConnected {
    /// Nothing listens there.
    Refused,
    /// Nobody took the connection in time.
    TimedOut,
    /// The connection was made, and no TLS on it.
    Tls(TlsFailure),
    /// The service speaks TLS where the endpoint is plain HTTP.
    SpeaksTls,
    /// Anything else: no route, no such host, no permission.
    Failed,
}

impl fmt::Display for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Refused => "connection refused",
            Self::TimedOut => "no connection in time",
            Self::Tls(failure) => return write!(f, "no TLS: {failure}"),
            Self::SpeaksTls => "the service speaks TLS there; is it https?",
            Self::Failed => "no connection",
        })
    }
}

/// How an answer broke after its first byte.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Flaw {
    /// It is not HTTP/1.x.
    NotHttp,
    /// Its head is larger, or has more headers, than the suite reads.
    HeadTooLarge,
    /// Its body is larger than the suite reads.
    BodyTooLarge,
    /// Its Content-Length or Transfer-Encoding makes no sense.
    BadFraming,
    /// The connection ended before the head did.
    HeadCut,
    /// The connection ended before the body did.
    BodyCut,
    /// The time for one request ran out within the answer.
    TimedOut,
    /// More 1xx answers than anybody needs.
    EndlessInterim,
    /// More bytes came than the answer announces.
    Trailing,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotHttp => "an answer that is not HTTP/1.x",
            Self::HeadTooLarge => "a head larger than the suite reads",
            Self::BodyTooLarge => "a body larger than the suite reads",
            Self::BadFraming => "a Content-Length or Transfer-Encoding that makes no sense",
            Self::HeadCut => "the connection ended within the head of the answer",
            Self::BodyCut => "the connection ended before the announced end of the body",
            Self::TimedOut => "the time for one request ran out within the answer",
            Self::EndlessInterim => "one interim answer after another",
            Self::Trailing => "more bytes than the answer announces",
        })
    }
}

/// An HTTP answer.
#[derive(Clone)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    after: After,
}

/// What was seen of the connection after an answer.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum After {
    /// Nothing, or nobody looked.
    Nothing,
    Closed,
    Reset,
}

impl Answer {
    /// An answer with its headers in the order received and its body freed of any transfer coding.
    #[must_use]
    pub fn new(status: u16, headers: Vec<(String, Vec<u8>)>, body: Vec<u8>) -> Self {
        Self { status, headers, body, after: After::Nothing }
    }

    /// The status code.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// All headers in the order received.
    #[must_use]
    pub fn headers(&self) -> &[(String, Vec<u8>)] {
        &self.headers
    }

    /// The values of one header, by its name in any case, as text (bytes that are not UTF-8 replaced).
    pub fn header_values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        self.headers
            .iter()
            .filter(move |(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| String::from_utf8_lossy(value).trim().to_owned())
    }

    /// The first value of one header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<String> {
        self.header_values(name).next()
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Whether the service was seen to end the connection after it; only looked for where it matters.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.after != After::Nothing
    }

    /// Whether it ended it by a reset, with which a client may lose the answer (RFC 9112 §9.6).
    #[must_use]
    pub fn is_reset(&self) -> bool {
        self.after == After::Reset
    }

    pub(crate) fn closed(self) -> Self {
        Self { after: After::Closed, ..self }
    }

    pub(crate) fn reset(self) -> Self {
        Self { after: After::Reset, ..self }
    }

    pub(crate) fn set_body(&mut self, body: Vec<u8>) {
        self.body = body;
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The body of a granted answer is made of secrets.
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("body_bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}
