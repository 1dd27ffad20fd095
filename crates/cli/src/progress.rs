//! What is seen while a run goes on: a bar on a terminal, one line elsewhere. Both on standard error.

use eks_auth_suite::report::terminal;
use eks_auth_suite::{Event, Options, Outcome, Target, TargetKind};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Voice;
use crate::{ci, print};

/// Follows the events of one run.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    voice: Voice,
    failed: usize,
}

impl Progress {
    /// Says what is being tested, with the seed in case the run does not come to its end.
    pub(crate) fn begin(target: &Target, options: &Options, voice: Voice) -> Self {
        let is_heard = voice == Voice::Heard;
        if is_heard {
            print::err(&format!("testing {} with seed {}", name_of(target), options.seed));
        }
        Self { bar: (is_heard && ci::shows_bars()).then(bar), voice, failed: 0 }
    }

    /// Takes notice of an event.
    pub(crate) fn follow(&mut self, event: &Event<'_>, options: &Options) {
        if let (Event::Planned(provision), Voice::Heard) = (event, self.voice) {
            print::err(&terminal::write_plan(provision, options));
        }
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
