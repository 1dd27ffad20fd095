//! The book's sources as mdBook gets them: `docs/`, the generated chapters, and links that leave it.

use std::fs;
use std::path::Path;

use super::chapters::Chapter;
use crate::failure::Failure;
use crate::links;

/// Where links out of `docs/` lead to, in a book that may be read anywhere.
const REPOSITORY: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");

/// It names its files as they are.
const SUMMARY: &str = "SUMMARY.md";

/// Copies `docs/` to `BOOK/src` with its links turned, and adds the chapters and their places in the summary.
pub(crate) fn stage(root: &Path, book: &Path, chapters: &[Chapter]) -> Result<(), Failure> {
    let src = book.join("src");
    copy(&root.join("docs"), &src, "")?;
    let settings = src.join("book.toml");
    fs::rename(&settings, book.join("book.toml")).map_err(|error| Failure::at(&settings, &error))?;
    for chapter in chapters {
        write(&src.join(&chapter.path), &chapter.text)?;
    }
    let summary = src.join(SUMMARY);
    let text = fs::read_to_string(&summary).map_err(|error| Failure::at(&summary, &error))?;
    write(&summary, with_chapters(&text, chapters))
}

/// Copies a folder; `inside` is its path within `docs/`, with a slash at its end.
fn copy(from: &Path, to: &Path, inside: &str) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::at(from, error);
    for entry in fs::read_dir(from).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        let inside = format!("{inside}{}", entry.file_name().to_string_lossy());
        if entry.file_type().map_err(|error| failed(&error))?.is_dir() {
            copy(&path, &to, &format!("{inside}/"))?;
        } else {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, &error))?;
            match String::from_utf8(bytes) {
                Ok(text) if inside.ends_with(".md") && inside != SUMMARY => {
                    write(&to, turned(&inside, &text))?;
                }
                Ok(text) => write(&to, &text)?,
                Err(other) => write(&to, other.as_bytes())?,
            }
        }
    }
    Ok(())
}

fn write(path: &Path, content: impl AsRef<[u8]>) -> Result<(), Failure> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Failure::at(folder, &error))?;
    }
    fs::write(path, content).map_err(|error| Failure::at(path, &error))
}

/// The links of a page of `docs/`, as the book needs them: what is not part of it is in the repository, and mdBook makes an
/// index of every `README.md`.
fn turned(page: &str, text: &str) -> String {
    let mut parts = text.split("](");
    let mut turned = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        turned.push_str("](");
        match part.split_once(')') {
            Some((link, rest)) => turned.push_str(&format!("{}){rest}", link_of(page, link))),
            None => turned.push_str(part),
        }
    }
    turned
}

fn link_of(page: &str, link: &str) -> String {
    let (path, anchor) = links::split(link);
    if path.is_empty() || links::is_external(link) {
        return link.to_owned();
    }
    let Some(target) = links::resolved(&format!("docs/{page}"), path) else { return link.to_owned() };
    let anchor = anchor.map(|anchor| format!("#{anchor}")).unwrap_or_default();
    match target.strip_prefix("docs/") {
        Some(inside) if !inside.starts_with("examples/") => {
            format!("{}{anchor}", path.replace("README.md", "index.md"))
        }
        _ => format!("{REPOSITORY}{target}{anchor}"),
    }
}

/// Each chapter under the line of the summary that leads to the `README.md` of its folder.
fn with_chapters(summary: &str, chapters: &[Chapter]) -> String {
    let mut text = String::new();
    for line in summary.lines() {
        text.push_str(line);
        text.push('\n');
        let Some((_, rest)) = line.split_once("](") else { continue };
        let Some(folder) = rest.strip_suffix("/README.md)") else { continue };
        let indent = line.len() - line.trim_start().len() + 2;
        for chapter in chapters.iter().filter(|chapter| chapter.path.split('/').next() == Some(folder)) {
            text.push_str(&format!("{:indent$}- [{}]({})\n", "", chapter.title, chapter.path));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn link_out_of_the_book() {
        let text = turned("a.md", "[a](../SECURITY.md#x) and [b](search.md), [c](examples/tests/a.rs)");
        let outside = [format!("{REPOSITORY}SECURITY.md#x"), format!("{REPOSITORY}docs/examples/tests/a.rs")];
        assert_eq!(text, format!("[a]({}) and [b](search.md), [c]({})", outside[0], outside[1]));
    }

    #[test]
    fn link_within_the_book() {
        let text = "[a](../faq.md#x) [b](#y) [c](https://example.com/README.md) [d](../mock/README.md)";
        let turned = turned("faults/README.md", text);
        assert_eq!(turned, text.replace("../mock/README.md", "../mock/index.md"));
    }

    #[test]
    fn chapters_stand_under_their_folder() {
        let chapter = Chapter { path: "faults/http.md".into(), title: "http".into(), text: String::new() };
        let summary = with_chapters("- [A](a.md)\n- [Faults](faults/README.md)\n- [B](b.md)\n", &[chapter]);
        assert_eq!(
            summary,
            "- [A](a.md)\n- [Faults](faults/README.md)\n  - [http](faults/http.md)\n- [B](b.md)\n"
        );
    }
}
