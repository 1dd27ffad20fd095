//! Masks secrets in any text that leaves the suite.
//!
//! A secret is found again by short runs of its characters, so that a part of it, or one with something added, is
//! masked as well. What nobody announced as a secret but looks like one (a long run without a break) is
//! shortened too: a service may put a credential anywhere.

use std::fmt;

use eks_auth_protocol::wire::{Document, Kind, Value};

use crate::exchange::Answer;

/// How many characters of a secret, in a row, give it away.
const GRAM: usize = 10;
/// A run this long without a break is taken for something secret.
pub(crate) const OPAQUE: usize = 36;
/// More than this of one secret is not indexed: the rest of a longer one is masked as an opaque run.
const INDEXED: usize = 16 * 1024;

/// What must not be shown of one exchange.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    // In order, each once: thousands are learned of every exchange, and few are ever looked up.
    grams: Vec<u128>,
    short: Vec<String>,
}

impl Secrets {
    /// The secret of a token: its signature, or all of it where it has no three parts.
    pub(crate) fn of_token(token: Option<&str>) -> Self {
        let mut secrets = Self::default();
        token.into_iter().for_each(|token| secrets.learn_token(token));
        secrets
    }

    /// Learns the secret of one more token.
    pub(crate) fn learn_token(&mut self, token: &str) {
        let signature = token.splitn(3, '.').nth(2).unwrap_or(token);
        signature.split('.').for_each(|part| self.add(part));
        self.settle();
    }

    /// Learns a secret by how it is written, with or without escapes.
    pub(crate) fn learn(&mut self, written: &str) {
        let meant: Vec<u8> = units(written).iter().map(|unit| unit.means).collect();
        self.add(&String::from_utf8_lossy(&meant));
        self.settle();
    }

    /// Learns the credentials that an answer carries, wherever they stand in it.
    pub(crate) fn learn_from_answer(&mut self, answer: &Answer) {
        if let Ok(document) = Document::parse(answer.body()) {
            self.learn_from_value(document.root(), false);
        }
        // A body that broke off, or that is no JSON, or that holds another document as a text.
        self.learn_from_quotes(&String::from_utf8_lossy(answer.body()));
        self.settle();
    }

    /// Learns what stands in quotes behind a name in quotes and a colon, to its end or to that of the text.
    fn learn_from_quotes(&mut self, text: &str) {
        let pieces: Vec<&str> = text.split(['"', '\'']).collect();
        for window in pieces.windows(3) {
            let [name, between, value] = window else { continue };
            if between.trim_matches(|c: char| c.is_whitespace() || c == '\\') == ":" && names_secret(name) {
                self.add(value.trim_end_matches('\\'));
            }
        }
    }

    /// Takes a secret in, and leaves the order to [`settle`](Self::settle): an answer can have ever so many.
    fn add(&mut self, secret: &str) {
        let bytes = &secret.as_bytes()[..secret.len().min(INDEXED)];
        if bytes.len() < GRAM {
            if bytes.len() > 2 {
                self.short.push(secret.to_owned());
            }
            return;
        }
        self.grams.extend(grams(bytes));
    }

    fn settle(&mut self) {
        self.grams.sort_unstable();
        self.grams.dedup();
        self.short.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        self.short.dedup();
    }

    fn learn_from_value(&mut self, value: Value<'_, '_>, secret: bool) {
        match value.kind() {
            Kind::String if secret => self.add(&value.as_str().unwrap_or_default()),
            Kind::Object => {
                for member in value.members() {
                    self.learn_from_value(member.value(), names_secret(&member.name()));
                }
            }
            Kind::Array => value.elements().for_each(|element| self.learn_from_value(element, secret)),
            _ => {}
        }
    }

    /// The text with every trace of a secret masked.
    pub(crate) fn mask(&self, text: &str) -> String {
        let mut text = self.mask_hexadecimal(&self.mask_grams(text));
        for secret in &self.short {
            text = text.replace(secret.as_str(), "<secret>");
        }
        shorten_opaque_runs(&text)
    }

