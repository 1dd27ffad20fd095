//! A text with its description.

use std::borrow::Cow;

/// A text, and what it is in words: the words end a sentence such as "the namespace is …".
///
/// # Example
///
/// ```
/// use eks_auth_world::boundary::Sample;
///
/// let sample = Sample::new("a dot", ".");
/// assert_eq!(format!("it is {}", sample.what()), "it is a dot");
/// assert_eq!(sample.text(), ".");
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Sample {
    what: Cow<'static, str>,
    text: Cow<'static, str>,
}

impl Sample {
    /// A text and what it is in words.
    pub fn new(what: impl Into<Cow<'static, str>>, text: impl Into<Cow<'static, str>>) -> Self {
        Self { what: what.into(), text: text.into() }
    }

    /// A row of a table.
    pub(crate) const fn row(what: &'static str, text: &'static str) -> Self {
        Self { what: Cow::Borrowed(what), text: Cow::Borrowed(text) }
    }

    /// What it is, in words.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
