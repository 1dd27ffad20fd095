//! What `token mint` and `token inspect` take.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use eks_auth_world::defect::{self, Defect};

use super::{WorldChoice, values};

/// Make a token, or read one out
#[derive(Debug, Subcommand)]
pub(crate) enum Token {
    Mint(Mint),
    Inspect(Inspect),
}

/// Print a token of the fixture world: a valid one unless told otherwise
#[derive(Args, Debug)]
#[command(
    after_help = "Unless told otherwise the token is issued now, and has an id of its own. A namespace or service \
                  account that no association names gives a token that a service must refuse.\n\n\
                  Examples:\n  eks-auth-conformance token mint --cluster conformance --lifetime 600\n  \
                  eks-auth-conformance token mint --defect exp-past | eks-auth-conformance token inspect\n  \
                  eks-auth-conformance token mint --at 1790000000 --id 00000000-0000-4000-8000-000000000001\n\n\
                  `token mint --help` names every defect.",
    after_long_help = defect_list()
)]
pub(crate) struct Mint {
    /// The cluster; without it, the world's first
    #[arg(long, value_name = "NAME")]
    pub(crate) cluster: Option<String>,
    /// The namespace; without it, that of the cluster's first association
    #[arg(long, value_name = "NAME")]
    pub(crate) namespace: Option<String>,
    /// The service account; without it, that of the cluster's first association
    #[arg(long, value_name = "NAME")]
    pub(crate) service_account: Option<String>,
    /// The pod; without it, one named after the service account
    #[arg(long, value_name = "NAME")]
    pub(crate) pod: Option<String>,
    /// How long it is good; less than zero for a token that has expired [default: 86400]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true, conflicts_with = "defect")]
    pub(crate) lifetime: Option<i64>,
    /// The moment that it is minted at instead of now, in seconds since 1970; a defect counts from then too
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    pub(crate) at: Option<i64>,
    /// Its id (`jti`), instead of one that is drawn: with --at, the same token each time
    #[arg(long, value_name = "UUID")]
    pub(crate) id: Option<String>,
    /// What is wrong with it, or unusual, by name
    #[arg(long, value_name = "ID", value_parser = values::defect)]
    pub(crate) defect: Option<&'static Defect>,
    #[command(flatten)]
    pub(crate) world: WorldChoice,
}

/// Print a token's header and claims, and never its signature
#[derive(Args, Debug)]
#[command(
    after_help = "Nothing is verified. Whatever can be read is printed; what is wrong is said on standard \
                        error.\n\n\
                        Example:\n  eks-auth-conformance token mint | eks-auth-conformance token inspect"
)]
pub(crate) struct Inspect {
    /// The file that holds the token; without it, standard input
    pub(crate) file: Option<PathBuf>,
}

fn defect_list() -> String {
    format!("Defects:\n{}", values::rows(defect::all().map(|defect| (defect.id(), defect.title()))))
}
