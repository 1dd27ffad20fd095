//! Plain text within Markdown.

/// A text of one of our tables, as a paragraph of Markdown: code between backticks stays code, nothing else has a meaning.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            escaped.push('`');
        }
        if index % 2 == 1 {
            escaped.push_str(part);
            continue;
        }
        for character in part.chars() {
            match character {
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '&' => escaped.push_str("&amp;"),
                '\\' | '*' | '_' | '[' | ']' | '|' | '#' | '~' => escaped.extend(['\\', character]),
                _ => escaped.push(character),
            }
        }
    }
    // A backtick without its partner is a backtick.
    if text.matches('`').count() % 2 == 1 { escaped.replace('`', "\\`") } else { escaped }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn code_stays_and_the_rest_is_plain() {
        assert_eq!(escape("`a_b` is <b> or *c*"), "`a_b` is &lt;b&gt; or \\*c\\*");
    }

    #[test]
    fn lone_backtick() {
        assert_eq!(escape("a ` in it"), "a \\` in it");
    }
}
