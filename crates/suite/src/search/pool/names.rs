//! Texts that are nearly another, and texts that something takes for more than text.

use eks_auth_world::boundary::{METACHARACTERS, Sample, TEXTS, near};

/// Every near miss of a text that the world's tables know.
pub(super) fn near(text: &str) -> Vec<String> {
    let length = text.chars().count();
    let odd = TEXTS.iter().chain(METACHARACTERS);
    let samples = near::cut(text)
        .into_iter()
        .chain(near::without(text, 0..length))
        .chain(near::doubled(text, 0..length))
        .chain(near::changed(text, 0..length))
        .chain(near::exchanged(text, 0..length))
        .chain(near::letter_cases(text))
        .chain(near::look_alikes(text))
        .chain(odd.flat_map(|sample| near::extended(text, sample)));
    let ends = ["0", "1", "-", ".", "-0", "a-", "x", "/", " ", "s"];
    let around = ends.iter().flat_map(|end| [format!("{text}{end}"), format!("{end}{text}")]);
    samples.map(|sample| sample.text().to_owned()).chain(around).collect()
}

/// Texts of the tables, odd characters and metacharacters.
pub(super) fn odd() -> impl Iterator<Item = &'static str> + Clone {
    TEXTS.iter().chain(METACHARACTERS).map(Sample::text)
}

/// A name in labels, as Kubernetes allows it, of so many characters.
pub(super) fn in_labels(length: usize, label: usize) -> String {
    let last = length.saturating_sub(1);
    (0..length).map(|at| if at % (label + 1) == label && at < last { '.' } else { 'p' }).collect()
}
