//! How sweeps over the token are put together.

use std::collections::HashSet;

use eks_auth_world::boundary::{METACHARACTERS, Sample, TEXTS, near};
use eks_auth_world::{Pod, TokenDraft};

use crate::Area;
use crate::judge::Subject;
use crate::request::RequestSpec;
use crate::situation::{Situation, Value, sweep};
use crate::stage::Stage;

/// So many places of a text are drawn beside the fixed ones.
const DRAWN: usize = 2;

/// A sweep whose values differ in their tokens alone.
pub(super) fn tokens(
    area: Area,
    id: &'static str,
    title: &'static str,
    fill: impl Fn(&mut Values<'_>) + Send + Sync + 'static,
) -> Situation {
    sweep(area, id, title, move |stage, subject| {
        let mut values = Values {
            stage,
            subject,
            values: Vec::new(),
            sent: HashSet::new(),
            pods: HashSet::new(),
            plain: None,
        };
        fill(&mut values);
        values.values
    })
}

/// The values of a sweep, as they are put together.
pub(super) struct Values<'s> {
    stage: &'s mut Stage,
    subject: &'s Subject,
    values: Vec<Value>,
    sent: HashSet<String>,
    pods: HashSet<Pod>,
    plain: Option<Parts>,
}

/// A token's three parts, as they stand between the dots.
#[derive(Clone, Eq, PartialEq)]
pub(super) struct Parts {
    pub(super) header: String,
    pub(super) payload: String,
    pub(super) signature: String,
}

impl Parts {
    pub(super) fn of(token: &str) -> Self {
        let mut parts = token.splitn(3, '.').map(str::to_owned);
        let mut next = || parts.next().unwrap_or_default();
        Self { header: next(), payload: next(), signature: next() }
    }

    pub(super) fn join(&self) -> String {
        format!("{}.{}.{}", self.header, self.payload, self.signature)
    }
}

/// One of the three.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Part {
    Header,
    Payload,
    Signature,
}

impl Part {
    pub(super) fn of(self, token: &mut Parts) -> &mut String {
        match self {
            Self::Header => &mut token.header,
            Self::Payload => &mut token.payload,
            Self::Signature => &mut token.signature,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Payload => "payload",
            Self::Signature => "signature",
        }
    }
}

impl Values<'_> {
    /// A genuine token, edited before it is signed.
    pub(super) fn genuine(&mut self, what: impl Into<String>, edit: impl FnOnce(&mut TokenDraft<'_>)) {
        let token = self.stage.edited(self.subject, edit);
        self.text(what, &token);
    }

    /// Any text in the token's place. What two tables have is sent once.
    pub(super) fn text(&mut self, what: impl Into<String>, token: &str) {
        if self.sent.insert(token.to_owned()) {
            self.values.push(Value::new(what, RequestSpec::plain(self.subject.cluster().name(), token)));
        }
    }

    /// The plain token of another pod of the same service account. The same pod is sent once.
    pub(super) fn of_pod(&mut self, what: impl Into<String>, pod: Pod) {
        if self.pods.insert(pod.clone()) {
            let subject = self.subject.clone().with_pod(pod);
            let request = self.stage.plain(&subject);
            self.values.push(Value::new(what, request).of(subject));
        }
    }

    /// The plain token of a service account that has no association.
    pub(super) fn unassociated(&mut self, what: impl Into<String>, namespace: &str, account: &str) {
        let pod = Pod::new(namespace, account).with_name(self.subject.pod().name());
        let request = self.stage.plain_of_pod(self.subject, pod);
        self.values.push(Value::new(what, request));
    }

    /// The plain token of the sweep, to be changed: the same each time, since signing costs more than sending.
    pub(super) fn plain(&mut self) -> Parts {
        let (stage, subject) = (&mut *self.stage, self.subject);
        self.plain.get_or_insert_with(|| Parts::of(&stage.token(subject))).clone()
    }

    /// The token of an edited draft, to be changed.
    pub(super) fn signed(&mut self, edit: impl FnOnce(&mut TokenDraft<'_>)) -> Parts {
        Parts::of(&self.stage.edited(self.subject, edit))
    }

    /// Places in something of this length: both ends, the middle, those at the lengths of common buffers; after them some
    /// that the seed decides.
    pub(super) fn places(&mut self, length: usize) -> Vec<usize> {
        let fixed =
            [0, 1, 8, 16, 32, 64, 128, length / 2, length.saturating_sub(2), length.saturating_sub(1)];
        let drawn = [(); DRAWN].map(|()| self.stage.draw(length));
        let mut seen = HashSet::new();
        fixed.into_iter().chain(drawn).filter(|place| *place < length && seen.insert(*place)).collect()
    }

    /// Every so many-th of the samples of a family that is too large to be sent whole, and some that the seed decides.
    pub(super) fn some_of<T>(&mut self, samples: impl IntoIterator<Item = T>, every: usize) -> Vec<T> {
        let samples: Vec<T> = samples.into_iter().collect();
        let drawn: Vec<usize> = (0..DRAWN).map(|_| self.stage.draw(samples.len())).collect();
        let wanted = |place: usize| place.is_multiple_of(every) || drawn.contains(&place);
        samples
            .into_iter()
            .enumerate()
            .filter(|(place, _)| wanted(*place))
            .map(|(_, sample)| sample)
            .collect()
    }

    /// The text with some odd one before it, after it or in its middle, by turns: every so many-th, and some that the seed
    /// decides.
    pub(super) fn with_more(&mut self, text: &str, every: usize) -> Vec<Sample> {
        let odd = TEXTS.iter().chain(METACHARACTERS).enumerate();
        let extended =
            odd.filter_map(|(number, odd)| near::extended(text, odd).into_iter().cycle().nth(number + 1));
        self.some_of(extended, every)
    }

    /// A number below `bound` that the seed decides.
    pub(super) fn draw(&mut self, bound: usize) -> usize {
        self.stage.draw(bound)
    }

    /// The moment of the probe, in whole epoch seconds.
    pub(super) fn now(&self) -> i64 {
        self.stage.now()
    }

    pub(super) fn stage(&mut self) -> &mut Stage {
        self.stage
    }

    pub(super) fn subject(&self) -> Subject {
        self.subject.clone()
    }
}
