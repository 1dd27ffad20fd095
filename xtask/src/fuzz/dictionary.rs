//! The words that a fuzzer should try whole: those of the examples, and those of their formats.
//!
//! A target's dictionary follows from its seeds. For each format among them, which is their extension, it has
//! the file of that name in `fuzz/dictionaries/`, for what no example need hold; and then every name and every
//! value like a name that occurs in them. Nobody has to keep the second half, so it cannot be out of date.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use base64_simd::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::failure::Failure;

/// libFuzzer leaves out what is longer.
const LONGEST: usize = 64;

/// The dictionary of a target that these folders seed, in libFuzzer's form; empty if they have no words.
pub(crate) fn of(root: &Path, folders: &[PathBuf]) -> Result<String, Failure> {
    let mut formats = BTreeSet::new();
    let mut words = BTreeSet::new();
    for folder in folders {
        let folder = root.join(folder);
        for file in fs::read_dir(&folder).map_err(|error| Failure::at(&folder, &error))? {
            let path = file.map_err(|error| Failure::at(&folder, &error))?.path();
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, &error))?;
            let format = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
            if take(format, &bytes, &mut words) {
                formats.insert(format.to_owned());
            }
        }
    }
    let mut text = String::new();
    for format in &formats {
        let path = root.join("fuzz/dictionaries").join(format).with_extension("dict");
        text += &fs::read_to_string(&path).map_err(|error| Failure::at(&path, &error))?;
    }
    for word in words.iter().filter(|word| (2..=LONGEST).contains(&word.len())) {
        text += &entry(word);
    }
    Ok(text)
}

/// Takes the words of one file; false for a format that has none.
fn take(format: &str, bytes: &[u8], words: &mut BTreeSet<Vec<u8>>) -> bool {
    match format {
        "json" => words.extend(names(bytes).into_iter().map(String::into_bytes)),
        "http" => message(bytes, words),
        "jwt" => token(bytes, words),
        _ => return false,
    }
    true
}

/// Every member's name and every value like a name, in quotes; nothing of what is not JSON.
fn names(bytes: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Ok(value) = serde_json::from_slice(bytes) {
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                found.insert(format!("\"{name}\""));
                collect(value, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        Value::String(text) if like_a_name(text) => {
            found.insert(format!("\"{text}\""));
        }
        _ => {}
    }
}

fn like_a_name(text: &str) -> bool {
    text.len() <= 40
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:/".contains(&byte))
}

/// The start line's words, the headers' names and values like a name, and the words of the body.
fn message(bytes: &[u8], words: &mut BTreeSet<Vec<u8>>) {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let (head, rest) = bytes.split_at(end);
    for (number, line) in String::from_utf8_lossy(head).split("\r\n").enumerate() {
        match line.split_once(": ") {
            Some((name, value)) if number > 0 => {
                words.insert(format!("{name}: ").into_bytes());
                if like_a_name(value) {
                    words.insert(value.as_bytes().to_vec());
                }
            }
            _ => words.extend(line.split(' ').map(|word| word.as_bytes().to_vec())),
        }
    }
    words.extend(names(rest).into_iter().map(String::into_bytes));
}

/// The words of header and claims as they look in base64.
fn token(bytes: &[u8], words: &mut BTreeSet<Vec<u8>>) {
    for part in bytes.split(|byte| *byte == b'.').take(2) {
        let Ok(decoded) = URL_SAFE_NO_PAD.decode_to_vec(part) else { continue };
        for name in names(&decoded) {
            words.extend((0..3).map(|shift| encoded(name.as_bytes(), shift)));
        }
    }
}

/// What a word looks like in base64 after `shift` other bytes, without the characters that its neighbours have
/// a share in: each of the three shifts looks different, and a fuzzer that knows one would meet only a third.
fn encoded(word: &[u8], shift: usize) -> Vec<u8> {
    let shifted = [&[0; 2][..shift], word].concat();
    let whole = (8 * shift).div_ceil(6)..8 * shifted.len() / 6;
    URL_SAFE_NO_PAD.encode_to_string(&shifted).into_bytes()[whole].to_vec()
}

/// A line of libFuzzer's dictionaries.
fn entry(word: &[u8]) -> String {
    let mut line = String::from("\"");
    for byte in word {
        match byte {
            b'"' | b'\\' => line.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => line.push(char::from(*byte)),
            _ => {
                // Writing to a string cannot fail.
                let _ = write!(line, "\\x{byte:02X}");
            }
        }
    }
    line + "\"\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cargo::root;

    fn words(format: &str, bytes: &[u8]) -> Vec<String> {
        let mut words = BTreeSet::new();
        assert!(take(format, bytes, &mut words));
        words.into_iter().map(|word| String::from_utf8(word).expect("text")).collect()
    }

    #[test]
    fn json_gives_names_and_values_like_names() {
        let found =
            words("json", br#"{"a": [{"code": "ThrottlingException", "message": "not a name"}], "n": 1}"#);
        assert_eq!(found, [r#""ThrottlingException""#, r#""a""#, r#""code""#, r#""message""#, r#""n""#]);
        assert!(words("json", b"{\"a\": ").is_empty());
    }

    #[test]
    fn message_gives_headers_too() {
        let found =
            words("http", b"HTTP/1.1 400 Bad Request\r\nX-Amzn-ErrorType: A\r\nDate: a b\r\n\r\n{\"c\": 1}");
        assert_eq!(
            found,
            [r#""c""#, "400", "A", "Bad", "Date: ", "HTTP/1.1", "Request", "X-Amzn-ErrorType: "]
        );
    }

    #[test]
    fn word_of_a_token_is_found_wherever_it_stands() {
        let found =
            words("jwt", format!("{}.!.x", URL_SAFE_NO_PAD.encode_to_string(r#"{"alg":1}"#)).as_bytes());
        assert_eq!(found.len(), 3);
        for claims in [r#"{"alg":1}"#, r#"{ "alg":1}"#, r#"{  "alg":1}"#] {
            let text = URL_SAFE_NO_PAD.encode_to_string(claims);
            assert!(found.iter().any(|word| text.contains(word.as_str())), "{claims}");
        }
    }

    #[test]
    fn entries_escape_what_libfuzzer_would_misread() {
        assert_eq!(entry(b"a\"\\\xef\r"), "\"a\\\"\\\\\\xEF\\x0D\"\n");
    }

    #[test]
    fn formats_without_words_have_none() {
        assert!(!take("bin", b"{\"a\": 1}", &mut BTreeSet::new()));
    }

    #[test]
    fn every_line_kept_by_hand_is_an_entry_or_a_comment() {
        for format in ["http", "json", "jwt"] {
            let path = root().join("fuzz/dictionaries").join(format).with_extension("dict");
            let text = fs::read_to_string(&path).expect("a dictionary for each format");
            for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                assert!(line.len() > 2 && line.starts_with('"') && line.ends_with('"'), "{format}: {line}");
            }
        }
    }
}
