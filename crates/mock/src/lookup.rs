//! What clusters answer to services that look things up instead of loading them: where an issuer's keys are, the keys, and
//! whose a token is.

mod account;
mod review;
mod routes;
mod status;

use std::convert::Infallible;
use std::fmt;
use std::future::{Future, pending};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use eks_auth_world::World;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};

use crate::server::{accepting, exchange, writing};
use crate::{Answer, Clock, Request, RunningServer};

/// How long a connection may idle, and a head take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long open exchanges may go on after the server was told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// The world's clusters as far as a service asks them, each under a path of its own:
///
/// - `GET /<cluster>/.well-known/openid-configuration`, the discovery document of its issuer (OpenID Connect Discovery 1.0),
///   whose `jwks_uri` points back here;
/// - `GET /<cluster>/openid/v1/jwks`, the issuer's public keys (RFC 7517);
/// - `POST /<cluster>/apis/authentication.k8s.io/v1/tokenreviews`, the TokenReview of Kubernetes.
///
/// Tokens are verified by what the mock itself decides by. Service accounts and pods are taken to exist for as long as their
/// token is good, and an answer never repeats a token.
///
/// # Example
///
/// ```
/// use eks_auth_mock::WorldServer;
/// use eks_auth_world::{Partition, World};
///
/// # tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(async {
/// let server = WorldServer::bind("127.0.0.1:0".parse().unwrap(), World::standard(Partition::Aws)).await?;
/// let running = server.spawn();
/// println!("{}/conformance/openid/v1/jwks", running.uri());
/// running.stop().await;
/// # Ok::<(), std::io::Error>(())
/// # })?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct WorldServer {
    listener: TcpListener,
    address: SocketAddr,
    clusters: Arc<Clusters>,
}

/// What every connection answers by.
struct Clusters {
    world: Arc<World>,
    address: SocketAddr,
    clock: Clock,
}

impl WorldServer {
    /// Takes the port; port 0 is any free one. Connections are accepted from now on and answered once it is served.
    ///
    /// # Errors
    ///
    /// What the system says: the port is in use, the address is not one of this machine, or it is not permitted.
    pub async fn bind(address: SocketAddr, world: impl Into<Arc<World>>) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let clusters = Arc::new(Clusters { world: world.into(), address, clock: Clock::system() });
        Ok(Self { listener, address, clusters })
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
        let clusters = self.clusters;
        accepting::serve_until(self.listener, stop, GRACE, |stream, stopped| {
            serve(stream, Arc::clone(&clusters), stopped)
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

impl fmt::Debug for WorldServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WorldServer").field("address", &self.address).finish_non_exhaustive()
    }
}

impl Clusters {
    fn answer(&self, request: &Request) -> Answer {
        let host = request.header("host").and_then(|host| std::str::from_utf8(host).ok());
        routes::answer(&self.world, request, &self.base(host), self.clock.moment())
    }

    /// The URL of this server as its client knows it, which may be another than that of its socket.
    fn base(&self, host: Option<&str>) -> String {
        let host = host.and_then(|host| host.parse::<hyper::http::uri::Authority>().ok());
        host.map_or_else(|| format!("http://{}", self.address), |host| format!("http://{host}"))
    }
}

async fn serve(stream: TcpStream, clusters: Arc<Clusters>, mut stopped: watch::Receiver<bool>) {
    // Answers are small and whole; without this the last segment would wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(|request| {
        let clusters = Arc::clone(&clusters);
        async move {
            let request = exchange::taken(request, false).await;
            Ok::<_, Infallible>(writing::response(clusters.answer(&request)))
        }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .half_close(true)
        .serve_connection(TokioIo::new(stream), answer);
    let mut connection = std::pin::pin!(connection);
    // How a connection ends is its client's affair: a reset or a broken request is no error of the server.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}

#[cfg(test)]
mod tests;
