//! The seed decides what is sent: everything but times and signatures, in whatever order things happen.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_world::{Partition, World};

use super::{Event, Stop, run};
use crate::cases::suite;
use crate::client::{Endpoint, wire_bytes};
use crate::options::Options;
use crate::probe::Plan;
use crate::sign::Signer;
use crate::sketch::steps;
use crate::stage::Stage;
use crate::target::Target;

/// Numbers of so many digits are times.
const TIME_DIGITS: usize = 9;
/// So many characters of base64url are a part of a token.
const PART: usize = 40;

/// A text without what two runs need not share: times, signatures, ports, and lengths, which follow from these.
fn normal(text: &str) -> String {
    let mut out = String::new();
    for line in without_ports(&unescaped(text)).split_inclusive('\n') {
        let name = line.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "authorization" | "x-amz-date" | "content-length" | "host" => out.push_str(&name),
            _ => normal_line(line, &mut out),
        }
    }
    out
}

/// The text with what JSON escapes as `\uXXXX` written as it is: tokens are sent that way too.
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("\\u");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let digits = piece.get(..4);
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).filter(u8::is_ascii_graphic) {
            Some(byte) => {
                out.push(char::from(byte));
                out.push_str(&piece[4..]);
            }
            None => out.push_str(&format!("\\u{piece}")),
        }
    }
    out
}

fn without_ports(text: &str) -> String {
    const HOST: &str = "127.0.0.1:";
    let mut pieces = text.split(HOST);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + HOST + piece.trim_start_matches(|c: char| c.is_ascii_digit()))
}

fn normal_line(line: &str, out: &mut String) {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '=' | '+' | '/');
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if digits >= TIME_DIGITS {
            out.push_str("<time>");
            rest = &rest[digits..];
            continue;
        }
        let (run, after) = rest.split_at(rest.find(|c| !is_part(c)).unwrap_or(rest.len()));
        if run.is_empty() {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        } else {
            out.push_str(&normal_run(run));
            rest = after;
        }
    }
}

fn normal_run(run: &str) -> String {
    let has = |wanted: fn(&u8) -> bool| run.as_bytes().iter().any(wanted);
    if run.len() < PART
        || !(has(u8::is_ascii_digit) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase))
    {
        return run.to_owned();
    }
    let bytes = run.trim_end_matches('=').replace('+', "-").replace('/', "_");
    match URL_SAFE_NO_PAD.decode_to_vec(&bytes).map(String::from_utf8) {
        // Claims may be in UTF-16, in which every other byte is nothing.
        Ok(Ok(json)) => normal(&json.replace('\0', "")),
        // A signature, or a part that was cut or altered.
        Ok(Err(_)) | Err(_) => "<bytes>".to_owned(),
    }
}

/// A chunked body in one piece: the sizes of its chunks stand on lines of their own.
fn in_one_piece(request: &str) -> String {
    let Some((head, body)) = request.split_once("\r\n\r\n") else { return request.to_owned() };
    if !head.contains("chunked") {
        return request.to_owned();
    }
    let is_size = |line: &&str| line.len() <= 4 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
    let pieces: Vec<&str> = body.split("\r\n").filter(|line| !is_size(line)).collect();
    format!("{head}\r\n\r\n{}", pieces.concat())
}

/// Every request of a probe as bytes on the wire, before anything is sent.
fn planned(position: usize, seed: u64, now: f64) -> Vec<String> {
    let world = Arc::new(World::standard(Partition::Aws));
    let endpoint: Endpoint = "http://127.0.0.1:80".parse().expect("an endpoint");
    let signer = Signer::new(&world, endpoint.authority());
    let probe = &suite().probes[position];
    let mut stage = Stage::new(world, now, seed, probe.id());
    let steps = steps(probe.plan(&mut stage));
    let bytes = steps.into_iter().map(|step| wire_bytes(&step.request.prepare(&signer, "", now), &endpoint));
    bytes.map(|bytes| normal(&in_one_piece(&String::from_utf8_lossy(&bytes)))).collect()
}

#[test]
fn same_seed_same_bytes_at_any_time() {
    let differences: Vec<String> = (0..suite().probes.len())
        .filter_map(|position| {
            difference(position, &planned(position, 7, 1.79e9), &planned(position, 7, 1.8e9 + 12345.0))
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The probe, and where what it sent begins to differ.
fn difference(position: usize, one: &[String], other: &[String]) -> Option<String> {
    let (one, other) = (one.concat(), other.concat());
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(80).collect::<String>();
    let id = suite().probes[position].id();
    (one != other).then(|| format!("{id}: {:?} and {:?}", around(&one), around(&other)))
}

#[test]
fn another_seed_other_bytes() {
    // What has no token that the seed could draw an identifier for is the same; that are few.
    let count = suite().probes.len();
    let same =
        (0..count).filter(|position| planned(*position, 7, 1.79e9) == planned(*position, 8, 1.79e9)).count();
    assert!(same * 20 < count, "{same} of {count} probes send the same with another seed");
}

/// What a run sends, probe by probe.
async fn sent(seed: u64, jobs: usize) -> BTreeMap<usize, Vec<String>> {
    let target = Target::embedded(Partition::Aws, None).await.expect("a free port");
    let options = Options { seed, jobs, ..Options::default() };
    let mut sent = BTreeMap::new();
    let keep = |event: &Event<'_>| {
        let Event::ProbeFinished(performed) = event else { return };
        let requests = performed.transcript.turns.iter().map(|turn| {
            let sent = turn.exchange.sent();
            let head: Vec<String> =
                sent.headers().iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
            let body = String::from_utf8_lossy(sent.body()).into_owned();
            normal(&format!("{} {}\n{}\n{body}", sent.method(), sent.target(), head.concat()))
        });
        sent.insert(performed.position(), requests.collect());
    };
    run(&target, &options, keep, Stop::never()).await.expect("every case");
    sent
}

#[tokio::test(flavor = "multi_thread")]
async fn same_seed_same_requests_in_any_order() {
    let (one, many) = (sent(7, 1).await, sent(7, 24).await);
    assert_eq!(one.len(), suite().probes.len());
    // How often tokens are sent that expire meanwhile depends on the clock.
    let aging: BTreeSet<usize> = (0..suite().probes.len()).filter(|position| is_aging(*position)).collect();
    let compared = one.iter().filter(|(position, _)| !aging.contains(position));
    let differences: Vec<String> = compared
        .filter_map(|(position, requests)| {
            difference(*position, requests, many.get(position).unwrap_or(&Vec::new()))
        })
        .collect();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn is_aging(position: usize) -> bool {
    let probe = &suite().probes[position];
    let mut stage = Stage::new(Arc::new(World::standard(Partition::Aws)), 0.0, 0, probe.id());
    matches!(probe.plan(&mut stage), Plan::Aging(_))
}

#[test]
fn times_and_signatures_do_not_count_and_all_else_does() {
    let token = |iat: u64, sub: &str, signature: &[u8]| {
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode_to_string(bytes);
        let claims = format!(r#"{{"iat":{iat},"sub":"{sub}","aud":["pods.eks.amazonaws.com"]}}"#);
        format!("{}.{}.{}", part(br#"{"alg":"RS256"}"#), part(claims.as_bytes()), part(signature))
    };
    let one = normal(&token(1_790_000_000, "a", &[0xf0; 64]));
    assert_eq!(one, normal(&token(1_800_000_000, "a", &[0xf1; 64])));
    assert_ne!(one, normal(&token(1_790_000_000, "b", &[0xf0; 64])));
    assert!(one.contains(r#""iat":<time>"#), "{one}");
}
