//! What is seen while a run goes on: a bar on a terminal, one line elsewhere. Both on standard error.

use std::io::{IsTerminal, stderr};

use eks_auth_suite::{Event, Outcome, Target, TargetKind};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::print;

/// Follows the events of one run.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    failed: usize,
}

impl Progress {
    /// Says what is being tested, with the seed in case the run does not come to its end.
    pub(crate) fn begin(target: &Target, seed: u64) -> Self {
        print::err(&format!("testing {} with seed {seed}", name_of(target)));
        Self { bar: stderr().is_terminal().then(bar), failed: 0 }
    }

    /// Takes notice of an event.
    pub(crate) fn follow(&mut self, event: &Event<'_>) {
        let Some(bar) = &self.bar else { return };
        match event {
            Event::Started { cases } => bar.set_length(*cases as u64),
            Event::CaseFinished(case) => {
                if case.outcome() == Outcome::Failed {
                    self.failed += 1;
                    bar.set_message(format!("{} failed", self.failed));
                }
                bar.inc(1);
            }
            Event::Finished(_) => bar.finish_and_clear(),
            _ => {}
        }
    }
}

/// What the user knows a service as.
pub(crate) fn name_of(target: &Target) -> String {
    match target.kind() {
        TargetKind::Mock => "the mock in this process".to_owned(),
        TargetKind::Remote | TargetKind::Aws => target.endpoint().to_string(),
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:32} {pos}/{len} cases {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
