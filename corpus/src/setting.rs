//! The moment and the cluster that an example is judged for.

use std::fs;
use std::io;
use std::path::PathBuf;

use serde_json::Value;

use crate::failure::{at, invalid};
use crate::kind::root;

/// What must be known beside an example where its bytes alone do not decide: when it is judged, and for which
/// cluster, with that cluster's token issuer and public keys.
///
/// Settings have names, so that a hundred examples need not repeat one key set.
///
/// # Example
///
/// ```
/// use eks_auth_corpus::Settings;
///
/// let settings = Settings::read()?;
/// let setting = settings.find("conformance").expect("it is there");
/// assert_eq!(setting.cluster(), "conformance");
/// assert_eq!(setting.audience(), "pods.eks.amazonaws.com");
/// assert!(setting.keys().contains("\"kid\""));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Setting {
    name: String,
    at: i64,
    cluster: String,
    issuer: String,
    audience: String,
    keys: String,
    keys_path: PathBuf,
}

impl Setting {
    /// The name that entries call it by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The moment of the verdict, in seconds since 1970 (UTC).
    #[must_use]
    pub fn at(&self) -> i64 {
        self.at
    }

    /// The cluster that the request names.
    #[must_use]
    pub fn cluster(&self) -> &str {
        &self.cluster
    }

    /// The issuer of that cluster's tokens.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The audience that a token must be for.
    #[must_use]
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// The issuer's public keys: the text of a JWK Set (RFC 7517).
    #[must_use]
    pub fn keys(&self) -> &str {
        &self.keys
    }

    /// The file that the keys are in.
    #[must_use]
    pub fn keys_path(&self) -> &std::path::Path {
        &self.keys_path
    }

    fn read(name: &str, members: &Value) -> io::Result<Self> {
        let path = settings_path();
        let missing = |member: &str| invalid(&path, format!("{name} has no `{member}`"));
        let text = |member: &str| {
            members.get(member).and_then(Value::as_str).map(str::to_owned).ok_or_else(|| missing(member))
        };
        let keys_path = root().join(text("keys")?);
        Ok(Self {
            name: name.to_owned(),
            at: members.get("at").and_then(Value::as_i64).ok_or_else(|| missing("at"))?,
            cluster: text("cluster")?,
            issuer: text("issuer")?,
            audience: text("audience")?,
            keys: fs::read_to_string(&keys_path).map_err(|error| at(&keys_path, &error))?,
            keys_path,
        })
    }
}

/// Every setting, as `settings.json` has them.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Settings(Vec<Setting>);

impl Settings {
    /// Reads the settings and the key sets that they name.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or is out of form, with its path.
    pub fn read() -> io::Result<Self> {
        let path = settings_path();
        let text = fs::read_to_string(&path).map_err(|error| at(&path, &error))?;
        let settings: Value = serde_json::from_str(&text).map_err(|error| invalid(&path, error))?;
        let settings = settings.as_object().ok_or_else(|| invalid(&path, "not an object"))?;
        settings
            .iter()
            .map(|(name, members)| Setting::read(name, members))
            .collect::<io::Result<_>>()
            .map(Self)
    }

    /// The setting of this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&Setting> {
        self.0.iter().find(|setting| setting.name == name)
    }

    /// Each setting in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Setting> {
        self.0.iter()
    }
}

fn settings_path() -> PathBuf {
    root().join("settings.json")
}
