//! What must hold of the judge for any exchange whatever: plain functions that panic where a law is broken.
//!
//! Property tests, fuzz targets and replays of the corpus all call these. What a good answer is, and what breaks it, is
//! said here a second time, by nothing that the judge judges with. A message never holds the input.
//!
//! # Example
//!
//! ```
//! use eks_auth_suite::laws;
//!
//! laws::answer_is_judged(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}");
//! laws::planted_breach_is_seen(b"any bytes");
//! ```

mod breach;
mod good;

use std::collections::BTreeSet;

use eks_auth_protocol::laws::Draw;
use eks_auth_protocol::operation;
use serde_json::Value;

use crate::client::{Limits, received};
use crate::evidence::Evidence;
use crate::exchange::{Answer, Exchange, Received};
use crate::judge::{
    self, Disposition, Finding, Ruling, Subject, disposition, grant_ruling, grant_rulings, serves_a_stranger,
};
use breach::{BREACHES, Breach, Sight};
use good::{Good, Parts};

/// The judge judges an answer of any bytes without a panic, and passes nothing in it that is plainly wrong.
///
/// The bytes are what came over the connection; those that are no HTTP are the body of an answer as well.
///
/// # Panics
///
/// Where that does not hold.
pub fn answer_is_judged(bytes: &[u8]) {
    let came = received(bytes, &Limits::default());
    let alone = matches!(came, Received::Broken { partial: None, .. } | Received::Nothing(_));
    judged(came);
    if alone {
        let headers = vec![("Content-Type".to_owned(), operation::CONTENT_TYPE.into())];
        judged(Received::Answer(Answer::new(operation::SUCCESS_STATUS, headers, bytes.to_vec())));
    }
}

fn judged(received: Received) {
    let good = Good::first();
    let (subject, exchange) = (good.subject(), good.exchange(received));
    let rulings = grant_rulings(&exchange, subject);
    let broken = |id: &str| grant_ruling(id, &exchange, subject).is_some_and(|ruling| ruling.is_broken());
    for (id, ruling) in &rulings {
        assert_eq!(broken(id), ruling.is_broken(), "{id} is judged otherwise by itself");
    }
    everything_else(&exchange, subject);
    let Some(answer) = exchange.answer() else {
        assert!(broken("RSP-020"), "an answer that is not complete passes");
        return;
    };
    if let Ok(body) = serde_json::from_slice::<Value>(answer.body()) {
        assert_eq!(broken("RSP-020"), !body.is_object(), "serde_json sees another kind of body");
        for (id, path, right) in good.texts() {
            let other = body.pointer(path).and_then(Value::as_str).is_some_and(|text| text != right);
            assert!(!other || broken(id), "{id} passes with another value");
        }
    }
    match disposition(&exchange) {
        Disposition::Granted => {
            assert_eq!(answer.status(), operation::SUCCESS_STATUS, "granted with another status");
        }
        Disposition::Refused(_) => {
            assert!((400..500).contains(&answer.status()), "refused with another status");
        }
        Disposition::Neither(_) => {}
    }
}

/// What else looks at an exchange: it only has to end.
fn everything_else(exchange: &Exchange, subject: &Subject) {
    for form in [
        judge::names_agree,
        judge::modelled_status,
        judge::body_is_json_object,
        judge::message_is_text,
        judge::has_name,
        judge::has_name_header,
        judge::has_message,
        judge::names_request,
    ] {
        let _ = judge::judge_form(exchange, form);
    }
    let _ = judge::gives_away(exchange, subject.world().caller(), &[]);
    let _ = judge::shows_internals(exchange);
    let _ = judge::fingerprints(exchange, subject);
    let _ = serves_a_stranger(exchange, subject);
    let _ = Evidence::of(exchange);
}

