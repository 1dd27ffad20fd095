//! Links in Markdown files: to files of the repository, and to headings of those that are Markdown.

use std::collections::{BTreeMap, BTreeSet};

use super::{is_external, resolved, slugs, split};

/// One Markdown file.
#[derive(Debug)]
pub(crate) struct Page {
    /// Relative to the root, with slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Chapters that `cargo xtask docs` makes; it looks at the links to them itself.
const GENERATED: [&str; 2] = ["docs/requirements/", "docs/faults/"];

/// Every link that leads nowhere, and every part of a file that a page includes and that is not there. `exists` knows of files
/// and folders, `read` has the text of one.
pub(crate) fn broken(
    pages: &[Page],
    exists: impl Fn(&str) -> bool,
    read: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let anchors: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|page| (page.path.as_str(), anchors(&page.text))).collect();
    let mut found = Vec::new();
    for page in pages {
        let mut complain =
            |number: usize, what: String| found.push(format!("{}:{}: {what}", page.path, number + 1));
        for (number, line) in prose(&page.text) {
            for link in links(line) {
                if let Some(what) = fault_of(page, link, &exists, &anchors) {
                    complain(number, what);
                }
            }
        }
        for (number, line) in page.text.lines().enumerate() {
            if let Some(what) = included(line).and_then(|included| missing_part(page, included, &read)) {
                complain(number, what);
            }
        }
    }
    found
}

fn fault_of(
    page: &Page,
    link: &str,
    exists: &impl Fn(&str) -> bool,
    anchors: &BTreeMap<&str, BTreeSet<String>>,
) -> Option<String> {
    if is_external(link) {
        return None;
    }
    let (path, anchor) = split(link);
    let target = if path.is_empty() { Some(page.path.clone()) } else { resolved(&page.path, path) };
    let Some(target) = target else { return Some(format!("`{link}` leaves the repository")) };
    if GENERATED.iter().any(|folder| target.starts_with(folder) && !target.ends_with("/README.md")) {
        return None;
    }
    if !exists(&target) {
        return Some(format!("`{link}` leads nowhere"));
    }
    let headings = anchors.get(target.as_str())?;
    let anchor = anchor?;
    (!headings.contains(anchor)).then(|| format!("`{link}` names a heading that is not there"))
}

/// The lines outside of code blocks, with their numbers.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter(move |(_, line)| {
        let is_fence = line.trim_start().starts_with("```");
        fenced ^= is_fence;
        !fenced && !is_fence
    })
}

fn anchors(text: &str) -> BTreeSet<String> {
    let heading = |line: &str| line.starts_with('#').then(|| line.trim_start_matches('#').trim().to_owned());
    slugs(prose(text).filter_map(|(_, line)| heading(line)))
}

/// What `[text](here)` leads to, outside of code.
fn links(line: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let code = |at: usize| line[..at].matches('`').count() % 2 == 1;
    for (at, _) in line.match_indices("](") {
        let rest = &line[at + 2..];
        if let Some(end) = rest.find([')', ' '])
            && !code(at)
        {
            found.push(&rest[..end]);
        }
    }
    found
}

/// The file, and the part of it, that mdBook puts in the place of a line.
fn included(line: &str) -> Option<(&str, Option<&str>)> {
    let inside = line.trim().strip_prefix("{{#")?.strip_suffix("}}")?;
    let (_, what) = inside.split_once("include ")?;
    Some(match what.split_once(':') {
        Some((path, part)) => (path, Some(part)),
        None => (what, None),
    })
}

fn missing_part(
    page: &Page,
    (path, part): (&str, Option<&str>),
    read: &impl Fn(&str) -> Option<String>,
) -> Option<String> {
    let text = resolved(&page.path, path).and_then(|path| read(&path));
    let Some(text) = text else { return Some(format!("includes `{path}`, which is not there")) };
    let part = part?;
    let has_part = text.lines().any(|line| line.trim().ends_with(&format!("ANCHOR: {part}")));
    (!has_part).then(|| format!("includes `{part}` of `{path}`, which is not there"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let page = |path: &str, text: &str| Page { path: path.to_owned(), text: text.to_owned() };
        let pages = [page("docs/a.md", text), page("b.md", "# One two\n")];
        let read = |path: &str| (path == "docs/x.rs").then(|| "// ANCHOR: part\n".to_owned());
        broken(&pages, |path| ["docs/a.md", "b.md", "docs"].contains(&path), read)
    }

    #[test]
    fn links_that_hold() {
        let text = "# Top\n[a](../b.md#one-two) [b](#top) [c](../docs) [d](https://example.com) `[e](no.md)` [f](faults/x.md#y)";
        assert!(found(text).is_empty(), "{:?}", found(text));
    }

    #[test]
    fn links_that_lead_nowhere() {
        assert_eq!(found("x\n[a](../c.md)"), ["docs/a.md:2: `../c.md` leads nowhere"]);
        assert_eq!(
            found("[a](../b.md#two)"),
            ["docs/a.md:1: `../b.md#two` names a heading that is not there"]
        );
        assert_eq!(found("[a](../../c.md)"), ["docs/a.md:1: `../../c.md` leaves the repository"]);
    }

    #[test]
    fn parts_of_files() {
        assert!(found("```rust\n{{#include x.rs:part}}\n```").is_empty());
        assert_eq!(found("{{#include x.rs:no}}").len(), 1);
        assert_eq!(found("{{#rustdoc_include y.rs}}").len(), 1);
    }

    #[test]
    fn code_blocks_have_no_links() {
        assert!(found("```\n[a](no.md)\n```\n").is_empty());
    }
}
