//! `service`: tests a service and writes the reports.

use std::path::Path;

use eks_auth_suite::ledger::Ledger;
use eks_auth_suite::observe::{Observation, Observer};
use eks_auth_suite::profile::Profile;
use eks_auth_suite::report::sarif::{self, Site};
use eks_auth_suite::report::{html, json, junit, lines, terminal};
use eks_auth_suite::{Event, Options, Report, Selection, Target, provide};

use crate::args::{Format, Service};
use crate::ci::GitHub;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::print::PrintError;
use crate::stream::Stream;
use crate::target::target;
use crate::{input, print, session, shell};

/// What a run leaves: its report, the command that runs the same again, where results are shown, what the service's answers
/// looked like, and the ledger that the report was compared with (an empty one if with none).
struct Told {
    report: Report,
    again: String,
    site: Site,
    observation: Observation,
    before: Ledger,
}

pub(crate) fn run(arguments: &Service) -> Result<Exit, Failure> {
    let profile = session::profile(&arguments.target)?;
    let options = arguments.options(profile.as_ref().map(Profile::limits));
    // Before anything is started or written: a run that cannot be reported, or is of nothing, is not worth its time.
    Selection::of(&options)?;
    let ledger = arguments.expect.as_deref().map(ledger).transpose()?;
    if arguments.dry_run {
        return session::block_on(dry_run(arguments, profile.as_ref(), &options));
    }
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let files = Files::<Told>::prepare([
            (&arguments.json, |told| json::write(&told.report)),
            (&arguments.junit, |told| junit::write(&told.report)),
            (&arguments.sarif, |told| sarif::write(&told.report, &told.site)),
            (&arguments.html, |told| html::write(&told.report, &told.again)),
            (&arguments.observe, |told| told.observation.to_string()),
            (&arguments.write_expect, |told| Ledger::of(&told.report, &told.before).to_string()),
        ])?;
        let done = arguments.done.as_deref().map(Output::prepare).transpose()?;
        let choice = &arguments.target;
        let mut target = target(choice, profile.as_ref(), choice.world.partition(), options.sigv4).await?;
        if let Some(implementation) = &arguments.implementation {
            target = target.with_implementation(implementation.clone());
        }
        let mut observer = Observer::default();
        let mut events =
            (arguments.telling.format == Format::JsonLines).then(|| Events::begin(&target, options.seed));
        let follow = |event: &Event<'_>| {
            observer.follow(event);
            events.iter_mut().for_each(|events| events.follow(event));
        };
        let mut report =
            session::conduct(&target, &options, interrupt, arguments.telling.voice(), follow).await?;
        if let Some(ledger) = &ledger {
            report = report.compared_with(ledger);
        }
        let again = shell::again(std::env::args(), (!arguments.has_seed()).then_some(options.seed));
        let (site, before) = (arguments.site(), ledger.unwrap_or_default());
        let told = Told { report, again, site, observation: observer.finish(), before };
        // The files first: whoever reads standard output may stop reading.
        let written = files.write(&told).and_then(|()| announce(done, arguments.junit.as_deref()));
        if let Some(github) = GitHub::of_environment() {
            github.tell(&told.report, &told.again);
        }
        match events {
            Some(events) => events.end(&told.report)?,
            None => print::out(&arguments.text()(&told.report, session::page()))?,
        }
        written.map(|()| Exit::of(&told.report))
    })
}

/// Says in a file where the report is. Whoever waits for the file reads it from another folder.
fn announce(done: Option<Output>, report: Option<&Path>) -> Result<(), Failure> {
    let (Some(done), Some(report)) = (done, report) else { return Ok(()) };
    let report = std::path::absolute(report).map_err(Failure::System)?;
    Ok(done.write(&report.to_string_lossy())?)
}

/// The events of a run, as lines on standard output.
struct Events {
    stream: Stream,
    requests: Option<u64>,
}

impl Events {
    fn begin(target: &Target, seed: u64) -> Self {
        let mut stream = Stream::begin();
        stream.line(&lines::started(target, seed));
        Self { stream, requests: None }
    }

    fn follow(&mut self, event: &Event<'_>) {
        match event {
            Event::Planned(provision) => self.requests = Some(provision.requests()),
            Event::Started { cases } => self.stream.line(&lines::planned(*cases, self.requests)),
            Event::CaseFinished(case) => self.stream.line(&lines::case(case)),
            _ => {}
        }
    }

    fn end(self, report: &Report) -> Result<(), PrintError> {
        self.stream.end(&lines::finished(report))
    }
}

/// Says what a run would send.
async fn dry_run(arguments: &Service, profile: Option<&Profile>, options: &Options) -> Result<Exit, Failure> {
    let choice = &arguments.target;
    let target = target(choice, profile, choice.world.partition(), options.sigv4).await?;
    print::out(&terminal::write_provision(&provide(&target, options)?, options, session::page()))?;
    Ok(Exit::Fine)
}

fn ledger(path: &Path) -> Result<Ledger, Failure> {
    let text = input::text(Some(path))?;
    Ledger::parse(&text).map_err(|source| Failure::Ledger { path: path.to_owned(), source })
}
