//! Text that fits a page and does nothing to a terminal.

/// The text with everything that a terminal would obey, or that turns the direction of reading, shown instead.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::terminal::printable;
///
/// assert_eq!(printable("red: \u{1b}[31m"), r"red: \u{1b}[31m");
/// ```
#[must_use]
pub fn printable(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\t' => out.push(' '),
            c if obeyed(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// Breaks a text between words, never within one: what is long is to be copied.
pub(super) fn wrapped(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        let mut length = 0;
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            let letters = word.chars().count();
            if length > 0 && length + 1 + letters > room {
                lines.push(std::mem::take(&mut line));
                length = 0;
            }
            if length > 0 {
                line.push(' ');
                length += 1;
            }
            line.push_str(word);
            length += letters;
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_never_broken() {
        assert_eq!(wrapped("a bb ccccccccc dd", 5), ["a bb", "ccccccccc", "dd"]);
        assert_eq!(wrapped("one\n\ntwo", 5), ["one", "", "two"]);
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(printable("a\u{1b}]0;x\u{7}b\tc\nd\u{202e}e"), "a\\u{1b}]0;x\\u{7}b c\nd\\u{202e}e");
    }
}
