//! Texts as patterns: what kind of text it is, without what it says.

use eks_auth_protocol::operation::AUDIENCE;

/// Texts that say nothing of whose service it is.
const KNOWN: [&str; 9] = [
    AUDIENCE,
    "application/json",
    "application/x-amz-json-1.0",
    "application/x-amz-json-1.1",
    "application/problem+json",
    "text/plain",
    "text/html",
    "no-store",
    "no-cache",
];
/// Parts of ARNs that are the same for everybody.
const WORDS: [&str; 10] = [
    "arn",
    "aws",
    "eks",
    "sts",
    "iam",
    "role",
    "assumed-role",
    "cluster",
    "podidentityassociation",
    "workload-identity-provider",
];
/// What identifiers begin with: of associations, access keys and roles.
const PREFIXES: [&str; 4] = ["a-", "ASIA", "AKIA", "AROA"];
/// What a session's name begins with.
const SESSION: &str = "eks-";
/// What the names of errors end with.
const ERRORS: [&str; 3] = ["Exception", "Error", "Fault"];
/// Letters and digits are an identifier from so many characters.
const IDENTIFIER: usize = 8;
/// So long is a UUID with its hyphens.
const UUID: usize = 36;
/// The longest text of which more is told than that it is one.
const LONGEST: usize = 160;

/// What kind of text it is.
pub(super) fn pattern(text: &str) -> String {
    let media = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    if text.is_empty() {
        "an empty string".to_owned()
    } else if KNOWN.contains(&media.as_str()) {
        media
    } else if is_name_of_error(text) {
        text.to_owned()
    } else if httpdate(text) {
        "an HTTP date".to_owned()
    } else if text.len() > LONGEST || text.contains(char::is_whitespace) || !text.is_ascii() {
        "text".to_owned()
    } else {
        together(text)
    }
}

/// The name of a header or member: itself where it is one that programs would have.
pub(super) fn name(text: &str) -> String {
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@".contains(&byte);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = !text.is_empty() && text.len() <= 48 && text.bytes().all(sign);
    if plain && digits < 4 { text.to_owned() } else { "<odd name>".to_owned() }
}

/// A name of letters alone cannot say whose it is.
fn is_name_of_error(text: &str) -> bool {
    text.len() <= 60
        && text.bytes().all(|byte| byte.is_ascii_alphabetic())
        && ERRORS.iter().any(|end| text.ends_with(end))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`
fn httpdate(text: &str) -> bool {
    text.len() == 29 && text.ends_with(" GMT") && text.as_bytes()[3] == b','
}

/// The patterns of a text's parts, with what stands between them.
fn together(text: &str) -> String {
    let ends = |sign: char| matches!(sign, '/' | ':' | ',' | ';');
    let parts = text.split_inclusive(ends).map(|part| match part.strip_suffix(ends) {
        Some(inner) => format!("{}{}", segment(inner), &part[inner.len()..]),
        None => segment(part),
    });
    parts.collect()
}

fn segment(text: &str) -> String {
    if text.is_empty() || WORDS.contains(&text) {
        text.to_owned()
    } else if is_uuid(text) {
        "UUID".to_owned()
    } else if text.starts_with(SESSION) && text.get(text.len().saturating_sub(UUID)..).is_some_and(is_uuid) {
        format!("{SESSION}name-UUID")
    } else {
        identifier(text).unwrap_or_else(|| "name".to_owned())
    }
}

fn is_uuid(text: &str) -> bool {
    text.len() == UUID
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// An identifier as its prefix, the kinds of signs in it, and how many.
fn identifier(text: &str) -> Option<String> {
    let prefix = PREFIXES.into_iter().find(|prefix| text.starts_with(prefix)).unwrap_or_default();
    let rest = &text[prefix.len()..];
    let any = |of: fn(&u8) -> bool| rest.bytes().any(|byte| of(&byte));
    let (capital, small, digit) =
        (any(u8::is_ascii_uppercase), any(u8::is_ascii_lowercase), any(u8::is_ascii_digit));
    let is_mixed = rest.len() >= IDENTIFIER && (digit || !prefix.is_empty());
    let is_number = digit && !capital && !small;
    if !rest.bytes().all(|byte| byte.is_ascii_alphanumeric()) || !(is_mixed || is_number) {
        return None;
    }
    // By chance it may lack digits.
    let letters = [(capital, "A-Z"), (small, "a-z")];
    let classes: String = letters.into_iter().filter_map(|(there, class)| there.then_some(class)).collect();
    Some(format!("{prefix}[{classes}0-9]{{{}}}", rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_patterns() {
        let rows = [
            ("a-kyevsbqhrnchy79jw", "a-[a-z0-9]{17}"),
            ("a-kyevsbqhrnchyabjw", "a-[a-z0-9]{17}"),
            (
                "arn:aws:eks:us-west-2:111122223333:podidentityassociation/my-cluster/a-kyevsbqhrnchy79jw",
                "arn:aws:eks:name:[0-9]{12}:podidentityassociation/name/a-[a-z0-9]{17}",
            ),
            (
                "arn:aws:sts::111122223333:assumed-role/my+role=1/eks-a--8a8b1c1e-4a53-4d4f-9f5b-d9c2fe2fd8a4",
                "arn:aws:sts::[0-9]{12}:assumed-role/name/eks-name-UUID",
            ),
            ("8a8b1c1e-4a53-4d4f-9f5b-d9c2fe2fd8a4", "UUID"),
            ("ASIAIOSFODNN7EXAMPLE", "ASIA[A-Z0-9]{16}"),
            ("ASIAIOSFODNNAEXAMPLE", "ASIA[A-Z0-9]{16}"),
            ("Root=1-67891233-abcdef012345678912345678", "name"),
            ("payments", "name"),
            ("a-b", "name"),
            ("7", "[0-9]{1}"),
            ("pods.eks.amazonaws.com", "pods.eks.amazonaws.com"),
            ("InvalidTokenException", "InvalidTokenException"),
            ("Application/JSON; charset=utf-8", "application/json"),
            ("No association for payments", "text"),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "an HTTP date"),
            ("", "an empty string"),
        ];
        for (text, expected) in rows {
            assert_eq!(pattern(text), expected, "{text}");
        }
    }

    #[test]
    fn odd_names_are_not_told() {
        assert_eq!(name("x-amzn-requestid"), "x-amzn-requestid");
        assert_eq!(name("__type"), "__type");
        for odd in ["", "with space", "account-111122223333", &"n".repeat(60), "é"] {
            assert_eq!(name(odd), "<odd name>");
        }
    }
}
