//! Which known names a mistyped one may have meant.

/// Names this long are not typed by hand, and comparing them would take its time.
const LONGEST: usize = 120;
/// How many names are suggested.
const SUGGESTED: usize = 4;

/// The nearest known names, nearest first; empty if none is near.
pub(crate) fn near<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if wanted.is_empty() || wanted.len() > LONGEST {
        return Vec::new();
    }
    let wanted = wanted.to_lowercase();
    let mut found: Vec<(usize, &str)> =
        known.into_iter().filter_map(|name| rank(&wanted, name).map(|rank| (rank, name))).collect();
    found.sort();
    found.dedup();
    // Another letter case and nothing else: that is the one.
    if found.first().is_some_and(|(rank, _)| *rank == 0) {
        found.retain(|(rank, _)| *rank == 0);
    }
    found.into_iter().take(SUGGESTED).map(|(_, name)| name).collect()
}

/// `; did you mean …` in words, or nothing.
pub(crate) fn suggestion<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = near(wanted, known).iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [name] => format!("; did you mean {name}?"),
        [names @ .., last] => format!("; did you mean {} or {last}?", names.join(", ")),
    }
}

/// How far a name is; `None` if nobody would take one for the other.
fn rank(wanted: &str, name: &str) -> Option<usize> {
    let known = name.to_lowercase();
    let distance = edits(wanted, &known);
    let part = wanted.len() > 2 && (known.contains(wanted) || wanted.contains(&known));
    (part || distance <= wanted.chars().count().div_ceil(4)).then_some(distance)
}

/// The Levenshtein distance: the least number of characters to insert, delete or replace.
fn edits(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, character) in from.chars().enumerate() {
        let mut diagonal = line;
        let mut left = line + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let above = *cell;
            left = (diagonal + usize::from(character != *other)).min(above + 1).min(left + 1);
            diagonal = above;
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = line + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 4] = ["response.audience.value", "response.audience.type", "alg-none", "RSP-004"];

    #[test]
    fn slip_of_the_finger() {
        assert_eq!(near("response.audiense.value", KNOWN).first(), Some(&"response.audience.value"));
        assert_eq!(near("alg-noen", KNOWN), ["alg-none"]);
    }

    #[test]
    fn other_letter_case() {
        assert_eq!(near("rsp-004", KNOWN), ["RSP-004"]);
    }

    #[test]
    fn part_of_a_name() {
        assert_eq!(near("audience", KNOWN), ["response.audience.type", "response.audience.value"]);
    }

    #[test]
    fn nothing_near() {
        assert!(near("zzzzzz", KNOWN).is_empty());
        assert!(near("", KNOWN).is_empty());
        assert!(near(&"a".repeat(1_000_000), KNOWN).is_empty());
        assert_eq!(suggestion("zzzzzz", KNOWN), "");
    }

    #[test]
    fn suggestion_in_words() {
        assert_eq!(suggestion("alg-noen", KNOWN), "; did you mean `alg-none`?");
        assert_eq!(
            suggestion("audience", KNOWN),
            "; did you mean `response.audience.type` or `response.audience.value`?"
        );
    }

    #[test]
    fn distances() {
        for (from, to, distance) in
            [("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("kitten", "sitting", 3)]
        {
            assert_eq!(edits(from, to), distance, "{from} {to}");
        }
    }
}
