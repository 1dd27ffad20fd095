//! What must hold for any request whatever: plain functions that panic where a law is broken.
//!
//! Property tests, fuzz targets and replays of the corpus all call these. What may be granted is decided here from the
//! world and its public keys, by nothing that the service decides with. A message never holds the input.
//!
//! # Example
//!
//! ```
//! use eks_auth_mock::laws;
//!
//! laws::request_is_decided(br#"{"token":"e30.e30.c2ln"}"#);
//! laws::edited_request_is_decided(b"any bytes");
//! ```

mod bench;
mod claims;
mod edit;
mod genuine;
mod request;

use eks_auth_protocol::operation;
use serde_json::Value;

use crate::{Answer, Moment, Request};
use bench::Bench;

/// The service answers a request of any bytes with a client error, or grants it as [`edited_request_is_decided`] says.
///
/// The bytes are a whole request, the body of one, or a token, whichever they could be.
///
/// # Panics
///
/// Where that does not hold.
pub fn request_is_decided(bytes: &[u8]) {
    Bench::with(|bench| {
        for request in request::of_bytes(bench, bytes) {
            decided(bench, &request, bench::moment(bench::NOW));
        }
    });
}

/// A good request, with edits drawn from the bytes, is never answered with a server error, and is granted only for a
/// token that a key of the path's cluster signed as it stands, to the service account that it is for, in its time.
///
/// # Panics
///
/// Where that does not hold.
pub fn edited_request_is_decided(bytes: &[u8]) {
    Bench::with(|bench| edited(bench, bytes));
}

fn edited(bench: &Bench, bytes: &[u8]) {
    let drawn = edit::draw(bench, bytes);
    decided(bench, &drawn.request, drawn.moment);
}

fn decided(bench: &Bench, request: &Request, moment: Moment) {
    let answer = bench.service().answer(request, moment);
    if answer.status() == operation::SUCCESS_STATUS {
        granted(bench, request, moment, &answer);
    } else {
        assert!((400..500).contains(&answer.status()), "an answer has the status {}", answer.status());
        let body = String::from_utf8_lossy(answer.body()).to_ascii_lowercase();
        assert!(!body.contains("sessiontoken"), "a refusal has credentials");
    }
}

/// Whether this could be granted at all, and whether it was granted to whom it belongs.
fn granted(bench: &Bench, request: &Request, moment: Moment, answer: &Answer) {
    assert_eq!(request.method(), operation::METHOD, "another method was granted");
    let Some(name) = request::cluster(request.target()) else { panic!("another path was granted") };
    let Some(cluster) = bench.service().world().cluster(&name) else {
        panic!("an unknown cluster was granted")
    };
    let Ok(body) = serde_json::from_slice::<Value>(request.body()) else {
        panic!("a body was granted that is not JSON")
    };
    let Some(token) = body.get("token").and_then(Value::as_str) else {
        panic!("a request was granted without a token")
    };
    let Some(claims) = genuine::claims(token, cluster) else {
        panic!("a token was granted that no key of the cluster signed as it stands")
    };
    let owner = claims::owner(&claims, cluster, moment);
    let Some(association) = owner else { panic!("a token was granted that entitles to nothing now") };
    let Ok(answer) = serde_json::from_slice::<Value>(answer.body()) else {
        panic!("an answer was granted that is not JSON")
    };
    let names = |path: &str, wanted: &str| answer.pointer(path).and_then(Value::as_str) == Some(wanted);
    assert!(
        names("/subject/namespace", association.namespace().as_str())
            && names("/subject/serviceAccount", association.service_account().as_str())
            && names("/podIdentityAssociation/associationId", association.id().as_str()),
        "a token was granted to somebody else"
    );
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};

    use eks_auth_world::{Partition, World};

    use super::*;
    use crate::{Service, fault};

    /// The first of some thousand inputs for which a service with this fault breaks the law.
    fn broken_by(id: &str) -> Option<u64> {
        let fault = fault::find(id).expect("a fault of the table");
        let bench = Bench::of(Service::new(World::standard(Partition::Aws)).with_fault(fault));
        (0..4_000_u64).find(|number| {
            // A multiplication by an odd constant spreads the numbers over all bytes.
            let bytes: Vec<u8> = (1..=5_u64)
                .flat_map(|word| (number * 5 + word).wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes())
                .collect();
            catch_unwind(AssertUnwindSafe(|| edited(&bench, &bytes))).is_err()
        })
    }

    #[test]
    fn faults_break_the_law() {
        for id in [
            "signature.unchecked",
            "signature.es256-unchecked",
            "signature.bad-crash",
            "signature.other-cluster",
            "claims.exp.unchecked",
            "claims.iss.unchecked",
            "claims.aud.unchecked",
            "cluster.association.none.first-taken",
            "cluster.association.swapped",
            "cluster.association.not-assumable.granted",
        ] {
            assert!(broken_by(id).is_some(), "{id} breaks nothing");
        }
    }
}
