//! What a faulty service fetches while it decides. The whole service fetches nothing.
//!
//! The decision stays pure: it names what it wants, a door fetches that, and the decision is made again with it.

use std::cell::RefCell;

/// How many documents one decision may ask for: a discovery document and a key set, and as many again.
const MOST: usize = 4;

/// One thing that a door fetches for a faulty service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Errand {
    pub(crate) url: String,
    pub(crate) method: &'static str,
    pub(crate) order: Order,
}

/// When an errand is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Order {
    /// Before the answer, which may depend on what comes of it.
    First,
    /// Once the answer is on its way.
    Later,
}

/// What was fetched for one request so far, and what its decision asks for next.
#[derive(Default)]
pub(crate) struct Library {
    documents: Vec<(String, Option<Vec<u8>>)>,
    wanted: RefCell<Option<Errand>>,
}

impl Library {
    /// The document behind a URL. Where it has not been fetched, it is asked for, and the decision is made again.
    pub(crate) fn document(&self, url: &str) -> Option<&[u8]> {
        self.ask(url, "GET", Order::First);
        self.documents.iter().find(|(have, _)| have == url).and_then(|(_, document)| document.as_deref())
    }

    /// Asks for a URL whose document does not matter.
    pub(crate) fn ask(&self, url: &str, method: &'static str, order: Order) {
        let known = self.documents.len() >= MOST || self.documents.iter().any(|(have, _)| have == url);
        if !known {
            self.wanted.borrow_mut().get_or_insert_with(|| Errand { url: url.to_owned(), method, order });
        }
    }

    /// Puts in what came of an errand.
    pub(crate) fn add(&mut self, url: String, document: Option<Vec<u8>>) {
        self.documents.push((url, document));
    }

    /// What the decision that was made last asks for.
    pub(crate) fn take_wanted(&self) -> Option<Errand> {
        self.wanted.take()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_asked_for_once() {
        let mut library = Library::default();
        assert_eq!(library.document("http://a"), None);
        assert_eq!(library.document("http://b"), None);
        let errand = library.take_wanted().map(|errand| (errand.url, errand.order));
        assert_eq!(errand, Some(("http://a".to_owned(), Order::First)));
        library.add("http://a".to_owned(), Some(b"x".to_vec()));
        assert_eq!(library.document("http://a"), Some(&b"x"[..]));
        assert_eq!(library.take_wanted(), None);
    }

    #[test]
    fn errands_come_to_an_end() {
        let mut library = Library::default();
        for index in 0..MOST {
            library.add(index.to_string(), None);
        }
        assert_eq!(library.document("http://one-more"), None);
        assert_eq!(library.take_wanted(), None);
    }
}
