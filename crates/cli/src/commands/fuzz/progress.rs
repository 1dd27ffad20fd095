//! What is seen while a search goes on: a bar on a terminal, lines now and then elsewhere, and one for each finding everywhere.

use std::time::{Duration, Instant};

use eks_auth_suite::Target;
use eks_auth_suite::report::terminal::printable;
use eks_auth_suite::search::{SearchEvent, SearchFinding, SearchOptions};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Voice;
use crate::progress::name_of;
use crate::{ci, print};

/// The bar goes in so many steps.
const STEPS: u64 = 1000;
/// Where there is no bar, a line says so often how far the search is.
const LINE_EVERY: Duration = Duration::from_secs(10);

/// Follows the events of one search.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    voice: Voice,
    begun: Instant,
    last_line: Duration,
    cases: u64,
    time: Option<Duration>,
    found: usize,
}

impl Progress {
    /// Says what is being searched, with the seed in case the search does not come to its end.
    pub(super) fn begin(target: &Target, options: &SearchOptions, voice: Voice) -> Self {
        if voice == Voice::Heard {
            print::err(&format!("searching {} with seed {}", name_of(target), options.seed));
        }
        Self {
            bar: (voice == Voice::Heard && ci::shows_bars()).then(bar),
            voice,
            begun: Instant::now(),
            last_line: Duration::ZERO,
            cases: options.cases,
            time: options.time,
            found: 0,
        }
    }

    /// Takes notice of an event.
    pub(super) fn follow(&mut self, event: &SearchEvent<'_>) {
        if self.voice == Voice::Silent {
            return;
        }
        match event {
            SearchEvent::Progress { cases, requests } => self.move_to(*cases, *requests),
            SearchEvent::Found(finding) => {
                self.found += 1;
                match &self.bar {
                    Some(bar) => bar.suspend(|| tell(finding)),
                    None => tell(finding),
                }
            }
            _ => {}
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn move_to(&mut self, cases: u64, requests: u64) {
        let elapsed = self.begun.elapsed();
        let rate = requests as f64 / elapsed.as_secs_f64().max(0.001);
        let words = format!("{requests} requests, {rate:.0} a second, {} found", self.found);
        match &self.bar {
            Some(bar) => {
                bar.set_position(step(cases as f64 / self.cases as f64, self.time, elapsed));
                bar.set_message(words);
            }
            None if elapsed >= self.last_line + LINE_EVERY => {
                self.last_line = elapsed;
                print::err(&words);
            }
            None => {}
        }
    }
}

/// How far the search is: the nearer of its two ends counts.
fn step(of_cases: f64, time: Option<Duration>, elapsed: Duration) -> u64 {
    let of_time = time.map_or(0.0, |time| elapsed.as_secs_f64() / time.as_secs_f64());
    // A share of the bar: whatever is lost is less than a step.
    (of_cases.max(of_time).min(1.0) * STEPS as f64) as u64
}

fn tell(finding: &SearchFinding) {
    print::err(&format!("found {}: {}", finding.id(), printable(finding.observed()).replace('\n', " ")));
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(STEPS), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:32} {percent:>3}% {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearer_end_counts() {
        let second = Duration::from_secs(1);
        assert_eq!(step(0.25, None, second), 250);
        assert_eq!(step(0.25, Some(second * 2), second), 500);
        assert_eq!(step(0.75, Some(second * 2), second), 750);
        assert_eq!(step(0.0, Some(second), second * 3), STEPS);
    }
}
