//! One run of the suite as the commands need it: with progress, and ended by Ctrl-C.

use std::future::Future;
use std::path::Path;

use eks_auth_suite::aws::Variant;
use eks_auth_suite::profile::{Overrides, Profile};
use eks_auth_suite::report::terminal::{Colour, Page};
use eks_auth_suite::{Event, Options, Report, Stop, Target, run};

use crate::args::{TargetChoice, Voice};
use crate::failure::Failure;
use crate::input;
use crate::interrupt::Interrupt;
use crate::progress::Progress;

/// The width of prose where standard output is no terminal.
const WIDTH: usize = 100;

/// Runs a future to its end on threads of its own.
///
/// # Errors
///
/// The future's, or that the system gives no threads.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::System)?
        .block_on(future)
}

/// The profile that a choice of target names, if it names one.
///
/// # Errors
///
/// When it cannot be read, or is none.
pub(crate) fn profile(choice: &TargetChoice) -> Result<Option<Profile>, Failure> {
    let Some(path) = &choice.profile else { return Ok(None) };
    let overrides = Overrides {
        endpoint: choice.endpoint.as_ref().map(ToString::to_string),
        region: choice.region.clone(),
        fips: choice.variant() == Variant::Fips,
    };
    profile_with(path, &overrides).map(Some)
}

/// The profile in a file, with what comes before its words.
///
/// # Errors
///
/// When it cannot be read, or is none.
pub(crate) fn profile_with(path: &Path, overrides: &Overrides) -> Result<Profile, Failure> {
    let text = input::text(Some(path))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    Profile::parse_with(&text, folder, overrides).map_err(|source| Failure::profile(path, source))
}

/// Runs the suite; an interrupt ends the run and not the program, so that a report is left of what was done.
///
/// # Errors
///
/// As [`run`].
pub(crate) async fn conduct(
    target: &Target,
    options: &Options,
    interrupt: Interrupt,
    voice: Voice,
    mut events: impl FnMut(&Event<'_>),
) -> Result<Report, Failure> {
    let (stop, stopped) = Stop::on_call();
    interrupt.call(stop);
    let mut progress = Progress::begin(target, options, voice);
    let follow = |event: &Event<'_>| {
        progress.follow(event, options);
        events(event);
    };
    Ok(run(target, options, follow, stopped).await?)
}

/// The page that standard output is: its width where it is a terminal, and colours where they are wanted.
pub(crate) fn page() -> Page {
    let width = console::Term::stdout().size_checked().map_or(WIDTH, |(_, columns)| usize::from(columns));
    let colour = match anstream::AutoStream::choice(&std::io::stdout()) {
        anstream::ColorChoice::Never => Colour::Never,
        _ => Colour::Always,
    };
    Page::new(width, colour)
}
