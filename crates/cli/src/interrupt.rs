//! Ctrl-C, and the signal that means the same.

use std::io;

use crate::exit::Exit;

/// Takes interrupts from when it is made, so that none is missed while a run is being prepared.
pub(crate) struct Interrupt {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 2],
}

impl Interrupt {
    /// Begins to listen. Needs a Tokio runtime.
    ///
    /// # Errors
    ///
    /// When the system does not let us.
    pub(crate) fn listen() -> io::Result<Self> {
        #[cfg(unix)]
        {
            use tokio::signal::unix::{SignalKind, signal};
            // Not the hang-up: a program under `nohup` is meant to outlive its terminal.
            Ok(Self { signals: [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?] })
        }
        #[cfg(not(unix))]
        Ok(Self {})
    }

    /// Waits for the next one.
    pub(crate) async fn wait(&mut self) {
        #[cfg(unix)]
        {
            let [interrupt, terminate] = &mut self.signals;
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
        }
        #[cfg(not(unix))]
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Calls `stop` at the first interrupt, in a task of its own; the second one ends the program at once.
    pub(crate) fn call(mut self, stop: impl Fn() + Send + 'static) {
        tokio::spawn(async move {
            self.wait().await;
            stop();
            self.wait().await;
            std::process::exit(i32::from(Exit::Inconclusive.status()));
        });
    }
}
