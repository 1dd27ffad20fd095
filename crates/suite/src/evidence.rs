//! The redacted view of an exchange: all that reports ever see of it.

use base64_simd::URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::exchange::{Answer, Exchange, Received, SESSION_TOKEN, Sent};
use crate::redact::{OPAQUE, may_be_of_a_secret};

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
    let target = shortened(&without_credentials(sent.target()));
    let mut text = format!(
        "{} {target} {}
",
        sent.method(),
        sent.version()
    );
    for (name, value) in sent.headers() {
        text.push_str(&format!("{name}: {}\n", shortened(&header_value(name, value))));
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

/// A header's value without the credentials of whoever signed.
fn header_value(name: &str, value: &str) -> String {
    if name.eq_ignore_ascii_case(SESSION_TOKEN) {
        "…".to_owned()
    } else if name.eq_ignore_ascii_case("authorization") {
        scheme(value)
    } else {
        value.to_owned()
    }
}

/// The scheme of an Authorization, and that there is more.
fn scheme(authorization: &str) -> String {
    match authorization.split_once(' ') {
        Some((scheme, _)) => format!("{scheme} …"),
        None => authorization.to_owned(),
    }
}

/// A target whose query holds neither a signature nor a session token.
fn without_credentials(target: &str) -> String {
    let mut target = target.to_owned();
    for name in ["X-Amz-Signature", SESSION_TOKEN] {
        let Some((before, rest)) = target.split_once(&format!("{name}=")) else { continue };
        let after = rest.find('&').map_or("", |end| &rest[end..]);
        target = format!("{before}{name}=…{after}");
    }
    target
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
    // A character takes four bytes at the most.
    let text = String::from_utf8_lossy(&body[..body.len().min(4 * SHOWN)]);
    printable(&beginning(&text, body.len()))
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
    beginning(text, text.len())
}

/// As much as is shown of something that has so many bytes and begins with this text.
///
/// A run of characters that would be cut is left out, unless enough is left of it to tell whether it is a secret.
fn beginning(text: &str, bytes: usize) -> String {
    let end = match text.char_indices().nth(SHOWN) {
        Some((end, _)) => end,
        None if bytes > 4 * SHOWN => text.len(),
        None => return text.to_owned(),
    };
    let shown = &text[..end];
    let run = shown.len() - shown.trim_end_matches(may_be_of_a_secret).len();
    let shown = if run < OPAQUE { &shown[..end - run] } else { shown };
    format!("{shown}… ({bytes} bytes in all)")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_off_leaves_no_piece_of_a_secret() {
        for room in 0..OPAQUE + 2 {
            let text = format!(
                "{} {}",
                ".".repeat(SHOWN - 1 - room),
                "kQ7vKey3/9ZpLm3Xw+TbYh5NnRr2DdGgXcAb".repeat(2)
            );
            let shown = crate::redact::Secrets::default().mask(&body_text(text.as_bytes()));
            assert!(
                !shown.contains("kQ7v") && shown.ends_with(&format!("({} bytes in all)", text.len())),
                "{shown}"
            );
        }
        let wide = format!("{}kQ7vKey3{}", "\u{1f600}".repeat(SHOWN - 1), "x".repeat(100));
        assert!(!body_text(wide.as_bytes()).contains("kQ"));
    }

    #[test]
    fn credentials_of_requests_are_not_shown() {
        assert_eq!(scheme("AWS4-HMAC-SHA256 Credential=a, Signature=0f"), "AWS4-HMAC-SHA256 …");
        assert_eq!(scheme("word"), "word");
        assert_eq!(header_value("x-amz-security-token", "IQoJ"), "…");
        assert_eq!(header_value("AUTHORIZATION", "Bearer word"), "Bearer …");
        assert_eq!(without_credentials("/x?X-Amz-Signature=0f&a=b"), "/x?X-Amz-Signature=…&a=b");
        assert_eq!(without_credentials("/x?a=b&X-Amz-Signature=0f"), "/x?a=b&X-Amz-Signature=…");
        assert_eq!(
            without_credentials("/x?X-Amz-Security-Token=IQ%3D&X-Amz-Signature=0f"),
            "/x?X-Amz-Security-Token=…&X-Amz-Signature=…"
        );
        assert_eq!(without_credentials("/x?a=b"), "/x?a=b");
    }
}
