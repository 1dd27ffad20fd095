//! Commands to the runner of GitHub Actions, which it reads from what a step prints.

/// A command for an annotation: a line, with its end.
pub(super) fn annotation(kind: &str, title: &str, message: &str) -> String {
    format!("::{kind} title={}::{}\n", property(title), data(message))
}

/// A text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property, which `:` and `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_value_early() {
        assert_eq!(
            annotation("error", "a: b, 5%\n", "c: d, 5%\r\n::stop-commands::x"),
            "::error title=a%3A b%2C 5%25%0A::c: d, 5%25%0D%0A::stop-commands::x\n"
        );
    }
}
