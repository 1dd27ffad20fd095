//! Where in the corpus a find belongs, and how it gets there.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::{Promotion, read};
use crate::failure::Failure;
use crate::fuzz::index::Index;
use crate::fuzz::seeds::{REGRESSION, Seeds, VERDICTS};

/// Where a find belongs. Paths are relative to the root.
#[derive(Debug, Eq, PartialEq)]
pub(super) struct Place {
    /// The folders whose files it must not repeat, its own first.
    siblings: Vec<PathBuf>,
    pub(super) index: PathBuf,
    /// What the index calls the folder.
    label: String,
    /// `None` for examples whose extension depends on the kind and the bytes.
    extension: Option<&'static str>,
}

impl Place {
    /// Looks at what was said of the find, and chooses its folder.
    pub(super) fn find(root: &Path, target: &str, promotion: &Promotion) -> Result<Self, Failure> {
        let kinds = Seeds::read(root)?.kinds(target)?.to_vec();
        if !in_form(&promotion.name) {
            let odd = &promotion.name;
            return Err(Failure(format!(
                "`{odd}` is not MEMBER-TWIST in lower-case letters, digits and hyphens"
            )));
        }
        for (option, text) in [("--why", &promotion.why), ("--source", &promotion.source)] {
            if text.trim().is_empty() {
                return Err(Failure(format!("`{option}` is empty: a verdict needs its reason and source")));
            }
        }
        let kind = match (&promotion.kind, kinds.as_slice()) {
            (Some(kind), _) if kind == "none" => None,
            (Some(kind), _) if kinds.contains(kind) => Some(kind.clone()),
            (None, []) => None,
            (None, [only]) => Some(only.clone()),
            _ => {
                let known = [kinds, vec!["none".to_owned()]].concat().join(", ");
                return Err(Failure(format!("`--kind` must be one of: {known}")));
            }
        };
        let Some(kind) = kind else {
            return Ok(Self {
                siblings: vec![Path::new(REGRESSION).join(target)],
                index: Path::new(REGRESSION).join("entries.json"),
                label: target.to_owned(),
                extension: Some("bin"),
            });
        };
        let Some(verdict) = promotion.verdict.and_then(|verdict| verdict.to_possible_value()) else {
            return Err(Failure(format!("an example of the kind `{kind}` needs a `--verdict`")));
        };
        let verdict = verdict.get_name().to_owned();
        let mut siblings: Vec<_> =
            VERDICTS.iter().map(|verdict| Path::new("corpus").join(&kind).join(verdict)).collect();
        siblings.sort_by_key(|folder| folder.file_name() != Some(OsStr::new(&verdict)));
        let index = Path::new("corpus").join(&kind).join("entries.json");
        Ok(Self { siblings, index, label: verdict, extension: None })
    }

    /// Writes the file and its line in the index. Returns the file's path.
    pub(super) fn put(&self, root: &Path, bytes: &[u8], promotion: &Promotion) -> Result<PathBuf, Failure> {
        let extension = match self.extension {
            Some(extension) => extension.to_owned(),
            None => self.extension_for(root, bytes)?,
        };
        let name = format!("{}.{extension}", promotion.name);
        for known in self.files(root)? {
            if known.file_name() == Some(OsStr::new(&name)) || read(&known)? == bytes {
                return Err(Failure(format!("{} is there already", known.display())));
            }
        }
        let mut index = Index::read(&root.join(&self.index))?;
        let mut members = vec![("why", promotion.why.as_str()), ("source", promotion.source.as_str())];
        if self.extension.is_none() {
            // What a fuzzer finds can be seen in the bytes alone: it knows no key and no clock.
            members.push(("reach", "form"));
        }
        index.add(&format!("{}/{name}", self.label), &members)?;
        let path = self.siblings[0].join(name);
        fs::create_dir_all(root.join(&self.siblings[0])).map_err(|error| Failure::at(&path, &error))?;
        fs::write(root.join(&path), bytes).map_err(|error| Failure::at(&path, &error))?;
        index.write()?;
        Ok(path)
    }

    /// The kind's other files say how it is written: a whole message, where it has such files and this is one,
    /// or the rest.
    fn extension_for(&self, root: &Path, bytes: &[u8]) -> Result<String, Failure> {
        let known: BTreeSet<String> = self
            .files(root)?
            .iter()
            .filter_map(|path| Some(path.extension()?.to_str()?.to_owned()))
            .collect();
        let start = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let message = start.windows(7).any(|seven| seven == b"HTTP/1.");
        let fits = known.iter().find(|extension| (extension.as_str() == "http") == message);
        let chosen = fits.or(known.first()).cloned();
        chosen.ok_or_else(|| {
            Failure(format!("{}: no example to learn an extension from", self.siblings[0].display()))
        })
    }

    fn files(&self, root: &Path) -> Result<Vec<PathBuf>, Failure> {
        let mut files = Vec::new();
        for folder in self.siblings.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
            for file in fs::read_dir(&folder).map_err(|error| Failure::at(&folder, &error))? {
                files.push(file.map_err(|error| Failure::at(&folder, &error))?.path());
            }
        }
        files.sort();
        Ok(files)
    }
}

/// At least two words of lower-case letters and digits, joined by hyphens.
fn in_form(name: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    name.contains('-') && name.split('-').all(word)
}
