//! `profile check`: says what a run with a profile would send, and what the profile lacks.

use eks_auth_suite::profile::Overrides;
use eks_auth_suite::report::terminal;
use eks_auth_suite::{Options, provide};

use crate::args::CheckProfile;
use crate::exit::Exit;
use crate::failure::Failure;
use crate::target::profiled;
use crate::{print, session};

pub(crate) fn check(arguments: &CheckProfile) -> Result<Exit, Failure> {
    let profile = session::profile_with(&arguments.file, &Overrides::default())?;
    let target = session::block_on(async { Ok(profiled(&profile, &arguments.file).await?) })?;
    let limits = profile.limits();
    let options = Options {
        rate: Some(limits.requests_per_second),
        budget: Some(limits.requests),
        hostile: limits.hostile,
        bulk: limits.bulk,
        ..Options::default()
    };
    let page = session::page();
    print::out(&terminal::write_profile(&profile, target.endpoint(), page))?;
    print::out(&terminal::write_provision(&provide(&target, &options)?, &options, page))?;
    Ok(Exit::Fine)
}
