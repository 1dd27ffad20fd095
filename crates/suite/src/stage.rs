//! What a probe builds its requests from: the world, a moment, and chance that a seed repeats.

use std::sync::Arc;

use eks_auth_world::defect::Defect;
use eks_auth_world::{Fixture, Pod, Scene, TokenDraft, World};

use crate::callback::Trail;
use crate::judge::Subject;
use crate::profile::Spares;
use crate::request::RequestSpec;

/// The stage of one probe.
pub(crate) struct Stage {
    world: Arc<World>,
    now: f64,
    chance: Chance,
    callback: Option<String>,
    trail: Trail,
    defects: Vec<&'static str>,
    spares: Spares,
}

impl Stage {
    /// `now` is in epoch seconds; `salt` tells the probes of one run apart.
    pub(crate) fn new(world: Arc<World>, now: f64, seed: u64, salt: &str) -> Self {
        Self {
            world,
            now,
            chance: Chance::new(seed, salt),
            callback: None,
            trail: Trail::default(),
            defects: Vec::new(),
            spares: Spares::default(),
        }
    }

    /// The same stage with what was given beside the valid tokens of a world outside.
    pub(crate) fn with_spares(mut self, spares: Spares) -> Self {
        self.spares = spares;
        self
    }

    /// What was asked for and is not there; then nothing that was made here may be sent.
    pub(crate) fn lacking(&self) -> Option<Fixture> {
        self.world.lacking()
    }

    /// The same stage with a listener at this URL, to which tokens point that point anywhere.
    pub(crate) fn with_callback(mut self, url: Option<&str>) -> Self {
        self.callback = url.map(str::to_owned);
        self
    }

    /// Where the tokens point that were made so far.
    pub(crate) fn trail(self) -> Trail {
        self.trail
    }

    /// The defects of the tokens that were made so far.
    pub(crate) fn defects(&self) -> &[&'static str] {
        &self.defects
    }

    pub(crate) fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// The subject that most probes ask for: the first association of the first cluster.
    pub(crate) fn subject(&self) -> Subject {
        self.subject_of(0, 0)
    }

    /// The subject of one association; the world is ours, so a position that it lacks is an error of the suite.
    pub(crate) fn subject_of(&self, cluster: usize, association: usize) -> Subject {
        Subject::new(&self.world, cluster, association).expect("the world has this association")
    }

    /// The first association that satisfies `wanted`. Where a world outside has none, one that is noted as lacking stands in.
    pub(crate) fn subject_where(&self, wanted: impl Fn(&Subject) -> bool) -> Subject {
        if let Some(subject) = self.subjects().find(&wanted) {
            return subject;
        }
        let stand_in = self.assumable().find(wanted).expect("the world has such an association");
        let is_here = stand_in.cluster().name() == self.subject().cluster().name();
        self.world.want(if is_here { Fixture::SecondAssociation } else { Fixture::SecondCluster });
        stand_in
    }

