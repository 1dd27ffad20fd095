//! What every fuzz target shares: one law, run by libFuzzer or by a replay.
//!
//! Under `cargo +nightly fuzz` a target is libFuzzer's. In every other build it is a program that runs its law
//! once over the files and folders named to it, or over the examples of the corpus: so targets are compiled,
//! and finds are replayed, on stable Rust.
//!
//! Laws live in the crate that they are about. Here are those that need a second reader, which no user of ours should
//! have to build: `jsonwebtoken` for tokens, the official client for answers. Where it may read something else than we
//! do stands in a table beside the law, row by row with a reason and an example.

mod answer;
mod client;
mod differences;
mod error;
mod replay;
mod response;
mod token;

pub use differences::Permitted;
pub use error::error_agrees_with_the_official_client;
pub use replay::replay;
pub use response::response_agrees_with_the_official_client;
pub use token::token_agrees_with_jsonwebtoken;

/// Every difference from another reader that a law permits.
pub fn permitted() -> impl Iterator<Item = Permitted> {
    let tokens = token::COMPARISON.permitted("token_differential");
    let responses = response::COMPARISON.permitted("response_differential");
    tokens.chain(responses).chain(error::COMPARISON.permitted("error"))
}

/// No law: what a target costs without one.
///
/// The target of that name measures the floor of the executions per second. It finds nothing in any corpus, so none
/// is replayed for it.
pub fn nothing(_: &[u8]) {}

#[cfg(fuzzing)]
#[doc(hidden)]
pub use libfuzzer_sys;

/// Makes a fuzz target of laws: functions of any bytes that panic where the law is broken.
#[cfg(fuzzing)]
#[macro_export]
macro_rules! target {
    ($($law:path),+) => {
        $crate::libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            $($law(data);)+
        });
    };
}

/// Makes a fuzz target of laws: functions of any bytes that panic where the law is broken.
#[cfg(not(fuzzing))]
#[macro_export]
macro_rules! target {
    ($($law:path),+) => {
        fn main() -> ::std::process::ExitCode {
            $crate::replay(env!("CARGO_BIN_NAME"), |data| {
                $($law(data);)+
            })
        }
    };
}
