//! Strings as JSON writes them: where one ends, and what it says.

use std::borrow::Cow;

use super::{SyntaxError, SyntaxErrorKind};

/// Where a string ends and whether it holds escapes.
pub(super) struct End {
    /// The byte after the closing quote.
    pub(super) end: usize,
    pub(super) escaped: bool,
}

/// Finds the end of the string whose opening quote stands at `start`.
///
/// The bytes are known to be UTF-8, so that only quotes, backslashes and control characters matter.
#[inline]
pub(super) fn end(bytes: &[u8], start: usize) -> Result<End, SyntaxError> {
    let at = start + 1 + plain_run(bytes.get(start + 1..).unwrap_or_default());
    match bytes.get(at) {
        Some(b'"') => Ok(End { end: at + 1, escaped: false }),
        _ => end_after_escapes(bytes, at),
    }
}

/// The same for a string that does not end where its first run of plain text does.
#[cold]
fn end_after_escapes(bytes: &[u8], run: usize) -> Result<End, SyntaxError> {
    let mut at = run;
    loop {
        match bytes.get(at) {
            Some(b'"') => return Ok(End { end: at + 1, escaped: true }),
            Some(b'\\') => at = escape(bytes, at)?.1,
            Some(_) => return Err(SyntaxError::new(SyntaxErrorKind::ControlCharacter, at)),
            None => return Err(SyntaxError::new(SyntaxErrorKind::End, bytes.len())),
        }
        at += plain_run(bytes.get(at..).unwrap_or_default());
    }
}

/// What the text between two quotes says. The text was accepted by [`end`] before, so it has no faulty escapes.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('\\') else { return Cow::Borrowed(text) };
    let mut value = String::with_capacity(text.len());
    let mut rest = first;
    value.push_str(&text[..first]);
    while let Ok((character, after)) = escape(text.as_bytes(), rest) {
        value.push(character);
        let plain = text.get(after..).unwrap_or_default();
        let length = plain.find('\\').unwrap_or(plain.len());
        value.push_str(&plain[..length]);
        rest = after + length;
        if rest >= text.len() {
            break;
        }
    }
    Cow::Owned(value)
}

/// How many bytes at the front are neither quote, backslash nor control character.
#[inline]
fn plain_run(bytes: &[u8]) -> usize {
    let (words, _) = bytes.as_chunks::<WORD>();
    for (at, word) in words.iter().take(SHORT / WORD).enumerate() {
        let special = special(*word);
        if special != 0 {
            return at * WORD + special.trailing_zeros() as usize / 8;
        }
    }
    long_plain_run(bytes)
}

/// The same for a run that is long, as that of a session token is, or too near the end for whole words.
#[inline(never)]
fn long_plain_run(bytes: &[u8]) -> usize {
    let (chunks, _) = bytes.as_chunks::<WIDE>();
    // No early exit within a chunk, so that the compiler looks at all its bytes at once.
    let plain = |chunk: &&[u8; WIDE]| !chunk.iter().fold(false, |found, &byte| found | is_special(byte));
    let start = WIDE * chunks.iter().take_while(plain).count();
    let rest = bytes.get(start..).unwrap_or_default();
    start + rest.iter().position(|&byte| is_special(byte)).unwrap_or(rest.len())
}

/// How many bytes are looked at in one step at first.
const WORD: usize = 8;

/// The length up to which a run is looked at word by word. Of this operation's strings only the session token is longer.
const SHORT: usize = 128;

/// How many bytes are looked at in one step of a long run.
const WIDE: usize = 32;

/// Whether a byte ends a run of plain text within a string.
///
/// Flipping the second bit brings the quote down to where the control characters are, and moves none of those out.
fn is_special(byte: u8) -> bool {
    (byte ^ 2 < 0x21) | (byte == b'\\')
}

/// The same for eight bytes at once: the lowest bit set lies in the first special byte, none is set without one.
///
/// A subtraction sets a byte's high bit where the byte was smaller. It can borrow from the byte above and so set that
/// one wrongly, but only above a byte for which it is set rightly. Bytes above 0x7F are never special.
#[inline]
fn special(word: [u8; WORD]) -> u64 {
    const ONES: u64 = u64::MAX / 0xFF;
    let word = u64::from_le_bytes(word);
    let low = (word ^ (ONES * 2)).wrapping_sub(ONES * 0x21);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (low | backslash) & !word & (ONES * 0x80)
}

