//! The book's sources as mdBook gets them: `docs/`, the generated chapters, and links that leave it.

use std::fs;
use std::path::Path;

use super::chapters::Chapter;
use crate::failure::Failure;

/// Where links out of `docs/` lead to, in a book that may be read anywhere.
const REPOSITORY: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/");

/// Copies `docs/` to `BOOK/src` with its links turned, and adds the chapters and their places in the summary.
pub(crate) fn stage(root: &Path, book: &Path, chapters: &[Chapter]) -> Result<(), Failure> {
    let src = book.join("src");
    copy(&root.join("docs"), &src)?;
    let settings = src.join("book.toml");
    fs::rename(&settings, book.join("book.toml")).map_err(|error| Failure::at(&settings, &error))?;
    for chapter in chapters {
        write(&src.join(&chapter.path), &chapter.text)?;
    }
    let summary = src.join("SUMMARY.md");
    let text = fs::read_to_string(&summary).map_err(|error| Failure::at(&summary, &error))?;
    write(&summary, &with_chapters(&text, chapters))
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::at(from, error);
    for entry in fs::read_dir(from).map_err(|error| failed(&error))? {
        let entry = entry.map_err(|error| failed(&error))?;
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if entry.file_type().map_err(|error| failed(&error))?.is_dir() {
            copy(&path, &to)?;
        } else {
            let bytes = fs::read(&path).map_err(|error| Failure::at(&path, &error))?;
            match String::from_utf8(bytes) {
                Ok(text) if path.extension().is_some_and(|it| it == "md") => write(&to, &turned(&text))?,
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

/// Links to what lies beside `docs/` become links to the repository.
fn turned(text: &str) -> String {
    text.replace("](../", &format!("]({REPOSITORY}"))
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
        let text = turned("[a](../SECURITY.md) and [b](search.md)");
        assert_eq!(text, format!("[a]({REPOSITORY}SECURITY.md) and [b](search.md)"));
    }

    #[test]
    fn chapters_stand_under_their_folder() {
        let chapter = Chapter { path: "faults/http.md".into(), title: "http".into(), text: String::new() };
        let summary = with_chapters("- [A](a.md)\n- [Faults](faults/README.md)\n- [B](b.md)\n", &[chapter]);
        assert_eq!(summary, "- [A](a.md)\n- [Faults](faults/README.md)\n  - [http](faults/http.md)\n- [B](b.md)\n");
    }
}
