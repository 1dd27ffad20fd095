//! Many requests at once: the same token, every subject again and again, good ones and bad ones.

use crate::Area::Isolation;
use crate::case::Case;
use crate::cases::isolation::live;
use crate::judge::{Disposition, Finding, Ruling, Subject, disposition};
use crate::probe::{Plan, Probe, Step, Transcript};
use crate::request::RequestSpec;
use crate::stage::Stage;

use super::mixed::each_its_own;

/// How often a token is sent at once.
const SAME: usize = 20;
/// How many connections are kept side by side, and how many requests go out on each.
const ROWS: usize = 8;
const ROUNDS: usize = 5;
/// How many good requests are sent at once, each with a bad one beside it.
const PAIRS: usize = 16;

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    let probes = vec![
        Probe::new("isolation.same-token-at-once", "two pods' tokens, ten times each at once", |stage| {
            let subject = stage.subject();
            let pods = ["cedar-0", "dogwood-0"]
                .map(|name| subject.clone().with_pod(subject.pod().clone().with_name(name)));
            let requests = [stage.plain(&pods[0]), stage.plain(&pods[1])];
            let turns = (0..SAME).map(|index| index % 2);
            Plan::AtOnce(turns.map(|pod| Step::good(&pods[pod], requests[pod].clone())).collect())
        }),
        Probe::new("isolation.side-by-side", "every subject in turn on eight connections at once", |stage| {
            let subjects = stage.several_subjects();
            let row = |start: usize| -> Vec<Step> {
                let order = subjects.iter().cycle().skip(start).take(ROUNDS);
                order.map(|subject| Step::good(subject, stage.plain(subject))).collect()
            };
            Plan::SideBySide((0..ROWS).map(row).collect())
        }),
        Probe::new("isolation.good-and-bad-at-once", "good requests and forged ones at once", |stage| {
            let subjects = stage.several_subjects();
            let mut steps = Vec::new();
            for subject in subjects.iter().cycle().take(PAIRS) {
                steps.push(Step::good(subject, stage.plain(subject)));
                steps.push(Step::variant(subject, forged(stage, subject)));
            }
            Plan::AtOnce(steps)
        }),
    ];
    let case = |id: &str, requirement, title: &str, probe: usize, rule: fn(&Transcript) -> Ruling| {
        Case::new(id, requirement, title, Isolation, vec![first + probe], rule)
    };
    let cases = vec![
        case(
            "isolation.same-token-at-once",
            "STA-001",
            "a token that is sent many times at once gives its own subject's each time",
            0,
            each_its_own,
        ),
        case(
            "isolation.same-token-at-once.live",
            "STA-003",
            "a token that is sent many times at once gives live credentials of its own pod",
            0,
            live,
        ),
        case(
            "isolation.side-by-side",
            "STA-001",
            "every subject gets its own, again and again on connections side by side",
            1,
            each_its_own,
        ),
        case(
            "isolation.good-and-bad-at-once",
            "STA-001",
            "of good and forged requests at once, the good get their own and the forged nothing",
            2,
            good_and_bad,
        ),
    ];
    // The number of requests at once is theirs to choose.
    (probes.into_iter().map(Probe::alone).collect(), cases)
}

/// The plain request with a signature that is another token's.
pub(super) fn forged(stage: &mut Stage, subject: &Subject) -> RequestSpec {
    let (own, other) = (stage.token(subject), stage.another_token(subject));
    let (signed, _) = own.rsplit_once('.').unwrap_or_default();
    let signature = other.rsplit('.').next().unwrap_or_default();
    RequestSpec::plain(subject.cluster().name(), &format!("{signed}.{signature}"))
}

/// STA-001, of good requests and forged ones together.
fn good_and_bad(transcript: &Transcript) -> Ruling {
    for turn in transcript.variants().filter(|turn| !turn.is_good) {
        let (observed, message) = match disposition(&turn.exchange) {
            Disposition::Refused(_) => continue,
            Disposition::Granted => {
                ("credentials for a forged token".to_owned(), "a forged `token` was granted".to_owned())
            }
            Disposition::Neither(words) => {
                (words.clone(), format!("a forged `token` got no proper answer: {words}"))
            }
        };
        let message = format!("among good and forged requests at once, {message}");
        return turn.tell(Ruling::broken(Finding::new("each its own, and none forged", observed, message)));
    }
    each_its_own(transcript)
}
