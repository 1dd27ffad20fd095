//! `replay`: sends one case again and shows it in full.

use eks_auth_suite::report::terminal;
use eks_auth_suite::{Case, Recording, cases};

use crate::args::Replay;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::{near, print, session};

pub(crate) fn run(arguments: &Replay) -> Result<Exit, Failure> {
    let mut recording = Recording::of(&arguments.id).ok_or_else(|| {
        let meant = near::suggestion(&arguments.id, cases().iter().map(Case::id));
        Failure::Unknown { what: "case", id: arguments.id.clone(), meant }
    })?;
    let options = arguments.options();
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let target = session::target(&arguments.target, &options).await?;
        let report = session::conduct(&target, &options, interrupt, |event| recording.follow(event)).await?;
        print::out(&terminal::write_replay(&report, &recording, session::page()))?;
        Ok(Exit::of(&report))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_a_pattern_for_itself_alone() {
        let special = |character| matches!(character, '*' | '?' | '[' | ']' | '{' | '}' | '\\' | '!');
        for case in cases() {
            assert!(!case.id().contains(special), "{}", case.id());
        }
    }
}
