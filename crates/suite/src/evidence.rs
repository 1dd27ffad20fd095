//! The redacted view of an exchange: all that reports ever see of it.

use base64_simd::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::exchange::{Answer, Exchange, Received, Sent};

/// How much of a body is shown, in characters.
const SHOWN: usize = 2_000;

/// What was sent and what came back, as text without secrets.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Evidence {
    sent: String,
    received: String,
}

impl Evidence {
    /// The redacted view of an exchange.
    #[must_use]
    pub fn of(exchange: &Exchange) -> Self {
        let received = match exchange.received() {
            Received::Answer(answer) => answer_text(answer),
            Received::Broken { partial: Some(answer), flaw } => format!("{}\n[{flaw}]", answer_text(answer)),
            Received::Broken { partial: None, flaw } => format!("[{flaw}]"),
            Received::Nothing(reason) => format!("[{reason}]"),
        };
        Self { sent: exchange.redact(&sent_text(exchange.sent())), received: exchange.redact(&received) }
    }

    /// The request: its line, its headers, its body, and what its token says.
    #[must_use]
    pub fn sent(&self) -> &str {
        &self.sent
    }

    /// The answer: its status, its headers, its body; or why there is none.
    #[must_use]
    pub fn received(&self) -> &str {
        &self.received
    }
}

fn sent_text(sent: &Sent) -> String {
    let target = shortened(&without_signature(sent.target()));
    let mut text = format!(
        "{} {target} {}
",
        sent.method(),
        sent.version()
    );
    for (name, value) in sent.headers() {
        let value = match name.to_ascii_lowercase().as_str() {
            "authorization" => scheme(value),
            "x-amz-security-token" => "…".to_owned(),
            _ => value.clone(),
        };
        text.push_str(&format!("{name}: {}\n", shortened(&value)));
    }
    text.push('\n');
    text.push_str(&body_text(sent.body()));
    if let Some(token) = sent.token() {
        let mut parts = token.split('.');
        for what in ["token header", "token claims"] {
            if let Some(json) = parts.next().and_then(decoded) {
                text.push_str(&format!("\n{what}: {}", shortened(&json)));
            }
        }
    }
    text
}

/// The scheme of an Authorization, and that there is more.
fn scheme(authorization: &str) -> String {
    match authorization.split_once(' ') {
        Some((scheme, _)) => format!("{scheme} …"),
        None => authorization.to_owned(),
    }
}

/// A target whose query holds no signature of the request.
fn without_signature(target: &str) -> String {
    match target.split_once("X-Amz-Signature=") {
        Some((before, rest)) => {
            let after = rest.find('&').map_or("", |end| &rest[end..]);
            format!("{before}X-Amz-Signature=…{after}")
        }
        None => target.to_owned(),
    }
}

/// A part of a token as text, if it is one.
fn decoded(part: &str) -> Option<String> {
    let bytes = URL_SAFE_NO_PAD.decode_to_vec(part.trim()).ok()?;
    String::from_utf8(bytes).ok().map(|text| text.escape_debug().to_string().replace("\\\"", "\""))
}

fn answer_text(answer: &Answer) -> String {
    let mut text = format!("status {}\n", answer.status());
    for (name, value) in answer.headers().iter().take(40) {
        text.push_str(&format!("{name}: {}\n", shortened(&String::from_utf8_lossy(value))));
    }
    text.push('\n');
    text.push_str(&body_text(answer.body()));
    text
}

fn body_text(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]).into_owned();
    printable(&shortened(&text))
}

/// The text with what a terminal would obey shown instead.
fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() && !matches!(c, '\n' | '\t') {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}… ({} bytes in all)", &text[..end], text.len()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_of_requests_are_not_shown() {
        assert_eq!(scheme("AWS4-HMAC-SHA256 Credential=a, Signature=0f"), "AWS4-HMAC-SHA256 …");
        assert_eq!(scheme("word"), "word");
        assert_eq!(without_signature("/x?X-Amz-Signature=0f&a=b"), "/x?X-Amz-Signature=…&a=b");
        assert_eq!(without_signature("/x?a=b&X-Amz-Signature=0f"), "/x?a=b&X-Amz-Signature=…");
        assert_eq!(without_signature("/x?a=b"), "/x?a=b");
    }
}
