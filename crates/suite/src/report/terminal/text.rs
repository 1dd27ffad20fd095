//! Text that fits a page and does nothing to a terminal.

/// The text with everything that a terminal would obey, or that turns the direction of reading, shown instead; and with it
/// what a runner of CI jobs would obey: `::` where it could begin a line, and `##`, which they look for anywhere in one.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::terminal::printable;
///
/// assert_eq!(printable("red: \u{1b}[31m"), r"red: \u{1b}[31m");
/// assert_eq!(printable("::error::no"), r"\u{3a}:error::no");
/// ```
#[must_use]
pub fn printable(text: &str) -> String {
    let obeyed = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\t' => out.push(' '),
            // Text is wrapped between words: any of them may come to begin a line.
            ':' if before.is_whitespace() && characters.peek() == Some(&':') => {
                out.extend(':'.escape_unicode());
            }
            '#' if before == '#' => out.extend('#'.escape_unicode()),
            c if obeyed(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
        before = character;
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

    #[test]
    fn what_a_runner_of_jobs_would_obey_is_shown() {
        for (text, shown) in [
            ("::set-env name=a::b", r"\u{3a}:set-env name=a::b"),
            ("a\n \t::error::b", "a\n  \\u{3a}:error::b"),
            ("a ::stop-commands::b", r"a \u{3a}:stop-commands::b"),
            ("a\u{a0}::error::b", "a\u{a0}\\u{3a}:error::b"),
            ("a##[error]b, ###vso[x]", r"a#\u{23}[error]b, #\u{23}\u{23}vso[x]"),
            ("fe80::1, [::1]:80, # 1", "fe80::1, [::1]:80, # 1"),
        ] {
            assert_eq!(printable(text), shown);
            assert_eq!(printable(shown), shown, "once is enough");
        }
    }
}
