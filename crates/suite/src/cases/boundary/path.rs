//! Paths that are nearly the operation's.

mod ends;
mod steps;

use eks_auth_world::boundary::near;

use super::edits;
use crate::Area::Http;
use crate::expect::Expect::{Either, NeverGranted, NoFailure, Refused};
use crate::situation::Situation;
use crate::stage::Stage;

/// The fixed words of the operation's path.
const FIRST: &str = "clusters";
const LAST: &str = "assume-role-for-pod-identity";
/// So many positions of a fixed word are drawn where not all are walked.
const DRAWN: usize = 6;

/// What a value is in words, and its path.
type Path = (String, String);

pub(super) fn situations() -> Vec<Situation> {
    let other = [
        targets("boundary.path.misspelt", "a fixed word of the path is misspelt", misspelt),
        targets("boundary.path.cut", "the path is cut off", cut_off),
        targets("boundary.path.moved", "the parts of the path stand elsewhere", moved),
        targets("boundary.path.empty-step", "the path has empty steps", steps::empty_steps),
        targets("boundary.path.encoded-slash", "a slash of the path is encoded", steps::encoded_slashes),
    ]
    .map(|row| row.expect("HTP-001", NeverGranted).also("refused", "HTP-002", Refused));
    // RFC 3986 §6.2.2.3 holds a path with dot segments for the one that they lead to, and some servers resolve them.
    let normalised = [targets("boundary.path.dots", "the path has dot segments", steps::dot_segments)]
        .map(|row| row.expect("HTP-001", NoFailure).also("refused", "HTP-002", Refused));
    let near = [
        targets("boundary.path.case", "a fixed word of the path is in other letter case", cases),
        targets(
            "boundary.path.encoded-letter",
            "a fixed word of the path is percent-encoded",
            steps::encoded_letters,
        ),
        targets("boundary.path.trailing", "something follows the path", ends::trailing),
        targets("boundary.path.parameter", "a step of the path has a parameter", steps::parameters),
        targets("boundary.path.query", "the path has a query", ends::queries),
        targets("boundary.path.long-query", "the path has a long query", ends::long_queries),
    ]
    .map(|row| row.expect("HTP-001", NoFailure).also("not-redirected", "HTP-002", Either));
    other.into_iter().chain(normalised).chain(near).map(Situation::before_operation).collect()
}

fn targets(
    id: &'static str,
    title: &'static str,
    values: impl Fn(&mut Stage, &str) -> Vec<Path> + Send + Sync + 'static,
) -> Situation {
    edits(
        Http,
        id,
        title,
        move |stage, plain| values(stage, plain.cluster()),
        |spec, target: String| spec.target(target),
    )
}

fn path(first: &str, cluster: &str, last: &str) -> String {
    format!("/{first}/{cluster}/{last}")
}

fn listed<const COUNT: usize>(rows: [(&str, String); COUNT]) -> Vec<Path> {
    rows.into_iter().map(|(what, target)| (what.to_owned(), target)).collect()
}

/// Near misses of either fixed word. What only follows the whole path is left out: that is a service's choice.
fn misspelt(stage: &mut Stage, cluster: &str) -> Vec<Path> {
    let near = |word: &str, drawn: &mut dyn FnMut() -> usize| {
        let all = 0..word.len();
        let some: Vec<usize> = (0..DRAWN).map(|_| drawn()).collect();
        let mut made = near::without(word, all);
        made.extend(near::changed(word, [0, word.len() - 1].into_iter().chain(some.clone())));
        made.extend(near::exchanged(word, some.clone()));
        made.extend(near::doubled(word, some));
        made
    };
    let first = near(FIRST, &mut || stage.draw(FIRST.len()));
    let last = near(LAST, &mut || stage.draw(LAST.len()));
    let first = first
        .into_iter()
        .map(|word| (format!("the first word is `{}`", word.text()), path(word.text(), cluster, LAST)));
    let last = last
        .into_iter()
        .filter(|word| !word.text().starts_with(LAST))
        .map(|word| (format!("the last word is `{}`", word.text()), path(FIRST, cluster, word.text())));
    first.chain(last).collect()
}

/// The path up to the beginning or the end of each of its words, and up to some places more.
fn cut_off(stage: &mut Stage, cluster: &str) -> Vec<Path> {
    let whole = path(FIRST, cluster, LAST);
    let words = [0, FIRST.len() + 1, FIRST.len() + cluster.len() + 2];
    let mut places: Vec<usize> = words.into_iter().flat_map(|slash| [slash, slash + 1, slash + 2]).collect();
    places.extend([whole.len() - 9, whole.len() - 1]);
    places.extend((0..DRAWN).map(|_| 1 + stage.draw(whole.len() - 1)));
    let cuts = places.into_iter().filter(|place| *place > 0);
    cuts.map(|place| (format!("after {place} characters"), whole[..place].to_owned())).collect()
}

fn cases(stage: &mut Stage, cluster: &str) -> Vec<Path> {
    let mut words: Vec<Path> = near::letter_cases(FIRST)
        .into_iter()
        .map(|word| (format!("the first word is `{}`", word.text()), path(word.text(), cluster, LAST)))
        .collect();
    let last = near::letter_cases(LAST);
    let places = (0..3).chain((0..DRAWN).map(|_| stage.draw(last.len())));
    words.extend(
        places
            .filter_map(|place| last.get(place))
            .map(|word| (format!("the last word is `{}`", word.text()), path(FIRST, cluster, word.text()))),
    );
    words
}

fn moved(_: &mut Stage, cluster: &str) -> Vec<Path> {
    let whole = path(FIRST, cluster, LAST);
    listed([
        ("the words change places", path(LAST, cluster, FIRST)),
        ("the cluster comes last", format!("/{FIRST}/{LAST}/{cluster}")),
        ("the cluster comes first", format!("/{cluster}/{FIRST}/{LAST}")),
        ("the cluster is there twice", format!("/{FIRST}/{cluster}/{cluster}/{LAST}")),
        ("the first word is there twice", format!("/{FIRST}{whole}")),
        ("the first word and the cluster are there twice", format!("/{FIRST}/{cluster}{whole}")),
        ("there is no first word", format!("/{cluster}/{LAST}")),
        ("there is no cluster", format!("/{FIRST}/{LAST}")),
        ("there is the last word alone", format!("/{LAST}")),
        ("hyphens for slashes", whole.replace('/', "-").replacen('-', "/", 1)),
        ("dots for slashes", whole.replace('/', ".").replacen('.', "/", 1)),
        ("underscores for hyphens in the last word", path(FIRST, cluster, &LAST.replace('-', "_"))),
        ("no hyphens in the last word", path(FIRST, cluster, &LAST.replace('-', ""))),
        ("the operation's name for the last word", path(FIRST, cluster, "AssumeRoleForPodIdentity")),
        ("the path of EKS itself", format!("/{FIRST}/{cluster}/pod-identity-associations")),
        ("the path is in the query", format!("/?{whole}")),
        ("the path is in a parameter of the root", format!("/;{whole}")),
        ("a star for all that follows the first word", format!("/{FIRST}/*")),
    ])
}
