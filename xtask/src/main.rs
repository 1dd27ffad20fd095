//! The tasks of this repository, the same on a desk and in CI: `cargo xtask --help`.
//!
//! It runs cargo and reads files, and links none of the crates that it looks after: it compiles in seconds and
//! works while they do not.

mod bless;
mod browser;
mod cargo;
mod check;
mod dist;
mod docs;
mod failure;
mod fuzz;
mod hostile;
mod interop;
mod links;
mod manifests;
mod mock;
mod package;
mod python;
mod schemas;
mod test;
mod tidy;
mod vectors;
mod wasm;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::failure::Failure;

/// The tasks of this repository, the same on a desk and in CI.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run every test, section by section, then the suite against its own mock or a service, then its selftest
    Test(test::Arguments),
    /// Check format, lints, docs, licences and the rules of the house
    Check,
    /// Check the rules of the house alone: who may know whom, file lengths, marks (takes a second)
    Tidy,
    /// Run the fuzz targets from the seeds of the corpus, or promote what they found (needs cargo-fuzz)
    Fuzz(fuzz::Arguments),
    /// Measure what the suite needs against each fault of the transport, and hold it to its bounds (takes minutes)
    Hostile(hostile::Arguments),
    /// Export the corpus of judged examples as language-neutral vectors
    Vectors(vectors::Arguments),
    /// Compare the suite's signatures with botocore's (needs Python and its package index; skipped without)
    Interop,
    /// Build the book into target/book/html, and look whether every link in it leads somewhere (needs mdBook, or installs it)
    Docs(docs::Arguments),
    /// Build the protocol crate for WebAssembly, or search it for what would prevent that
    Wasm,
    /// Hold what we write for others to their schemas (needs Python, npm and their package indexes; skipped without)
    Schemas(schemas::Arguments),
    /// Look at the HTML pages in a real browser (needs Node.js, npm and Chromium; skipped without)
    Browser,
    /// Pack what the registry would get and build it from that (takes minutes)
    Package,
    /// Build what a release offers: a static binary with all that goes with it, checksums, an SBOM (takes minutes; needs Linux)
    Dist(dist::Arguments),
    /// Check manifests of others' formats against their schemas, and run the action as GitHub would (needs Python and its
    /// package index; skipped without)
    Manifests(manifests::Arguments),
    /// Accept what people see now as the new snapshots; look at the difference before you commit it
    Bless,
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Test(arguments) => test::run(&arguments),
        Task::Check => check::run(),
        Task::Tidy => tidy::run(),
        Task::Fuzz(arguments) => fuzz::run(&arguments),
        Task::Hostile(arguments) => hostile::run(&arguments),
        Task::Vectors(arguments) => vectors::run(&arguments),
        Task::Interop => interop::run(),
        Task::Docs(arguments) => docs::run(&arguments),
        Task::Wasm => wasm::run(),
        Task::Schemas(arguments) => schemas::run(&arguments),
        Task::Browser => browser::run(),
        Task::Package => package::run(),
        Task::Dist(arguments) => dist::run(&arguments),
        Task::Manifests(arguments) => manifests::run(&arguments),
        Task::Bless => bless::run(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(message)) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn command_line_is_consistent() {
        super::Arguments::command().debug_assert();
    }
}
