//! The skeleton and the look of every page that the suite writes: one file each, complete in itself.
//!
//! A page loads nothing and runs nothing; its own policy forbids it. Everything that is put into it is escaped by the template
//! engine.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::catalogue::Level;

/// The house style, for light and dark, from the width of a phone on.
const STYLE: &str = include_str!("style.css");
/// Nothing may be loaded, from anywhere; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// A whole page with this title and content.
pub(crate) fn page(title: &str, content: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body { (content) }
        }
    };
    page.into_string()
}

/// How well something is, which a mark shows in words and in colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tone {
    Good,
    Bad,
    Doubtful,
}

/// A short word that stands out.
pub(crate) fn mark(tone: Tone, text: &str) -> Markup {
    let class = match tone {
        Tone::Good => "mark good",
        Tone::Bad => "mark bad",
        Tone::Doubtful => "mark doubtful",
    };
    html! { span class=(class) { (text) } }
}

/// A text of ours, with what stands between backticks as code.
pub(crate) fn prose(text: &str) -> Markup {
    html! {
        @for (index, part) in text.split('`').enumerate() {
            @if index % 2 == 1 { code { (part) } } @else { (part) }
        }
    }
}

/// The level of a requirement.
pub(crate) fn level(level: Level) -> Markup {
    html! { span class={ "level " (level.as_str()) } { (level.as_str()) } }
}

/// A part of the page that scrolls sideways by itself, with the keyboard too, where it is wider than the page.
pub(crate) fn scrolling(label: &str, content: &Markup) -> Markup {
    html! { div class="scrolling" role="region" tabindex="0" aria-label=(label) { (content) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_is_escaped() {
        let text = page("a < b", &html! { p title=("\"x\"") { ("<script>1</script>") } });
        assert!(text.contains("<title>a &lt; b</title>"), "{text}");
        assert!(text.contains("<p title=\"&quot;x&quot;\">&lt;script&gt;1&lt;/script&gt;</p>"), "{text}");
    }

    #[test]
    fn backticks_make_code() {
        assert_eq!(prose("a `b<` c").into_string(), "a <code>b&lt;</code> c");
    }

    #[test]
    fn nothing_is_loaded() {
        let text = page("", &html! {});
        for reference in ["src=", "href=", "url(", "@import", "<script"] {
            assert!(!text.contains(reference), "{reference}");
        }
    }
}
