//! The command line as types: what may be written, and what the help says of it.

mod check;
mod fuzz;
mod matrix;
mod observe;
mod profile;
mod selftest;
mod sending;
mod service;
mod setup;
mod target;
mod telling;
mod token;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use eks_auth_mock::{Fault, Manner, fault, manner};
use eks_auth_world::Partition;

pub(crate) use check::{Check, CheckToken, Source};
pub(crate) use fuzz::Fuzz;
pub(crate) use matrix::Matrix;
pub(crate) use observe::{Diff, Observe};
pub(crate) use profile::{CheckProfile, Profile};
pub(crate) use selftest::Selftest;
pub(crate) use service::{Replay, Service};
pub(crate) use setup::{Completions, Man};
pub(crate) use target::{EndpointChoice, TargetChoice};
pub(crate) use telling::{Format, Telling, Voice};
pub(crate) use token::{Inspect, Mint, Token};

use crate::exit::Exit;

/// Tests any implementation of Amazon EKS Auth `AssumeRoleForPodIdentity` over HTTP.
#[derive(Debug, Parser)]
#[command(version, after_help = Exit::help(), after_long_help = long_help())]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Service(Box<Service>),
    Fuzz(Fuzz),
    Replay(Replay),
    #[command(subcommand)]
    Check(Check),
    Mock(Mock),
    Selftest(Selftest),
    Matrix(Matrix),
    #[command(subcommand)]
    Observe(Observe),
    #[command(subcommand)]
    World(World),
    #[command(subcommand)]
    Token(Token),
    #[command(subcommand)]
    Profile(Profile),
    List(List),
    Explain(Explain),
    Completions(Completions),
    #[command(hide = true)]
    Man(Man),
}

/// Serve the reference mock, whole, with one fault, or with manners of its own, until Ctrl-C
#[derive(Args, Debug)]
#[command(
    after_help = "Example:\n  eks-auth-conformance mock --listen 127.0.0.1:0 --fault response.audience.wrong\n\n\
                  `mock --help` names every fault and manner.",
    after_long_help = fault_list()
)]
pub(crate) struct Mock {
    /// The address to listen on; port 0 takes any free port. The first line of output names it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080", value_parser = values::address)]
    pub(crate) listen: SocketAddr,
    /// What the mock does wrong, by name; it is the whole service otherwise
    #[arg(long, value_name = "ID", value_parser = values::fault)]
    pub(crate) fault: Option<&'static Fault>,
    /// What the mock does right but otherwise than most would, by name; repeatable
    #[arg(long = "manner", value_name = "ID", value_parser = values::manner)]
    pub(crate) manners: Vec<&'static Manner>,
    #[command(flatten)]
    pub(crate) world: WorldChoice,
}

/// Write or serve the fixture world that the suite and a service under test share
#[derive(Debug, Subcommand)]
pub(crate) enum World {
    Export(Export),
    Serve(Serve),
}

/// Answer for the fixture world's clusters, to services that look keys or tokens up, until Ctrl-C
#[derive(Args, Debug)]
#[command(after_help = "Each cluster has a path of its own:\n  \
                  GET  /CLUSTER/.well-known/openid-configuration             where its issuer's keys are\n  \
                  GET  /CLUSTER/openid/v1/jwks                               the keys, as a JWK Set\n  \
                  POST /CLUSTER/apis/authentication.k8s.io/v1/tokenreviews   the TokenReview of Kubernetes\n\n\
                  Example:\n  eks-auth-conformance world serve --listen 127.0.0.1:8090")]
pub(crate) struct Serve {
    /// The address to listen on; port 0 takes any free port. The first line of output names it
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8090", value_parser = values::address)]
    pub(crate) listen: SocketAddr,
    #[command(flatten)]
    pub(crate) world: WorldChoice,
}

/// Write the fixture world into a folder: world.json, and a key set for each cluster
#[derive(Args, Debug)]
#[command(
    after_help = "The same bytes at every run of one version. Load them into the service that you test.\n\n\
                        Example:\n  eks-auth-conformance world export --out world"
)]
pub(crate) struct Export {
    /// The folder to write: a new one, or an empty one
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) world: WorldChoice,
}

/// List every case: ID, level, requirement, title and sources
#[derive(Args, Debug)]
#[command(after_help = "Example:\n  eks-auth-conformance list --json | jq -r '.cases[].id'")]
pub(crate) struct List {
    /// As JSON
    #[arg(long)]
    pub(crate) json: bool,
}

/// Explain one case, requirement, fault of the mock or defect of a token in full
#[derive(Args, Debug)]
#[command(after_help = "Examples:\n  eks-auth-conformance explain response.audience.value\n  \
                        eks-auth-conformance explain RSP-004")]
pub(crate) struct Explain {
    /// Its ID, as `list` and the reports write it
    pub(crate) id: String,
}

/// Which twin of the fixture world.
#[derive(Args, Debug)]
pub(crate) struct WorldChoice {
    #[arg(long, value_name = "PARTITION", value_parser = values::partition(), help = help_of_partition())]
    partition: Option<Partition>,
}

impl WorldChoice {
    /// What applies where none was named.
    const DEFAULT: Partition = Partition::Aws;

    /// The partition that the world lies in.
    pub(crate) fn partition(&self) -> Partition {
        self.partition.unwrap_or(Self::DEFAULT)
    }

    /// The partition, if one was named.
    pub(crate) fn named_partition(&self) -> Option<Partition> {
        self.partition
    }
}

fn help_of_partition() -> String {
    format!("The AWS partition that the fixture world lies in [default: {}]", WorldChoice::DEFAULT.as_str())
}

fn long_help() -> String {
    let examples = [
        ("Test the embedded mock, to see the suite at work", "service"),
        ("Give a service the world that the suite assumes", "world export --out world"),
        ("Test that service", "service --endpoint http://127.0.0.1:8080 --junit report.xml"),
        ("Look at one case that failed", "replay response.audience.value --endpoint http://127.0.0.1:8080"),
        ("Search it for what no case has", "fuzz --endpoint http://127.0.0.1:8080 --out findings"),
    ];
    let lines: Vec<String> = examples
        .iter()
        .map(|(what, command)| format!("  # {what}\n  eks-auth-conformance {command}"))
        .collect();
    format!("Examples:\n{}\n\n{}", lines.join("\n"), Exit::help())
}

fn fault_list() -> String {
    let rows = fault::all().map(|fault| (fault.id(), fault.summary()));
    let deep = fault::deep().map(|fault| (fault.id(), fault.summary()));
    let transport = fault::transport().map(|fault| (fault.id(), fault.summary()));
    let manners = manner::all().map(|manner| (manner.id(), manner.summary()));
    format!(
        "Faults:\n{}\n\nFaults that no case is meant to see, to measure a search on:\n{}\n\nFaults of the \
         transport, which any client must survive:\n{}\n\nManners:\n{}",
        values::rows(rows),
        values::rows(deep),
        values::rows(transport),
        values::rows(manners)
    )
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn definition_is_sound() {
        Arguments::command().debug_assert();
    }
}
