//! `service`: tests a service and writes the reports.

use std::path::Path;

use eks_auth_suite::ledger::Ledger;
use eks_auth_suite::observe::{Observation, Observer};
use eks_auth_suite::profile::Profile;
use eks_auth_suite::report::{json, junit, terminal};
use eks_auth_suite::{Options, Report, Selection, provide};

use crate::args::Service;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::target::target;
use crate::{input, print, session};

/// What a run leaves: its report, the ledger that it was compared with (an empty one if with none), and what the service's
/// answers looked like.
struct Told {
    report: Report,
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
        let mut report =
            session::conduct(&target, &options, interrupt, |event| observer.follow(event)).await?;
        if let Some(ledger) = &ledger {
            report = report.compared_with(ledger);
        }
        let told = Told { report, observation: observer.finish(), before: ledger.unwrap_or_default() };
        // The files first: whoever reads standard output may stop reading.
        let written = files.write(&told).and_then(|()| announce(done, arguments.junit.as_deref()));
        print::out(&terminal::write(&told.report, session::page()))?;
        written.map(|()| Exit::of(&told.report))
    })
}

/// Says in a file where the report is. Whoever waits for the file reads it from another folder.
fn announce(done: Option<Output>, report: Option<&Path>) -> Result<(), Failure> {
    let (Some(done), Some(report)) = (done, report) else { return Ok(()) };
    let report = std::path::absolute(report).map_err(Failure::System)?;
    Ok(done.write(&report.to_string_lossy())?)
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