    /// Masks runs of hexadecimal digits that spell a part of a secret.
    fn mask_hexadecimal(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let end = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
            if end == 0 {
                out.push(first);
                rest = &rest[first.len_utf8()..];
                continue;
            }
            let (run, after) = rest.split_at(end);
            out.push_str(if self.spelt_by(run) { "<secret>" } else { run });
            rest = after;
        }
        out
    }

    /// Whether pairs of these digits, from the first or the second on, are bytes of a secret.
    fn spelt_by(&self, digits: &str) -> bool {
        digits.len() >= 2 * GRAM
            && [digits, &digits[1..]].into_iter().any(|digits| {
                let pairs = digits.as_bytes().chunks_exact(2).map(|pair| std::str::from_utf8(pair).ok());
                let bytes: Vec<u8> =
                    pairs.map(|pair| pair.and_then(hexadecimal).unwrap_or(FOREIGN)).collect();
                grams(&bytes).any(|gram| self.grams.binary_search(&gram).is_ok())
            })
    }

    fn mask_grams(&self, text: &str) -> String {
        let units = units(text);
        let bytes: Vec<u8> = units.iter().map(|unit| unit.means).collect();
        let mut hidden = vec![false; bytes.len()];
        for (start, gram) in grams(&bytes).enumerate() {
            if self.grams.binary_search(&gram).is_ok() {
                hidden[start..start + GRAM].fill(true);
            }
        }
        let mut out = String::with_capacity(text.len());
        let mut masked = false;
        for (unit, hidden) in units.iter().zip(hidden) {
            match (hidden, masked) {
                (true, false) => out.push_str("<secret>"),
                (true, true) => {}
                (false, _) => out.push_str(unit.written),
            }
            masked = hidden;
        }
        out
    }
}

/// Every run of so many bytes, as a number: to compare numbers takes a fraction of the time.
fn grams(bytes: &[u8]) -> impl Iterator<Item = u128> {
    const MASK: u128 = (1 << (8 * GRAM)) - 1;
    let mut gram = 0;
    let ends = bytes.iter().map(move |byte| {
        gram = (gram << 8 | u128::from(*byte)) & MASK;
        gram
    });
    ends.skip(GRAM - 1)
}

/// Whether a member of this name holds a secret.
fn names_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["secret", "session", "token"].into_iter().any(|word| name.contains(word))
}

/// A character as it is written, an escape of JSON as a whole, and the byte that it means.
struct Unit<'t> {
    written: &'t str,
    means: u8,
}

/// What stands for a character that no secret has.
const FOREIGN: u8 = 0xff;

/// Takes a text apart, so that a secret is found also where it is written with the escapes of JSON.
fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (length, means) =
            escape(rest).unwrap_or((first.len_utf8(), u8::try_from(first).unwrap_or(FOREIGN)));
        let (written, after) = rest.split_at(length);
        units.push(Unit { written, means });
        rest = after;
    }
    units
}

/// The length of the escape that a text begins with, and the byte that it means. Escapes of JSON and of URLs, escaped
/// once or again and again.
fn escape(text: &str) -> Option<(usize, u8)> {
    let unescaped = text.trim_start_matches('\\');
    let slashes = text.len() - unescaped.len();
    if slashes > 0 {
        if unescaped.starts_with('/') {
            return Some((slashes + 1, b'/'));
        }
        let code = u32::from_str_radix(unescaped.strip_prefix('u')?.get(..4)?, 16).ok()?;
        return Some((slashes + 5, u8::try_from(code).unwrap_or(FOREIGN)));
    }
    let mut digits = text.strip_prefix('%')?;
    while let Some(again) = digits.strip_prefix("25").filter(|rest| hexadecimal(rest).is_some()) {
        digits = again;
    }
    Some((text.len() - digits.len() + 2, hexadecimal(digits)?))
}

/// The byte that two hexadecimal digits at the beginning of a text mean.
fn hexadecimal(text: &str) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// Whether credentials and signatures are made of such characters.
pub(crate) fn may_be_of_a_secret(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '+' | '/' | '=' | '_' | '-')
}

/// Replaces long runs of characters as credentials and signatures are made of.
fn shorten_opaque_runs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars() {
        if may_be_of_a_secret(character) {
            run.push(character);
        } else {
            flush(&mut run, &mut out);
            out.push(character);
        }
    }
    flush(&mut run, &mut out);
    out
}

fn flush(run: &mut String, out: &mut String) {
    if looks_opaque(run) {
        out.push_str(&format!("<{} opaque characters>", run.len()));
    } else {
        out.push_str(run);
    }
    run.clear();
}

