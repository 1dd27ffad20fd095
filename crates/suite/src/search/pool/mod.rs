//! Where edits come from: values that are walked one after the other, and strategies that others are drawn from.

mod claims;
mod company;
mod drawn;
mod head;
mod header;
mod members;
mod message;
mod names;
mod path;
mod person;
mod signature;
mod times;

use eks_auth_world::boundary::lengths;

pub(crate) use company::{marked, toggled};
pub(crate) use drawn::{Draw, Drawer};

use super::edit::{Context, Edit};
use super::meaning::Due;
use crate::judge::Subject;
use crate::stage::Chance;

/// The values of one dimension of the request, to be walked.
pub(crate) struct Walk {
    /// How often it is chosen, beside the others.
    pub(crate) weight: usize,
    pub(crate) edits: Vec<Edit>,
}

/// Walks, apart by what their edits mean.
pub(crate) struct Pools {
    always: Vec<Walk>,
    perhaps: Vec<Walk>,
    never: Vec<Walk>,
}

impl Pools {
    /// The walks that are the same for every subject, in an order that the seed decides.
    pub(crate) fn common(subject: &Subject, now: i64, seed: u64) -> Self {
        let all = [
            times::walks(),
            claims::common(),
            header::common(),
            members::walks(),
            message::walks(),
            head::walks(),
        ];
        Self::sorted(all.into_iter().flatten(), Context { subject, now }, seed)
    }

    /// The walks that are a subject's own.
    pub(crate) fn of(subject: &Subject, now: i64, seed: u64) -> Self {
        let all = [
            person::walks(subject),
            claims::walks(subject),
            header::walks(subject),
            signature::walks(subject),
            path::walks(subject),
        ];
        Self::sorted(all.into_iter().flatten(), Context { subject, now }, seed)
    }

    /// The walks that mean this.
    pub(crate) fn that_mean(&self, due: Due) -> &[Walk] {
        match due {
            Due::Always => &self.always,
            Due::Perhaps => &self.perhaps,
            Due::Never => &self.never,
        }
    }

    fn sorted(all: impl Iterator<Item = Raw>, context: Context<'_>, seed: u64) -> Self {
        let mut pools = Self { always: Vec::new(), perhaps: Vec::new(), never: Vec::new() };
        let mut chance = Chance::new(seed, "walks");
        for (weight, edits) in all {
            let (mut always, mut perhaps, mut never) = (Vec::new(), Vec::new(), Vec::new());
            for edit in edits {
                match edit.meaning(context).due() {
                    Due::Always => always.push(edit),
                    Due::Perhaps => perhaps.push(edit),
                    Due::Never => never.push(edit),
                }
            }
            let sorted =
                [(always, &mut pools.always), (perhaps, &mut pools.perhaps), (never, &mut pools.never)];
            for (edits, pool) in sorted.into_iter().filter(|(edits, _)| !edits.is_empty()) {
                pool.push(Walk { weight, edits: shuffled(edits, &mut chance) });
            }
        }
        pools
    }
}

/// A walk before it is sorted: its weight, and its edits.
type Raw = (usize, Vec<Edit>);

/// Fisher and Yates' shuffle.
fn shuffled<T>(mut items: Vec<T>, chance: &mut Chance) -> Vec<T> {
    for last in (1..items.len()).rev() {
        items.swap(last, chance.draw(last + 1));
    }
    items
}

/// Every length up to a small one, and beyond it those around the limits that somebody has.
fn many_lengths(every: usize, last: usize) -> Vec<usize> {
    let mut all: Vec<usize> = (0..=every.min(last)).collect();
    all.extend(lengths(every..=last));
    all.sort_unstable();
    all.dedup();
    all
}
