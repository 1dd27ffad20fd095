//! The verbs of the command line, one file each.

mod check;
mod explain;
mod fuzz;
mod inspect;
mod list;
mod matrix;
mod mint;
mod mock;
mod observe;
mod profile;
mod replay;
mod selftest;
mod serve;
mod service;
mod setup;
mod world;

use crate::args::{Command, Observe, Profile, Token, World};
use crate::exit::Exit;
use crate::failure::Failure;

pub(crate) use fuzz::FolderError;
pub(crate) use mint::MintError;
pub(crate) use world::ExportError;

/// Does what the command line asks for.
///
/// # Errors
///
/// When it cannot be done; see [`Failure::exit`] for what the program then ends with.
pub(crate) fn carry_out(command: &Command) -> Result<Exit, Failure> {
    match command {
        Command::Service(arguments) => service::run(arguments),
        Command::Fuzz(arguments) => fuzz::run(arguments),
        Command::Replay(arguments) => replay::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Mock(arguments) => mock::run(arguments),
        Command::Selftest(arguments) => selftest::run(arguments),
        Command::Matrix(arguments) => matrix::run(arguments),
        Command::Observe(Observe::Diff(arguments)) => observe::run(arguments),
        Command::World(World::Export(arguments)) => world::export(arguments),
        Command::World(World::Serve(arguments)) => serve::run(arguments),
        Command::Token(Token::Mint(arguments)) => mint::run(arguments),
        Command::Token(Token::Inspect(arguments)) => inspect::run(arguments),
        Command::Profile(Profile::Check(arguments)) => profile::check(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Completions(arguments) => setup::completions(arguments),
        Command::Man(arguments) => setup::man(arguments),
    }
}
