//! A probe: requests that are sent together, and the transcript of what came back.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::callback::{Followed, Trail};
use crate::exchange::{Answer, Exchange, NoAnswer};
use crate::expect::THROTTLED;
use crate::judge::{Ruling, Subject, disposition};
use crate::redact::Secrets;
use crate::request::RequestSpec;
use crate::stage::Stage;

/// What a request is within its probe.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// The request that the probe is about.
    Variant,
    /// The same request without what makes the variant special: it shows that the service would grant.
    Twin,
}

/// One request of a probe, for whom it was signed, and on which connection it goes.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) part: Part,
    /// Which value of a sweep it is, in words.
    pub(crate) what: Option<String>,
    pub(crate) subject: Subject,
    pub(crate) request: RequestSpec,
    pub(crate) fresh: bool,
    /// How long the connection rests before it.
    pub(crate) rest: Duration,
    /// Whether it is good beyond doubt, so that its answer must be all that a granted answer must be.
    pub(crate) is_good: bool,
}

impl Step {
    pub(crate) fn variant(subject: &Subject, request: RequestSpec) -> Self {
        Self {
            part: Part::Variant,
            what: None,
            subject: subject.clone(),
            request,
            fresh: false,
            rest: Duration::ZERO,
            is_good: false,
        }
    }

    /// One of the many variants of a sweep.
    pub(crate) fn value(subject: &Subject, request: RequestSpec, what: String) -> Self {
        Self { what: Some(what), ..Self::variant(subject, request) }
    }

    pub(crate) fn twin(subject: &Subject, request: RequestSpec) -> Self {
        Self { part: Part::Twin, is_good: true, ..Self::variant(subject, request) }
    }

    /// What it is in its probe, and for whom it is signed, in words.
    pub(crate) fn role(&self) -> String {
        role(self.part, self.what.as_deref(), &self.subject)
    }

    /// A request that is good beyond doubt, where the probe is about good ones.
    pub(crate) fn good(subject: &Subject, request: RequestSpec) -> Self {
        Self { is_good: true, ..Self::variant(subject, request) }
    }

    /// What became of it.
    pub(crate) fn turn(self, exchange: Exchange) -> Turn {
        let Self { part, what, subject, is_good, .. } = self;
        Turn { part, what, subject, exchange, is_good, throttled: false, sent_again: None }
    }

    /// After a rest.
    pub(crate) fn after(mut self, rest: Duration) -> Self {
        self.rest = rest;
        self
    }

    /// On a connection of its own.
    pub(crate) fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }
}

fn role(part: Part, what: Option<&str>, subject: &Subject) -> String {
    let role = match (part, what) {
        (Part::Twin, _) => "the good request beside it",
        (Part::Variant, Some(what)) => what,
        (Part::Variant, None) => "the request in question",
    };
    format!("{role}, for {subject}")
}

/// How the requests of a probe go out.
pub(crate) enum Plan {
    /// One after the other, on one connection as long as it lasts.
    InTurn(Vec<Step>),
    /// All at once, each on a connection of its own.
    AtOnce(Vec<Step>),
    /// Several rows at once, each on a connection of its own and in turn.
    SideBySide(Vec<Vec<Step>>),
    /// All written at once on one connection; what it is closed before goes out once more, as a client would have it.
    Pipelined(Vec<Step>),
    /// Each on a connection of its own, piece by piece and by turns: all are begun before any is finished; then
    /// each once more by itself, as its twin.
    Interleaved(Vec<Step>),
    /// The variants one after the other on one connection; the twin after every few, after each that was not answered, and
    /// at the end.
    Sweep { variants: Vec<Step>, twin: Box<Step> },
    /// Tokens that expire while they are in use.
    Aging(Box<Aging>),
}

/// Tokens that expire while they are in use: pairs that expire in the same second, one to become known and one to stay
/// unknown until both have expired; in the order of their age.
pub(crate) struct Aging {
    pub(crate) pairs: Vec<(Step, Step)>,
    pub(crate) twin: Step,
}

type Script = Box<dyn Fn(&mut Stage) -> Plan + Send + Sync>;

