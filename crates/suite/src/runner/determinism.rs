//! The seed decides what is sent, byte for byte: everything but times and signatures, in whatever order things happen.
//!
//! So that times need not be left out of the comparison, the clock stands still here. Left out are the signatures of tokens,
//! and the headers that follow from them or from the port.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::SystemTime;

use eks_auth_mock::{Clock, Service};
use eks_auth_protocol::token::DecodedToken;
use eks_auth_world::{Partition, World};

use super::{Event, Stop, run};
use crate::cases::suite;
use crate::client::{Endpoint, wire_bytes};
use crate::options::Options;
use crate::sign::Signer;
use crate::sketch::steps;
use crate::stage::Stage;
use crate::target::Target;

/// A probe that lets time pass, for itself and for whatever is under way beside it.
const OF_TIME: &str = "isolation.outlived-token";

fn world() -> Arc<World> {
    Arc::new(World::standard(Partition::Aws).remembering_signatures())
}

/// The headers that follow from a token's signature, or from the port of the service.
const FOLLOWING: [&str; 3] = ["authorization", "content-length", "host"];

/// A request without the signature of its token, and without the headers that follow from it.
fn unsigned(request: &[u8], token: &str) -> String {
    let signature = token.splitn(3, '.').nth(2).unwrap_or_default();
    let text = String::from_utf8_lossy(request);
    let follows = |line: &&str| {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        FOLLOWING.contains(&name.as_str())
    };
    let text: String =
        text.split_inclusive('\n').filter(|line| !follows(line)).map(without_query_signature).collect();
    if signature.is_empty() { text } else { text.replace(signature, "<signature>") }
}

/// A line up to the signature in its query, which follows from the port too.
fn without_query_signature(line: &str) -> &str {
    line.split_once("X-Amz-Signature=").map_or(line, |(before, _)| before)
}

/// Every request of a probe as it goes over the wire, before anything is sent.
fn planned(world: &Arc<World>, position: usize, seed: u64) -> Vec<String> {
    const NOW: f64 = 1.79e9;
    let endpoint: Endpoint = "http://127.0.0.1:80".parse().expect("an endpoint");
    let signer = Signer::new(world, endpoint.authority());
    let probe = &suite().probes[position];
    let mut stage = Stage::new(Arc::clone(world), NOW, seed, probe.id());
    let steps = steps(probe.plan(&mut stage)).into_iter();
    steps
        .map(|step| {
            let token = step.request.token().to_owned();
            unsigned(&wire_bytes(&step.request.prepare(&signer, "", NOW), &endpoint), &token)
        })
        .collect()
}

#[test]
fn same_seed_same_bytes_and_another_seed_other_bytes() {
    let world = world();
    let (mut alike, mut differing) = (0, Vec::new());
    for (position, probe) in suite().probes.iter().enumerate() {
        let bytes = planned(&world, position, 7);
        if bytes != planned(&world, position, 7) {
            differing.push(probe.id());
        }
        alike += usize::from(bytes == planned(&world, position, 8));
    }
    assert!(differing.is_empty(), "{differing:?}");
    // Some requests have nothing in them that a seed could draw.
    let count = suite().probes.len();
    assert!(alike * 20 < count, "{alike} of {count} probes send the same with another seed");
}

#[test]
fn another_moment_changes_times_alone() {
    let token = |now| {
        let mut stage = Stage::new(world(), now, 7, "grant.0");
        let subject = stage.subject();
        let token = DecodedToken::decode(stage.plain(&subject).token()).expect("a token");
        let claims: serde_json::Value = serde_json::from_str(token.payload_json()).expect("claims");
        claims.as_object().expect("an object").clone()
    };
    let (mut one, mut other) = (token(1.79e9), token(1.8e9));
    for time in ["exp", "iat", "nbf"] {
        assert_ne!(one.remove(time), other.remove(time), "{time}");
    }
    assert_eq!(one, other);
}

/// What a run sends, probe by probe, but for tokens that point to the suite's listener: that has a port of its own.
async fn sent(
    world: &Arc<World>,
    moment: SystemTime,
    seed: u64,
    jobs: usize,
) -> BTreeMap<usize, Vec<String>> {
    let service = Service::new(Arc::clone(world));
    let target = Target::serving_by(Clock::standing_at(moment), service).await.expect("a free port");
    let options = Options { seed, jobs, skip: cases_of_time(), ..Options::default() };
    let mut sent = BTreeMap::new();
    let keep = |event: &Event<'_>| {
        let Event::ProbeFinished(performed) = event else { return };
        if !performed.transcript.trail.is_empty() {
            return;
        }
        let requests = performed.transcript.turns.iter().map(|turn| {
            let sent = turn.exchange.sent();
            let headers = sent.headers().iter().map(|(name, value)| format!("{name}: {value}\n"));
            let head = format!("{} {}\n{}\n", sent.method(), sent.target(), headers.collect::<String>());
            unsigned(&[head.as_bytes(), sent.body()].concat(), sent.token().unwrap_or_default())
        });
        sent.insert(performed.position(), requests.collect());
    };
    run(&target, &options, keep, Stop::never()).await.expect("cases that are left");
    sent
}

/// The cases that look at that probe. Whatever else they look at is looked at by others too.
fn cases_of_time() -> Vec<String> {
    let position = suite().probes.iter().position(|probe| probe.id() == OF_TIME).expect("a probe of that ID");
    let looking = suite().cases.iter().filter(|case| case.probes().contains(&position));
    looking.map(|case| case.id().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn same_seed_same_requests_in_any_order() {
    let (world, moment) = (world(), SystemTime::now());
    let (one, many) = (sent(&world, moment, 7, 1).await, sent(&world, moment, 7, 24).await);
    assert!(one.len() * 10 > suite().probes.len() * 9, "{} probes", one.len());
    let differing: Vec<&str> = one
        .iter()
        .filter(|(position, requests)| many.get(position) != Some(requests))
        .map(|(position, _)| suite().probes[*position].id())
        .collect();
    assert!(differing.is_empty() && one.len() == many.len(), "{differing:?}");
}
