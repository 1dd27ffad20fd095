//! One judged example, and the walk that finds them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::{Kind, Message, Verdict};

/// One judged example.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::{Kind, Verdict, entries};
///
/// let refusals = entries(Kind::Error)?;
/// let entry = refusals.iter().find(|entry| entry.name() == "status-modelled.http").expect("it is there");
/// assert_eq!(entry.verdict(), Verdict::Accept);
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
/// A folder or file that cannot be read, with its path, or a file name that is not UTF-8.
pub fn entries(kind: Kind) -> io::Result<Vec<Entry>> {
    let mut found = Vec::new();
    for verdict in Verdict::ALL {
        found.extend(entries_of(kind, verdict)?);
    }
    Ok(found)
}

fn entries_of(kind: Kind, verdict: Verdict) -> io::Result<Vec<Entry>> {
    let folder = kind.folder().join(verdict.name());
    let mut found = Vec::new();
    for file in fs::read_dir(&folder).map_err(|error| at(&folder, &error))? {
        let path = file.map_err(|error| at(&folder, &error))?.path();
        let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
        let name = name.ok_or_else(|| at(&path, &io::Error::other("its name is not UTF-8")))?;
        let bytes = fs::read(&path).map_err(|error| at(&path, &error))?;
        found.push(Entry { kind, verdict, name, path, bytes });
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

/// The standard library's errors do not name the file; a missing example must.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
