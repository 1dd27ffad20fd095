//! Carries out one probe: builds its requests, signs them, sends them, waits out throttling.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant, UNIX_EPOCH};

use eks_auth_mock::Clock;
use tokio::task::JoinSet;

use crate::callback::{Callback, Followed};
use crate::cases::suite;
use crate::client::{Client, Connector, Endpoint, Limits, interleave};
use crate::exchange::{Exchange, Flaw, Received};
use crate::options::Options;
use crate::pace::Pace;
use crate::probe::{Part, Plan, Step, Transcript, Turn};
use crate::provision::{self, Care, Provision, TWIN_EVERY, Unsent};
use crate::request::Prepared;
use crate::sign::Signer;
use crate::skew::{Skew, SkewMeter};
use crate::stages::Stages;
use crate::streak::Streak;
use crate::target::Target;
use crate::throttle;

/// So many requests in a row without a byte of an answer, and the service is lost.
const LOST_AFTER: u32 = 4;
/// So many requests in a row without a whole answer in time, and the service is lost too: one that answers a byte a second
/// answers nobody.
const LOST_AFTER_LATE: u32 = 16;
/// So many requests that are due a refusal, throttled to the end while their twins are granted at once, and no more of them
/// are tried again: the service throttles them for what they are.
const THROTTLED_FOR_GOOD: u32 = 3;

/// Sends probes. Shared by all that are under way at once.
pub(super) struct Performer {
    connector: Connector,
    limits: Limits,
    stages: Stages,
    care: Care,
    provision: Option<Provision>,
    pace: Pace,
    signer: Signer,
    clock: Clock,
    seed: u64,
    unanswered: Streak,
    late: Streak,
    throttled_alone: AtomicU32,
    answered: AtomicBool,
    silence: Mutex<Option<String>>,
    skew: SkewMeter,
    callback: Option<Callback>,
}

impl Performer {
    pub(super) fn new(
        target: &Target,
        options: &Options,
        provision: Option<Provision>,
        callback: Option<Callback>,
    ) -> Self {
        Self {
            connector: target.connector(),
            limits: options.limits,
            stages: target.stages().clone(),
            care: Care::of(options),
            provision,
            pace: Pace::new(options.rate, options.budget),
            signer: target.signer(),
            clock: target.clock().clone(),
            seed: options.seed,
            unanswered: Streak::default(),
            late: Streak::default(),
            throttled_alone: AtomicU32::new(0),
            answered: AtomicBool::new(false),
            silence: Mutex::new(None),
            skew: SkewMeter::of(target.kind()),
            callback,
        }
    }

    pub(super) fn endpoint(&self) -> &Endpoint {
        self.connector.endpoint()
    }

    /// A user of the service, without a connection yet.
    pub(super) fn client(&self) -> Client {
        Client::new(self.connector.clone(), self.limits)
    }

    /// How far the service's clock is from the suite's, if it is too far.
    pub(super) fn skew(&self) -> Option<Skew> {
        self.skew.read()
    }

    /// What was planned, of a run that is bounded.
    pub(super) fn provision(&self) -> Option<&Provision> {
        self.provision.as_ref()
    }

    /// How fast requests go out, and what came of them.
    pub(super) fn pace(&self) -> &Pace {
        &self.pace
    }

    /// Whether nothing is answered any more.
    pub(super) fn lost(&self) -> bool {
        self.unanswered.reaches(LOST_AFTER) || self.late.reaches(LOST_AFTER_LATE)
    }

    /// Whether there ever was a byte of an answer.
    pub(super) fn ever_answered(&self) -> bool {
        self.answered.load(Ordering::Relaxed)
    }

