//! The skeleton and the look of every page that the suite writes: one file each, complete in itself.
//!
//! A page loads nothing, and runs nothing but the one script of ours that stands in it; its own policy forbids the rest.
//! Everything that is put into it is escaped by the template engine.

pub(crate) mod difference;
pub(crate) mod filters;

use base64_simd::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use ring::digest::{SHA256, digest};

use crate::catalogue::Level;
use crate::outcome::{Outcome, Verdict};
use crate::report::terminal::printable;

/// The house style, for light and dark, from the width of a phone on.
const STYLE: &str = include_str!("style.css");
/// Nothing may be loaded, from anywhere; the style stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Shows and hides cases by the filters; a page is complete without it.
const SCRIPT: &str = include_str!("filters.js");

/// A whole page with this title and content, which runs nothing.
pub(crate) fn page(title: &str, content: &Markup) -> String {
    whole(title, content, None)
}

/// The same with the script for [`filters`].
pub(crate) fn filtered_page(title: &str, content: &Markup) -> String {
    whole(title, content, Some(SCRIPT))
}

fn whole(title: &str, content: &Markup, script: Option<&str>) -> String {
    let policy = match script {
        Some(script) => format!("{POLICY}; script-src '{}'", hash(script)),
        None => POLICY.to_owned(),
    };
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(policy);
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (content)
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    };
    page.into_string()
}

/// A script as a policy names it.
fn hash(script: &str) -> String {
    format!("sha256-{}", STANDARD.encode_to_string(digest(&SHA256, script.as_bytes())))
}

/// How well something is, which a mark shows in words and in colour.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Tone {
    Good,
    Bad,
    Doubtful,
    Quiet,
}

impl Tone {
    pub(crate) fn of_outcome(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Passed => Self::Good,
            Outcome::Failed => Self::Bad,
            Outcome::Warned | Outcome::Inconclusive => Self::Doubtful,
            Outcome::Skipped => Self::Quiet,
        }
    }

    pub(crate) fn of_verdict(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Conformant => Self::Good,
            Verdict::Nonconformant => Self::Bad,
            Verdict::Inconclusive => Self::Doubtful,
        }
    }
}

/// A short word that stands out.
pub(crate) fn mark(tone: Tone, text: &str) -> Markup {
    let class = match tone {
        Tone::Good => "mark good",
        Tone::Bad => "mark bad",
        Tone::Doubtful => "mark doubtful",
        Tone::Quiet => "mark quiet",
    };
    html! { span class=(class) { (text) } }
}

/// A text, with what stands between backticks as code.
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

/// A number or a word with its name, among the facts on top of a page.
pub(crate) fn fact(name: &str, value: &Markup) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}

/// A command to be copied: one click chooses all of it.
pub(crate) fn command(text: &str) -> Markup {
    html! { pre class="command" tabindex="0" { code { (printable(text)) } } }
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
    fn policy_names_the_script_that_stands_in_the_page() {
        let text = filtered_page("", &html! {});
        let (_, rest) = text.split_once("<script>").expect("a script");
        let (script, _) = rest.split_once("</script>").expect("its end");
        assert_eq!(script, SCRIPT);
        assert!(text.contains(&format!("; script-src '{}'\"", hash(script))), "{text}");
        // The empty script's, as `printf '' | sha256sum` has it.
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn nothing_is_loaded() {
        let text = page("", &html! {});
        for reference in ["src=", "href=", "url(", "@import", "<script"] {
            assert!(!text.contains(reference), "{reference}");
        }
    }
}
