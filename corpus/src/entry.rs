//! One judged example, and the walk that finds them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::failure::{at, invalid};
use crate::index::{Index, Line};
use crate::{Kind, Message, Reach, Setting, Verdict};

/// One judged example.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::{Kind, Reach, Verdict, entries};
///
/// let refusals = entries(Kind::Error)?;
/// let entry = refusals.iter().find(|entry| entry.name() == "status-modelled.http").expect("it is there");
/// assert_eq!(entry.verdict(), Verdict::Accept);
/// assert_eq!(entry.reach(), Reach::Form);
/// assert_eq!(entry.to_string(), "error/accept/status-modelled.http");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Entry {
    kind: Kind,
    verdict: Verdict,
    name: String,
    path: PathBuf,
    bytes: Vec<u8>,
    line: Line,
}

impl Entry {
    /// What the example is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How it is judged.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The file's name with its extension, unique within the kind: `expiration-fraction.json`.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Why it is judged so: a sentence that a reader who disagrees can check.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.line.why
    }

    /// Where the reason comes from.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.line.source
    }

    /// How far one must see to come to the verdict.
    #[must_use]
    pub fn reach(&self) -> Reach {
        self.line.reach
    }

    /// The moment and the cluster that it is judged for: always there where the reach is more than form.
    #[must_use]
    pub fn setting(&self) -> Option<&Setting> {
        self.line.setting.as_ref()
    }

    /// Where the file is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Every byte of the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The example as a whole HTTP message, for the files that are one (`.http`); `None` for all others.
    #[must_use]
    pub fn message(&self) -> Option<Message<'_>> {
        if self.path.extension()? == "http" { Message::split(&self.bytes) } else { None }
    }
}

/// `<kind>/<verdict>/<name>`, as a person would look the file up.
impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}/{}", self.kind, self.verdict, self.name)
    }
}

/// Every example of one kind: in the order of [`Verdict::ALL`], then by name.
///
/// # Errors
///
/// A folder or file that cannot be read, with its path, a file name that is not UTF-8, or an example that the kind's
/// index does not have.
pub fn entries(kind: Kind) -> io::Result<Vec<Entry>> {
    let index = Index::read(kind)?;
    let mut found = Vec::new();
    for verdict in Verdict::ALL {
        found.extend(entries_of(kind, verdict, &index)?);
    }
    Ok(found)
}

fn entries_of(kind: Kind, verdict: Verdict, index: &Index) -> io::Result<Vec<Entry>> {
    let folder = kind.folder().join(verdict.name());
    let mut found = Vec::new();
    for file in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
        let path = file.map_err(|error| at(&folder, &error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let name = name.ok_or_else(|| invalid(&path, "its name is not UTF-8"))?;
        let line = index.line(&format!("{verdict}/{name}"));
        let line = line.cloned().ok_or_else(|| invalid(&path, "it is not in the index of its kind"))?;
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        found.push(Entry { kind, verdict, name, path, bytes, line });
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}
