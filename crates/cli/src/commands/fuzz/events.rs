//! The events of a search, as lines on standard output.

use std::time::{Duration, Instant};

use eks_auth_suite::Target;
use eks_auth_suite::report::lines;
use eks_auth_suite::search::{SearchEvent, SearchReport};

use crate::print::PrintError;
use crate::stream::Stream;

/// A line says so often how far the search is.
const PROGRESS_EVERY: Duration = Duration::from_secs(1);

/// The events of one search.
pub(super) struct Events {
    stream: Stream,
    last_progress: Instant,
}

impl Events {
    pub(super) fn begin(target: &Target, seed: u64) -> Self {
        let mut stream = Stream::begin();
        stream.line(&lines::search_started(target, seed));
        Self { stream, last_progress: Instant::now() }
    }

    pub(super) fn follow(&mut self, event: &SearchEvent<'_>) {
        match event {
            SearchEvent::Progress { cases, requests } if self.last_progress.elapsed() >= PROGRESS_EVERY => {
                self.last_progress = Instant::now();
                self.stream.line(&lines::progress(*cases, *requests));
            }
            SearchEvent::Found(finding) => self.stream.line(&lines::finding(finding)),
            _ => {}
        }
    }

    /// Writes the last line.
    ///
    /// # Errors
    ///
    /// When this or an earlier line could not be written.
    pub(super) fn end(self, report: &SearchReport) -> Result<(), PrintError> {
        self.stream.end(&lines::search_finished(report))
    }
}
