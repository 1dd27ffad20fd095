//! Where two observations part.

use std::collections::{BTreeMap, BTreeSet};

use super::shape::Shape;
use super::{Answers, Observation};

/// What one of two services does otherwise than the other, and in answer to which probes.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    parting: Parting,
    probes: Vec<String>,
}

/// In what two answers part.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub enum Parting {
    /// One place of the answer holds something else, or nothing.
    Place {
        /// Both answers in short, such as `400 InvalidTokenException`.
        answer: String,
        /// The place, such as `header.server` or `body.subject.namespace`.
        place: String,
        /// What stands there in the first observation; `None` if nothing.
        left: Option<String>,
        /// What stands there in the second.
        right: Option<String>,
    },
    /// The answers are of other kinds.
    Answers {
        /// Those of the first observation that the second lacks, in short.
        left: Vec<String>,
        /// Those of the second that the first lacks.
        right: Vec<String>,
    },
    /// Only the first observation has the probe.
    OnlyLeft,
    /// Only the second has it.
    OnlyRight,
}

impl Difference {
    /// In what they part.
    #[must_use]
    pub fn parting(&self) -> &Parting {
        &self.parting
    }

    /// The probes that show it, by ID; at least one.
    #[must_use]
    pub fn probes(&self) -> &[String] {
        &self.probes
    }
}

/// Every difference between two observations; what most probes show first.
#[must_use]
pub fn diff(left: &Observation, right: &Observation) -> Vec<Difference> {
    let mut found: BTreeMap<Parting, BTreeSet<&str>> = BTreeMap::new();
    let probes: BTreeSet<&str> = left.probes().chain(right.probes()).collect();
    for probe in probes {
        for parting in partings(left.probes.get(probe), right.probes.get(probe)) {
            found.entry(parting).or_default().insert(probe);
        }
    }
    let mut all: Vec<Difference> = found
        .into_iter()
        .map(|(parting, probes)| Difference {
            parting,
            probes: probes.into_iter().map(str::to_owned).collect(),
        })
        .collect();
    all.sort_by_key(|difference| std::cmp::Reverse(difference.probes.len()));
    all
}

fn partings(left: Option<&Answers>, right: Option<&Answers>) -> Vec<Parting> {
    match (left, right) {
        (Some(left), Some(right)) => {
            let variants = between(&left.variants, &right.variants);
            variants.into_iter().chain(between(&left.twins, &right.twins)).collect()
        }
        (Some(_), None) => vec![Parting::OnlyLeft],
        (None, _) => vec![Parting::OnlyRight],
    }
}

/// Answers that both have are no difference; of the rest, those that are the same in short are compared place by place.
fn between(left: &[Shape], right: &[Shape]) -> Vec<Parting> {
    let rest = |of: &[Shape], other: &[Shape]| -> Vec<Shape> {
        of.iter().filter(|shape| !other.contains(shape)).cloned().collect()
    };
    let (left_rest, right_rest) = (rest(left, right), rest(right, left));
    let matched =
        |shape: &Shape, others: &[Shape]| others.iter().find(|other| other.label() == shape.label()).cloned();
    let unmatched = |of: &[Shape], others: &[Shape]| -> Vec<String> {
        let lone = of.iter().filter(|shape| matched(shape, others).is_none()).map(Shape::label);
        lone.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let mut all = Vec::new();
    for shape in &left_rest {
        if let Some(other) = matched(shape, right) {
            all.extend(places(shape, &other));
        }
    }
    for shape in &right_rest {
        if let Some(other) = matched(shape, left) {
            all.extend(places(&other, shape));
        }
    }
    let (lone_left, lone_right) = (unmatched(&left_rest, right), unmatched(&right_rest, left));
    if !lone_left.is_empty() || !lone_right.is_empty() {
        all.push(Parting::Answers { left: lone_left, right: lone_right });
    }
    all
}

fn places(left: &Shape, right: &Shape) -> Vec<Parting> {
    let all: BTreeSet<&String> = left.0.keys().chain(right.0.keys()).collect();
    let parted = all.into_iter().filter(|place| left.0.get(*place) != right.0.get(*place));
    parted
        .map(|place| Parting::Place {
            answer: left.label(),
            place: place.clone(),
            left: left.0.get(place).cloned(),
            right: right.0.get(place).cloned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::document::tests::{observation, shape};
    use super::*;

    #[test]
    fn places_answers_and_probes_that_differ_are_told_once() {
        let plain = shape(&[("status", "200"), ("header.server", "name")]);
        let bare = shape(&[("status", "200")]);
        let refused = shape(&[("status", "400")]);
        let left =
            observation(&[("a", vec![plain.clone()]), ("b", vec![plain]), ("c", vec![refused.clone()])]);
        let right = observation(&[("a", vec![bare.clone()]), ("b", vec![bare]), ("d", vec![refused])]);
        let found = diff(&left, &right);
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[0].probes(), ["a", "b"]);
        let place = Parting::Place {
            answer: "200".to_owned(),
            place: "header.server".to_owned(),
            left: Some("name".to_owned()),
            right: None,
        };
        assert_eq!(found[0].parting(), &place);
        assert!(found.iter().any(|found| found.parting() == &Parting::OnlyLeft && found.probes() == ["c"]));
        assert!(found.iter().any(|found| found.parting() == &Parting::OnlyRight && found.probes() == ["d"]));
        assert!(diff(&left, &left).is_empty());
    }

    #[test]
    fn answers_of_another_kind_are_told_as_that() {
        let left = observation(&[("a", vec![shape(&[("status", "400")])])]);
        let right = observation(&[("a", vec![shape(&[("status", "200")])])]);
        let expected = Parting::Answers { left: vec!["400".to_owned()], right: vec!["200".to_owned()] };
        assert_eq!(diff(&left, &right)[0].parting(), &expected);
    }
}
