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
/// Words of ARNs and of session names.
const WORDS: [&str; 10] =
    ["arn", "aws", "eks", "sts", "iam", "role", "assumed", "cluster", "podidentityassociation", "a"];
/// What the identifiers of access keys and roles begin with.
const PREFIXES: [&str; 3] = ["ASIA", "AKIA", "AROA"];
/// What the names of errors end with.
const ERRORS: [&str; 3] = ["Exception", "Error", "Fault"];
/// A text of letters and digits is an identifier from so many characters, and one of letters alone from so many.
const IDENTIFIER: usize = 8;
const LONG: usize = 16;
/// The longest text of which more is told than that it is one.
const LONGEST: usize = 160;
const NAME: &str = "name";

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

/// The patterns of a text's runs of letters and digits, with what stands between them.
fn together(text: &str) -> String {
    let mut out: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        if uuid(rest) {
            out.push("UUID".to_owned());
            rest = &rest[UUID..];
        } else if end == 0 {
            out.push(first.to_string());
            rest = &rest[1..];
        } else {
            out.push(run(&rest[..end]));
            rest = &rest[end..];
        }
    }
    without_repeats(&out)
}

const UUID: usize = 36;

/// Whether a UUID with its hyphens stands at the beginning.
fn uuid(text: &str) -> bool {
    text.len() >= UUID
        && text.bytes().take(UUID).enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

fn run(text: &str) -> String {
    if WORDS.contains(&text) {
        return text.to_owned();
    }
    let prefix = PREFIXES.into_iter().find(|prefix| text.starts_with(prefix)).unwrap_or_default();
    let rest = &text[prefix.len()..];
    let any = |of: fn(&u8) -> bool| rest.bytes().any(|byte| of(&byte));
    let (small, capital, digits) =
        (any(u8::is_ascii_lowercase), any(u8::is_ascii_uppercase), any(u8::is_ascii_digit));
    let is_long = rest.len() >= if digits { IDENTIFIER } else { LONG };
    if !is_long && (prefix.is_empty() || rest.is_empty()) {
        return if small || capital || !digits { NAME.to_owned() } else { "[0-9]+".to_owned() };
    }
    // An identifier may lack digits by chance.
    let letters = [(capital, "A-Z"), (small, "a-z")];
    let classes: String = letters.into_iter().filter_map(|(there, class)| there.then_some(class)).collect();
    format!("{prefix}[{classes}0-9]{{{}}}", rest.len())
}

/// Names are of any number of words: `name-name-name` is a name.
fn without_repeats(parts: &[String]) -> String {
    let is_word = |part: &str| part == NAME || part == "[0-9]+" || WORDS.contains(&part);
    let is_joint = |part: &str| matches!(part, "-" | "_" | ".");
    let mut out: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        let goes_on = out.last() == Some(&NAME)
            && is_joint(part)
            && parts.get(at + 1).is_some_and(|next| is_word(next));
        if goes_on {
            at += 2;
        } else {
            out.push(part);
            at += 1;
        }
    }
    out.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_become_patterns() {
        let rows = [
            ("a-kyevsbqhrnchy79jw", "a-[a-z0-9]{17}"),
            (
                "arn:aws:eks:us-west-2:111122223333:podidentityassociation/my-cluster/a-kyevsbqhrnchy79jw",
                "arn:aws:eks:name:[0-9]{12}:podidentityassociation/name/a-[a-z0-9]{17}",
            ),
            ("eks-conformanc-ledger-0-8a8b1c1e-4a53-4d4f-9f5b-d9c2fe2fd8a4", "eks-name-UUID"),
            ("ASIAIOSFODNN7EXAMPLE", "ASIA[A-Z0-9]{16}"),
            ("ASIAIOSFODNNAEXAMPLE", "ASIA[A-Z0-9]{16}"),
            ("a-kyevsbqhrnchyabjw", "a-[a-z0-9]{17}"),
            ("payments", "name"),
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
