//! Simpler numbers and texts, for edits that have one.

/// Smaller numbers, the smallest first: the low bound, powers of two between, half the way, one less.
pub(super) fn numbers(value: usize, low: usize) -> Vec<usize> {
    let mut all = vec![low];
    let mut step = value.saturating_sub(low) / 2;
    while step > 0 {
        all.push(value - step);
        step /= 2;
    }
    all.retain(|number| *number < value);
    all.dedup();
    all
}

/// Numbers nearer to zero, the nearest first.
pub(super) fn integers(value: i64) -> Vec<i64> {
    let size = usize::try_from(value.unsigned_abs()).unwrap_or(usize::MAX);
    let sign = value.signum();
    numbers(size, 0).into_iter().filter_map(|size| i64::try_from(size).ok()).map(|size| size * sign).collect()
}

/// Simpler texts, the simplest first: none, halves, one character less at either end, the same length in one letter, each odd
/// character as a plain one.
pub(super) fn texts(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let length = letters.len();
    let some = |from: usize, to: usize| letters.get(from..to).unwrap_or_default().iter().collect::<String>();
    let mut all = vec![String::new()];
    for kept in numbers(length, 1).into_iter().take(4) {
        all.push(some(0, kept));
        all.push(some(length - kept, length));
    }
    all.push("a".repeat(length));
    if length > 1 {
        all.push(some(0, length - 1));
        all.push(some(1, length));
    }
    // Which character matters, where one does.
    for (at, letter) in letters.iter().enumerate().filter(|(_, letter)| **letter != 'a').take(16) {
        all.push(format!("{}a{}", some(0, at), some(at + letter.to_string().chars().count(), length)));
    }
    let mut seen = std::collections::HashSet::from([text.to_owned()]);
    all.retain(|candidate| seen.insert(candidate.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_nearer_and_nearer() {
        assert_eq!(numbers(100, 0), [0, 50, 75, 88, 94, 97, 99]);
        assert_eq!(numbers(1, 0), [0]);
        assert!(numbers(0, 0).is_empty());
        assert_eq!(integers(-8), [0, -4, -6, -7]);
    }

    #[test]
    fn texts_are_new_and_no_longer() {
        for text in ["", "a", "ab", "h\u{e9}llo", &"x".repeat(300)] {
            for simpler in texts(text) {
                assert!(simpler != text && simpler.chars().count() <= text.chars().count(), "{simpler}");
            }
        }
        assert!(texts("xyz").contains(&"ayz".to_owned()));
    }
}
