//! `service`: tests a service and writes the reports.

use eks_auth_suite::report::{json, junit, terminal};
use eks_auth_suite::{Report, Selection};

use crate::args::Service;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::output::Output;
use crate::{print, session};

pub(crate) fn run(arguments: &Service) -> Result<Exit, Failure> {
    let options = arguments.options();
    // Before anything is started or written: a run that cannot be reported, or is of nothing, is not worth its time.
    Selection::of(&options)?;
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let files = Files::prepare(arguments)?;
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

/// How a report becomes the text of a file.
type Form = fn(&Report) -> String;

/// The report files of one run.
struct Files(Vec<(Output, Form)>);

impl Files {
    fn prepare(arguments: &Service) -> Result<Self, Failure> {
        let wanted: [(_, Form); 2] = [(&arguments.json, json::write), (&arguments.junit, junit::write)];
        let mut files: Vec<(Output, Form)> = Vec::new();
        for (path, form) in wanted {
            let Some(path) = path else { continue };
            let file = Output::prepare(path)?;
            for (other, _) in &files {
                file.differs_from(other)?;
            }
            files.push((file, form));
        }
        Ok(Self(files))
    }

    /// Writes them all, and then says what the first that could not be written suffers from.
    fn write(self, report: &Report) -> Result<(), Failure> {
        let mut first = Ok(());
        for (file, form) in self.0 {
            let written = file.write(&form(report)).map_err(Failure::from);
            first = first.and(written);
        }
        first
    }
}
