//! Sends one recipe alone and says what it shows.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use eks_auth_world::World;

use super::build::{Built, build};
use super::edit::{BodyEdit, Change, Edit, MemberEdit, Object};
use super::finding::Shown;
use super::meaning::Due;
use super::options::SearchOptions;
use super::oracle::{Breach, breach};
use super::recipe::Recipe;
use super::sender::{Line, Sender};
use crate::evidence::Evidence;
use crate::exchange::Exchange;
use crate::judge::{Finding, Fingerprint, disposition, fingerprints};
use crate::stages::Stages;
use crate::target::Target;

/// So many fingerprints of credentials are kept at the most.
const KEPT: usize = 400_000;
/// The least time that a request is given while a hang is looked into.
const QUICK: Duration = Duration::from_secs(1);

/// Judges exchanges, one by one and against those that went before.
pub(super) struct Bench {
    stages: Stages,
    is_careful: bool,
    pub(super) line: Arc<Line>,
    owners: Mutex<HashMap<Fingerprint, Owner>>,
    attempts: AtomicU64,
    is_over: Box<dyn Fn() -> bool + Send + Sync>,
}

/// Whose credentials were given: cluster and association, and the pod's name.
#[derive(Clone, Eq, PartialEq)]
struct Owner {
    association: String,
    pod: String,
}

impl Bench {
    pub(super) fn new(
        target: &Target,
        options: &SearchOptions,
        line: Arc<Line>,
        is_over: impl Fn() -> bool + Send + Sync + 'static,
    ) -> Self {
        Self {
            stages: target.stages().clone(),
            is_careful: !options.hostile,
            line,
            owners: Mutex::default(),
            attempts: AtomicU64::new(1),
            is_over: Box::new(is_over),
        }
    }

    /// The requests of a recipe, with a `jti` that no other sending of it has.
    pub(super) fn build(&self, recipe: &Recipe) -> Option<Built> {
        let attempt = self.attempts.fetch_add(1, Ordering::Relaxed);
        self.build_for(recipe, attempt)
    }

    /// The requests of a recipe as the seed alone decides them.
    pub(super) fn build_first(&self, recipe: &Recipe) -> Option<Built> {
        self.build_for(recipe, 0)
    }

    /// Whether the requests of a recipe can be had: always where the keys of the world are here.
    pub(super) fn provides(&self, recipe: &Recipe) -> bool {
        !self.world().is_outside() || self.build_first(recipe).is_some()
    }

    pub(super) fn world(&self) -> &Arc<World> {
        self.stages.world()
    }

    fn build_for(&self, recipe: &Recipe, attempt: u64) -> Option<Built> {
        let now = self.line.now();
        let world = self.stages.world_now(now).ok()?;
        let built = build(recipe, &world, now as i64, attempt)?;
        let is_spared = self.is_careful && built.request.is_hostile();
        (world.lacking().is_none() && !is_spared).then_some(built)
    }

    /// What an exchange breaks, by itself or beside earlier ones.
    pub(super) fn judge(&self, built: &Built, exchange: &Exchange, others: &[&Exchange]) -> Option<Breach> {
        breach(built, exchange, others).or_else(|| self.shared(built, exchange))
    }

    /// Credentials that were given to somebody else before, or the session of another pod.
    fn shared(&self, built: &Built, exchange: &Exchange) -> Option<Breach> {
        if built.is_foreign || !disposition(exchange).is_granted() {
            return None;
        }
        let owner =
            Owner { association: built.subject.to_string(), pod: built.subject.pod().name().to_owned() };
        let mut owners = self.owners.lock().unwrap_or_else(PoisonError::into_inner);
        for print in fingerprints(exchange, &built.subject) {
            let known = match owners.get(&print) {
                Some(known) => known.clone(),
                None if owners.len() < KEPT => {
                    owners.insert(print, owner.clone());
                    continue;
                }
                None => continue,
            };
            if known.association != owner.association {
                let message = format!("`{}` is also that of {}", print.0, known.association);
                return Some(shared(
                    exchange,
                    "RSP-015",
                    "credentials of its own",
                    &format!("{} shared", print.0),
                    &message,
                ));
            }
            // Of a request that may be refused, whose pod it is may be left open too.
            if known.pod != owner.pod && built.meaning.due() == Due::Always {
                let message = format!("`{}` is that of an exchange of another pod", print.0);
                return Some(shared(
                    exchange,
                    "STA-003",
                    "a session of its own",
                    "the session of another pod",
                    &message,
                ));
            }
        }
        None
    }

    pub(super) fn prober(self: &Arc<Self>) -> Prober {
        Prober { sender: self.line.sender(), bench: Arc::clone(self) }
    }
}

fn shared(
    exchange: &Exchange,
    requirement: &'static str,
    expected: &str,
    observed: &str,
    message: &str,
) -> Breach {
    let finding = Finding::new(expected, observed, message).redacted(|text| exchange.redact(text));
    Breach { requirement, finding, is_proof: true, sort: requirement }
}

/// Sends recipes, each on connections of its own.
pub(super) struct Prober {
    sender: Sender,
    bench: Arc<Bench>,
}

impl Prober {
    /// The same with less patience, for requests that are known to hang: as long as ten slow answers take.
    pub(super) fn hurried(self, slowest: Duration) -> Self {
        let sender = self.bench.line.sender_within((slowest * 10).max(QUICK));
        Self { sender, ..self }
    }

    /// Whether there is no time or no request left.
    pub(super) fn is_over(&self) -> bool {
        (self.bench.is_over)()
    }

    /// Plain requests whose body, claims or header are as long as those of a recipe.
    pub(super) fn of_same_lengths(&self, recipe: &Recipe) -> Vec<Recipe> {
        let Some(built) = self.bench.build(recipe).filter(|_| recipe.edits.len() > 1) else {
            return Vec::new();
        };
        let mut parts = built.request.token().split('.').map(|part| part.len() * 3 / 4);
        let (header, claims) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let length = |of, length| Edit::Member(MemberEdit::new(of, "pad", Change::Length(length)));
        [
            Edit::Body(BodyEdit::Length(built.request.plain_body().len())),
            length(Object::Claims, claims),
            length(Object::Header, header),
        ]
        .into_iter()
        .map(|edit| Recipe { edits: vec![edit], before: None, ..recipe.clone() })
        .collect()
    }

    /// Sends a recipe alone. `None` if nothing is wrong.
    pub(super) async fn show(&mut self, recipe: &Recipe) -> Option<Shown> {
        let (exchange, breach) = self.send(recipe).await?;
        Some(Shown { recipe: recipe.clone(), breach: breach?, evidence: Evidence::of(&exchange) })
    }

    /// Sends a recipe alone, and what goes before it, on one fresh connection. `None` if it is of another world.
    pub(super) async fn send(&mut self, recipe: &Recipe) -> Option<(Exchange, Option<Breach>)> {
        let built = self.bench.build(recipe)?;
        self.sender.forget_connection();
        let mut before = Vec::with_capacity(built.before.len());
        for request in &built.before {
            before.push(self.sender.send(request).await);
        }
        let exchange = self.sender.send(&built.request).await;
        let others: Vec<&Exchange> = before.iter().collect();
        let breach = self.bench.judge(&built, &exchange, &others);
        Some((exchange, breach))
    }

    /// Whether a recipe is granted, as a plain one has to be.
    pub(super) async fn is_granted(&mut self, recipe: &Recipe) -> bool {
        let Some(built) = self.bench.build(recipe) else { return false };
        self.sender.forget_connection();
        disposition(&self.sender.send(&built.request).await).is_granted()
    }
}
