//! Which request comes when: the recipe of each number.
//!
//! The recipe depends on the seed and the number alone, never on an answer, so that a search can be repeated. Three kinds take
//! turns:
//!
//! - *packs* of many edits that mean nothing: as all of them together have to be granted, one request tries many values, and
//!   every pair of them, at once; shrinking tells later which of them mattered;
//! - one edit for which nothing may be granted, alone or among edits that mean nothing or are left open;
//! - a few edits that the sources leave open, where only a failure or somebody else's credentials count.

use std::sync::{Arc, OnceLock};

use eks_auth_world::World;

use super::edit::{BodyEdit, Context, Edit};
use super::meaning::Due;
use super::pool::{Drawer, Pools, Walk, marked, toggled};
use super::recipe::{Before, Recipe};
use crate::judge::Subject;
use crate::stage::Chance;

/// Makes the recipes of one search.
pub(crate) struct Generator {
    seed: u64,
    now: i64,
    subjects: Vec<Asked>,
    common: OnceLock<Pools>,
    corpus: Vec<String>,
    drawer: Drawer,
}

/// An association whose pods ask.
struct Asked {
    subject: Subject,
    cluster: usize,
    association: usize,
    pools: OnceLock<Pools>,
}

/// Of ten requests in a row, what each is.
const TURNS: [Kind; 10] = {
    use Kind::{Never, Pack, Perhaps};
    [Pack, Never, Pack, Perhaps, Never, Pack, Never, Pack, Never, Perhaps]
};

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Pack,
    Never,
    Perhaps,
}

impl Generator {
    pub(crate) fn new(world: &Arc<World>, now: i64, seed: u64, corpus: Vec<String>) -> Self {
        let clusters = world.clusters().iter().enumerate();
        let places = clusters
            .flat_map(|(cluster, known)| (0..known.associations().len()).map(move |at| (cluster, at)));
        let subjects = places.filter_map(|(cluster, association)| {
            let subject = Subject::new(world, cluster, association)?;
            // Of what only stands in, no token can be had.
            let asked = Asked { subject, cluster, association, pools: OnceLock::new() };
            (!asked.subject.association().is_stand_in()).then_some(asked)
        });
        Self {
            seed,
            now,
            subjects: subjects.collect(),
            common: OnceLock::new(),
            corpus,
            drawer: Drawer::new(),
        }
    }

    /// The recipe of this number.
    pub(crate) fn recipe(&self, number: u64) -> Recipe {
        let mut chance = Chance::new(self.seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15), "recipe");
        let asked = self.asked(&mut chance);
        if let Some(body) = self.example(number) {
            let mut recipe = Recipe::plain(0, 0, chance.next());
            recipe.add(Edit::Body(BodyEdit::Whole(body.clone())));
            return recipe;
        }
        let mut maker = Maker {
            recipe: Recipe::plain(asked.cluster, asked.association, chance.next()),
            pools: [
                self.common.get_or_init(|| Pools::common(&asked.subject, self.now, self.seed)),
                asked.pools.get_or_init(|| Pools::of(&asked.subject, self.now, self.seed)),
            ],
            context: Context { subject: &asked.subject, now: self.now },
            draw: self.drawer.begin(self.seed, number),
            chance,
            turn: usize::try_from(number / 2).unwrap_or(usize::MAX),
        };
        let kind = TURNS[usize::try_from(number % 10).unwrap_or(0)];
        maker.fill(kind);
        maker.recipe
    }

    /// The next example, at every twentieth number until all were sent.
    fn example(&self, number: u64) -> Option<&String> {
        let turn = usize::try_from(number / 20).ok().filter(|_| number % 20 == 19)?;
        self.corpus.get(turn)
    }

    /// Mostly the first association, so that a value meets one subject; the others by chance.
    fn asked(&self, chance: &mut Chance) -> &Asked {
        let at = if chance.draw(100) < 45 { 0 } else { chance.draw(self.subjects.len()) };
        &self.subjects[at]
    }
}

/// Makes one recipe.
struct Maker<'g> {
    recipe: Recipe,
    pools: [&'g Pools; 2],
    context: Context<'g>,
    draw: super::pool::Draw<'g>,
    chance: Chance,
    turn: usize,
}

impl<'g> Maker<'g> {
    fn fill(&mut self, kind: Kind) {
        match kind {
            Kind::Pack => self.pack(),
            Kind::Never => self.never(),
            Kind::Perhaps => self.perhaps(),
        }
    }

    fn pack(&mut self) {
        let count = 1 + self.chance.draw(12);
        self.add(Due::Always, count);
        match self.chance.draw(16) {
            // What is remembered of a token that was refused must not stand in the way of a good one.
            0 => self.recipe.before = self.refused(),
            1 => self.recipe.before = Some(self.alike()),
            _ => {}
        }
    }