    /// Every assumable association of the world that tokens can be had for.
    pub(crate) fn subjects(&self) -> impl Iterator<Item = Subject> + '_ {
        self.assumable().filter(|subject| !subject.association().is_stand_in())
    }

    /// The same, where it takes more than one to see anything.
    pub(crate) fn several_subjects(&self) -> Vec<Subject> {
        let subjects: Vec<Subject> = self.subjects().collect();
        if subjects.len() < 2 {
            self.world.want(Fixture::SecondAssociation);
        }
        subjects
    }

    /// The subject at this place among them; noted as lacking where there are not so many.
    pub(crate) fn nth_subject(&self, index: usize) -> Option<Subject> {
        let subject = self.subjects().nth(index);
        if subject.is_none() {
            self.world.want(Fixture::SecondAssociation);
        }
        subject
    }

    /// A subject in pods of these names; in the one pod whose token was given, where no others can be had.
    pub(crate) fn in_pods(&self, subject: &Subject, names: &[&str]) -> Vec<Subject> {
        if self.world.is_outside() {
            return vec![subject.clone()];
        }
        let pod = |name: &&str| subject.clone().with_pod(subject.pod().clone().with_name(name));
        names.iter().map(pod).collect()
    }

    fn assumable(&self) -> impl Iterator<Item = Subject> + '_ {
        let clusters = self.world.clusters().iter().enumerate();
        clusters
            .flat_map(|(cluster, known)| {
                (0..known.associations().len()).map(move |association| (cluster, association))
            })
            .map(|(cluster, association)| self.subject_of(cluster, association))
            .filter(|subject| subject.association().is_assumable())
    }

    /// A valid token for a subject, different each time.
    pub(crate) fn token(&mut self, subject: &Subject) -> String {
        let (subject, id) = (subject.clone(), self.chance.uuid());
        self.scene(&subject, id).draft().sign().into_string()
    }

    /// A valid token for a subject beside one that it has already.
    pub(crate) fn another_token(&mut self, subject: &Subject) -> String {
        self.world.want(Fixture::SecondToken);
        self.token(subject)
    }

    /// A token for a subject with one named defect: the one that was given in its place, if one was.
    pub(crate) fn defective(&mut self, subject: &Subject, defect: &Defect) -> String {
        self.defects.push(defect.id());
        if let Some(token) = self.spares.standing_for(defect.id(), self.now()) {
            return token.to_owned();
        }
        let (subject, jti) = (subject.clone(), self.chance.uuid());
        if let Some(pointer) = defect.pointer() {
            self.trail.add(&jti, pointer);
        }
        // The token's own id tells what comes to the listener apart.
        let url = self.callback.as_ref().map(|url| format!("{url}/{jti}"));
        let scene = self.scene(&subject, jti);
        defect.mint(&match url {
            Some(url) => scene.with_callback(url),
            None => scene,
        })
    }

    /// A genuine token for a subject, edited before it is signed.
    pub(crate) fn edited(&mut self, subject: &Subject, edit: impl FnOnce(&mut TokenDraft<'_>)) -> String {
        let (subject, id) = (subject.clone(), self.chance.uuid());
        let mut draft = self.scene(&subject, id).draft();
        edit(&mut draft);
        draft.sign().into_string()
    }

    /// A valid token for a subject, signed by the key at this position of the cluster's set, or by the first.
    pub(crate) fn signed_by(&mut self, subject: &Subject, position: usize) -> String {
        self.edited_by(subject, position, |_| {})
    }

    /// The same, edited before it is signed.
    pub(crate) fn edited_by(
        &mut self,
        subject: &Subject,
        position: usize,
        edit: impl FnOnce(&mut TokenDraft<'_>),
    ) -> String {
        let (subject, id) = (subject.clone(), self.chance.uuid());
        let mut draft = self.scene(&subject, id).draft();
        if let Some(key) = subject.cluster().keys().get(position) {
            draft.signed_by(key);
        }
        edit(&mut draft);
        draft.sign().into_string()
    }

    /// A token for a subject that says what a valid one does, signed by the first key of another one's cluster.
    pub(crate) fn signed_elsewhere(&mut self, subject: &Subject, other: &Subject) -> String {
        let (subject, other, id) = (subject.clone(), other.clone(), self.chance.uuid());
        let mut draft = self.scene(&subject, id).draft();
        if let Some(key) = other.cluster().keys().first() {
            draft.signed_by(key);
        }
        draft.sign().into_string()
    }

    /// A number below `bound` that the seed decides.
    pub(crate) fn draw(&mut self, bound: usize) -> usize {
        self.chance.draw(bound)
    }

    /// The moment of the probe, in whole epoch seconds.
    pub(crate) fn now(&self) -> i64 {
        self.now as i64
    }

    /// The plain request of a subject.
    pub(crate) fn plain(&mut self, subject: &Subject) -> RequestSpec {
        let token = self.token(subject);
        RequestSpec::plain(subject.cluster().name(), &token)
    }

    /// The plain request of a subject with this `jti`.
    pub(crate) fn plain_with_id(&self, subject: &Subject, id: &str) -> RequestSpec {
        let token = self.scene(subject, id.to_owned()).draft().sign();
        RequestSpec::plain(subject.cluster().name(), token.expose())
    }

    /// The plain request of a subject with this `jti` and one named defect.
    pub(crate) fn resembling(&self, subject: &Subject, defect: &Defect, id: &str) -> RequestSpec {
        if let Some(token) = self.spares.standing_for(defect.id(), self.now()) {
            return RequestSpec::plain(subject.cluster().name(), token);
        }
        RequestSpec::plain(subject.cluster().name(), &defect.mint(&self.scene(subject, id.to_owned())))
    }

    /// The plain request of a service account that no association need know.
    pub(crate) fn plain_of_pod(&mut self, subject: &Subject, pod: Pod) -> RequestSpec {
        self.plain(&subject.clone().with_pod(pod))
    }

    /// The plain request of a service account of the subject's namespace that has no association.
    pub(crate) fn plain_of_nobody(&mut self, subject: &Subject) -> RequestSpec {
        match self.spares.unassociated() {
            Some(token) => RequestSpec::plain(subject.cluster().name(), token),
            None => {
                self.world.want(Fixture::Unassociated);
                self.plain_of_pod(subject, Pod::new(subject.pod().namespace(), "unassociated"))
            }
        }
    }

    /// A token of another cluster: that of the subject's namesake there, or whatever was given.
    pub(crate) fn foreign_token(&mut self, namesake: impl FnOnce(&Self) -> Subject) -> String {
        if let Some(token) = self.spares.foreign() {
            return token.to_owned();
        }
        self.world.want(Fixture::Foreign);
        let namesake = namesake(self);
        self.token(&namesake)
    }

    fn scene<'s>(&self, subject: &'s Subject, jti: String) -> Scene<'s> {
        // Whole seconds: a token's times have no fraction.
        Scene::new(subject.world(), subject.cluster(), subject.pod().clone(), self.now as i64, jti)
    }
}

/// A stream of numbers that seed and salt decide (SplitMix64: enough to draw identifiers, nothing secret depends on it).
pub(crate) struct Chance(u64);

impl Chance {
    pub(crate) fn new(seed: u64, salt: &str) -> Self {
        Self(salt.bytes().fold(seed ^ 0x9e37_79b9_7f4a_7c15, |state, byte| mix(state ^ u64::from(byte))))
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `bound`.
    pub(crate) fn draw(&mut self, bound: usize) -> usize {
        // Multiplying the upper half keeps every value within bounds and as good as equally likely.
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).min(u64::from(u32::MAX));
        usize::try_from(((self.next() >> 32) * bound) >> 32).unwrap_or(0)
    }

    /// A UUID of version 4.
    pub(crate) fn uuid(&mut self) -> String {
        let (high, low) = (self.next(), self.next());
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | (low >> 50),
            low & 0xffff_ffff_ffff
        )
    }
}

fn mix(state: u64) -> u64 {
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn same_seed_same_chance() {
        let draw = |seed, salt| Chance::new(seed, salt).uuid();
        assert_eq!(draw(1, "a"), draw(1, "a"));
        assert_ne!(draw(1, "a"), draw(2, "a"));
        assert_ne!(draw(1, "a"), draw(1, "b"));
        assert_eq!(draw(1, "a").len(), 36);
    }
}
