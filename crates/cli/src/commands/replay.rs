//! `replay`: sends one case, or one finding of a search, again and shows it in full.

use std::path::Path;

use eks_auth_suite::profile::Profile;
use eks_auth_suite::report::terminal;
use eks_auth_suite::search::{KeptFinding, send_again};
use eks_auth_suite::{Case, Recording, cases};

use crate::args::{Replay, Voice};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::interrupt::Interrupt;
use crate::target::target;
use crate::{input, near, print, session};

pub(crate) fn run(arguments: &Replay) -> Result<Exit, Failure> {
    let what = &arguments.what;
    if let Some(recording) = Recording::of(what) {
        return case(arguments, recording);
    }
    if Path::new(what).exists() {
        return finding(arguments, Path::new(what));
    }
    let meant = near::suggestion(what, cases().iter().map(Case::id));
    Err(Failure::Unknown { what: "case and no file", id: what.clone(), meant })
}

fn case(arguments: &Replay, mut recording: Recording) -> Result<Exit, Failure> {
    let profile = session::profile(&arguments.target)?;
    let options = arguments.options(profile.as_ref().map(Profile::limits));
    session::block_on(async {
        let interrupt = Interrupt::listen().map_err(Failure::System)?;
        let choice = &arguments.target;
        let target = target(choice, profile.as_ref(), choice.world.partition(), options.sigv4).await?;
        let report =
            session::conduct(&target, &options, interrupt, Voice::Heard, |event| recording.follow(event))
                .await?;
        print::out(&terminal::write_replay(&report, &recording, session::page()))?;
        Ok(Exit::of(&report))
    })
}

fn finding(arguments: &Replay, path: &Path) -> Result<Exit, Failure> {
    let text = input::text(Some(path))?;
    let finding =
        KeptFinding::parse(&text).map_err(|source| Failure::Finding { path: path.to_owned(), source })?;
    let (partition, choice) = (finding.partition(), &arguments.target);
    if let Some(named) = choice.world.named_partition().filter(|named| *named != partition) {
        return Err(Failure::OtherPartition { path: path.to_owned(), partition, named });
    }
    let profile = session::profile(choice)?;
    let limits = profile.as_ref().map(Profile::limits);
    let (sigv4, options) = (arguments.options(limits).sigv4, arguments.search_options(limits));
    session::block_on(async {
        let mut interrupt = Interrupt::listen().map_err(Failure::System)?;
        let target = target(choice, profile.as_ref(), partition, sigv4).await?;
        let replayed = tokio::select! {
            replayed = send_again(&target, &finding, &options) => replayed,
            () = interrupt.wait() => return Ok(Exit::Inconclusive),
        };
        let replayed = replayed.ok_or_else(|| Failure::OtherWorld(path.to_owned()))?;
        print::out(&terminal::write_sent_again(&finding, &replayed, session::page()))?;
        Ok(Exit::of_replayed(&replayed))
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
