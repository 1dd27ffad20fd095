//! What a service finds that follows a token: the key that signed it, in whatever form it asks for.

use base64_simd::STANDARD;
use eks_auth_world::{Algorithm, Cluster, SigningKey, World};
use serde_json::{Value, json};

/// What the names of discovery documents have in front (RFC 8615).
const WELL_KNOWN: &str = "/.well-known/";

/// One document with its media type.
pub(super) type Document = (&'static str, Vec<u8>);

/// The documents that the listener has.
pub(super) struct Library {
    url: String,
    key_set: Vec<u8>,
    certificate: Vec<u8>,
}

impl Library {
    pub(super) fn new(world: &World, url: &str) -> Self {
        Self {
            url: url.to_owned(),
            key_set: key_set(world).to_string().into_bytes(),
            certificate: pem(world.foreign_certificate()).into_bytes(),
        }
    }

    /// What stands at a path: a discovery document, a certificate, or for any other name the key set.
    pub(super) fn document(&self, target: &str) -> Document {
        let path = target.split(['?', '#']).next().unwrap_or_default();
        if let Some((before, after)) = path.split_once(WELL_KNOWN) {
            // OpenID Connect puts it behind the issuer's path, and RFC 8414 in front.
            let behind = after.split_once('/').map_or("", |(_, rest)| rest);
            let issuer = match (before, behind) {
                ("", "") => self.url.clone(),
                ("", behind) => format!("{}/{behind}", self.url),
                (before, _) => format!("{}{before}", self.url),
            };
            return ("application/json", discovery(&issuer).to_string().into_bytes());
        }
        if [".pem", ".crt", ".cer"].iter().any(|end| path.ends_with(end)) {
            return ("application/pem-certificate-chain", self.certificate.clone());
        }
        ("application/json", self.key_set.clone())
    }
}

/// The keys that forged tokens are signed with, under their own names, and under those of every key of the world, as
/// forged tokens claim those too.
fn key_set(world: &World) -> Value {
    let mut keys = Vec::new();
    for algorithm in [Algorithm::Rs256, Algorithm::Es256] {
        let foreign = world.foreign_key(algorithm);
        keys.push(foreign.jwk());
        let known = world.clusters().iter().flat_map(Cluster::keys);
        for kid in known.filter(|key| key.algorithm() == algorithm).map(SigningKey::kid) {
            let mut jwk = foreign.jwk();
            jwk["kid"] = kid.into();
            keys.push(jwk);
        }
    }
    json!({ "keys": keys })
}

/// As a Kubernetes API server tells it.
fn discovery(issuer: &str) -> Value {
    json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}/jwks.json"),
        "authorization_endpoint": "urn:kubernetes:programmatic_authorization",
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
    })
}

fn pem(der: &[u8]) -> String {
    let text = STANDARD.encode_to_string(der);
    let lines: Vec<&str> = (0..text.len()).step_by(64).map(|at| &text[at..text.len().min(at + 64)]).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use eks_auth_world::Partition;

    use super::*;

    fn json(target: &str) -> Value {
        let library = Library::new(&World::standard(Partition::Aws), "http://callback");
        serde_json::from_slice(&library.document(target).1).expect("JSON")
    }

    #[test]
    fn discovery_leads_to_the_key_set_of_the_issuer() {
        for target in ["/n/.well-known/openid-configuration", "/.well-known/oauth-authorization-server/n"] {
            let document = json(target);
            assert_eq!(document["issuer"], "http://callback/n", "{target}");
            assert_eq!(document["jwks_uri"], "http://callback/n/jwks.json");
        }
    }

    #[test]
    fn key_set_knows_the_foreign_key_by_every_name() {
        let world = World::standard(Partition::Aws);
        let set = json("/n/jwks.json?a");
        let kids: Vec<&str> =
            set["keys"].as_array().expect("an array").iter().filter_map(|key| key["kid"].as_str()).collect();
        for key in world.clusters().iter().flat_map(Cluster::keys) {
            assert!(kids.contains(&key.kid()));
        }
        assert!(kids.contains(&world.foreign_key(Algorithm::Rs256).kid()));
        let foreign = world.foreign_key(Algorithm::Rs256).jwk();
        assert!(
            set["keys"]
                .as_array()
                .expect("an array")
                .iter()
                .all(|key| key["kty"] != "RSA" || key["n"] == foreign["n"])
        );
    }

    #[test]
    fn certificate_is_pem() {
        let library = Library::new(&World::standard(Partition::Aws), "http://callback");
        let (kind, pem) = library.document("/n/certificate.pem");
        assert_eq!(kind, "application/pem-certificate-chain");
        let text = String::from_utf8(pem).expect("text");
        let body: String = text.lines().filter(|line| !line.starts_with('-')).collect();
        assert_eq!(
            STANDARD.decode_to_vec(body).ok().as_deref(),
            Some(World::standard(Partition::Aws).foreign_certificate())
        );
    }
}
