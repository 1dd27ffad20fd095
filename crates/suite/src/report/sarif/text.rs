//! Text as messages hold it.

/// A text in which a reader of SARIF finds no link and no placeholder: brackets would make the one, braces the other.
pub(super) fn message(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' | '\\' => out.extend(['\\', character]),
            '{' | '}' => out.extend([character; 2]),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_placeholders_stay_text() {
        assert_eq!(message("[click](1) {0} \\"), r"\[click\](1) {{0}} \\");
    }
}
