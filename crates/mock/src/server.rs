//! The door that stays open: HTTP/1.1 over TCP, with hyper.

mod connection;
mod exchange;
mod fetch;
mod guard;
mod head;
mod heads;
mod plain;
mod writing;

use std::fmt;
use std::future::{Future, pending};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};

use crate::{Clock, Service};

pub(crate) use head::Head;
pub(crate) use plain::Shared;

/// How many connections are served at once; more wait in the system's queue.
const CONNECTIONS: usize = 1024;
/// How long open exchanges may go on after the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);
/// The rest after the system could not give a connection: out of file descriptors, most often.
const REST: Duration = Duration::from_millis(50);

/// The service on a TCP port, for as long as one likes: HTTP/1.1 with kept connections, pipelining and
/// `Expect: 100-continue`, bodies bounded, nothing kept of any request.
///
/// # Example
///
/// ```
/// use eks_auth_mock::{Server, Service};
/// use eks_auth_world::{Partition, World};
///
/// # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
/// let service = Service::new(World::standard(Partition::Aws));
/// let server = Server::bind("127.0.0.1:0".parse().unwrap(), service).await?;
/// let running = server.spawn();
/// println!("listening on http://{}", running.addr());
/// running.stop().await;
/// # Ok::<(), std::io::Error>(())
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    service: Arc<Service>,
    clock: Clock,
}

impl Server {
    /// Takes the port; port 0 is any free one. Connections are accepted from now on and answered once it is served.
    ///
    /// # Errors
    ///
    /// What the system says: the port is in use, the address is not one of this machine, or it is not permitted.
    pub async fn bind(address: SocketAddr, service: impl Into<Arc<Service>>) -> io::Result<Server> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok(Server { listener, address, service: service.into(), clock: Clock::system() })
    }

    /// The same server by another clock than the system's.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The address that was taken, with its port.
    #[must_use]
    pub fn local_addr(&self) -> SocketAddr {
        self.address
    }

    /// Answers until the future is dropped.
    pub async fn serve(self) {
        self.serve_until(pending()).await;
    }

    /// Answers until `stop` is ready; then takes no more connections and ends when every answer that was begun is
    /// sent, after five seconds at the latest.
    pub async fn serve_until(self, stop: impl Future<Output = ()>) {
        let (stopping, stopped) = watch::channel(false);
        let slots = Arc::new(Semaphore::new(CONNECTIONS));
        let mut connections = JoinSet::new();
        let mut stop = std::pin::pin!(stop);
        loop {
            tokio::select! {
                () = &mut stop => break,
                Some(_) = connections.join_next() => {}
                accepted = accept(&self.listener, &slots) => {
                    let Ok((stream, slot)) = accepted else {
                        tokio::time::sleep(REST).await;
                        continue;
                    };
                    let (service, stopped) = (Arc::clone(&self.service), stopped.clone());
                    let clock = self.clock.clone();
                    connections.spawn(async move {
                        connection::serve(stream, service, clock, stopped).await;
                        drop(slot);
                    });
                }
            }
        }
        drop(self.listener);
        let _ = stopping.send(true);
        // Whatever is still open after that is dropped with its task.
        let _ = tokio::time::timeout(GRACE, async { while connections.join_next().await.is_some() {} }).await;
    }

    /// Answers in a task of its own until it is stopped.
    ///
    /// # Panics
    ///
    /// Outside a Tokio runtime, as [`tokio::spawn`] does.
    #[must_use]
    pub fn spawn(self) -> RunningServer {
        let address = self.address;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(self.serve_until(async {
            // A sender that was dropped stops the server too.
            let _ = stopped.await;
        }));
        RunningServer { address, stop: Some(stop), task }
    }
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server").field("address", &self.address).field("service", &self.service).finish()
    }
}

/// A server in a task of its own. It stops when this is dropped.
#[derive(Debug)]
pub struct RunningServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

impl RunningServer {
    /// The address that it listens on.
    #[must_use]
    pub fn addr(&self) -> SocketAddr {
        self.address
    }

    /// The endpoint, such as `http://127.0.0.1:40123`.
    #[must_use]
    pub fn uri(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Stops it: answers that were begun are sent, idle connections closed. Takes five seconds at most.
    pub async fn stop(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        let _ = (&mut self.task).await;
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> io::Result<(tokio::net::TcpStream, Option<tokio::sync::OwnedSemaphorePermit>)> {
    // The semaphore is never closed; were it, connections would merely not be counted.
    let slot = Arc::clone(slots).acquire_owned().await.ok();
    let (stream, _) = listener.accept().await?;
    Ok((stream, slot))
}
