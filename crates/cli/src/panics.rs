//! A panic is a bug of ours: it is told in one line without what it carries, and never ends in success.
//!
//! What a panic carries may quote anything, a service's answer for one; where it happened says enough.

use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::exit::Exit;
use crate::print;

static SEEN: AtomicBool = AtomicBool::new(false);

/// Runs `program` so that no panic in it, in whatever thread or task, prints more than its place or ends well.
pub(crate) fn guarded(program: impl FnOnce() -> Exit + UnwindSafe) -> Exit {
    panic::set_hook(Box::new(|panic| {
        SEEN.store(true, Ordering::Relaxed);
        print::err(&line(panic));
    }));
    let exit = panic::catch_unwind(program).unwrap_or(Exit::Inconclusive);
    match exit {
        // A task that panicked may have taken a case with it.
        Exit::Fine if SEEN.load(Ordering::Relaxed) => Exit::Inconclusive,
        exit => exit,
    }
}

fn line(panic: &PanicHookInfo<'_>) -> String {
    let place = panic.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    format!("error: eks-auth-conformance itself failed{place}; please report it with the command line")
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use super::*;

    /// Set in the process that panics.
    const MARK: &str = "EKS_AUTH_CONFORMANCE_PANIC";
    const CANARY: &str = "canary-that-a-panic-carries";

    /// Does nothing unless it is started by the tests below, in a process of its own.
    #[test]
    fn child() {
        let exit = match std::env::var(MARK).as_deref() {
            Ok("here") => guarded(|| panic!("{CANARY}")),
            Ok("elsewhere") => guarded(|| {
                let result = std::thread::spawn(|| panic!("{CANARY}")).join();
                assert!(result.is_err());
                Exit::Fine
            }),
            _ => return,
        };
        std::process::exit(i32::from(exit.status()));
    }

    fn run_child(place: &str) -> (Option<i32>, String) {
        let itself = std::env::current_exe().expect("a running program");
        let mut command = Command::new(itself);
        command.args(["--exact", "panics::tests::child", "--nocapture"]).env(MARK, place);
        let output = command.output().expect("it starts");
        let text = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&text).into_owned())
    }

    #[test]
    fn panic_ends_in_failure_and_says_only_where() {
        for place in ["here", "elsewhere"] {
            let (status, text) = run_child(place);
            assert_eq!(status, Some(3), "{place}");
            assert!(text.contains("itself failed at "), "{place}: {text}");
            assert!(!text.contains(CANARY), "{place}: {text}");
        }
    }
}