    /// Why the last request that got no answer in time got none.
    pub(super) fn last_silence(&self) -> Option<String> {
        self.silence.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Whether somebody followed where the probe's tokens point.
    pub(super) fn followed(&self, transcript: &Transcript) -> Followed {
        self.callback.as_ref().map_or_else(Followed::default, |callback| callback.followed(&transcript.trail))
    }

    /// Whether there is a listener that the service can reach.
    pub(super) fn listens(&self) -> bool {
        self.callback.is_some()
    }

    /// Carries out the probe at this position of the suite, if it can be sent.
    pub(super) async fn perform(self: &Arc<Self>, position: usize) -> (Result<Transcript, Unsent>, Duration) {
        let started = Instant::now();
        let performed = self.try_perform(position).await;
        (performed, started.elapsed())
    }

    async fn try_perform(self: &Arc<Self>, position: usize) -> Result<Transcript, Unsent> {
        let Some(probe) = suite().probes.get(position) else { return Ok(Transcript::default()) };
        if let Some(why) = self.provision.as_ref().and_then(|provision| provision.unsent(position)) {
            return Err(why.clone());
        }
        let (now, url) = (self.now(), self.callback.as_ref().map(Callback::url));
        let stage = self.stages.stage(now, self.seed, probe.id()).map(|stage| stage.with_callback(url));
        let (plan, trail) = provision::plan(probe, stage, self.care)?;
        let mut turns = match plan {
            Plan::InTurn(steps) => self.in_turn(steps).await,
            Plan::AtOnce(steps) => {
                self.side_by_side(steps.into_iter().map(|step| vec![step]).collect()).await
            }
            Plan::SideBySide(rows) => self.side_by_side(rows).await,
            Plan::Pipelined(steps) => self.pipelined(steps).await,
            Plan::Interleaved(steps) => self.interleaved(steps).await,
            Plan::Aging(aging) => self.age(*aging).await,
            Plan::Sweep { variants, twin } => self.sweep(variants, &twin).await,
        };
        if let Some(secrets) = self.stages.secrets(now) {
            turns = turns.into_iter().map(|turn| turn.keeping(&secrets)).collect();
        }
        let transcript = Transcript { turns, trail, followed: Followed::default() };
        if transcript.throttles_variant_only() {
            self.throttled_alone.fetch_add(1, Ordering::Relaxed);
        }
        Ok(transcript)
    }

    async fn in_turn(&self, steps: Vec<Step>) -> Vec<Turn> {
        let mut client = self.client();
        let mut turns = Vec::with_capacity(steps.len());
        for step in steps {
            if step.fresh {
                client.forget_connection();
            }
            tokio::time::sleep(step.rest).await;
            turns.push(self.turn(&mut client, step).await);
            if self.lost() {
                break;
            }
        }
        turns
    }

    async fn sweep(&self, variants: Vec<Step>, twin: &Step) -> Vec<Turn> {
        let mut client = self.client();
        let mut turns = Vec::with_capacity(variants.len() + variants.len() / TWIN_EVERY + 1);
        let last = variants.len().saturating_sub(1);
        for (index, step) in variants.into_iter().enumerate() {
            let turn = self.turn(&mut client, step).await;
            let unanswered = matches!(turn.exchange.received(), Received::Nothing(_));
            turns.push(turn);
            if unanswered || index == last || (index + 1) % TWIN_EVERY == 0 {
                turns.push(self.turn(&mut client, twin.clone()).await);
            }
            if self.lost() {
                break;
            }
        }
        turns
    }

    async fn side_by_side(self: &Arc<Self>, rows: Vec<Vec<Step>>) -> Vec<Turn> {
        let mut running = JoinSet::new();
        for (index, row) in rows.into_iter().enumerate() {
            let performer = Arc::clone(self);
            running.spawn(async move { (index, performer.in_turn(row).await) });
        }
        let mut rows: Vec<(usize, Vec<Turn>)> = running.join_all().await;
        rows.sort_by_key(|(index, _)| *index);
        rows.into_iter().flat_map(|(_, turns)| turns).collect()
    }

    async fn pipelined(&self, steps: Vec<Step>) -> Vec<Turn> {
        let mut client = self.client();
        self.turns_of(steps.len()).await;
        let requests: Vec<Prepared> = steps.iter().map(|step| self.prepare(step)).collect();
        let exchanges = client.pipeline(&requests).await;
        let mut turns = Vec::with_capacity(steps.len());
        for (step, exchange) in steps.into_iter().zip(exchanges) {
            // A service may close the connection instead of answering all: then that goes out once more.
            let Received::Nothing(reason) = *exchange.received() else {
                turns.push(self.settled(&mut client, step, exchange).await);
                continue;
            };
            let turn = self.turn(&mut client, step).await;
            turns.push(Turn { sent_again: Some(reason), ..turn });
            if self.lost() {
                break;
            }
        }
        turns
    }

    async fn interleaved(&self, steps: Vec<Step>) -> Vec<Turn> {
        self.turns_of(steps.len()).await;
        let requests: Vec<Prepared> = steps.iter().map(|step| self.prepare(step)).collect();
        let exchanges = interleave(&self.connector, &self.limits, &requests).await;
        let mut client = self.client();
        let mut turns = Vec::with_capacity(2 * steps.len());
        for (step, exchange) in steps.iter().cloned().zip(exchanges) {
            turns.push(self.settled(&mut client, step, exchange).await);
        }
        // Each once more by itself: a refusal among others proves nothing alone.
        for step in steps {
            if self.lost() {
                break;
            }
            turns.push(self.turn(&mut client, Step { part: Part::Twin, ..step }).await);
        }
        turns
    }

    /// The turn of a request that was sent together with others; where it was throttled, it goes out once more alone.
    async fn settled(&self, client: &mut Client, step: Step, exchange: Exchange) -> Turn {
        self.note(&exchange, 0);
        let Some(rest) = throttle::rest(&exchange, 0, self.pace.patience()) else {
            return step.turn(exchange);
        };
        self.pace.back_off(rest);
        Turn { throttled: true, ..self.turn(client, step).await }
    }

    pub(super) async fn turn(&self, client: &mut Client, step: Step) -> Turn {
        let mut exchange = self.send(client, &step).await;
        let patience = self.pace.patience();
        let throttled = throttle::rest(&exchange, 0, patience).is_some();
        let in_vain =
            step.part == Part::Variant && self.throttled_alone.load(Ordering::Relaxed) >= THROTTLED_FOR_GOOD;
        for attempt in 0..if in_vain { 0 } else { throttle::TRIES } {
            let Some(rest) = throttle::rest(&exchange, attempt, patience) else { break };
            self.pace.back_off(rest);
            self.rest(rest).await;
            exchange = self.send(client, &step).await;
        }
        Turn { throttled, ..step.turn(exchange) }
    }

    /// The suite's clock in epoch seconds.
    fn now(&self) -> f64 {
        self.clock.now().duration_since(UNIX_EPOCH).map_or(0.0, |elapsed| elapsed.as_secs_f64())
    }

    /// Lets time pass by the suite's clock.
    pub(super) async fn rest(&self, duration: Duration) {
        self.clock.rest(duration).await;
    }

    /// Waits until so many requests may go out.
    async fn turns_of(&self, count: usize) {
        for _ in 0..count {
            self.pace.turn().await;
        }
    }

    async fn send(&self, client: &mut Client, step: &Step) -> Exchange {
        self.pace.turn().await;
        let exchange = client.exchange(&self.prepare(step)).await;
        self.note(&exchange, client.take_repeats());
        exchange
    }

    /// Signed anew each time: a signature is good for some minutes only.
    fn prepare(&self, step: &Step) -> Prepared {
        step.request.clone().prepare(&self.signer, self.endpoint().prefix(), self.now())
    }

    /// Keeps count of what is answered.
    fn note(&self, exchange: &Exchange, repeats: u64) {
        self.pace.note(exchange, repeats);
        self.skew.note(exchange);
        let received = exchange.received();
        let is_silence = matches!(received, Received::Nothing(_));
        let is_late = is_silence || matches!(received, Received::Broken { flaw: Flaw::TimedOut, .. });
        if !is_silence {
            self.answered.store(true, Ordering::Relaxed);
        }
        if is_late {
            *self.silence.lock().unwrap_or_else(PoisonError::into_inner) = Some(received.to_string());
        }
        self.unanswered.note(is_silence);
        self.late.note(is_late);
    }
}
