//! What GitHub Actions shows of a run: annotations beside the job, and a summary below it.
//!
//! Both writers are pure. What a service says may be meant for whoever reads the job's log: it is written so that it is
//! neither a command to the runner nor Markdown.

mod annotations;
mod command;
mod summary;
#[cfg(test)]
mod tests;

pub use annotations::annotations;
pub use summary::summary;

/// How many bytes the summary of one step may have. GitHub shows nothing of a longer one.
pub const SUMMARY_BYTES: usize = 1024 * 1024;
