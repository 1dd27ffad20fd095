//! Tokens that are misused after they were granted once, and the good one after that: what a cache gets wrong.

use base64_simd::URL_SAFE_NO_PAD;
use eks_auth_world::defect;

use crate::case::Case;
use crate::expect::{Expect, TwinRefused, judge_pairs};
use crate::judge::Subject;
use crate::probe::{Plan, Probe, Step};
use crate::request::RequestSpec;
use crate::stage::Stage;

use super::rules::carries_on;
use super::{case, namesake_elsewhere};

/// The `jti` of the granted token and of all that resemble it.
const SHARED: &str = "cac4e000-0000-4000-8000-000000000001";

/// ID, title, and how a granted token is misused.
type MisuseRow = (&'static str, &'static str, fn(&mut Stage, &Subject, &str) -> RequestSpec);

/// The same bytes, or some of them, where they are good for nothing.
const MISUSED: &[MisuseRow] = &[
    ("altered-signature", "a granted token comes again with another signature", |stage, subject, token| {
        let other = stage.another_token(subject);
        let (head, _) = token.rsplit_once('.').unwrap_or_default();
        let (_, signature) = other.rsplit_once('.').unwrap_or_default();
        RequestSpec::plain(subject.cluster().name(), &format!("{head}.{signature}"))
    }),
    (
        "altered-payload",
        "the signature of a granted token comes under other claims",
        |stage, subject, token| {
            let other = stage.another_token(subject);
            RequestSpec::plain(subject.cluster().name(), &exchanged(token, &other, 1))
        },
    ),
    ("altered-header", "the signature of a granted token comes under another header", |_, subject, token| {
        let header = URL_SAFE_NO_PAD.encode_to_string(r#"{"alg":"RS256","typ":"JWT"}"#);
        let other = format!("{header}..");
        RequestSpec::plain(subject.cluster().name(), &exchanged(token, &other, 0))
    }),
    (
        "other-case-signature",
        "a granted token comes again with a letter of its signature in the other case",
        |_, subject, token| RequestSpec::plain(subject.cluster().name(), &in_other_case(token, 2)),
    ),
    (
        "other-case-payload",
        "a granted token comes again with a letter of its payload in the other case",
        |_, subject, token| RequestSpec::plain(subject.cluster().name(), &in_other_case(token, 1)),
    ),
    ("other-cluster", "a granted token comes again for another cluster", |stage, subject, token| {
        RequestSpec::plain(namesake_elsewhere(stage, subject).cluster().name(), token)
    }),
    ("cut-signature", "a granted token comes again with half its signature", |_, subject, token| {
        let (head, signature) = token.rsplit_once('.').unwrap_or_default();
        let half = &signature[..signature.len() / 2];
        RequestSpec::plain(subject.cluster().name(), &format!("{head}.{half}"))
    }),
    ("longer-signature", "a granted token comes again with more after its signature", |_, subject, token| {
        RequestSpec::plain(subject.cluster().name(), &format!("{token}AAAA"))
    }),
    ("namesake", "another cluster's token with the `jti` of a granted one comes", |stage, subject, _| {
        let namesake = namesake_elsewhere(stage, subject);
        let other = stage.plain_with_id(&namesake, SHARED);
        RequestSpec::plain(subject.cluster().name(), other.token())
    }),
];

/// Tokens of the same pod and `jti` with one defect each: the requirement, and the defect.
const RESEMBLING: &[(&str, &str)] = &[
    ("TOK-004", "signature-flipped-first"),
    ("TOK-004", "signature-flipped-last"),
    ("TOK-004", "key-foreign"),
    ("TOK-004", "alg-none"),
    ("TOK-008", "exp-past"),
    ("TOK-008", "exp-past-90s"),
    ("TOK-008", "exp-past-day"),
    ("TOK-011", "nbf-ahead"),
    ("TOK-011", "exp-missing"),
    ("TOK-011", "iss-missing"),
    ("TOK-011", "iss-other-cluster"),
    ("TOK-011", "aud-missing"),
    ("TOK-011", "aud-other"),
    ("TOK-014", "sub-missing"),
];

/// Probes that warm a cache with a granted token before they misuse it, and their cases.
pub(in crate::cases) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let misused = MISUSED.iter().map(|(id, title, misuse)| {
        let probe = probe(id, title, misuse);
        (probe, "TOK-004", (*title).to_owned())
    });
    let resembling = RESEMBLING.iter().map(|(requirement, id)| {
        let defect = defect::find(id).expect("the table names defects of the world");
        let title =
            format!("after a granted token one of the same pod and `jti` comes, and {}", defect.title());
        let probe = probe(id, &title, move |stage, subject, _| stage.resembling(subject, defect, SHARED));
        (probe, *requirement, title)
    });
    let mut probes = Vec::new();
    let mut cases = Vec::new();
    for (probe, requirement, title) in misused.chain(resembling) {
        let what = title.clone();
        cases.push(case(
            probe.id(),
            requirement,
            &format!("{title}: refused"),
            vec![first + probes.len()],
            move |transcript| judge_pairs(transcript, Expect::Refused, &what, TwinRefused::Undecided),
        ));
        probes.push(probe);
    }
    cases.push(case(
        "isolation.warm.good-again",
        "STA-002",
        "a granted token is granted again after one that resembles it was refused",
        (first..first + probes.len()).collect(),
        carries_on,
    ));
    (probes, cases)
}

/// A good request, its misuse, and the good one again.
fn probe(
    id: &str,
    title: &str,
    misuse: impl Fn(&mut Stage, &Subject, &str) -> RequestSpec + Send + Sync + 'static,
) -> Probe {
    Probe::new(format!("isolation.warm.{id}"), title, move |stage| {
        let subject = stage.subject();
        let good = stage.plain_with_id(&subject, SHARED);
        let bad = misuse(stage, &subject, good.token());
        Plan::InTurn(vec![
            Step::twin(&subject, good.clone()),
            Step::variant(&subject, bad),
            Step::twin(&subject, good),
        ])
    })
}

/// The token with one of its three parts from another.
fn exchanged(token: &str, other: &str, part: usize) -> String {
    let other = other.split('.').nth(part).unwrap_or_default();
    let parts: Vec<&str> =
        token.split('.').enumerate().map(|(index, own)| if index == part { other } else { own }).collect();
    parts.join(".")
}

/// The token with one letter in the middle of a part in the other case.
fn in_other_case(token: &str, part: usize) -> String {
    let own = token.split('.').nth(part).unwrap_or_default();
    let middle = own.len() / 2;
    let at = own.char_indices().position(|(at, c)| at >= middle && c.is_ascii_alphabetic());
    let turned: String = own
        .chars()
        .enumerate()
        .map(|(index, c)| match c {
            _ if Some(index) != at => c,
            c if c.is_ascii_lowercase() => c.to_ascii_uppercase(),
            c => c.to_ascii_lowercase(),
        })
        .collect();
    exchanged(token, &["", ".", ".."].map(|dots| format!("{dots}{turned}"))[part], part)
}
