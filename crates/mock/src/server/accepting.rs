//! Accepts connections until it is told to stop.

use std::future::Future;
use std::io;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;

/// How many connections are served at once; more wait in the system's queue.
const CONNECTIONS: usize = 1024;
/// The rest after the system could not give a connection: out of file descriptors, most often.
const REST: Duration = Duration::from_millis(50);

/// Gives each connection to `treat`, with word of when to stop, until `stop` is ready. Then nobody listens any more, and what
/// is under way may go on for as long as `grace`. Returns what `stop` came to.
pub(crate) async fn serve_until<S, T>(
    listener: TcpListener,
    stop: impl Future<Output = S>,
    grace: Duration,
    treat: impl Fn(TcpStream, watch::Receiver<bool>) -> T,
) -> S
where
    T: Future<Output = ()> + Send + 'static,
{
    let (stopping, stopped) = watch::channel(false);
    let slots = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    let mut stop = pin!(stop);
    let came_to = loop {
        tokio::select! {
            came_to = &mut stop => break came_to,
            Some(_) = connections.join_next() => {}
            accepted = accept(&listener, &slots) => {
                let Ok((stream, slot)) = accepted else {
                    tokio::time::sleep(REST).await;
                    continue;
                };
                let treated = treat(stream, stopped.clone());
                connections.spawn(async move {
                    treated.await;
                    drop(slot);
                });
            }
        }
    };
    drop(listener);
    let _ = stopping.send(true);
    // Whatever is still open after that is dropped with its task.
    let _ = tokio::time::timeout(grace, async { while connections.join_next().await.is_some() {} }).await;
    came_to
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(TcpStream, Option<OwnedSemaphorePermit>)> {
    // The semaphore is never closed; were it, connections would merely not be counted.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    let (stream, _) = listener.accept().await?;
    Ok((stream, slot))
}
