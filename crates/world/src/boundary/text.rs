//! Texts that are odd by their characters, or by what they mean to an interpreter.

use super::Sample;

/// Odd characters, each alone or with the few that it needs to be odd: controls, white space, what cannot be seen, what
/// combines, what takes several bytes or two UTF-16 units, what changes under case folding or normalization.
pub static TEXTS: &[Sample] = &[
    Sample::row("a NUL", "\0"),
    Sample::row("the control character U+0001", "\u{1}"),
    Sample::row("a bell", "\u{7}"),
    Sample::row("a backspace", "\u{8}"),
    Sample::row("a tab", "\t"),
    Sample::row("a line feed", "\n"),
    Sample::row("a vertical tab", "\u{b}"),
    Sample::row("a form feed", "\u{c}"),
    Sample::row("a carriage return", "\r"),
    Sample::row("a carriage return and a line feed", "\r\n"),
    Sample::row("an escape character", "\u{1b}"),
    Sample::row("the control character U+001F", "\u{1f}"),
    Sample::row("a space", " "),
    Sample::row("a delete character", "\u{7f}"),
    Sample::row("the control character U+0080", "\u{80}"),
    Sample::row("a next line, U+0085", "\u{85}"),
    Sample::row("a no-break space", "\u{a0}"),
    Sample::row("a soft hyphen", "\u{ad}"),
    Sample::row("the last character of Latin-1", "\u{ff}"),
    Sample::row("an é in one character", "\u{e9}"),
    Sample::row("an é of a letter and an accent", "e\u{301}"),
    Sample::row("an accent alone", "\u{301}"),
    Sample::row(
        "a letter with forty accents",
        concat!(
            "a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{300}\u{301}\u{302}\u{303}\u{304}",
            "\u{305}\u{306}\u{307}\u{308}\u{309}\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}",
            "\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}",
        ),
    ),
    Sample::row("a sharp s, two letters in capitals", "\u{df}"),
    Sample::row("a capital I with a dot, two characters in small letters", "\u{130}"),
    Sample::row("a small i without a dot", "\u{131}"),
    Sample::row("a long s, an S in capitals", "\u{17f}"),
    Sample::row("a sign for Kelvin, a k in small letters", "\u{212a}"),
    Sample::row("a ligature fi", "\u{fb01}"),
    Sample::row("a Greek final sigma", "\u{3c2}"),
    Sample::row("a Cyrillic letter", "\u{430}"),
    Sample::row("a Hebrew letter, written from the right", "\u{5d0}"),
    Sample::row("an Arabic digit", "\u{663}"),
    Sample::row("a zero-width space", "\u{200b}"),
    Sample::row("a zero-width joiner", "\u{200d}"),
    Sample::row("a right-to-left mark", "\u{200f}"),
    Sample::row("a right-to-left override", "\u{202e}"),
    Sample::row("a line separator, U+2028", "\u{2028}"),
    Sample::row("a paragraph separator, U+2029", "\u{2029}"),
    Sample::row("a word joiner", "\u{2060}"),
    Sample::row("an ideographic space", "\u{3000}"),
    Sample::row("a Hangul syllable", "\u{ac00}"),
    Sample::row("a Hangul syllable of three letters", "\u{1112}\u{1161}\u{11ab}"),
    Sample::row("a character for private use", "\u{e000}"),
    Sample::row("a full-width letter", "\u{ff21}"),
    Sample::row("a full-width dot", "\u{ff0e}"),
    Sample::row("a byte order mark", "\u{feff}"),
    Sample::row("a replacement character", "\u{fffd}"),
    Sample::row("the noncharacter U+FFFE", "\u{fffe}"),
    Sample::row("the last character of three bytes", "\u{ffff}"),
    Sample::row("the first character of four bytes", "\u{10000}"),
    Sample::row("an emoji", "\u{1f600}"),
    Sample::row(
        "a family of four emoji, joined",
        "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}",
    ),
    Sample::row("a flag of two characters", "\u{1f1e8}\u{1f1ed}"),
    Sample::row("a mathematical letter", "\u{1d41a}"),
    Sample::row("a tag character", "\u{e0041}"),
    Sample::row("the last character of all", "\u{10ffff}"),
];

/// Texts of printable ASCII that mean more than themselves to a pattern, a query, a shell, a template, a path or a markup.
pub static METACHARACTERS: &[Sample] = &[
    Sample::row("a star", "*"),
    Sample::row("two stars", "**"),
    Sample::row("a question mark", "?"),
    Sample::row("a percent sign, which SQL's LIKE takes for anything", "%"),
    Sample::row("an underscore, which SQL's LIKE takes for any character", "_"),
    Sample::row("the pattern .*", ".*"),
    Sample::row("the pattern .+", ".+"),
    Sample::row("the pattern ^.*$", "^.*$"),
    Sample::row("the pattern [a-z]+", "[a-z]+"),
    Sample::row("a pattern that takes exponential time", "(a+)+$"),
    Sample::row("a single quote", "'"),
    Sample::row("a double quote", "\""),
    Sample::row("a backtick", "`"),
    Sample::row("a backslash", "\\"),
    Sample::row("SQL that is always true", "' OR '1'='1"),
    Sample::row("SQL that comments the rest out", "' --"),
    Sample::row("a query operator", "{\"$gt\":\"\"}"),
    Sample::row("an LDAP filter", "*)(uid=*"),
    Sample::row("a shell substitution", "$(id)"),
    Sample::row("a pipe", "|"),
    Sample::row("a semicolon", ";"),
    Sample::row("an ampersand", "&"),
    Sample::row("a template of two braces", "{{7*7}}"),
    Sample::row("a template of a dollar sign", "${7*7}"),
    Sample::row("a lookup of Log4j", "${jndi:ldap://lookup.invalid/a}"),
    Sample::row("a verb of printf", "%s%n"),
    Sample::row("a dot", "."),
    Sample::row("two dots", ".."),
    Sample::row("a path upwards", "../../"),
    Sample::row("a path upwards, percent-encoded", "%2e%2e%2f"),
    Sample::row("a slash", "/"),
    Sample::row("a percent-encoded slash", "%2F"),
    Sample::row("a percent-encoded NUL", "%00"),
    Sample::row("a colon", ":"),
    Sample::row("a comma", ","),
    Sample::row("an at sign", "@"),
    Sample::row("a hash", "#"),
    Sample::row("an equals sign", "="),
    Sample::row("a plus sign", "+"),
    Sample::row("a tilde", "~"),
    Sample::row("an element of HTML", "<script>"),
    Sample::row("an entity of XML", "&amp;"),
    Sample::row("an escape of JSON", "\\u0061"),
];

/// Every printable character of ASCII, from the space to the tilde.
pub fn printable() -> impl Iterator<Item = char> {
    ' '..='~'
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_and_words_are_unique() {
        for table in [TEXTS, METACHARACTERS] {
            let texts: HashSet<&str> = table.iter().map(Sample::text).collect();
            let words: HashSet<&str> = table.iter().map(Sample::what).collect();
            assert_eq!((texts.len(), words.len()), (table.len(), table.len()));
        }
    }

    #[test]
    fn metacharacters_are_printable_ascii() {
        let printable: HashSet<char> = printable().collect();
        assert_eq!(printable.len(), 95);
        assert!(
            METACHARACTERS.iter().all(|sample| sample.text().chars().all(|char| printable.contains(&char)))
        );
    }

    #[test]
    fn words_show_no_odd_character() {
        assert!(
            TEXTS
                .iter()
                .all(|sample| sample.what().chars().all(|char| !char.is_control() && char <= '\u{ff}'))
        );
    }
}
