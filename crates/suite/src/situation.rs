//! A situation: one request that differs from a good one in one point, and what a service may do with it.
//!
//! Tables of situations are what most cases are made of. Each becomes one probe (the variant and its twin) and one case
//! for each of its rows; the names of the errors are judged apart, for all situations of a kind together.

use eks_auth_world::defect::{Defect, Pointer};

use crate::Area;
use crate::case::Case;
use crate::catalogue::is_must;
use crate::expect::{Expect, TwinRefused, judge_pairs};
use crate::judge::Subject;
use crate::probe::{Plan, Probe, Step};
use crate::request::RequestSpec;
use crate::stage::Stage;

/// What a refusal is about, which decides what it may be called.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Kind {
    /// No genuine signature.
    Forged,
    /// Expired by more than a minute.
    Expired,
    /// Expired long ago, by an odd number.
    ExpiredOddly,
    /// Claims that entitle to nothing: times, issuer, audience.
    Claims,
    /// A subject of another kind, or in disagreement with itself.
    Subject,
    /// A critical extension that nobody knows.
    Crit,
    /// Expired and otherwise bad.
    ExpiredAndBad,
    /// Expired and without a genuine signature.
    ExpiredAndForged,
    /// Contains what the token's pattern asks for, and more.
    Overlong,
    /// The member `token` is unusable.
    TokenMember,
    /// The body is unusable.
    Body,
    /// A cluster that does not exist.
    UnknownCluster,
    /// No association.
    NoAssociation,
    /// A role that cannot be assumed.
    NotAssumable,
}

/// One row: what a requirement says of the situation. Without a suffix it takes the situation's own ID.
struct Row {
    suffix: Option<&'static str>,
    requirement: &'static str,
    expect: Expect,
}

impl Row {
    fn is_must(&self) -> bool {
        is_must(self.requirement)
    }
}

type Make = Box<dyn Fn(&mut Stage, &Subject) -> RequestSpec + Send + Sync>;
type MakeMany = Box<dyn Fn(&mut Stage, &Subject) -> Vec<Value> + Send + Sync>;

/// The good request beside which a refusal counts.
enum Twin {
    /// The plain request of the situation's subject.
    Plain,
    /// The plain request of the usual subject: what is special is the situation's subject itself.
    OfUsual,
    /// Another request of the situation's subject.
    Made(Make),
}

impl Twin {
    fn step(&self, stage: &mut Stage, subject: &Subject) -> Step {
        match self {
            Self::Plain => Step::twin(subject, stage.plain(subject)),
            Self::OfUsual => {
                let usual = stage.subject();
                Step::twin(&usual, stage.plain(&usual))
            }
            Self::Made(make) => Step::twin(subject, make(stage, subject)),
        }
    }
}

/// What a situation sends beside its twin.
enum Variants {
    One(Make),
    Many(MakeMany),
}

/// One value of a sweep: what it is in words, and the request that has it.
pub(crate) struct Value {
    what: String,
    request: RequestSpec,
    subject: Option<Subject>,
}

impl Value {
    pub(crate) fn new(what: impl Into<String>, request: RequestSpec) -> Self {
        Self { what: what.into(), request, subject: None }
    }

