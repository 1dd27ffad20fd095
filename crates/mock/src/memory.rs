//! What a faulty service remembers of the requests before.

use std::collections::BTreeMap;

use crate::Answer;

/// How many answers are remembered; then all are forgotten, so that a long run stays in bounds.
const CAPACITY: usize = 4096;

/// The state of a fault. The whole service has none.
#[derive(Default)]
pub(crate) struct Memory {
    /// How many requests there were.
    pub(crate) requests: u64,
    /// The second in which the latest one came.
    pub(crate) second: i64,
    /// How many refusals in a row there were, counting the latest.
    pub(crate) refusals: u64,
    /// The latest grant.
    pub(crate) latest: Option<Answer>,
    answers: BTreeMap<String, Answer>,
}

impl Memory {
    /// Remembers this answer under a key; the first one stays.
    pub(crate) fn keep(&mut self, key: String, answer: &Answer) -> Answer {
        if self.answers.len() >= CAPACITY {
            self.answers.clear();
        }
        self.answers.entry(key).or_insert_with(|| answer.clone()).clone()
    }

    /// The answer remembered under a key.
    pub(crate) fn recall(&self, key: &str) -> Option<&Answer> {
        self.answers.get(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_answer_stays_and_the_number_is_bounded() {
        let mut memory = Memory::default();
        let _ = memory.keep("a".to_owned(), &Answer::new(1));
        assert_eq!(memory.keep("a".to_owned(), &Answer::new(2)).status(), 1);
        for index in 0..CAPACITY {
            let _ = memory.keep(index.to_string(), &Answer::new(3));
        }
        assert!(memory.answers.len() <= CAPACITY);
        assert_eq!(memory.recall("a"), None);
    }
}
