//! Links in the book as built: between its pages, and to places in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{is_external, resolved, split};
use crate::failure::Failure;

/// What mdBook serves in the place of any page that is missing: its links start at the root of the site.
const NOT_FOUND: &str = "404.html";

/// Every file of a site.
#[derive(Debug, Default)]
pub(crate) struct Pages {
    files: BTreeSet<String>,
    pages: BTreeMap<String, Page>,
}

#[derive(Debug, Default)]
struct Page {
    links: Vec<String>,
    ids: BTreeSet<String>,
}

impl Pages {
    /// Reads a folder and all below it.
    pub(crate) fn read(folder: &Path) -> Result<Self, Failure> {
        let mut pages = Self::default();
        pages.walk(folder, "")?;
        Ok(pages)
    }

    fn walk(&mut self, root: &Path, folder: &str) -> Result<(), Failure> {
        let full = root.join(folder);
        for entry in fs::read_dir(&full).map_err(|error| Failure::at(&full, &error))? {
            let entry = entry.map_err(|error| Failure::at(&full, &error))?;
            let path = format!("{folder}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                self.walk(root, &format!("{path}/"))?;
                continue;
            }
            if path.ends_with(".html") && path != NOT_FOUND {
                let text =
                    fs::read_to_string(entry.path()).map_err(|error| Failure::at(&entry.path(), &error))?;
                self.add(path.clone(), &text);
            }
            self.files.insert(path);
        }
        Ok(())
    }

    fn add(&mut self, path: String, text: &str) {
        let links = ["href", "src"].iter().flat_map(|name| attributes(text, name)).collect();
        self.pages.insert(path.clone(), Page { links, ids: attributes(text, "id").collect() });
        self.files.insert(path);
    }

    pub(crate) fn count(&self) -> usize {
        self.pages.len()
    }

    /// Every link that leads nowhere.
    pub(crate) fn broken(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (path, page) in &self.pages {
            for link in page.links.iter().filter(|link| !is_external(link)) {
                if !self.leads_somewhere(path, link) {
                    found.push(format!("{path}: `{link}` leads nowhere"));
                }
            }
        }
        found
    }

    fn leads_somewhere(&self, page: &str, link: &str) -> bool {
        let (path, anchor) = split(link);
        let target = if path.is_empty() { Some(page.to_owned()) } else { resolved(page, path) };
        let Some(target) = target else { return false };
        let target = if target.is_empty() { "index.html".to_owned() } else { target };
        match (self.pages.get(&target), anchor) {
            (Some(page), Some(anchor)) if !anchor.is_empty() => page.ids.contains(anchor),
            _ => self.files.contains(&target),
        }
    }

    /// Every link that leaves the site, once, in order.
    pub(crate) fn external(&self) -> Vec<String> {
        let links = self.pages.values().flat_map(|page| &page.links).filter(|link| is_external(link));
        links.cloned().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// The values of an attribute in double quotes, as mdBook writes all of them.
fn attributes<'a>(text: &'a str, name: &str) -> impl Iterator<Item = String> + use<'a> {
    let before = format!(" {name}=\"");
    let length = before.len();
    let starts: Vec<usize> = text.match_indices(&before).map(|(at, _)| at + length).collect();
    starts
        .into_iter()
        .filter_map(|at| text[at..].split_once('"'))
        .map(|(value, _)| value.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(text: &str) -> Pages {
        let mut pages = Pages::default();
        pages.add("index.html".to_owned(), text);
        pages.add("a/b.html".to_owned(), r#"<h2 id="here">x</h2> <a href="../index.html">up</a>"#);
        pages
    }

    #[test]
    fn links_that_hold() {
        let pages = site(r#"<a href="a/b.html#here">x</a> <a href="https://example.com/?a=1&amp;b=2">y</a>"#);
        assert!(pages.broken().is_empty(), "{:?}", pages.broken());
        assert_eq!(pages.external(), ["https://example.com/?a=1&b=2"]);
    }

    #[test]
    fn links_that_lead_nowhere() {
        let pages = site(r#"<a href="a/c.html">x</a> <a href="a/b.html#there">y</a> <img src="no.png">"#);
        assert_eq!(pages.broken().len(), 3);
    }
}
