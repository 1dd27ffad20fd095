//! Which cluster is asked for what.

use eks_auth_world::{Cluster, World};
use serde_json::{Value, json};

use super::review;
use super::status::Failure;
use crate::decide::route;
use crate::{Answer, Moment, Request};

/// Where an issuer says where its keys are (OpenID Connect Discovery 1.0, section 4).
const DISCOVERY: &str = ".well-known/openid-configuration";
/// Where a cluster's keys are, as the Kubernetes API serves them.
const KEYS: &str = "openid/v1/jwks";
/// Where tokens are reviewed.
const REVIEWS: &str = "apis/authentication.k8s.io/v1/tokenreviews";
/// How long the documents of an issuer may be kept, in seconds; Kubernetes says the same.
const KEPT: &str = "public, max-age=3600";

/// The answer to a request at the server whose URL is `base`.
pub(super) fn answer(world: &World, request: &Request, base: &str, moment: Moment) -> Answer {
    found(world, request, base, moment).unwrap_or_else(Failure::answer)
}

fn found(world: &World, request: &Request, base: &str, moment: Moment) -> Result<Answer, Failure> {
    let path = route::path(request.target()).strip_prefix('/').ok_or(Failure::NotFound)?;
    let (name, rest) = path.split_once('/').ok_or(Failure::NotFound)?;
    let cluster = world.cluster(name).ok_or(Failure::NotFound)?;
    match rest {
        DISCOVERY => {
            reads(request)?;
            Ok(json(200, &discovery(cluster, base)).with_header("Cache-Control", KEPT))
        }
        KEYS => {
            reads(request)?;
            let mut answer = json(200, &cluster.jwks()).with_header("Cache-Control", KEPT);
            answer.set_header("Content-Type", "application/jwk-set+json");
            Ok(answer)
        }
        REVIEWS if request.method() == "POST" => Ok(json(201, &review::of(world, cluster, request, moment)?)),
        REVIEWS => Err(Failure::MethodNotAllowed("POST")),
        _ => Err(Failure::NotFound),
    }
}

fn reads(request: &Request) -> Result<(), Failure> {
    if matches!(request.method(), "GET" | "HEAD") {
        Ok(())
    } else {
        Err(Failure::MethodNotAllowed("GET, HEAD"))
    }
}

fn discovery(cluster: &Cluster, base: &str) -> Value {
    let mut algorithms: Vec<&str> = cluster.keys().iter().map(|key| key.algorithm().name()).collect();
    algorithms.sort_unstable();
    algorithms.dedup();
    json!({
        "issuer": cluster.issuer(),
        "jwks_uri": format!("{base}/{}/{KEYS}", cluster.name()),
        "response_types_supported": ["id_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": algorithms,
    })
}

/// A document as an answer.
pub(super) fn json(status: u16, document: &Value) -> Answer {
    Answer::new(status).with_header("Content-Type", "application/json").with_body(document.to_string())
}
