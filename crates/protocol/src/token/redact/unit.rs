//! A text as words, dots and what stands between, whichever way its characters are written.

/// The length of the word at the beginning of a text: it may end in `=` and has none before.
pub(super) fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut padded = false;
    while let Some(unit) = text.get(length..).and_then(Unit::next) {
        let padding = unit.character == '=';
        if unit.class != Class::Word || (padded && !padding) {
            break;
        }
        padded = padding;
        length += unit.length;
    }
    length
}

/// The length of what stands in a signature's place: anything of either base64 alphabet.
pub(super) fn signature_length(text: &str) -> usize {
    let mut length = 0;
    while let Some(unit) = text.get(length..).and_then(Unit::next) {
        if !matches!(unit.class, Class::Word | Class::OldAlphabet) {
            break;
        }
        length += unit.length;
    }
    length
}

/// One character of a text, perhaps escaped.
pub(super) struct Unit {
    pub(super) character: char,
    pub(super) class: Class,
    /// In bytes, as written.
    pub(super) length: usize,
}

#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Class {
    /// Of base64url, or its padding.
    Word,
    /// `+` or `/`, of base64 but not base64url.
    OldAlphabet,
    Dot,
    Space,
    Other,
}

impl Unit {
    pub(super) fn next(text: &str) -> Option<Self> {
        let first = text.chars().next()?;
        let (character, length) = match first {
            '\\' => json_escape(text),
            '%' => hexadecimal(text, 1, 2).map(|character| (character, 3)),
            _ => None,
        }
        .unwrap_or((first, first.len_utf8()));
        let class = match character {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '-' | '_' | '=' => Class::Word,
            '+' | '/' => Class::OldAlphabet,
            '.' => Class::Dot,
            _ if character.is_whitespace() => Class::Space,
            _ => Class::Other,
        };
        Some(Self { character, class, length })
    }
}

fn json_escape(text: &str) -> Option<(char, usize)> {
    match text.as_bytes().get(1)? {
        b'u' => hexadecimal(text, 2, 4).map(|character| (character, 6)),
        b'/' => Some(('/', 2)),
        b'n' | b'r' | b't' | b'f' | b'b' => Some((' ', 2)),
        _ => None,
    }
}

fn hexadecimal(text: &str, start: usize, digits: usize) -> Option<char> {
    let digits = text.get(start..start + digits)?;
    let all = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    char::from_u32(u32::from_str_radix(digits, 16).ok().filter(|_| all)?)
}
