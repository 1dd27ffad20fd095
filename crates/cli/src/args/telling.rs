//! How much is told of a run on standard output, and in which form.

use clap::{Args, ValueEnum};

/// The options of every command that tells of a run.
#[derive(Args, Debug)]
pub(crate) struct Telling {
    /// Print a line for each failure and one for the verdict, and nothing on standard error but errors
    #[arg(long)]
    quiet: bool,
    /// How standard output is written; as JSON Lines it is the same whether quiet or verbose
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// The form of standard output.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// For people, at the end
    Text,
    /// For programs: one JSON object a line, as things happen
    JsonLines,
}

/// Whether people are told how a run goes on, while it does.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Voice {
    Heard,
    Silent,
}

impl Telling {
    /// Whether people are told how the run goes on.
    pub(crate) fn voice(&self) -> Voice {
        if self.quiet { Voice::Silent } else { Voice::Heard }
    }
}
