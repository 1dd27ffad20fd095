//! Patterns as data: small enough to check in one pass, regular enough to generate from.

/// What a constrained text looks like. It is always matched against the whole text.
#[derive(Clone, Copy, Debug)]
pub struct Pattern {
    pub(super) regex: &'static str,
    pub(super) words: &'static str,
    pub(super) shape: Shape,
}

impl Pattern {
    /// The pattern as its source writes it. Sources leave it unanchored; this crate does not.
    #[must_use]
    pub fn regex(&self) -> &'static str {
        self.regex
    }

    /// The pattern in words, to end the sentence "it must be …" with.
    #[must_use]
    pub fn words(&self) -> &'static str {
        self.words
    }

    /// The pattern as data.
    #[must_use]
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether the whole text matches.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.first_breach(text).is_none()
    }

    /// The byte offset of the first character that does not fit, or the text's length if it ends too soon.
    pub(super) fn first_breach(&self, text: &str) -> Option<usize> {
        match self.shape {
            Shape::Word { first, rest, last } => word_breach(text, first, rest, last),
            Shape::Joined { separator, count, first, rest, last } => {
                let mut offset = 0;
                let mut found = 0;
                for word in text.split(separator) {
                    found += 1;
                    if count.is_some_and(|count| found > count) {
                        return Some(offset - separator.len_utf8());
                    }
                    if let Some(breach) = word_breach(word, first, rest, last) {
                        return Some(offset + breach);
                    }
                    offset += word.len() + separator.len_utf8();
                }
                count.is_some_and(|count| found < count).then_some(text.len())
            }
            Shape::Path(inner) => path_breach(text, inner),
        }
    }
}

/// The few forms that the documented patterns take.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// One run of characters, not empty. Its first and last character have sets of their own; a single
    /// character must be in both.
    Word {
        /// What it may begin with.
        first: CharSet,
        /// What may stand between.
        rest: CharSet,
        /// What it may end with.
        last: CharSet,
    },
    /// Words with one character between them.
    Joined {
        /// What stands between the words.
        separator: char,
        /// How many words there are; any number from one on if `None`.
        count: Option<usize>,
        /// What a word may begin with.
        first: CharSet,
        /// What may stand within a word.
        rest: CharSet,
        /// What a word may end with.
        last: CharSet,
    },
    /// A single slash, or at least one character of the set between two slashes.
    Path(CharSet),
}

/// A set of characters: a list of ranges, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct CharSet(pub(super) &'static [(char, char)]);

impl CharSet {
    /// Whether the set has this character.
    #[must_use]
    pub fn contains(self, character: char) -> bool {
        self.0.iter().any(|&(low, high)| low <= character && character <= high)
    }

    /// The ranges, both ends included.
    #[must_use]
    pub fn ranges(self) -> &'static [(char, char)] {
        self.0
    }
}

fn word_breach(word: &str, first: CharSet, rest: CharSet, last: CharSet) -> Option<usize> {
    let mut characters = word.char_indices();
    let Some((_, head)) = characters.next() else {
        return Some(0);
    };
    if !first.contains(head) {
        return Some(0);
    }
    let Some((end, tail)) = characters.next_back() else {
        return (!last.contains(head)).then_some(0);
    };
    characters
        .find(|&(_, character)| !rest.contains(character))
        .map(|(offset, _)| offset)
        .or((!last.contains(tail)).then_some(end))
}

fn path_breach(path: &str, inner: CharSet) -> Option<usize> {
    if path == "/" {
        return None;
    }
    let Some(tail) = path.strip_prefix('/') else {
        return Some(0);
    };
    let Some(between) = tail.strip_suffix('/').filter(|between| !between.is_empty()) else {
        return Some(path.len());
    };
    between.char_indices().find(|&(_, character)| !inner.contains(character)).map(|(offset, _)| offset + 1)
}
