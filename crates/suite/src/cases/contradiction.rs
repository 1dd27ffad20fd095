//! A claim that is there twice, in both orders: one and the same value has to decide.

use eks_auth_world::defect;

use crate::Area::Claims;
use crate::case::Case;
use crate::judge::{Finding, Ruling, disposition};
use crate::probe::{Plan, Probe, Step, Transcript};
use crate::request::RequestSpec;

/// ID, claim, and the two defects that differ only in the order of the claim's values.
const CLAIMS: &[(&str, &str, [&str; 2])] = &[
    ("token.both-orders.exp", "exp", ["duplicate-exp-last-past", "duplicate-exp-first-past"]),
    ("token.both-orders.aud", "aud", ["duplicate-aud-last-other", "duplicate-aud-first-other"]),
    ("token.both-orders.iss", "iss", ["duplicate-iss-last-other", "duplicate-iss-first-other"]),
    ("token.both-orders.sub", "sub", ["duplicate-sub-last-other", "duplicate-sub-first-other"]),
];

/// The probes, which begin at `first`, and their cases.
pub(super) fn probes_and_cases(first: usize) -> (Vec<Probe>, Vec<Case>) {
    CLAIMS
        .iter()
        .enumerate()
        .map(|(index, (id, claim, defects))| {
            let title = format!("`{claim}` is there twice, a good and a bad value, in either order");
            let probe = Probe::new(*id, &title, |stage| {
                let subject = stage.subject();
                let mut steps = Vec::new();
                for defect in defects.iter().filter_map(|id| defect::find(id)) {
                    let token = stage.defective(&subject, defect);
                    steps.push(Step::variant(&subject, RequestSpec::plain(subject.cluster().name(), &token)));
                }
                steps.push(Step::twin(&subject, stage.plain(&subject)));
                Plan::InTurn(steps)
            });
            let case = Case::new(
                *id,
                "TOK-023",
                format!("{title}: not granted both times"),
                Claims,
                vec![first + index],
                |transcript| one_order_decides(transcript, claim),
            );
            (probe, case)
        })
        .unzip()
}

fn one_order_decides(transcript: &Transcript, claim: &str) -> Ruling {
    let mut granted = transcript.variants().filter(|turn| disposition(&turn.exchange).is_granted());
    if let (Some(_), Some(second)) = (granted.next(), granted.next()) {
        let message = format!(
            "`{claim}` was good enough in whichever place its good value stood: no single value decides"
        );
        let finding =
            Finding::new("refused, or one place of the value decides", "granted in both orders", message);
        return Ruling::broken(finding).about(&second.exchange);
    }
    match transcript.twins().last().map(|twin| disposition(&twin.exchange)) {
        Some(outcome) if outcome.is_granted() => {
            Ruling::Holds("refused, or one place of the value decides".to_owned())
        }
        Some(outcome) => {
            Ruling::Undecided(format!("the plain request was not granted either ({})", outcome.describe()))
        }
        None => Ruling::Undecided("the probe was not carried out".to_owned()),
    }
}