    fn never(&mut self) {
        self.add(Due::Never, 1);
        match self.chance.draw(20) {
            0..4 => {}
            4..8 => {
                let count = 1 + self.chance.draw(4);
                self.add(Due::Always, count);
            }
            8..12 => {
                let count = 1 + self.chance.draw(2);
                self.add(Due::Perhaps, count);
            }
            12..16 => self.add_all(toggled),
            16..18 => self.add_all(marked),
            _ => {
                self.add(Due::Perhaps, 1);
                self.add(Due::Always, 2);
            }
        }
        // What is remembered of a granted token may help one that resembles it.
        match self.chance.draw(20) {
            0..7 => self.recipe.before = Some(Before::Twin),
            7 => self.recipe.before = Some(Before::Other(self.chance.draw(8))),
            _ => {}
        }
    }

    fn perhaps(&mut self) {
        match self.chance.draw(8) {
            0 => self.add_all(toggled),
            1 => self.add_all(marked),
            _ => {
                let count = 1 + self.chance.draw(4);
                self.add(Due::Perhaps, count);
            }
        }
        if self.chance.draw(2) == 0 {
            let count = 1 + self.chance.draw(4);
            self.add(Due::Always, count);
        }
        match self.chance.draw(12) {
            0 => self.recipe.before = Some(Before::Other(self.chance.draw(8))),
            1..4 => self.recipe.before = Some(self.alike()),
            _ => {}
        }
    }

    /// The same request of another subject of the cluster: what is remembered of it must not come to this one.
    fn alike(&mut self) -> Before {
        let association = self.chance.draw(self.context.subject.cluster().associations().len());
        Before::Request(Box::new(Recipe { association, id: self.chance.next(), ..self.recipe.clone() }))
    }

    /// A request with a token of the same `jti` that is refused.
    fn refused(&mut self) -> Option<Before> {
        let mut recipe = Recipe { edits: Vec::new(), before: None, ..self.recipe.clone() };
        recipe.add(self.edit(Due::Never)?);
        Some(Before::Request(Box::new(recipe)))
    }

    /// Adds edits that mean this, in different places.
    fn add(&mut self, due: Due, count: usize) {
        let mut added = 0;
        for _ in 0..count * 4 {
            if added == count {
                return;
            }
            if let Some(edit) = self.edit(due) {
                added += usize::from(self.recipe.add(edit));
            }
        }
    }

    /// Adds those of a set that fit.
    fn add_all(&mut self, set: fn(&mut Chance) -> Vec<Edit>) {
        for edit in set(&mut self.chance) {
            self.recipe.add(edit);
        }
    }

    /// Mostly the next value of some walk, else one that is drawn.
    fn edit(&mut self, due: Due) -> Option<Edit> {
        if self.chance.draw(4) == 0 {
            return self.draw.edit(due, self.context);
        }
        let walk = self.choose(due)?;
        // Each walk goes on at a pace of its own, so that no two stay in step.
        walk.edits.get((self.turn + self.chance.draw(7)) % walk.edits.len()).cloned()
    }

    fn choose(&mut self, due: Due) -> Option<&'g Walk> {
        let walks = self.pools.map(|pools| pools.that_mean(due));
        let walks = || walks.into_iter().flatten();
        let mut at = self.chance.draw(walks().map(|walk| walk.weight).sum());
        walks().find(|walk| {
            let found = at < walk.weight;
            at = at.saturating_sub(walk.weight);
            found
        })
    }
}

#[cfg(test)]
mod tests {
    use eks_auth_world::Partition;

    use super::*;
    use crate::search::build::build;

    fn generator(seed: u64) -> (Arc<World>, Generator) {
        let world = Arc::new(World::standard(Partition::Aws));
        let generator = Generator::new(&world, 1_790_000_000, seed, Vec::new());
        (world, generator)
    }

    #[test]
    fn same_seed_same_recipes() {
        let ((_, one), (_, same), (_, other)) = (generator(1), generator(1), generator(2));
        let of = |generator: &Generator| (0..60).map(|number| generator.recipe(number)).collect::<Vec<_>>();
        assert_eq!(of(&one), of(&same));
        assert_ne!(of(&one), of(&other));
    }

    #[test]
    fn every_kind_of_request_comes_up_and_means_what_it_should() {
        let (world, generator) = generator(3);
        let mut seen = [0; 3];
        for number in 0..400 {
            let recipe = generator.recipe(number);
            assert!(recipe.edits.len() <= 16, "{recipe:?}");
            let built = build(&recipe, &world, 1_790_000_000, 0).expect("a subject of the world");
            seen[built.meaning.due() as usize] += 1;
        }
        assert!(seen.iter().all(|count| *count > 40), "{seen:?}");
        // Packs that grew too large for the service to have to take them prove little.
        assert!(seen[Due::Always as usize] > 140, "{seen:?}");
    }
}
