//! `fuzz`: searches a service, keeps what is found, and writes the report.

mod events;
mod examples;
mod folder;
mod progress;

use std::path::Path;

use eks_auth_suite::profile::Profile;
use eks_auth_suite::report::{html, terminal};
use eks_auth_suite::search::{SearchEvent, SearchReport, search};
use eks_auth_suite::{Sigv4, Stop};

use crate::args::{Format, Fuzz, Voice};
use crate::ci::GitHub;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::interrupt::Interrupt;
use crate::target::target;
use crate::{print, session, shell};

use events::Events;
use folder::Folder;
pub(crate) use folder::FolderError;
use progress::Progress;

/// Where findings would be kept that no `--out` says a folder for.
const FOLDER: &str = "findings";

/// What a search leaves: its report, and the command that searches the same again.
struct Told {
    report: SearchReport,
    again: String,
}

pub(crate) fn run(arguments: &Fuzz) -> Result<Exit, Failure> {
    let profile = session::profile(&arguments.target)?;
    let mut options = arguments.options(profile.as_ref().map(Profile::limits));
    if let Some(folder) = &arguments.corpus {
        options.corpus = examples::read(folder)?;
    }
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let files = Files::<Told>::prepare([
            (&arguments.json, |told| told.report.write_json()),
            (&arguments.html, |told| html::write_search(&told.report, &told.again)),
        ])?;
        let folder = arguments.out.as_deref().map(Folder::prepare).transpose()?;
        let choice = &arguments.target;
        let mut target = target(choice, profile.as_ref(), choice.world.partition(), Sigv4::default()).await?;
        if let Some(implementation) = &arguments.implementation {
            target = target.with_implementation(implementation.clone());
        }
        let (stop, stopped) = Stop::on_call();
        interrupt.call(stop);
        let mut progress = Progress::begin(&target, &options, arguments.telling.voice());
        let mut events =
            (arguments.telling.format == Format::JsonLines).then(|| Events::begin(&target, options.seed));
        let mut kept = Ok(());
        let follow = |event: &SearchEvent<'_>| {
            if let (SearchEvent::Found(finding), Some(folder)) = (event, &folder) {
                // As soon as it is found: what happens later must not lose it.
                kept = std::mem::replace(&mut kept, Ok(())).and(folder.keep(finding));
            }
            progress.follow(event);
            events.iter_mut().for_each(|events| events.follow(event));
        };
        let named = |id: &str| shell::word(&folder::path_of(out(arguments), id).to_string_lossy());
        let report = search(&target, &options, named, follow, stopped).await;
        progress.end();
        if let Some(folder) = &folder {
            // Only now it is known how often each was seen.
            let mut again = report.findings().iter().filter(|finding| finding.seen() > 1);
            kept = kept.and_then(|()| again.try_for_each(|finding| folder.keep(finding)));
        }
        // The files first: whoever reads standard output may stop reading.
        let again = shell::again(std::env::args(), (!arguments.has_seed()).then_some(options.seed));
        let told = Told { report, again };
        let written = files.write(&told);
        let Told { report, again } = &told;
        if let Some(github) = GitHub::of_environment() {
            github.tell(report.report(), again);
        }
        let keeping = folder.is_none().then(|| format!("{again} --out {FOLDER}"));
        match (events, arguments.telling.voice()) {
            (Some(events), _) => events.end(report)?,
            (None, Voice::Silent) => print::out(&terminal::write_search_quiet(report, session::page()))?,
            (None, Voice::Heard) => {
                print::out(&terminal::write_search(report, keeping.as_deref(), session::page()))?;
            }
        }
        written.and(kept.map_err(Failure::from)).map(|()| Exit::of(report.report()))
    })
}

fn out(arguments: &Fuzz) -> &Path {
    arguments.out.as_deref().unwrap_or(Path::new(FOLDER))
}
