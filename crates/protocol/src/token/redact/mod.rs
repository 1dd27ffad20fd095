//! Taking the signatures out of any text that may repeat a token.

mod unit;

use std::fmt;

use unit::{Class, Unit, signature_length, word_length};

/// What stands in the place of a signature.
const PLACEHOLDER: &str = "<signature>";

/// The least length of a word that is taken for a signature where only its neighbours tell.
const LONG: usize = 20;

/// No label of a host name is as long as this, so such a word is taken for a signature by its length alone.
const VERY_LONG: usize = 64;

/// The text with the signature part of anything token-like replaced by `<signature>`.
///
/// Token-like are two words joined by dots of which the first is a JWS header, and any words joined by dots of
/// which the third or a later one is too long for a host name. What follows the second dot is taken out, also
/// where it goes on after white space; so is any long word after the word `signature`. Characters may be
/// written as JSON or percent escapes. Headers and payloads stay readable. It is meant for reports and logs:
/// rather too much is taken out than too little.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::redact;
///
/// let text = "refused: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl (status 400)";
/// let safe = "refused: eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.<signature> (status 400)";
/// assert_eq!(redact(text), safe);
/// assert_eq!(redact("pods.eks.amazonaws.com"), "pods.eks.amazonaws.com");
/// ```
#[must_use]
pub fn redact(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut chain = Chain::default();
    let mut rest = text;
    while let Some(unit) = Unit::next(rest) {
        // The placeholder's own name labels nothing, so that a text that is safe already stays as it is.
        if let Some(tail) = rest.strip_prefix(PLACEHOLDER) {
            chain = Chain { hidden: true, labelled: false, before: 0, ..chain };
            safe.push_str(PLACEHOLDER);
            rest = tail;
            continue;
        }
        let length = match unit.class {
            Class::Word | Class::OldAlphabet if unit.class == Class::Word || chain.is_past_payload() => {
                let word = word_length(rest);
                let hidden = chain.hides(rest, word);
                chain.add(rest, word, hidden);
                if hidden {
                    safe.push_str(PLACEHOLDER);
                    let all = signature_length(rest);
                    rest = rest.get(all..).unwrap_or_default();
                    continue;
                }
                word
            }
            class => {
                chain.pass(class);
                unit.length
            }
        };
        let (shown, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
        safe.push_str(shown);
        rest = tail;
    }
    safe
}

/// A text that shows without the signatures in it.
pub(crate) struct Redacted<'a>(pub(crate) &'a str);

impl fmt::Debug for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", redact(self.0))
    }
}

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&redact(self.0))
    }
}

/// What is known of the words joined by dots that end here.
#[derive(Default)]
struct Chain {
    /// How many dots there were, so which word comes next.
    dots: usize,
    /// Which word is a JWS header, the first such one.
    header: Option<usize>,
    /// White space has broken off a chain that had a header.
    broken: bool,
    /// The length of the word before the last dot.
    before: usize,
    /// The last word was a signature, and nothing but white space has come since.
    hidden: bool,
    /// The last word ended in "signature".
    labelled: bool,
}

impl Chain {
    fn hides(&self, rest: &str, word: usize) -> bool {
        self.is_past_payload()
            || (self.dots >= 2 && (word >= VERY_LONG || (word >= LONG && self.before >= LONG)))
            || (word >= LONG && (self.labelled || (self.broken && self.dots >= 1)))
            || (self.hidden && self.dots == 0 && signature_length(rest) >= LONG)
    }

    /// Whether a header and a payload, of whatever length, came before.
    fn is_past_payload(&self) -> bool {
        self.header.is_some_and(|header| self.dots >= header + 2)
    }

    fn add(&mut self, rest: &str, word: usize, hidden: bool) {
        let text = rest.get(..word).unwrap_or_default();
        if self.header.is_none() && is_header(text) {
            self.header = Some(self.dots);
        }
        let label = text.trim_end_matches('=').as_bytes();
        let start = label.len().saturating_sub(b"signature".len());
        self.labelled = label.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(b"signature"));
        self.before = word;
        self.hidden = hidden;
    }

    fn pass(&mut self, class: Class) {
        let labelled = self.labelled;
        match class {
            Class::Dot => self.dots += 1,
            Class::OldAlphabet if self.header.is_some() => {}
            Class::Space => {
                let broken = self.broken || self.header.is_some();
                *self = Self { broken, hidden: self.hidden, labelled, ..Self::default() };
            }
            _ => *self = Self { labelled, ..Self::default() },
        }
    }
}

/// Whether a word begins as base64url of `{` and what may follow it in JSON: a quote or white space. An empty
/// object counts too. Words that could as well begin a host name have to be as long as the shortest real header.
fn is_header(word: &str) -> bool {
    match word.as_bytes() {
        [b'e', b'y', b'A'..=b'D' | b'I'..=b'L', ..] => true,
        [b'e', b'w', b'k'..=b'r' | b'0'..=b'3', rest @ ..] => rest.len() > 8,
        // What is escaped is not looked into.
        [b'\\', b'u', ..] | [b'%', ..] => true,
        other => other == b"e30",
    }
}