/// Long, and neither a path, a name of words nor a UUID: it mixes capitals, small letters and digits, or spells more bytes in
/// hexadecimal digits than a hash has.
fn looks_opaque(run: &str) -> bool {
    const HASH: usize = 64;
    let longest = run.split(['-', '/']).map(str::len).max().unwrap_or_default();
    let has = |wanted: fn(&u8) -> bool| run.as_bytes().iter().any(wanted);
    let mixed = has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase) && has(u8::is_ascii_digit);
    let spells =
        run.len() > HASH && run.bytes().all(|byte| byte.is_ascii_hexdigit()) && has(u8::is_ascii_digit);
    spells || run.len() >= OPAQUE && mixed && (longest >= OPAQUE / 2 || !run.contains("eks-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_are_masked_in_a_body_that_is_no_json() {
        for body in [
            r#"{"credentials":{"secretAccessKey":"abcdefghijklmnop"},}"#,
            r#"{"credentials":{"secretAccessKey" : "abcdefghijklmnop"#,
            "{'credentials':{'secretAccessKey':'abcdefghijklmnop'}}",
            r#""{\"secretAccessKey\":\"abcdefghijklmnop\"}""#,
        ] {
            let mut secrets = Secrets::default();
            secrets.learn_from_answer(&Answer::new(200, Vec::new(), body.as_bytes().to_vec()));
            let shown = secrets.mask(body);
            assert!(shown.contains("<secret>") && !shown.contains("fghij"), "{shown}");
        }
    }

    const SIGNATURE: &str = "c2lnbmF0dXJlLW9mLXRoZS10b2tlbi10aGF0LW5vYm9keS1tYXktc2Vl";

    #[test]
    fn a_part_of_a_signature_is_masked() {
        let secrets = Secrets::of_token(Some(&format!("aGVhZGVy.Y2xhaW1z.{SIGNATURE}")));
        let shown = secrets.mask(&format!("bad token ending in {}", &SIGNATURE[20..40]));
        assert_eq!(shown, "bad token ending in <secret>");
    }

    #[test]
    fn credentials_in_an_answer_are_masked_wherever_they_are_shown() {
        let body = br#"{"credentials":{"sessionToken":"VeryLongSessionToken","secretAccessKey":"abcdefghijklmnop"}}"#;
        let mut secrets = Secrets::default();
        secrets.learn_from_answer(&Answer::new(200, Vec::new(), body.to_vec()));
        assert_eq!(secrets.mask("got abcdefghijklmnop and LongSessionTok"), "got <secret> and <secret>");
    }

    #[test]
    fn escapes_of_json_hide_no_secret() {
        let secrets = Secrets::of_token(Some(&format!("a.b.{SIGNATURE}")));
        let escaped: String = SIGNATURE.chars().map(|c| format!("\\u{:04X}", u32::from(c))).collect();
        assert_eq!(secrets.mask(&format!("a \\u00e9 {escaped} é")), "a \\u00e9 <secret> é");
    }

    #[test]
    fn escapes_of_escapes_and_of_urls_hide_no_secret() {
        let secrets = Secrets::of_token(Some(&format!("a.b.{SIGNATURE}")));
        let written = |write: fn(char) -> String| -> String { SIGNATURE.chars().map(write).collect() };
        let escaped: [fn(char) -> String; 4] = [
            |c| format!("\\\\u{:04x}", u32::from(c)),
            |c| format!("\\\\\\\\u{:04x}", u32::from(c)),
            |c| format!("%{:02X}", u32::from(c)),
            |c| format!("%2525{:02x}", u32::from(c)),
        ];
        for write in escaped {
            let text = format!("100% of {} %zz \\", written(write));
            assert_eq!(secrets.mask(&text), "100% of <secret> %zz \\");
        }
        let slashes = Secrets::of_token(Some("a.b.abcd/efgh/ijkl/mnop"));
        assert_eq!(slashes.mask(r"x abcd\\/efgh\\/ijkl\\/mnop y"), "x <secret> y");
        assert_eq!(slashes.mask("x abcd%2Fefgh%2fijkl%252Fmnop y"), "x <secret> y");
    }

    #[test]
    fn hexadecimal_digits_hide_no_secret() {
        let mut secrets = Secrets::of_token(Some(&format!("a.b.{SIGNATURE}")));
        secrets.learn("IQoJb3JpZ2luX2Vj");
        for secret in [SIGNATURE, "IQoJb3JpZ2luX2Vj", &SIGNATURE[7..30]] {
            let small: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
            for text in [small.clone(), small.to_uppercase(), format!("0{small}")] {
                assert_eq!(secrets.mask(&format!("a {text} b")), "a <secret> b");
            }
        }
        let hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assert_eq!(secrets.mask(hash), hash);
        assert_eq!(secrets.mask(&format!("x {hash}00")), "x <66 opaque characters>");
    }

    #[test]
    fn secret_of_a_query_is_masked_however_it_is_written() {
        let mut secrets = Secrets::default();
        secrets.learn("IQoJb3Jp%2BZ2luX2Vj");
        assert_eq!(secrets.mask("a IQoJb3Jp+Z2luX2Vj b Jp%2bZ2luX2Vj c"), "a <secret> b <secret> c");
    }

    #[test]
    fn what_looks_like_a_secret_is_shortened() {
        let shown = Secrets::default().mask("key wJalrXUtnFEMI7K7MDENG4bPxRfiCYEXAMPLEKEY9 end");
        assert_eq!(shown, "key <41 opaque characters> end");
    }

    #[test]
    fn session_names_and_arns_stay_readable() {
        let arn = "arn:aws:sts::111122223333:assumed-role/ledger/eks-conformanc-ledger-7d9-0b1f2c3d-1111-4222-8333-444455556666";
        assert_eq!(Secrets::default().mask(arn), arn);
    }
}