/// Requests that are sent once in a run, however many cases judge them.
pub(crate) struct Probe {
    id: String,
    title: String,
    script: Script,
    alone: bool,
    early: bool,
}

impl Probe {
    pub(crate) fn new(
        id: impl Into<String>,
        title: impl Into<String>,
        script: impl Fn(&mut Stage) -> Plan + Send + Sync + 'static,
    ) -> Self {
        Self { id: id.into(), title: title.into(), script: Box::new(script), alone: false, early: false }
    }

    /// A probe whose outcome other requests could change: nothing else is under way while it runs.
    pub(crate) fn alone(mut self) -> Self {
        self.alone = true;
        self
    }

    /// A probe that rests, or may have a late effect: it begins before the others.
    pub(crate) fn early(mut self) -> Self {
        self.early = true;
        self
    }

    pub(crate) fn runs_early(&self) -> bool {
        self.early
    }

    pub(crate) fn runs_alone(&self) -> bool {
        self.alone
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    pub(crate) fn plan(&self, stage: &mut Stage) -> Plan {
        (self.script)(stage)
    }
}

impl fmt::Debug for Probe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Probe").field(&self.id).finish()
    }
}

/// One step that was carried out.
pub(crate) struct Turn {
    pub(crate) part: Part,
    pub(crate) what: Option<String>,
    pub(crate) subject: Subject,
    pub(crate) exchange: Exchange,
    pub(crate) is_good: bool,
    /// Whether it was throttled (429) at least once, at the end or before.
    pub(crate) throttled: bool,
    /// Why it went out once more alone, where it was first sent together with others on its connection.
    pub(crate) sent_again: Option<NoAnswer>,
}

/// What a probe brought to light, in the order of its steps.
#[derive(Default)]
pub(crate) struct Transcript {
    pub(crate) turns: Vec<Turn>,
    /// Where its tokens point.
    pub(crate) trail: Trail,
    /// Whether somebody followed them there; known for good at the end of the run alone.
    pub(crate) followed: Followed,
}

impl Turn {
    /// What it is in its probe, and for whom it was signed, in words.
    pub(crate) fn role(&self) -> String {
        role(self.part, self.what.as_deref(), &self.subject)
    }

    /// The same turn, of which these may not be shown.
    pub(crate) fn keeping(self, secrets: &Arc<Secrets>) -> Self {
        Self { exchange: self.exchange.keeping(secrets), ..self }
    }

    /// A ruling on it, with the exchange that shows a breach and the value of the sweep that led to it.
    pub(crate) fn tell(&self, ruling: Ruling) -> Ruling {
        match (ruling.about(&self.exchange), &self.what) {
            (Ruling::Broken(finding), Some(what)) => Ruling::broken(finding.of_request(what)),
            (ruling, _) => ruling,
        }
    }
}

impl Transcript {
    pub(crate) fn variants(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(|turn| turn.part == Part::Variant)
    }

    pub(crate) fn twins(&self) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(|turn| turn.part == Part::Twin)
    }

    /// Each variant beside the next twin after it.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&Turn, &Turn)> {
        self.turns.iter().enumerate().filter(|(_, turn)| turn.part == Part::Variant).filter_map(
            |(index, variant)| {
                let twin = self.turns.iter().skip(index).find(|turn| turn.part == Part::Twin)?;
                Some((variant, twin))
            },
        )
    }

    /// Whether the variant was throttled to the end while its twin was granted without any throttling.
    pub(crate) fn throttles_variant_only(&self) -> bool {
        let status = |turn: &Turn| turn.exchange.answer().map(Answer::status);
        let variant = self.variants().any(|turn| status(turn) == Some(THROTTLED));
        let mut twins = self.twins().peekable();
        variant
            && twins.peek().is_some()
            && twins.all(|turn| !turn.throttled && disposition(&turn.exchange).is_granted())
    }

    /// Whether some step could not even be sent.
    pub(crate) fn unreachable(&self) -> Option<&Turn> {
        self.turns.iter().find(|turn| turn.exchange.received().is_unreachable())
    }
}
