//! The file that results are shown at.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::ledger::Untrue;

/// The files of a user's repository that results are shown at: one for all cases, and the ledger for its entries.
///
/// # Example
///
/// ```
/// use eks_auth_suite::report::sarif::Site;
///
/// assert_eq!(Site::new(r"src\my handler.rs").uri(), "src/my%20handler.rs");
/// assert_eq!(Site::new("/srv/app.rs").uri(), "file:///srv/app.rs");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Site {
    cases: String,
    ledger: Option<String>,
}

impl Site {
    /// A file, as its path from the root of the repository.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self { cases: uri_of(path), ledger: None }
    }

    /// The same, and the file that the ledger's entries are in.
    #[must_use]
    pub fn with_ledger(self, path: &str) -> Self {
        Self { ledger: Some(uri_of(path)), ..self }
    }

    /// The file of cases as a URI: relative, unless the path was absolute.
    #[must_use]
    pub fn uri(&self) -> &str {
        &self.cases
    }

    /// Where a case is shown: at the file, and under its ID.
    pub(super) fn location(&self, case: &str) -> Value {
        let mut out = place(&self.cases, 1);
        out["logicalLocations"] = json!([{ "fullyQualifiedName": case }]);
        out
    }

    /// Where an entry of the ledger is shown: at its line.
    pub(super) fn of_entry(&self, entry: &Untrue) -> Value {
        match &self.ledger {
            Some(ledger) => place(ledger, entry.line().unwrap_or(1)),
            None => place(&self.cases, 1),
        }
    }
}

fn place(uri: &str, line: usize) -> Value {
    json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": { "startLine": line } } })
}

fn uri_of(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    match path {
        path if path.starts_with('/') => format!("file://{}", encoded_path(path)),
        path if is_drive => format!("file:///{}:{}", &path[..1], encoded_path(&path[2..])),
        path => encoded_path(path),
    }
}

fn encoded_path(path: &str) -> String {
    path.split('/').map(encoded).collect::<Vec<_>>().join("/")
}

/// One segment of a URI's path.
pub(super) fn encoded(segment: &str) -> String {
    let mut out = String::with_capacity(segment.len());
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, uri) in [
            ("ledger.toml", "ledger.toml"),
            ("./conf/ledger.toml", "conf/ledger.toml"),
            ("a b/100%.toml", "a%20b/100%25.toml"),
            ("ä:b", "%C3%A4%3Ab"),
            (r"C:\repo\ledger.toml", "file:///C:/repo/ledger.toml"),
        ] {
            assert_eq!(Site::new(path).uri(), uri);
        }
    }
}
