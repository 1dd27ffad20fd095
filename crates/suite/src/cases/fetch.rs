//! Whether a service follows where a token points: what only a listener of the suite can see.

use eks_auth_world::defect::Pointer;

use crate::Area::Signature;
use crate::callback::Followed;
use crate::case::Case;
use crate::judge::{Finding, Ruling, disposition};
use crate::probe::Transcript;
use crate::situation::Situation;

/// The cases over the situations whose tokens point to the listener; their probes begin at `first`.
pub(super) fn cases(situations: &[Situation], first: usize) -> Vec<Case> {
    let pointing = |wanted| {
        let all = situations.iter().enumerate();
        all.filter(move |(_, situation)| situation.pointer() == Some(wanted))
    };
    let each = pointing(Pointer::Http).map(|(index, situation)| {
        let id = format!("{}.nothing-fetched", situation.id());
        let what = situation.title().to_owned();
        let title = format!("{what}: nothing is fetched");
        let rule = move |transcript: &Transcript| nothing_fetched(transcript, &what);
        Case::new(id, "TOK-006", title, situation.area(), vec![first + index], rule)
    });
    // A handshake does not say which token it comes of, so they share a case.
    let probes = pointing(Pointer::Https).map(|(index, _)| first + index).collect();
    let title = "tokens that point elsewhere by https: no connection is made";
    let rule = |transcript: &Transcript| nothing_fetched(transcript, "the token points elsewhere by https");
    let secure = Case::new("token.https.nothing-fetched", "TOK-006", title, Signature, probes, rule);
    each.chain([secure]).map(Case::at_end).collect()
}

/// TOK-006. That the token is refused, or granted, is another case's business.
fn nothing_fetched(transcript: &Transcript, what: &str) -> Ruling {
    if transcript.followed == Followed::Unwatched {
        let what = "the service could not reach the suite: say where with --callback ADDR";
        return Ruling::Lacking(what.to_owned());
    }
    let (Some(variant), Some(twin)) = (transcript.variants().next(), transcript.twins().last()) else {
        return Ruling::Undecided("the probe was not carried out".to_owned());
    };
    if let Some(contact) = transcript.followed.first() {
        let observed = contact.describe();
        let message = format!("{what}: the service followed the `token` there, {observed}");
        return Ruling::broken(Finding::new("nothing fetched", observed, message)).about(&variant.exchange);
    }
    let twin = disposition(&twin.exchange);
    if twin.is_granted() {
        Ruling::Holds("nothing fetched".to_owned())
    } else {
        Ruling::Undecided(format!(
            "the token that points nowhere was not granted either ({})",
            twin.describe()
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn service_that_nobody_watches_is_not_judged() {
        let ruling = nothing_fetched(&Transcript::default(), "jku points elsewhere");
        assert!(matches!(ruling, Ruling::Lacking(what) if what.contains("--callback")));
    }
}
