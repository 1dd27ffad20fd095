//! What people see, pinned: a change of any text shows up as a failing test and as a difference to be read.
//!
//! Folders are subjects and each file is one test: `wire/written_request.snap` is `wire::written_request`. After a
//! change that was meant, `cargo xtask bless` writes every file anew; read the difference before you commit it.

#[macro_use]
mod settings;

mod answers;
mod catalogue;
mod errors;
mod frozen;
mod leftovers;
mod observation;
mod readme;
mod refusals;
mod report;
mod runs;
mod secrets;
mod stage;
mod violations;
mod wire;
mod world;
