//! What was observed, freed of all that differs from run to run: identifiers, addresses, times and long numbers.
//!
//! The judge writes canonical texts wherever it chooses the words. A service's own words (an error's name, a member, a
//! header) come in between, and this takes out of them what two runs would not share. So a ledger written from one
//! run fits the next, whatever the seed, the port and the clock.

/// The longest text, in characters: a service may call an error by a name of any length.
const LONGEST: usize = 200;
/// So much of a text is read, in bytes: enough to fill the longest one, whatever its words become.
const READ: usize = 16 * LONGEST;
/// A number of so many digits is a count, an account or a time; shorter ones are statuses and our own bounds.
const LONG_NUMBER: usize = 4;
/// A word of letters and digits is an identifier if it is so long and has so many digits.
const IDENTIFIER: (usize, usize) = (8, 4);

/// The text without identifiers, addresses, times and long numbers. Canonical text stays as it is.
pub(crate) fn canonical(text: &str) -> String {
    let end = text.char_indices().map(|(start, _)| start).take_while(|start| *start <= READ).last();
    let text = without_lengths(&text[..end.filter(|_| text.len() > READ).unwrap_or(text.len())]);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(first) = rest.chars().next() {
        let (word, after) = rest.split_at(rest.find(is_delimiter).unwrap_or(rest.len()));
        if word.is_empty() {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.push_str(&word_without_identity(word));
            rest = after;
        }
    }
    match out.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &out[..end]),
        None => out,
    }
}

fn is_delimiter(c: char) -> bool {
    c.is_whitespace() || "\"'`,;()[]{}<>=".contains(c)
}

/// What is masked as opaque is told with its length, which no two runs need share.
fn without_lengths(text: &str) -> String {
    let mut pieces = text.split('<');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        out.push('<');
        let unnumbered = piece.trim_start_matches(|c: char| c.is_ascii_digit());
        let masked = unnumbered.len() < piece.len() && unnumbered.starts_with(" opaque characters>");
        out.push_str(if masked { unnumbered.trim_start() } else { piece });
    }
    out
}

fn word_without_identity(word: &str) -> String {
    let core = word.trim_end_matches(['.', ':', '!', '?']);
    let tail = &word[core.len()..];
    let shown = if core.starts_with("arn:") {
        "<ARN>"
    } else if core.contains("://") {
        "<URL>"
    } else if is_address(core) {
        "<address>"
    } else if is_date_or_time(core) {
        "<time>"
    } else if let Some((start, end)) = uuid(core) {
        if core.starts_with("eks-") {
            "<session name>"
        } else {
            return format!("{}<UUID>{}{tail}", atoms(&core[..start]), atoms(&core[end..]));
        }
    } else {
        return atoms(word);
    };
    format!("{shown}{tail}")
}

/// A host with a port.
fn is_address(word: &str) -> bool {
    let Some((host, port)) = word.rsplit_once(':') else { return false };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numeric = host.split('.').count() == 4 && host.split('.').all(digits);
    digits(port) && (numeric || host == "localhost")
}

/// `2026-11-23`, with a time or not, or `10:00:00`.
fn is_date_or_time(word: &str) -> bool {
    let form = |text: &str, separator: &str| {
        let parts: Vec<&str> = text.splitn(3, separator).collect();
        let digits = |part: &&str| part.len() >= 2 && part.as_bytes()[..2].iter().all(u8::is_ascii_digit);
        parts.len() == 3 && parts.iter().all(digits)
    };
    form(word, "-") || form(word, ":")
}

/// Where a UUID with its hyphens stands in a word, if one does.
fn uuid(word: &str) -> Option<(usize, usize)> {
    let is_uuid = |window: &[u8]| {
        window.iter().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    word.as_bytes().windows(36).position(is_uuid).map(|start| (start, start + 36))
}

/// A word with each of its runs of letters and digits seen by itself.
fn atoms(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if end == 0 {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (atom, after) = rest.split_at(end);
        let digits = atom.bytes().filter(u8::is_ascii_digit).count();
        rest = after;
        if digits == atom.len() && digits >= LONG_NUMBER {
            out.push_str("<number>");
            rest = without_fraction(rest);
        } else if is_identifier(atom, digits) {
            out.push_str("<ID>");
        } else {
            out.push_str(atom);
        }
    }
    out
}

/// What follows the fraction of a number, if the text begins with one.
fn without_fraction(text: &str) -> &str {
    let Some(fraction) = text.strip_prefix('.') else { return text };
    let after = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    if after.len() == fraction.len() { text } else { after }
}

/// Letters and digits mixed as no name mixes them: many digits, or nothing but hexadecimal ones.
fn is_identifier(atom: &str, digits: usize) -> bool {
    let hexadecimal = || atom.bytes().all(|byte| byte.is_ascii_hexdigit());
    atom.len() >= IDENTIFIER.0 && digits > 0 && (digits >= IDENTIFIER.1 || hexadecimal())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_the_judge_says_stays() {
        for text in [
            "granted",
            "403 AccessDeniedException",
            "status 200 without credentials",
            "audience \"sts.amazonaws.com\"",
            "credentials.expiration of type string",
            "a session name that is longer than 64 characters",
            "later than 12 hours and 5 minutes",
            "Content-Type application/x-amz-json-1.1",
            "\"/var/\" in message",
            "subject.service_account is a member of the model in another spelling or place: `subject.serviceAccount`",
            "429 on the defective request only",
            "RS256 where ES256 was due",
        ] {
            assert_eq!(canonical(text), text);
        }
    }

    #[test]
    fn what_differs_from_run_to_run_goes() {
        for (text, shown) in [
            ("arn:aws:iam::111122223333:role/a/b, not it", "<ARN>, not it"),
            ("refused by http://127.0.0.1:53211/x?y.", "refused by <URL>."),
            ("refused by 127.0.0.1:53211", "refused by <address>"),
            ("localhost:8080", "<address>"),
            ("of account 111122223333", "of account <number>"),
            ("credentials.expiration is 1795482577.25", "credentials.expiration is <number>"),
            ("at 2026-11-23T10:00:00Z or 10:00:00", "at <time> or <time>"),
            ("role ID \"AROACONFORMANCE00002\"", "role ID \"<ID>\""),
            ("association a-conformance000002", "association a-<ID>"),
            ("request 0b1f2c3d-1111-4222-8333-444455556666!", "request <UUID>!"),
            ("eks-conformance-b-0b1f2c3d-1111-4222-8333-444455556666", "<session name>"),
            ("500 Error-7f3a9b2c", "500 Error-<ID>"),
            ("code <86 opaque characters>", "code <opaque characters>"),
        ] {
            assert_eq!(canonical(text), shown, "{text}");
        }
    }

    #[test]
    fn text_of_any_length_is_cut() {
        let long = canonical(&"é".repeat(1_000_000));
        assert_eq!(long.chars().count(), LONGEST + 1);
        assert_eq!(canonical(&long), long);
    }

    proptest! {
        #[test]
        fn canonical_text_is_canonical(text in "\\PC{0,300}|[a-f0-9:./<> -]{0,400}") {
            let once = canonical(&text);
            prop_assert_eq!(canonical(&once), once);
        }

        #[test]
        fn numbers_of_two_runs_are_the_same(a in 1_000_u64.., b in 1_000_u64..) {
            prop_assert_eq!(canonical(&format!("it took {a} ms")), canonical(&format!("it took {b} ms")));
        }
    }
}