/// Reads the escape whose backslash stands at `at`: its character and the byte after it.
fn escape(bytes: &[u8], at: usize) -> Result<(char, usize), SyntaxError> {
    let character = match byte(bytes, at + 1)? {
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unicode_escape(bytes, at),
        _ => return Err(SyntaxError::new(SyntaxErrorKind::Escape, at)),
    };
    Ok((character, at + 2))
}

/// Reads `\uXXXX`, or two of them that make up a surrogate pair.
fn unicode_escape(bytes: &[u8], at: usize) -> Result<(char, usize), SyntaxError> {
    let first = hex(bytes, at, at + 2)?;
    if !(0xD800..0xE000).contains(&first) {
        let character = char::from_u32(first).ok_or(SyntaxError::new(SyntaxErrorKind::Escape, at))?;
        return Ok((character, at + 6));
    }
    let lone = SyntaxError::new(SyntaxErrorKind::LoneSurrogate, at);
    if first >= 0xDC00 || byte(bytes, at + 6)? != b'\\' || byte(bytes, at + 7)? != b'u' {
        return Err(lone);
    }
    let second = hex(bytes, at + 6, at + 8)?;
    if !(0xDC00..0xE000).contains(&second) {
        return Err(lone);
    }
    let character = char::from_u32(0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00)).ok_or(lone)?;
    Ok((character, at + 12))
}

/// Four hexadecimal digits; an error names the backslash that they belong to.
fn hex(bytes: &[u8], backslash: usize, at: usize) -> Result<u32, SyntaxError> {
    (at..at + 4).try_fold(0, |value, at| {
        let digit = char::from(byte(bytes, at)?).to_digit(16);
        digit.map(|digit| value << 4 | digit).ok_or(SyntaxError::new(SyntaxErrorKind::Escape, backslash))
    })
}

fn byte(bytes: &[u8], at: usize) -> Result<u8, SyntaxError> {
    bytes.get(at).copied().ok_or(SyntaxError::new(SyntaxErrorKind::End, bytes.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_run_stops_at_every_position() {
        for special in [b'"', b'\\', 0x1F, 0] {
            for length in [0, 7, 8, 100, SHORT + 3 * WIDE + 9] {
                for position in 0..length {
                    let mut bytes = vec![b'a'; length];
                    bytes[position] = special;
                    assert_eq!(plain_run(&bytes), position);
                }
                assert_eq!(plain_run(&vec![0x7F; length]), length);
            }
        }
    }

    #[test]
    fn a_word_is_judged_as_its_bytes_are() {
        for byte in 0..=u8::MAX {
            let expected = matches!(byte, b'"' | b'\\' | 0..=0x1F);
            assert_eq!(is_special(byte), expected, "{byte:#x}");
            // Neighbours on either side of what a borrow could reach.
            for neighbour in [b'a', b'"', b'#', b'!', b']', 0x00, 0x20, 0x7F, 0x80, 0xA0, 0xFF] {
                for place in 0..8 {
                    let mut word = [neighbour; 8];
                    word[place] = byte;
                    let first = word.iter().position(|byte| is_special(*byte));
                    let found = special(word);
                    assert_eq!((found != 0).then(|| found.trailing_zeros() as usize / 8), first, "{word:x?}");
                }
            }
        }
    }

    #[test]
    fn every_escape_is_read() {
        assert_eq!(unescape(r#"a\"\\\/\b\f\n\r\tz"#), "a\"\\/\u{8}\u{c}\n\r\tz");
        assert_eq!(unescape(r"\u00e9\uD83D\uDE00\u0000x"), "é😀\0x");
        assert!(matches!(unescape("plain"), Cow::Borrowed("plain")));
    }

    fn kind(text: &str) -> SyntaxErrorKind {
        end(text.as_bytes(), 0).map(|_| ()).unwrap_err().kind()
    }

    #[test]
    fn faults_are_told_apart() {
        assert_eq!(kind(r#""\x""#), SyntaxErrorKind::Escape);
        assert_eq!(kind(r#""\u12g4""#), SyntaxErrorKind::Escape);
        assert_eq!(kind(r#""\ud800""#), SyntaxErrorKind::LoneSurrogate);
        assert_eq!(kind(r#""\udc00""#), SyntaxErrorKind::LoneSurrogate);
        assert_eq!(kind(r#""\ud800\u0041""#), SyntaxErrorKind::LoneSurrogate);
        assert_eq!(kind("\"a\nb\""), SyntaxErrorKind::ControlCharacter);
        assert_eq!(kind(r#""abc"#), SyntaxErrorKind::End);
        assert_eq!(kind(r#""\ud800\u00"#), SyntaxErrorKind::End);
    }
}
