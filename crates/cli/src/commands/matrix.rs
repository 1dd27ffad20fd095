//! `matrix`: reports side by side.

use std::path::Path;

use eks_auth_suite::compare::{Comparison, KeptReport, badge, html, terminal};

use crate::args::Matrix;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::files::Files;
use crate::{input, print};

pub(crate) fn run(arguments: &Matrix) -> Result<Exit, Failure> {
    let files = Files::prepare([(&arguments.html, html::write), (&arguments.badge, badge::write)])?;
    let reports = arguments.reports.iter().map(|path| read(path)).collect::<Result<_, _>>()?;
    let comparison = Comparison::of(reports);
    // The files first: whoever reads standard output may stop reading.
    let written = files.write(&comparison);
    print::out(&terminal::write(&comparison))?;
    written.map(|()| Exit::Fine)
}

/// The report with the name of its file.
fn read(path: &Path) -> Result<(String, KeptReport), Failure> {
    let report = KeptReport::parse(&input::report(path)?)
        .map_err(|source| Failure::Report { path: path.to_owned(), source })?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    Ok((name, report))
}
