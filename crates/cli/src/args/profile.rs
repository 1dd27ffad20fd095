//! What `profile` takes.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Look at a profile, without sending anything
#[derive(Debug, Subcommand)]
pub(crate) enum Profile {
    Check(CheckProfile),
}

/// Say whether a profile can be followed, what it lacks, and what a run with it would send
#[derive(Args, Debug)]
#[command(after_help = "Every token is read and looked at. Nothing is sent.\n\n\
                        Example:\n  eks-auth-conformance profile check profile.toml")]
pub(crate) struct CheckProfile {
    /// The profile
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}
