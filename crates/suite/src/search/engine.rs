//! Sends what the generator makes up, in parallel, and looks into whatever breaks a requirement.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{RwLock, mpsc};
use tokio::time::Instant;

use super::build::Built;
use super::finding::{SearchFinding, Shown};
use super::generate::Generator;
use super::oracle::Breach;
use super::prober::{Bench, Prober};
use super::recipe::{Before, Recipe};
use super::sender::{Line, Sender};
use super::shrink::shrunk;
use super::{Ending, SearchOptions};
use crate::evidence::Evidence;
use crate::exchange::{Exchange, Received};
use crate::judge::{Subject, disposition};
use crate::target::Target;

/// After so many requests of a worker a plain one shows that the service goes on.
const TWIN_EVERY: u64 = 8;
/// So many findings of one sort: further ones are counted and not looked into.
const ALIKE: usize = 10;
/// So many findings in all, and the search ends: there is enough to mend.
const MOST: usize = 50;
/// How often a request is sent again before a breach counts as one that comes and goes.
const AGAIN: usize = 3;

/// What a search tells while it goes on.
pub(super) enum Notice {
    /// So many requests went out, of so many cases.
    Progress {
        cases: u64,
        requests: u64,
    },
    Found(Box<SearchFinding>),
}

/// One search: what its workers share.
pub(super) struct Engine {
    bench: Arc<Bench>,
    generator: Generator,
    seed: u64,
    cases: u64,
    next: AtomicU64,
    halt: Arc<Halt>,
    /// Whoever looks into a breach keeps the others from sending, so that nothing else is to blame.
    quiet: RwLock<()>,
    found: Mutex<Vec<SearchFinding>>,
    unstable: AtomicU64,
    lacking: AtomicU64,
    slowest_micros: AtomicU64,
    notices: mpsc::UnboundedSender<Notice>,
}

/// When and why to end.
pub(super) struct Halt {
    deadline: Option<Instant>,
    line: Arc<Line>,
    stopped: AtomicBool,
    lost: AtomicBool,
}

impl Halt {
    pub(super) fn is_due(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
            || self.lost.load(Ordering::Relaxed)
            || self.line.is_spent()
            || self.deadline.is_some_and(|deadline| Instant::now() >= deadline)
    }

    pub(super) fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Why the search ended, as far as that was not its own plan.
    pub(super) fn ending(&self) -> Option<Ending> {
        if self.lost.load(Ordering::Relaxed) {
            Some(Ending::Lost)
        } else if self.stopped.load(Ordering::Relaxed) {
            Some(Ending::Interrupted)
        } else if self.line.was_away() {
            Some(Ending::Away)
        } else {
            None
        }
    }
}

impl Engine {
    pub(super) fn new(
        target: &Target,
        options: &SearchOptions,
        notices: mpsc::UnboundedSender<Notice>,
    ) -> Self {
        let line = Arc::new(Line::new(target, options.limits, options.budget, options.rate));
        let halt = Arc::new(Halt {
            deadline: options.time.map(|time| Instant::now() + time),
            line: Arc::clone(&line),
            stopped: AtomicBool::new(false),
            lost: AtomicBool::new(false),
        });
        let over = Arc::clone(&halt);
        Self {
            generator: Generator::new(
                target.world(),
                line.now() as i64,
                options.seed,
                options.corpus.clone(),
            ),
            bench: Arc::new(Bench::new(target, options, line, move || over.is_due())),
            seed: options.seed,
            cases: options.cases,
            next: AtomicU64::new(0),
            halt,
            quiet: RwLock::new(()),
            found: Mutex::default(),
            unstable: AtomicU64::new(0),
            lacking: AtomicU64::new(0),
            slowest_micros: AtomicU64::new(0),
            notices,
        }
    }

    pub(super) fn halt(&self) -> &Arc<Halt> {
        &self.halt
    }

    pub(super) fn line(&self) -> &Arc<Line> {
        &self.bench.line
    }

    /// How many cases were begun.
    pub(super) fn cases(&self) -> u64 {
        self.next.load(Ordering::Relaxed).min(self.cases)
    }

    /// How many breaches came and went, and prove nothing.
    pub(super) fn unstable(&self) -> u64 {
        self.unstable.load(Ordering::Relaxed)
    }

    /// How many requests could not be made of what a profile gives.
    pub(super) fn lacking(&self) -> u64 {
        self.lacking.load(Ordering::Relaxed)
    }

    pub(super) fn take_found(&self) -> Vec<SearchFinding> {
        std::mem::take(&mut self.found())
    }