#[cfg(test)]
mod tests {
    use super::redact;

    const HEADER: &str = "eyJhbGciOiJSUzI1NiJ9";
    const PAYLOAD: &str = "eyJzdWIiOiJhIn0";

    #[test]
    fn any_signature_after_a_header() {
        for signature in ["A", "c2ln", "c2ln=", "c2ln==x=", "a+/b", "c2ln.more", "c2ln.", "-_", "/a", "=a"] {
            let safe = redact(&format!("{HEADER}.{PAYLOAD}.{signature}"));
            let safe = safe.trim_end_matches('.').trim_end_matches(".<signature>");
            assert_eq!(safe, format!("{HEADER}.{PAYLOAD}"), "{signature}");
        }
    }

    #[test]
    fn header_of_unusual_spelling() {
        // An empty object, and an object with a space, a line feed, a carriage return or a tab behind its brace.
        let headers =
            ["e30", "eyAiYSI6MX0", "ewoiYWxnIjoibm9uZSJ9", "ew0iYWxnIjoibm9uZSJ9", "ewkiYWxnIjoibm9uZSJ9"];
        for header in headers {
            assert_eq!(redact(&format!("{header}.e30.AA")), format!("{header}.e30.<signature>"));
        }
    }

    #[test]
    fn header_that_is_no_object() {
        let long = "c2lnbmF0dXJl".repeat(10);
        assert_eq!(redact(&format!("W10.e30.{long}")), "W10.e30.<signature>");
        assert_eq!(redact(&format!(".{PAYLOAD}.{long}")), format!(".{PAYLOAD}.<signature>"));
        assert_eq!(redact(&format!("W10..{long}")), "W10..<signature>");
    }

    #[test]
    fn surrounded_by_other_text() {
        let token = format!("{HEADER}.{PAYLOAD}.c2ln");
        let safe = format!("{HEADER}.{PAYLOAD}.<signature>");
        for (before, after) in [
            ("", ""),
            ("Bearer ", ""),
            ("{\"token\":\"", "\"}"),
            ("token=", "&a=b"),
            ("\\n", "\\n"),
            ("x.", ""),
            ("é", "é"),
        ] {
            assert_eq!(redact(&format!("{before}{token}{after}")), format!("{before}{safe}{after}"));
        }
    }

    #[test]
    fn escaped_dots_and_letters() {
        assert_eq!(
            redact(&format!("{HEADER}\\u002e{PAYLOAD}\\u002E\\u0063ln")),
            format!("{HEADER}\\u002e{PAYLOAD}\\u002E<signature>")
        );
        assert_eq!(
            redact(&format!("{HEADER}%2E{PAYLOAD}%2ec2%6Cn")),
            format!("{HEADER}%2E{PAYLOAD}%2e<signature>")
        );
    }

    #[test]
    fn signature_cut_by_a_line_break() {
        let half = "c2lnbmF0dXJlc2lnbmF0dXJl";
        for between in ["\n", "\r\n ", "\\n", "%0A"] {
            let safe = redact(&format!("{HEADER}.{PAYLOAD}.{half}{between}{half}"));
            assert!(!safe.contains(half), "{safe}");
        }
    }

    #[test]
    fn payload_cut_by_a_line_break() {
        let signature = "c2lnbmF0dXJlc2lnbmF0dXJl";
        let safe = redact(&format!("{HEADER}.eyJz\ndWIiOiJhIn0.{signature}"));
        assert_eq!(safe, format!("{HEADER}.eyJz\ndWIiOiJhIn0.<signature>"));
    }

    #[test]
    fn old_alphabet_before_the_signature() {
        let safe = redact(&format!("{HEADER}+/a.{PAYLOAD}/b+.c2ln"));
        assert_eq!(safe, format!("{HEADER}+/a.{PAYLOAD}/b+.<signature>"));
    }

    #[test]
    fn member_named_signature() {
        let text = "{\"payload\":\"e30\",\"signature\":\"c2lnbmF0dXJlc2lnbmF0dXJl\"}";
        assert_eq!(redact(text), "{\"payload\":\"e30\",\"signature\":\"<signature>\"}");
    }

    #[test]
    fn texts_without_tokens_stay() {
        for text in [
            "pods.eks.amazonaws.com",
            "https://oidc.eks.us-west-2.amazonaws.com/id/00000000000000000000000000000001",
            "arn:aws:sts::111122223333:assumed-role/ledger/eks-conformanc-ledger-0-11111111-2222-4333-8444-555555555555",
            "eye.example.com",
            "the signature is wrong",
            "1.2.3",
            "50% of \\u12",
            "a.b.%",
        ] {
            assert_eq!(redact(text), text);
        }
    }
}
