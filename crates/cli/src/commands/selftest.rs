//! `selftest`: puts every fault of the mock before the cases and writes the kill matrix.

use std::io::{IsTerminal, stderr};

use eks_auth_suite::Stop;
use eks_auth_suite::selftest::{self, Choice, Event, terminal, write_html, write_json};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::args::Selftest;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::interrupt::Interrupt;
use crate::{print, session};

pub(crate) fn run(arguments: &Selftest) -> Result<Exit, Failure> {
    let options = arguments.options();
    // Before anything is started or written: a matrix of nothing is not worth its file.
    Choice::of(&options)?;
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let files = Files::prepare([(&arguments.json, write_json), (&arguments.html, write_html)])?;
        let (stop, stopped) = Stop::on_call();
        interrupt.call(stop);
        let mut progress = Progress::begin();
        let matrix = selftest::run(&options, |event| progress.follow(event), stopped).await?;
        // The files first: whoever reads standard output may stop reading.
        let written = files.write(&matrix);
        print::out(&terminal::write(&matrix, session::page()))?;
        written.map(|()| Exit::of_matrix(&matrix))
    })
}

/// A bar on a terminal, one line elsewhere; on standard error.
struct Progress {
    bar: Option<ProgressBar>,
    unseen: usize,
}

impl Progress {
    fn begin() -> Self {
        print::err("putting the faults of the mock before the cases");
        Self { bar: stderr().is_terminal().then(bar), unseen: 0 }
    }

    fn follow(&mut self, event: &Event<'_>) {
        let Some(bar) = &self.bar else { return };
        match event {
            Event::Started { faults } => bar.set_length(*faults as u64),
            Event::Seen(sight) => {
                if sight.seen_by().is_empty() {
                    self.unseen += 1;
                    bar.set_message(format!("{} unseen", self.unseen));
                }
                bar.inc(1);
            }
            Event::Finished(_) => bar.finish_and_clear(),
            _ => {}
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    match ProgressStyle::with_template("{bar:32} {pos}/{len} faults {msg}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
