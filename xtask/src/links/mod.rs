//! Links that lead nowhere: in the Markdown of the repository, and in the book as built.

pub(crate) mod html;
pub(crate) mod markdown;

use std::collections::BTreeSet;

/// Where a link leads: a file, relative or empty for the page itself, and a place in it.
pub(crate) fn split(link: &str) -> (&str, Option<&str>) {
    match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor)),
        None => (link, None),
    }
}

/// Whether a link leaves what we look after.
pub(crate) fn is_external(link: &str) -> bool {
    link.starts_with("//")
        || link.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty() && scheme.chars().all(|it| it.is_ascii_alphabetic())
        })
}

/// A path with `.` and `..` taken, from the folder of `page`; nothing if it leaves the root.
pub(crate) fn resolved(page: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The anchors of headings, as GitHub and mdBook make them of their texts.
fn slugs(headings: impl Iterator<Item = String>) -> BTreeSet<String> {
    let mut slugs = BTreeSet::new();
    for heading in headings {
        let kept = heading.chars().filter(|it| it.is_alphanumeric() || matches!(it, ' ' | '-' | '_'));
        let slug: String = kept.collect::<String>().to_lowercase().replace(' ', "-");
        let mut unique = slug.clone();
        for number in 1.. {
            if slugs.insert(unique.clone()) {
                break;
            }
            unique = format!("{slug}-{number}");
        }
    }
    slugs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_from_the_page() {
        assert_eq!(resolved("docs/a.md", "b.md").as_deref(), Some("docs/b.md"));
        assert_eq!(resolved("docs/a.md", "../x/./b.md").as_deref(), Some("x/b.md"));
        assert_eq!(resolved("a.md", "../b.md"), None);
    }

    #[test]
    fn headings_of_one_text_are_told_apart() {
        let slugs = slugs(["A service, that `fails`", "Same", "Same"].map(str::to_owned).into_iter());
        assert_eq!(
            slugs.iter().map(String::as_str).collect::<Vec<_>>(),
            ["a-service-that-fails", "same", "same-1"]
        );
    }

    #[test]
    fn scheme_leads_outside() {
        assert!(is_external("https://example.com") && is_external("mailto:a@b.example"));
        assert!(!is_external("a.md#b:c") && !is_external("#x"));
    }
}
