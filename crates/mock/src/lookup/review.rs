//! The TokenReview of Kubernetes (`authentication.k8s.io/v1`): whose is this token, and for which of these audiences?

use eks_auth_world::{Cluster, World};
use serde_json::{Value, json};

use super::account::Account;
use super::status::Failure;
use crate::decide::{Evidence, audience, body, issuer, jws, media, signature, times};
use crate::errand::Library;
use crate::json::{Json, Object};
use crate::refusal::Refusal;
use crate::{Moment, Request};

const KIND: &str = "TokenReview";
const VERSION: &str = "authentication.k8s.io/v1";

/// What is asked.
struct Asked<'r> {
    token: &'r str,
    audiences: Vec<&'r str>,
}

/// What a token is good for.
struct Found {
    account: Account,
    audiences: Vec<String>,
}

/// The review that a request asks for, with its status filled in.
pub(super) fn of(
    world: &World,
    cluster: &Cluster,
    request: &Request,
    moment: Moment,
) -> Result<Value, Failure> {
    let review = read(request)?;
    let asked = asked(&review)?;
    let status = match found(world, cluster, request, moment, &asked) {
        Ok(found) => json!({
            "authenticated": true,
            "user": found.account.user(),
            "audiences": found.audiences,
        }),
        Err(refusal) => json!({ "user": {}, "error": refusal.message }),
    };
    // What was asked comes back, but for the token: whoever sent it has it.
    Ok(json!({
        "kind": KIND,
        "apiVersion": VERSION,
        "metadata": {},
        "spec": { "audiences": asked.audiences },
        "status": status,
    }))
}

fn read(request: &Request) -> Result<Object, Failure> {
    if request.flaw().is_some() {
        return Err(Failure::BadRequest("the body could not be read to its end"));
    }
    // Whoever does not say what it is means JSON, as for Kubernetes.
    if request.header("content-type").is_some_and(|value| !media::is_json(value)) {
        return Err(Failure::UnsupportedMediaType);
    }
    body::within_limit(request.body()).map_err(|_| Failure::TooLarge)?;
    let review = Json::read(request.body()).map_err(|_| Failure::BadRequest("the body is not JSON"))?;
    review.into_object().ok_or(Failure::BadRequest("the body is not a JSON object"))
}

fn asked(review: &Object) -> Result<Asked<'_>, Failure> {
    let is = |name, wanted: &str| review.get(name).is_none_or(|value| value.as_text() == Some(wanted));
    if !is("kind", KIND) || !is("apiVersion", VERSION) {
        return Err(Failure::BadRequest("the body is not a TokenReview of authentication.k8s.io/v1"));
    }
    let spec = review.object("spec").ok_or(Failure::BadRequest("`spec` is missing, or not an object"))?;
    let token = spec.text("token").filter(|token| !token.is_empty());
    let token = token.ok_or(Failure::BadRequest("`spec.token` is missing, empty, or not a string"))?;
    let audiences = match spec.get("audiences") {
        None | Some(Json::Null) => Some(Vec::new()),
        Some(Json::Array(audiences)) => audiences.iter().map(Json::as_text).collect(),
        Some(_) => None,
    };
    let audiences = audiences.ok_or(Failure::BadRequest("`spec.audiences` is not a list of strings"))?;
    Ok(Asked { token, audiences })
}

/// Whose the token is: signed by the cluster's issuer, good at the moment, and for one at least of the audiences.
fn found(
    world: &World,
    cluster: &Cluster,
    request: &Request,
    moment: Moment,
    asked: &Asked<'_>,
) -> Result<Found, Refusal> {
    let jws = jws::read(asked.token)?;
    let library = Library::default();
    let evidence = Evidence { world, cluster, request, jws: &jws, moment, library: &library };
    signature::critical(&evidence)?;
    signature::check(&evidence)?;
    times::expiry(&evidence)?;
    times::not_before(&evidence)?;
    times::issued_at(&evidence)?;
    issuer::check(&evidence)?;
    let named = audience::named(&jws.claims);
    // Without a wish those of the API server count, which are its issuer unless it was told others.
    let wanted = if asked.audiences.is_empty() { vec![cluster.issuer()] } else { asked.audiences.clone() };
    let audiences: Vec<String> =
        wanted.into_iter().filter(|wanted| named.contains(wanted)).map(str::to_owned).collect();
    if audiences.is_empty() {
        return Err(Refusal::invalid_token("the token is for none of the audiences"));
    }
    Ok(Found { account: Account::of(&jws.claims)?, audiences })
}