    /// Signed for another subject, or another pod, than the situation's.
    pub(crate) fn of(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    fn step(self, usual: &Subject) -> Step {
        Step::value(self.subject.as_ref().unwrap_or(usual), self.request, self.what)
    }
}
type Pick = fn(&Stage) -> Subject;

/// A request that differs from a good one in one point.
pub(crate) struct Situation {
    id: String,
    title: String,
    area: Area,
    kind: Option<Kind>,
    subject: Pick,
    variants: Variants,
    twin: Twin,
    twin_refused: TwinRefused,
    rows: Vec<Row>,
    reaches_operation: bool,
    judged_in_full: bool,
    pointer: Option<Pointer>,
}

/// A situation made by editing the plain request of the usual subject.
pub(crate) fn request(
    area: Area,
    id: impl Into<String>,
    title: impl Into<String>,
    edit: impl Fn(RequestSpec) -> RequestSpec + Send + Sync + 'static,
) -> Situation {
    staged(area, id, title, move |stage, subject| edit(stage.plain(subject)))
}

/// A situation made by a defective token in an otherwise plain request.
pub(crate) fn token(area: Area, defect: &'static Defect) -> Situation {
    let make = move |stage: &mut Stage, subject: &Subject| {
        let token = stage.defective(subject, defect);
        RequestSpec::plain(subject.cluster().name(), &token)
    };
    let row = staged(area, format!("token.{}", defect.id()), defect.title(), make);
    Situation { pointer: defect.pointer(), ..row }
}

/// A situation made from the stage as one likes.
pub(crate) fn staged(
    area: Area,
    id: impl Into<String>,
    title: impl Into<String>,
    make: impl Fn(&mut Stage, &Subject) -> RequestSpec + Send + Sync + 'static,
) -> Situation {
    Situation::new(area, id, title, Variants::One(Box::new(make)))
}

/// A situation with many variants: one dimension of the request, walked value by value. All are judged alike, each beside
/// the next twin; the values may be drawn from the stage's chance.
pub(crate) fn sweep(
    area: Area,
    id: impl Into<String>,
    title: impl Into<String>,
    make: impl Fn(&mut Stage, &Subject) -> Vec<Value> + Send + Sync + 'static,
) -> Situation {
    Situation::new(area, id, title, Variants::Many(Box::new(make)))
}

impl Situation {
    fn new(area: Area, id: impl Into<String>, title: impl Into<String>, variants: Variants) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            area,
            kind: None,
            subject: Stage::subject,
            variants,
            twin: Twin::Plain,
            twin_refused: TwinRefused::Undecided,
            rows: Vec::new(),
            reaches_operation: true,
            judged_in_full: false,
            pointer: None,
        }
    }

    /// What a requirement says of it, under the situation's own ID.
    pub(crate) fn expect(mut self, requirement: &'static str, expect: Expect) -> Self {
        self.rows.push(Row { suffix: None, requirement, expect });
        self
    }

    /// What a further requirement says of it, under the situation's ID and a suffix.
    pub(crate) fn also(mut self, suffix: &'static str, requirement: &'static str, expect: Expect) -> Self {
        self.rows.push(Row { suffix: Some(suffix), requirement, expect });
        self
    }

    /// What a refusal of it is about.
    pub(crate) fn kind(mut self, kind: Kind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Another subject than the usual one.
    pub(crate) fn subject(mut self, subject: Pick) -> Self {
        self.subject = subject;
        self
    }

    /// Another twin than the plain request of the subject.
    pub(crate) fn twin(
        mut self,
        make: impl Fn(&mut Stage, &Subject) -> RequestSpec + Send + Sync + 'static,
    ) -> Self {
        self.twin = Twin::Made(Box::new(make));
        self
    }

    /// The plain request of the usual subject as the twin.
    pub(crate) fn twin_of_usual(mut self) -> Self {
        self.twin = Twin::OfUsual;
        self
    }

    /// A twin that a good service may refuse: then the situation does not apply to it.
    pub(crate) fn optional_twin(mut self) -> Self {
        self.twin_refused = TwinRefused::NotApplicable;
        self
    }

    /// A request that may be refused before it reaches the operation, by a router or a framework: the form of such an error
    /// is nobody's promise.
    pub(crate) fn before_operation(mut self) -> Self {
        self.reaches_operation = false;
        self
    }

    /// A situation whose grants say something new: every requirement on a granted answer is judged of them.
    pub(crate) fn in_full(mut self) -> Self {
        self.judged_in_full = true;
        self
    }

    pub(crate) fn is_judged_in_full(&self) -> bool {
        self.judged_in_full
    }

    pub(crate) fn is(&self, kind: Kind) -> bool {
        self.kind == Some(kind)
    }

    /// What its first row expects, by which requirement, and what a refusal of it is about.
    pub(crate) fn verdict(&self) -> Option<(&'static str, Expect, Option<Kind>)> {
        self.rows.first().map(|row| (row.requirement, row.expect, self.kind))
    }

    /// How its token points to the suite's listener, if it does.
    pub(crate) fn pointer(&self) -> Option<Pointer> {
        self.pointer
    }

    pub(crate) fn id(&self) -> &str {
        &self.id
    }

    pub(crate) fn title(&self) -> &str {
        &self.title
    }

    pub(crate) fn area(&self) -> Area {
        self.area
    }

    /// Whether its ID ends so.
    pub(crate) fn has_twist(&self, twist: &str) -> bool {
        self.id.rsplit('.').next() == Some(twist)
    }

    pub(crate) fn has_operation_error(&self) -> bool {
        self.reaches_operation
    }

    /// Whether the twin shows that the service carries on after a refusal.
    pub(crate) fn has_certain_twin(&self) -> bool {
        self.twin_refused == TwinRefused::Undecided
    }

    /// The cases of its rows, all judging the probe at `probe`.
    pub(crate) fn cases(&self, probe: usize) -> Vec<Case> {
        let refused = self.twin_refused;
        self.rows
            .iter()
            .map(|row| {
                let id = match row.suffix {
                    None => self.id.clone(),
                    Some(suffix) => format!("{}.{suffix}", self.id),
                };
                let expect = row.expect;
                let title = self.title.clone();
                let case_title = format!("{title}: {}", expect.describe());
                Case::new(id, row.requirement, case_title, self.area, vec![probe], move |transcript| {
                    judge_pairs(transcript, expect, &title, refused)
                })
            })
            .collect()
    }

    /// The probe: the variant, and on the same connection its twin; of a sweep, every variant, and a twin now and then.
    pub(crate) fn into_probe(self) -> Probe {
        let is_good = self.rows.iter().any(|row| row.expect == Expect::Granted && row.is_must());
        let Self { id, title, subject, variants, twin, pointer, .. } = self;
        let probe = Probe::new(id, title, move |stage| {
            let subject = subject(stage);
            match &variants {
                Variants::One(make) => {
                    let variant = Step { is_good, ..Step::variant(&subject, make(stage, &subject)) };
                    Plan::InTurn(vec![variant, twin.step(stage, &subject)])
                }
                Variants::Many(make) => {
                    let values = make(stage, &subject).into_iter();
                    let variants = values.map(|value| Step { is_good, ..value.step(&subject) }).collect();
                    Plan::Sweep { variants, twin: Box::new(twin.step(stage, &subject)) }
                }
            }
        });
        if pointer.is_some() { probe.early() } else { probe }
    }
}
