//! How many tests passed and failed.

use std::fmt;

/// How many tests, or cases of the suite, passed and failed.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Count {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
}

impl Count {
    /// Adds what a line of `cargo test` counts; all other lines count nothing.
    pub(crate) fn add_line(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else { return };
        for part in result.split([';', '.']) {
            match part.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// The count of a program that has ended: one that failed, with no test to blame, is a failure itself.
    pub(crate) fn ended(mut self, success: bool) -> Self {
        if !success && self.failed == 0 {
            self.failed = 1;
        }
        self
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(lines: &[&str]) -> Count {
        let mut count = Count::default();
        lines.iter().for_each(|line| count.add_line(line));
        count
    }

    #[test]
    fn results_of_several_binaries_add_up() {
        let count = counted(&[
            "running 5 tests",
            "test a::b ... ok",
            "test result: ok. 5 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "test result: FAILED. 2 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s",
        ]);
        assert_eq!(count, Count { passed: 7, failed: 1 });
        assert_eq!(count.to_string(), "7 passed, 1 failed");
    }

    #[test]
    fn failure_without_a_failed_test_counts_as_one() {
        let count = counted(&["error: could not compile `x`"]);
        assert_eq!(count.ended(false), Count { passed: 0, failed: 1 });
        assert_eq!(count.ended(true), Count::default());
        assert_eq!(Count { passed: 1, failed: 2 }.ended(false).failed, 2);
    }
}