    fn found(&self) -> MutexGuard<'_, Vec<SearchFinding>> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The plain request of every association: whether any was granted, and if none, what came back for the first.
    pub(super) async fn begin(self: &Arc<Self>) -> Result<(), Exchange> {
        let mut first = None;
        let mut granted = false;
        let mut sender = self.line().sender();
        for (cluster, association) in self.associations() {
            let recipe = Recipe::plain(cluster, association, self.seed);
            let Some(built) = self.bench.build_first(&recipe) else { continue };
            let exchange = self.timed(&mut sender, &built).await;
            granted |= disposition(&exchange).is_granted();
            let breach = self.bench.judge(&built, &exchange, &[]);
            let unreachable = exchange.received().is_unreachable();
            first.get_or_insert_with(|| (built, exchange.clone(), recipe.clone(), breach.clone()));
            if unreachable || (!granted && association > 2) {
                break;
            }
            if let Some(breach) = breach.filter(|_| granted) {
                self.look_into(recipe, None, breach, &exchange).await;
            }
        }
        let Some((_, exchange, recipe, breach)) = first else { return Ok(()) };
        if granted {
            return Ok(());
        }
        // Nothing is granted at all. A failure is one all the same.
        if let Some(breach) = breach.filter(|breach| breach.is_proof) {
            self.look_into(recipe, None, breach, &exchange).await;
        }
        Err(exchange)
    }

    fn associations(&self) -> Vec<(usize, usize)> {
        let clusters = self.bench.world().clusters().iter().enumerate();
        clusters
            .flat_map(|(cluster, known)| (0..known.associations().len()).map(move |at| (cluster, at)))
            .collect()
    }

    /// One worker, until there is nothing left to do.
    pub(super) async fn work(self: Arc<Self>) {
        let mut sender = self.line().sender();
        let mut previous: Option<Recipe> = None;
        let mut last_granted: Option<Exchange> = None;
        while let Some(number) = self.take() {
            let recipe = self.generator.recipe(number);
            if !self.bench.provides(&recipe) {
                self.lacking.fetch_add(1, Ordering::Relaxed);
                continue;
            }
            let exchange = self.one(&mut sender, &recipe, previous.as_ref(), last_granted.as_ref()).await;
            let unanswered =
                exchange.as_ref().is_none_or(|exchange| matches!(exchange.received(), Received::Nothing(_)));
            if unanswered || number % TWIN_EVERY == TWIN_EVERY - 1 {
                let twin = recipe.twin();
                if let Some(exchange) = self.one(&mut sender, &twin, Some(&recipe), None).await
                    && disposition(&exchange).is_granted()
                {
                    last_granted = Some(exchange);
                }
            }
            previous = Some(recipe);
            // A search that nobody listens to any more still ends.
            _ = self.notices.send(Notice::Progress { cases: self.cases(), requests: self.line().requests() });
        }
    }

    fn take(&self) -> Option<u64> {
        if self.halt.is_due() || self.found().len() >= MOST {
            return None;
        }
        Some(self.next.fetch_add(1, Ordering::Relaxed)).filter(|number| *number < self.cases)
    }

    /// Sends the requests of a recipe; what breaks a requirement is looked into.
    async fn one(
        self: &Arc<Self>,
        sender: &mut Sender,
        recipe: &Recipe,
        previous: Option<&Recipe>,
        other: Option<&Exchange>,
    ) -> Option<Exchange> {
        let built = self.bench.build_first(recipe)?;
        let (exchange, breach) = {
            let _among_others = self.quiet.read().await;
            let mut before = Vec::with_capacity(built.before.len());
            for request in &built.before {
                before.push(sender.send(request).await);
            }
            let exchange = self.timed(sender, &built).await;
            let others: Vec<&Exchange> = before.iter().chain(other).collect();
            let breach = self.bench.judge(&built, &exchange, &others);
            (exchange, breach)
        };
        if self.line().is_mute() || (self.line().is_lost() && !self.line().comes_back().await) {
            self.halt.lost.store(true, Ordering::Relaxed);
        }
        if let Some(breach) = breach {
            self.look_into(recipe.clone(), previous, breach, &exchange).await;
        }
        Some(exchange)
    }

