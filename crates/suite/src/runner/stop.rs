//! Asks a run to end.

use tokio::sync::watch;

/// The receiving end of a request to stop.
#[derive(Clone, Debug)]
pub struct Stop(Option<watch::Receiver<bool>>);

impl Stop {
    /// A run that nobody stops.
    #[must_use]
    pub fn never() -> Self {
        Self(None)
    }

    /// A run that ends as soon as the returned function is called.
    pub fn on_call() -> (impl Fn() + Send + Sync + 'static, Self) {
        let (sender, receiver) = watch::channel(false);
        (move || _ = sender.send(true), Self(Some(receiver)))
    }

    pub(crate) async fn requested(&mut self) {
        if let Some(receiver) = &mut self.0
            && receiver.wait_for(|stop| *stop).await.is_ok()
        {
            return;
        }
        std::future::pending::<()>().await;
    }
}