/// In a good answer the judge finds nothing; with one breach planted, drawn from the bytes, it finds that one, and
/// shows no credential while it says so.
///
/// # Panics
///
/// Where that does not hold.
pub fn planted_breach_is_seen(bytes: &[u8]) {
    let mut draw = Draw::new(bytes);
    let good = Good::of(&mut draw);
    let parts = good.parts();
    let secrets = parts.secrets();
    let traces = traces(&secrets);
    let breach = BREACHES.get(draw.below(BREACHES.len() + 1));
    let exchange = match breach {
        None => good.exchange(parts.into_received()),
        Some(breach) => match planted(breach, parts, &good, &mut draw) {
            Some(exchange) => exchange,
            None => return,
        },
    };
    match breach {
        None => passes(&exchange, good.subject()),
        Some(breach) => {
            let seen = sees(breach, &exchange, &good);
            assert!(seen, "{} is not seen: {}", breach.what(), breach.sight());
        }
    }
    for ruling in grant_rulings(&exchange, good.subject()).iter().map(|(_, ruling)| ruling) {
        if let Ruling::Broken(finding) = ruling {
            assert!(!shows(finding, &traces), "a finding shows a credential");
        }
    }
    let evidence = Evidence::of(&exchange);
    let text = format!("{} {}", evidence.sent(), evidence.received());
    assert!(!shows_some(&text, &traces), "the evidence shows a credential");
}

/// The answer with the breach, or nothing where what was drawn is no breach after all.
fn planted(breach: &Breach, mut parts: Parts, good: &Good, draw: &mut Draw<'_>) -> Option<Exchange> {
    breach.plant(&mut parts, good, draw).then(|| good.exchange(parts.into_received()))
}

fn passes(exchange: &Exchange, subject: &Subject) {
    assert!(disposition(exchange).is_granted(), "a good answer is not granted");
    assert!(serves_a_stranger(exchange, subject).is_none(), "a good answer serves a stranger");
    for (id, ruling) in grant_rulings(exchange, subject) {
        assert!(!ruling.is_broken(), "{id} is broken in a good answer");
    }
}

fn sees(breach: &Breach, exchange: &Exchange, good: &Good) -> bool {
    match breach.sight() {
        Sight::Requirement(id) => {
            grant_ruling(id, exchange, good.subject()).is_some_and(|ruling| ruling.is_broken())
        }
        Sight::NotGranted => matches!(disposition(exchange), Disposition::Neither(_)),
        Sight::Stranger => serves_a_stranger(exchange, good.subject()).is_some(),
    }
}

fn shows(finding: &Finding, traces: &Traces) -> bool {
    shows_some(&format!("{} {} {}", finding.expected(), finding.observed(), finding.message()), traces)
}

/// Sixteen bytes of a secret, each as a number: so much of it counts.
type Traces = BTreeSet<u128>;

fn traces(secrets: &[String]) -> Traces {
    secrets.iter().flat_map(|secret| sixteens(secret)).collect()
}

fn shows_some(text: &str, traces: &Traces) -> bool {
    sixteens(text).any(|part| traces.contains(&part))
}

fn sixteens(text: &str) -> impl Iterator<Item = u128> {
    text.as_bytes().windows(16).filter_map(|part| part.try_into().ok().map(u128::from_be_bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{self, Level};

    /// Every requirement that has to hold and that one answer decides can be broken here.
    #[test]
    fn every_must_of_an_answer_has_a_breach() {
        let good = Good::first();
        let exchange = good.exchange(good.parts().into_received());
        for (id, _) in grant_rulings(&exchange, good.subject()) {
            let requirement = catalogue::requirement(id).expect("a requirement of the catalogue");
            let planted = BREACHES.iter().any(|breach| breach.sight() == Sight::Requirement(id));
            assert!(planted || requirement.level() != Level::Must, "{id} is broken by nothing");
        }
    }

    #[test]
    fn good_answers_of_every_subject_pass() {
        for position in 0..=u8::MAX {
            let good = Good::of(&mut Draw::new(&[position]));
            passes(&good.exchange(good.parts().into_received()), good.subject());
        }
    }

    /// Otherwise a row could be there that plants nothing.
    #[test]
    fn every_breach_is_planted_by_some_bytes() {
        let good = Good::first();
        for breach in BREACHES {
            let planted = (0..=u8::MAX).any(|byte| {
                let bytes = [byte, 3, byte, b'x', byte, 2, byte, byte];
                breach.plant(&mut good.parts(), &good, &mut Draw::new(&bytes))
            });
            assert!(planted, "{} is never planted", breach.what());
        }
    }
}
