//! The document that an observation is: written, read back, and without anything that differs from run to run.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Answers;
use super::shape::Shape;

/// Which form the document has.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
enum Schema {
    #[serde(rename = "eks-auth-conformance/observation/v1")]
    V1,
}

/// The shapes of what a service answered, probe by probe.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Observation {
    pub(super) probes: BTreeMap<String, Answers>,
}

/// Why a text is no observation.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ObservationError {
    /// It is not the JSON of this version's form.
    #[error("it is not an observation as `service --observe` writes it")]
    Form(#[from] serde_json::Error),
    /// An answer names a shape that the document lacks.
    #[error("some answers name the shape `{0}`, which the document lacks")]
    Shape(String),
}

/// The same as a file has it: every shape once, under a name, and probes that are answered alike together.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    schema: Schema,
    shapes: BTreeMap<String, Shape>,
    answered: Vec<Answered>,
}

/// Which probes got answers of these shapes.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Answered {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    with: Vec<String>,
    /// To the good requests beside those that the probes are about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    beside: Vec<String>,
    probes: Vec<String>,
}

impl Observation {
    pub(super) fn of(probes: BTreeMap<String, Answers>) -> Self {
        Self { probes }
    }

    /// Reads the document.
    ///
    /// # Errors
    ///
    /// When it is not one, or not whole.
    ///
    /// # Example
    ///
    /// ```
    /// use eks_auth_suite::observe::Observation;
    ///
    /// let text = r#"{"schema": "eks-auth-conformance/observation/v1", "shapes": {}, "answered": []}"#;
    /// assert_eq!(Observation::read(text)?.probes().count(), 0);
    /// # Ok::<(), eks_auth_suite::observe::ObservationError>(())
    /// ```
    pub fn read(text: &str) -> Result<Self, ObservationError> {
        let document: Document = serde_json::from_str(text)?;
        let named = |names: &[String]| -> Result<Vec<Shape>, ObservationError> {
            let find = |name: &String| {
                document.shapes.get(name).cloned().ok_or_else(|| ObservationError::Shape(name.clone()))
            };
            let mut shapes: Vec<Shape> = names.iter().map(find).collect::<Result<_, _>>()?;
            shapes.sort();
            Ok(shapes)
        };
        let mut probes = BTreeMap::new();
        for group in &document.answered {
            let answers = Answers { variants: named(&group.with)?, twins: named(&group.beside)? };
            probes.extend(group.probes.iter().map(|probe| (probe.clone(), answers.clone())));
        }
        Ok(Self { probes })
    }

    /// The probes whose answers were seen, by ID.
    pub fn probes(&self) -> impl Iterator<Item = &str> {
        self.probes.keys().map(String::as_str)
    }

    fn document(&self) -> Document {
        let all = self.probes.values().flat_map(|answers| answers.variants.iter().chain(&answers.twins));
        let mut distinct: Vec<&Shape> = all.collect();
        distinct.sort();
        distinct.dedup();
        let mut names: BTreeMap<&Shape, String> = BTreeMap::new();
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for shape in distinct {
            let label = shape.label();
            let number = count.entry(label.clone()).or_default();
            *number += 1;
            names.insert(shape, if *number == 1 { label } else { format!("{label} ({number})") });
        }
        let named = |shapes: &[Shape]| -> Vec<String> {
            shapes.iter().filter_map(|shape| names.get(shape).cloned()).collect()
        };
        let mut groups: BTreeMap<[Vec<String>; 2], Vec<String>> = BTreeMap::new();
        for (probe, answers) in &self.probes {
            let key = [named(&answers.variants), named(&answers.twins)];
            groups.entry(key).or_default().push(probe.clone());
        }
        let answered = groups.into_iter().map(|([with, beside], probes)| Answered { with, beside, probes });
        let shapes = names.iter().map(|(shape, name)| (name.clone(), (*shape).clone())).collect();
        Document { schema: Schema::V1, shapes, answered: answered.collect() }
    }
}

/// The document: JSON, one member to a line.
impl fmt::Display for Observation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It is made of texts alone: there is nothing in it that JSON lacks.
        writeln!(f, "{}", serde_json::to_string_pretty(&self.document()).unwrap_or_default())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn shape(rows: &[(&str, &str)]) -> Shape {
        Shape(rows.iter().map(|(place, what)| ((*place).to_owned(), (*what).to_owned())).collect())
    }

    pub(crate) fn observation(rows: &[(&str, Vec<Shape>)]) -> Observation {
        let answers = |shapes: &Vec<Shape>| Answers { variants: shapes.clone(), twins: Vec::new() };
        Observation::of(rows.iter().map(|(probe, shapes)| ((*probe).to_owned(), answers(shapes))).collect())
    }

    #[test]
    fn what_is_written_reads_back() {
        let (one, other) = (shape(&[("status", "200")]), shape(&[("status", "200"), ("body", "nothing")]));
        let observation = observation(&[("a", vec![other.clone(), one.clone()]), ("b", vec![one])]);
        let text = observation.to_string();
        assert!(text.contains("\"200 (2)\""), "{text}");
        let read = Observation::read(&text).expect("it reads back");
        assert_eq!(read.to_string(), text);
    }

    #[test]
    fn documents_that_are_not_whole_are_refused() {
        let refused = |text: &str| Observation::read(text).expect_err("no observation").to_string();
        assert!(refused("[]").contains("--observe"));
        let text = r#"{"schema":"eks-auth-conformance/observation/v1","shapes":{},"answered":[{"with":["200"],"probes":["a"]}]}"#;
        assert!(refused(text).contains("`200`"));
    }
}
