//! What `completions` and `man` take: what a package of this program installs beside it.

use std::path::PathBuf;

use clap::Args;
use clap_complete::Shell;

/// Print the completions of a shell
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  \
                        source <(eks-auth-conformance completions bash)\n  \
                        eks-auth-conformance completions zsh > ~/.zfunc/_eks-auth-conformance\n  \
                        eks-auth-conformance completions fish > ~/.config/fish/completions/eks-auth-conformance.fish")]
pub(crate) struct Completions {
    /// Whose
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// Write a man page for each command into a folder
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  eks-auth-conformance man --out man1 && man -l man1/eks-auth-conformance.1"
)]
pub(crate) struct Man {
    /// The folder; it is made if it does not exist
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
}
