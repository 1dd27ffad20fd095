//! One connection, from its first request to its last.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::watch;

use super::guard::Guard;
use super::heads::Conflicts;
use super::{exchange, plain};
use crate::delivery::Delivery;
use crate::reception::Reception;
use crate::{Clock, Service};

/// How long a connection may idle, and a head take to arrive.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many headers hyper hands on: more than the service takes, so that it is the service that refuses them.
pub(super) const HEADERS: usize = 1024;

/// Answers the requests on a connection until either side closes it, or the server stops.
pub(super) async fn serve(
    stream: TcpStream,
    service: Arc<Service>,
    clock: Clock,
    mut stopped: watch::Receiver<bool>,
) {
    // Answers are small and whole; without this the last segment would wait for an acknowledgement.
    let _ = stream.set_nodelay(true);
    if service.delivery() != Delivery::PLAIN || *service.reception() != Reception::WHOLE {
        return plain::serve(stream, &service, &clock, stopped).await;
    }
    let conflicts = Arc::new(Conflicts::default());
    let io = TokioIo::new(Guard::new(stream, Arc::clone(&conflicts), service.misreading()));
    let count = AtomicU64::new(0);
    let answer = service_fn(|request| {
        let conflicting = conflicts.contains(count.fetch_add(1, Ordering::Relaxed));
        let (service, clock) = (Arc::clone(&service), clock.clone());
        async move { Ok::<_, Infallible>(exchange::answer(&service, &clock, request, conflicting).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .half_close(true)
        .max_headers(HEADERS)
        .serve_connection(io, answer);
    let mut connection = std::pin::pin!(connection);
    // How a connection ends is its client's affair: a reset or a broken request is no error of the service.
    tokio::select! {
        _ = connection.as_mut() => return,
        _ = stopped.wait_for(|stopped| *stopped) => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = connection.await;
}
