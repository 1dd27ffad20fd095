//! Tokens that are misused after they were granted once: what a cache gets wrong.

use crate::case::Case;
use crate::expect::{Expect, TwinRefused, judge_pairs};
use crate::judge::Subject;
use crate::probe::{Plan, Probe, Step};
use crate::request::RequestSpec;
use crate::stage::Stage;

use super::{case, namesake_elsewhere};

/// ID, title, and how a granted token is misused.
type MisuseRow = (&'static str, &'static str, fn(&mut Stage, &Subject, &str) -> RequestSpec);

/// Probes that warm a cache with a granted token before they misuse it, and their cases.
pub(in crate::cases) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let rows: [MisuseRow; 3] = [
        (
            "isolation.warm.altered-signature",
            "a granted token comes again with another signature",
            |stage, subject, token| {
                let other = stage.token(subject);
                let (head, _) = token.rsplit_once('.').unwrap_or_default();
                let (_, signature) = other.rsplit_once('.').unwrap_or_default();
                RequestSpec::plain(subject.cluster().name(), &format!("{head}.{signature}"))
            },
        ),
        (
            "isolation.warm.other-cluster",
            "a granted token comes again for another cluster",
            |stage, subject, token| {
                RequestSpec::plain(namesake_elsewhere(stage, subject).cluster().name(), token)
            },
        ),
        (
            "isolation.warm.cut-signature",
            "a granted token comes again with half its signature",
            |_, subject, token| {
                let (head, signature) = token.rsplit_once('.').unwrap_or_default();
                let half = &signature[..signature.len() / 2];
                RequestSpec::plain(subject.cluster().name(), &format!("{head}.{half}"))
            },
        ),
    ];
    let mut probes = Vec::new();
    let mut cases = Vec::new();
    for (index, (id, title, misuse)) in rows.into_iter().enumerate() {
        probes.push(Probe::new(id, title, move |stage| {
            let subject = stage.subject();
            let good = stage.plain(&subject);
            let bad = misuse(stage, &subject, good.token());
            Plan::InTurn(vec![
                Step::twin(&subject, good.clone()),
                Step::variant(&subject, bad),
                Step::twin(&subject, good),
            ])
        }));
        cases.push(case(
            id,
            "TOK-004",
            &format!("{title}: refused"),
            vec![first + index],
            move |transcript| judge_pairs(transcript, Expect::Refused, title, TwinRefused::Undecided),
        ));
    }
    (probes, cases)
}
