//! What every fuzz target shares: one law, run by libFuzzer or by a replay.
//!
//! Under `cargo +nightly fuzz` a target is libFuzzer's. In every other build it is a program that runs its law
//! once over the files and folders named to it, or over the examples of the corpus: so targets are compiled,
//! and finds are replayed, on stable Rust.

mod replay;

pub use replay::replay;

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
