//! `completions` and `man`: both follow from the definition of the command line, so neither can be out of date.

use std::fs;

use clap::CommandFactory;

use crate::args::{Arguments, Completions, Man};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::output::OutputError;
use crate::print;

/// What the program is called where it is installed.
const NAME: &str = env!("CARGO_BIN_NAME");

pub(crate) fn completions(arguments: &Completions) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), NAME, &mut script);
    print::out(&consistent(&String::from_utf8_lossy(&script)))?;
    Ok(Exit::Fine)
}

/// clap_complete 4.6 writes the hyphens of our name in two ways into bash's script, which then finds no subcommand.
fn consistent(script: &str) -> String {
    script.replace(&NAME.replace('-', "__subcmd__"), &NAME.replace('-', "__"))
}

pub(crate) fn man(arguments: &Man) -> Result<Exit, Failure> {
    let written = fs::create_dir_all(&arguments.out)
        .and_then(|()| clap_mangen::generate_to(Arguments::command(), &arguments.out));
    written.map_err(|source| OutputError::NotWritable { path: arguments.out.clone(), source })?;
    Ok(Exit::Fine)
}
