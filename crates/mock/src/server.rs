//! The door that stays open: HTTP/1.1 over TCP, with hyper.

pub(crate) mod accepting;
mod connection;
pub(crate) mod exchange;
mod fetch;
mod guard;
mod head;
mod heads;
mod plain;
pub(crate) mod writing;

use std::fmt;
use std::future::{Future, pending};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::{Clock, Service, raw};

pub(crate) use head::Head;
pub(crate) use plain::{Line, Shared, outgoing};

/// How long open exchanges may go on after the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// The service on a TCP port, for as long as one likes: HTTP/1.1 with kept connections, pipelining and
/// `Expect: 100-continue`, bodies bounded, nothing kept of any request. With a fault of [`transport`](crate::fault::transport())
/// it does with its connections what that says.
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
        let Server { listener, address, service, clock } = self;
        if let Some(transport) = service.transport() {
            return raw::serve_until(listener, address, service, clock, transport, stop).await;
        }
        accepting::serve_until(listener, stop, GRACE, |stream, stopped| {
            connection::serve(stream, Arc::clone(&service), clock.clone(), stopped)
        })
        .await;
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
        RunningServer::new(address, stop, task)
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
    pub(crate) fn new(address: SocketAddr, stop: oneshot::Sender<()>, task: JoinHandle<()>) -> Self {
        RunningServer { address, stop: Some(stop), task }
    }

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
