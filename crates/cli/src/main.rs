//! `eks-auth-conformance`: tests any implementation of Amazon EKS Auth `AssumeRoleForPodIdentity` over HTTP.
//!
//! This crate reads the command line, files and signals, and says how the program ends. What must hold, how it is found
//! out and how reports are written is the suite's.

mod args;
mod chance;
mod ci;
mod commands;
mod credentials;
mod exit;
mod failure;
mod files;
mod input;
mod interrupt;
mod near;
mod output;
mod panics;
mod print;
mod progress;
mod session;
mod shell;
mod stream;
mod target;
mod usage;

use std::process::ExitCode;

use clap::Parser;

use args::Arguments;
use exit::Exit;

fn main() -> ExitCode {
    panics::guarded(program).into()
}

fn program() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::tell(&error),
    };
    match commands::carry_out(&arguments.command) {
        Ok(exit) => exit,
        Err(failure) => {
            print::err(&failure.line());
            failure.exit()
        }
    }
}
