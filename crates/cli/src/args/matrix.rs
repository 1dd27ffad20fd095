//! What `matrix` takes.

use std::path::PathBuf;

use clap::Args;

/// Show the reports of several implementations side by side, and where they differ
#[derive(Args, Debug)]
#[command(
    after_help = "A column is named after the --implementation of its report, else after the endpoint. Reports of different \
                  versions of the suite are compared on the cases that all of them have.\n\n\
                  Example:\n  eks-auth-conformance matrix one.json two.json --html matrix.html --badge badge.json"
)]
pub(crate) struct Matrix {
    /// Reports, as `service --json` writes them
    #[arg(value_name = "REPORT.json", required = true)]
    pub(crate) reports: Vec<PathBuf>,
    /// Write the table as one page of HTML that loads nothing
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Write a badge, as shields.io's endpoint badges read it: the verdict of one report; of several, how many are conformant
    #[arg(long, value_name = "FILE")]
    pub(crate) badge: Option<PathBuf>,
}
