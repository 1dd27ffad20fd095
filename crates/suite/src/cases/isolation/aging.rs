//! Tokens that expire while the suite looks on: what was granted once is not granted for ever.

use eks_auth_protocol::token::DecodedToken;

use crate::case::Case;
use crate::judge::{Finding, Ruling, Subject, disposition};
use crate::probe::{Aging, Plan, Probe, Step, Transcript, Turn};
use crate::request::RequestSpec;
use crate::stage::Stage;

use super::case;

/// So many seconds after `exp` services still grant, each as its leeway is. The last one is all that is allowed.
const LEEWAYS: [i64; 5] = [0, 5, 10, 30, 60];

/// So many seconds before the end of its leeway a token is sent for the first time.
const BEFORE_THE_END: i64 = 2;

/// How long after `exp` no leeway is left, in seconds.
pub(crate) const ALLOWED: f64 = 60.0;

pub(in crate::cases) fn probe_and_case(position: usize) -> (Probe, Case) {
    let title = "a token that was granted is refused once it has expired";
    let probe = Probe::new("isolation.outlived-token", "tokens that expire while they are in use", |stage| {
        let subject = stage.subject();
        let known = LEEWAYS.map(|leeway| expiring(stage, &subject, leeway - BEFORE_THE_END));
        let unknown = LEEWAYS.map(|leeway| expiring(stage, &subject, leeway - BEFORE_THE_END));
        let twin = Step::twin(&subject, stage.plain(&subject));
        Plan::Aging(Box::new(Aging { pairs: known.into_iter().zip(unknown).collect(), twin }))
    });
    let case = case("isolation.outlived-token", "STA-006", title, vec![position], outlives_nothing);
    (probe.early(), case)
}

/// A request whose token expired so many seconds ago.
fn expiring(stage: &mut Stage, subject: &Subject, seconds: i64) -> Step {
    let exp = stage.now() - seconds;
    let token = stage.edited(subject, |draft| draft.claims_mut().set("exp", exp));
    Step::variant(subject, RequestSpec::plain(subject.cluster().name(), &token))
}

/// How long ago the token of a turn had expired when it was sent, in seconds.
pub(crate) fn age(turn: &Turn) -> Option<f64> {
    let token = DecodedToken::decode(turn.exchange.sent().token()?).ok()?;
    let exp = token.claims().expires_at()?.whole_seconds()?;
    Some(turn.exchange.sent().at() - exp as f64)
}

fn outlives_nothing(transcript: &Transcript) -> Ruling {
    let granted = |turn: &&Turn| disposition(&turn.exchange).is_granted();
    let outlived =
        transcript.variants().filter(granted).find(|turn| age(turn).is_some_and(|age| age > ALLOWED));
    if let Some(turn) = outlived {
        let message =
            "a `token` that was granted before is granted again more than 60 seconds after its `exp`";
        let finding = Finding::new("refused", "credentials were granted", message);
        return Ruling::broken(finding).about(&turn.exchange);
    }
    if transcript.variants().any(|turn| granted(&turn)) {
        return Ruling::Holds("refused once expired".to_owned());
    }
    Ruling::NotApplicable("no token was granted that was about to expire".to_owned())
}
