//! Names that clusters may have and none has: near misses of the known ones, and every length and letter.

use std::collections::HashSet;

use eks_auth_protocol::ClusterName;
use eks_auth_world::boundary::{Sample, near};

use super::percent_encoded;
use crate::Area::Cluster;
use crate::expect::Expect::Refused;
use crate::judge::Subject;
use crate::situation::{Kind, Situation, Value, sweep};
use crate::stage::Stage;

/// So many near misses of each kind are drawn for every cluster but the first, whose near misses all are sent.
const DRAWN: usize = 1;

pub(super) fn situations() -> Vec<Situation> {
    let unknown = [
        sweep(Cluster, "boundary.cluster.near", "the cluster name is nearly a known one", |stage, _| {
            of_each_cluster(stage, is_legal, near_misses)
        }),
        sweep(
            Cluster,
            "boundary.cluster.beginning",
            "the cluster name is the beginning of a known one",
            |stage, _| of_each_cluster(stage, is_legal, beginnings),
        ),
        sweep(
            Cluster,
            "boundary.cluster.letter",
            "the cluster name is one letter or digit",
            |stage, subject| {
                let plain = stage.plain(subject);
                ('0'..='9')
                    .chain('A'..='Z')
                    .chain('a'..='z')
                    .map(|letter| letter.to_string())
                    .filter(|name| stage.world().cluster(name).is_none())
                    .map(|name| Value::new(format!("`{name}`"), plain.clone().cluster_segment(&name)))
                    .collect()
            },
        )
        .subject(|stage| stage.subject_where(|subject| subject.cluster().name().as_str().len() == 1)),
    ]
    .map(|row| row.kind(Kind::UnknownCluster).expect("CLU-005", Refused));
    let cases = sweep(
        Cluster,
        "boundary.cluster.case",
        "the cluster name is a known one in other letter case",
        |stage, _| of_each_cluster(stage, is_legal, other_cases),
    )
    .expect("CLU-003", Refused);
    unknown.into_iter().chain([cases]).collect()
}

fn is_legal(name: &str) -> bool {
    ClusterName::parse(name).is_ok()
}

/// Names made from that of every cluster, each with a good token of that cluster: whoever takes the name for the known one
/// grants. Names that are known themselves are left out, and those that are not wanted.
pub(super) fn of_each_cluster(
    stage: &mut Stage,
    wanted: fn(&str) -> bool,
    names: fn(&mut Stage, &str, Extent) -> Vec<Sample>,
) -> Vec<Value> {
    let mut subjects: Vec<Subject> = stage.subjects().collect();
    subjects.dedup_by_key(|subject| subject.cluster().name().clone());
    let mut values = Vec::new();
    for (index, subject) in subjects.into_iter().enumerate() {
        let plain = stage.plain(&subject);
        let name = plain.cluster().to_owned();
        let extent = if index == 0 { Extent::Everything } else { Extent::Drawn };
        let mut made = names(stage, &name, extent);
        let mut seen = HashSet::new();
        made.retain(|near| {
            let unknown = stage.world().cluster(near.text()).is_none();
            unknown && wanted(near.text()) && seen.insert(near.text().to_owned())
        });
        values.extend(made.into_iter().map(|near| {
            let what = format!("`{name}`, but {}", near.what());
            Value::new(what, plain.clone().cluster_segment(&percent_encoded(near.text()))).of(subject.clone())
        }));
    }
    values
}

/// How many of the near misses of a name are made.
#[derive(Clone, Copy)]
pub(super) enum Extent {
    Everything,
    Drawn,
}

impl Extent {
    /// Positions in a text of this length: its ends first, then all others or a few.
    fn positions(self, stage: &mut Stage, length: usize) -> Vec<usize> {
        match self {
            Self::Everything => (0..length).collect(),
            Self::Drawn => {
                [0, length - 1].into_iter().chain((0..DRAWN).map(|_| stage.draw(length))).collect()
            }
        }
    }
}

fn near_misses(stage: &mut Stage, name: &str, extent: Extent) -> Vec<Sample> {
    let length = name.len();
    let mut made = Vec::new();
    for family in [near::without, near::changed, near::exchanged, near::doubled] {
        let positions = extent.positions(stage, length);
        made.extend(family(name, positions));
    }
    let signs = [("a hyphen", "-"), ("an underscore", "_"), ("a digit", "0"), ("a letter", "x")];
    let some = match extent {
        Extent::Everything => &signs[..],
        Extent::Drawn => &signs[stage.draw(signs.len())..][..1],
    };
    made.extend(some.iter().flat_map(|(what, sign)| near::extended(name, &Sample::new(*what, *sign))));
    made.extend(near::look_alikes(name));
    made
}

/// Of the longest name every beginning, of the others the ends of that.
fn beginnings(_: &mut Stage, name: &str, _: Extent) -> Vec<Sample> {
    let mut all = near::cut(name);
    all.retain(|cut| {
        name.starts_with(cut.text()) && (name.len() == 100 || [1, name.len() - 1].contains(&cut.text().len()))
    });
    all
}

fn other_cases(stage: &mut Stage, name: &str, extent: Extent) -> Vec<Sample> {
    let all = near::letter_cases(name);
    match extent {
        Extent::Everything => all,
        Extent::Drawn => {
            let positions = extent.positions(stage, all.len());
            positions.into_iter().filter_map(|at| all.get(at).cloned()).collect()
        }
    }
}
