//! `service`: tests a service and writes the reports.

use eks_auth_suite::Selection;
use eks_auth_suite::report::{json, junit, terminal};

use crate::args::Service;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::interrupt::Interrupt;
use crate::{print, session};

pub(crate) fn run(arguments: &Service) -> Result<Exit, Failure> {
    let options = arguments.options();
    // Before anything is started or written: a run that cannot be reported, or is of nothing, is not worth its time.
    Selection::of(&options)?;
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let files = Files::prepare([(&arguments.json, json::write), (&arguments.junit, junit::write)])?;
        let mut target = session::target(&arguments.target).await?;
        if let Some(implementation) = &arguments.implementation {
            target = target.with_implementation(implementation.clone());
        }
        let report = session::conduct(&target, &options, interrupt, |_| {}).await?;
        // The files first: whoever reads standard output may stop reading.
        let written = files.write(&report);
        print::out(&terminal::write(&report, session::page()))?;
        written.map(|()| Exit::of(&report))
    })
}
