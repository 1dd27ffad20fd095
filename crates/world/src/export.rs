//! The files that tell a service under test what the suite knows. Writing them is somebody else's work.

use serde::Serialize;
use serde_json::{Value, json};

use crate::cluster::Cluster;
use crate::world::World;

/// One file of the exported world.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ExportedFile {
    path: String,
    bytes: Vec<u8>,
}

impl ExportedFile {
    fn new(path: impl Into<String>, content: &impl Serialize) -> Self {
        let mut bytes = serde_json::to_vec_pretty(content).expect("text, numbers and lists are JSON");
        bytes.push(b'\n');
        Self { path: path.into(), bytes }
    }

    /// Where the file belongs, below the exported folder and with `/` between the parts.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The content: JSON in UTF-8, indented, with a newline at its end.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl World {
    /// The world's files: `world.json`, then `jwks/<cluster>.json` for each cluster. The same bytes at every call;
    /// no private key is in them.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_world::{Partition, World};
    ///
    /// let files = World::standard(Partition::Aws).export();
    /// let paths: Vec<&str> = files.iter().map(|file| file.path()).collect();
    /// assert_eq!(paths[..2], ["world.json", "jwks/conformance.json"]);
    /// ```
    #[must_use]
    pub fn export(&self) -> Vec<ExportedFile> {
        let world = ExportedFile::new("world.json", &self.json());
        let sets =
            self.clusters().iter().map(|cluster| ExportedFile::new(jwks_path(cluster), &cluster.jwks()));
        std::iter::once(world).chain(sets).collect()
    }
}

impl Cluster {
    /// The public signing keys of the cluster's issuer as a JWK Set (RFC 7517).
    pub fn jwks(&self) -> Value {
        let keys: Vec<Value> = self.keys().iter().map(crate::SigningKey::jwk).collect();
        json!({ "keys": keys })
    }
}

/// Where the cluster's key set belongs in an export.
pub(crate) fn jwks_path(cluster: &Cluster) -> String {
    format!("jwks/{}.json", cluster.name())
}
