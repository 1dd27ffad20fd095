//! What `observe` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Compare what services answer, by its shape
#[derive(Debug, Subcommand)]
pub(crate) enum Observe {
    Diff(Diff),
}

/// Show where two observations part, as `service --observe` writes them
#[derive(Args, Debug)]
#[command(
    after_help = "An observation holds statuses, names, types and patterns, and no value that identifies or grants.\n\n\
                        Example:\n  \
                        eks-auth-conformance service --endpoint http://127.0.0.1:8080 --observe mine.json\n  \
                        eks-auth-conformance service --observe mock.json\n  \
                        eks-auth-conformance observe diff mock.json mine.json"
)]
pub(crate) struct Diff {
    /// One observation
    #[arg(value_name = "FILE")]
    pub(crate) left: PathBuf,
    /// The other
    #[arg(value_name = "FILE")]
    pub(crate) right: PathBuf,
}