    async fn timed(&self, sender: &mut Sender, built: &Built) -> Exchange {
        let begun = Instant::now();
        let exchange = sender.send(&built.request).await;
        if exchange.answer().is_some() {
            let micros = u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX);
            self.slowest_micros.fetch_max(micros, Ordering::Relaxed);
        }
        exchange
    }

    /// Reproduces a breach, shrinks what shows it, and keeps it if it is a new one.
    async fn look_into(
        self: &Arc<Self>,
        recipe: Recipe,
        previous: Option<&Recipe>,
        breach: Breach,
        exchange: &Exchange,
    ) {
        if self.is_known(&breach, &recipe) {
            return;
        }
        let _alone = self.quiet.write().await;
        // Somebody else may have found it while this one waited.
        if self.is_known(&breach, &recipe) || self.found().len() >= MOST {
            return;
        }
        if !self.line().comes_back().await {
            self.halt.lost.store(true, Ordering::Relaxed);
            if !exchange.received().is_unreachable() {
                self.keep(Shown { recipe, breach, evidence: Evidence::of(exchange) }, false);
            }
            return;
        }
        let mut prober = self.bench.prober();
        let Some(shown) = self.reproduced(&mut prober, &recipe, previous, &breach).await else {
            match breach.is_proof {
                true => self.keep(Shown { recipe, breach, evidence: Evidence::of(exchange) }, false),
                false => _ = self.unstable.fetch_add(1, Ordering::Relaxed),
            }
            return;
        };
        let mut prober = match breach.finding.observed().contains("time") {
            true => prober.hurried(Duration::from_micros(self.slowest_micros.load(Ordering::Relaxed))),
            false => prober,
        };
        let smallest = shrunk(shown.clone(), &mut prober).await;
        let smallest = self.with_its_history(smallest, &mut prober).await;
        // A refusal counts only beside a twin that is granted.
        if smallest.breach.is_refusal() && !self.has_granted_twin(&smallest.recipe).await {
            self.unstable.fetch_add(1, Ordering::Relaxed);
            return;
        }
        self.keep(smallest, true);
    }

    /// Somebody else's answer may come of what was asked long before: then the finding has to say who asked, or a fresh service
    /// would not show it.
    async fn with_its_history(&self, shown: Shown, prober: &mut Prober) -> Shown {
        if !shown.breach.is_of_another() || shown.recipe.before.is_some() {
            return shown;
        }
        for (cluster, association) in self.associations() {
            if (cluster, association) == (shown.recipe.cluster, shown.recipe.association) {
                continue;
            }
            let asked = Recipe { cluster, association, ..shown.recipe.clone() };
            let recipe = Recipe { before: Some(Before::Request(Box::new(asked))), ..shown.recipe.clone() };
            if let Some(again) = prober.show(&recipe).await
                && again.breach.is_like(&shown.breach)
            {
                return again;
            }
        }
        shown
    }

    async fn has_granted_twin(&self, recipe: &Recipe) -> bool {
        let mut prober = self.bench.prober();
        let first = Recipe::plain(0, 0, self.seed);
        let is_plain = recipe.edits.is_empty() && recipe.before.is_none();
        if !is_plain && prober.is_granted(&recipe.twin()).await {
            return true;
        }
        // The plain request of this association is itself what is refused: then that of another one counts.
        (recipe.cluster, recipe.association) != (0, 0) && prober.is_granted(&first).await
            || (self.associations().len() > 1
                && is_plain
                && prober.is_granted(&Recipe::plain(0, 1, self.seed)).await)
    }

    /// The breach once more, by the same request alone, or with the one before it.
    async fn reproduced(
        &self,
        prober: &mut Prober,
        recipe: &Recipe,
        previous: Option<&Recipe>,
        breach: &Breach,
    ) -> Option<Shown> {
        let alone = std::iter::repeat_n(recipe.clone(), AGAIN);
        let after = previous.filter(|_| recipe.before.is_none()).map(|previous| Recipe {
            before: Some(Before::Request(Box::new(previous.clone()))),
            ..recipe.clone()
        });
        for candidate in alone.chain(after) {
            if let Some(shown) = prober.show(&candidate).await
                && shown.breach.is_like(breach)
            {
                return Some(shown);
            }
        }
        None
    }

    /// Whether a request shows what a smaller one showed before, or one more of what there is enough of.
    fn is_known(&self, breach: &Breach, recipe: &Recipe) -> bool {
        let places = recipe.places();
        let mut found = self.found();
        let mut alike = found.iter_mut().filter(|known| known.breach().is_like(breach));
        let mut count = 0;
        let same = alike.find(|known| {
            count += 1;
            known.recipe().places().iter().all(|place| places.contains(place))
        });
        match same {
            Some(known) => {
                known.see_again();
                true
            }
            None => count >= ALIKE,
        }
    }

    fn keep(&self, shown: Shown, reproduced: bool) {
        let Some(subject) = Subject::new(self.bench.world(), shown.recipe.cluster, shown.recipe.association)
        else {
            return;
        };
        let finding = SearchFinding::new(shown, &subject, self.seed, reproduced);
        let mut found = self.found();
        if let Some(known) = found.iter_mut().find(|known| known.id() == finding.id()) {
            return known.see_again();
        }
        _ = self.notices.send(Notice::Found(Box::new(finding.clone())));
        found.push(finding);
    }
}
