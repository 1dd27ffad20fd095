//! A probe that was carried out, as far as anybody outside may see it: without secrets.

use std::fmt;

use crate::case::Case;
use crate::evidence::Evidence;
use crate::judge::{Ruling, disposition};
use crate::probe::{Probe, Transcript, Turn};

/// A probe that was carried out: its exchanges in their redacted view, and what each case makes of them.
pub struct Performed<'a> {
    position: usize,
    probe: &'static Probe,
    pub(super) transcript: &'a Transcript,
}

impl<'a> Performed<'a> {
    pub(super) fn new(position: usize, probe: &'static Probe, transcript: &'a Transcript) -> Self {
        Self { position, probe, transcript }
    }

    pub(crate) fn id(&self) -> &'static str {
        self.probe.id()
    }

    /// Its turns as they are, for what keeps nothing of them that is secret.
    pub(crate) fn observed(&self) -> &'a [Turn] {
        &self.transcript.turns
    }

    /// Its place in the suite: probes may end in any order.
    #[must_use]
    pub fn position(&self) -> usize {
        self.position
    }

    /// What it sends, in a few words.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.probe.title()
    }

    /// What a case makes of it; `None` if the case does not look at it.
    #[must_use]
    pub fn ruling(&self, case: &Case) -> Option<Ruling> {
        case.probes().binary_search(&self.position).is_ok().then(|| case.judge(self.transcript))
    }

    /// Its exchanges, in the order of its requests.
    pub fn turns(&self) -> impl ExactSizeIterator<Item = PerformedTurn<'a>> + use<'a> {
        self.transcript.turns.iter().map(|turn| PerformedTurn { turn })
    }
}

impl fmt::Debug for Performed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Performed").field(&self.probe.id()).finish()
    }
}

/// One exchange of a probe.
pub struct PerformedTurn<'a> {
    turn: &'a Turn,
}

impl fmt::Debug for PerformedTurn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PerformedTurn").field(&self.outcome()).finish()
    }
}

impl PerformedTurn<'_> {
    /// What it is in its probe, and for whom its token was signed.
    #[must_use]
    pub fn role(&self) -> String {
        self.turn.role()
    }

    /// What came of it, in words: `granted`, `403 AccessDeniedException`, `no answer in time`.
    #[must_use]
    pub fn outcome(&self) -> String {
        disposition(&self.turn.exchange).describe()
    }

    /// What was sent and what came back, without secrets.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence::of(&self.turn.exchange)
    }
}
