//! The door of the hostile: a listener that does with a connection what no service would.
//!
//! The service behind it decides as ever, and its good answer is what most of these begin with. What goes over the wire is
//! a [`Script`]: data, written piece by piece as the other side takes it, so that an answer of 100 MB, or one without an
//! end, never lies in memory.

mod life;
mod play;
mod script;

pub(crate) use script::{End, Framing, Part, Script, Transport};

use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

use crate::server::{Line, accepting};
use crate::{Answer, Clock, Request, Service};
use life::Life;
use play::Turn;

/// The rest between two tries to listen again.
const REST: Duration = Duration::from_millis(50);

/// Treats every connection as the service's transport fault wants it, until `stop` is ready.
pub(crate) async fn serve_until(
    listener: TcpListener,
    address: SocketAddr,
    service: Arc<Service>,
    clock: Clock,
    transport: Transport,
    stop: impl Future<Output = ()>,
) {
    let mut stop = pin!(stop);
    let mut life = Arc::new(Life::first(transport));
    let mut listener = Some(listener);
    while let Some(listening) = listener.take() {
        let ended = async {
            tokio::select! {
                () = &mut stop => Ended::Stopped,
                () = life.over() => Ended::Died,
            }
        };
        // Whatever is under way when it ends is cut off.
        let ended = accepting::serve_until(listening, ended, Duration::ZERO, |stream, _| {
            let (service, clock, life) = (Arc::clone(&service), clock.clone(), Arc::clone(&life));
            async move { treat(stream, &service, &clock, transport, &life).await }
        });
        if ended.await == Ended::Stopped {
            return;
        }
        tokio::select! {
            () = &mut stop => return,
            again = comes_back(address, transport) => listener = Some(again),
        }
        life = Arc::new(Life::without_end());
    }
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Ended {
    Stopped,
    Died,
}

/// Listens again once it was away for as long as it is to be: never, for who is gone for good.
async fn comes_back(address: SocketAddr, transport: Transport) -> TcpListener {
    let Transport::Mortal { away: Some(away), .. } = transport else { return std::future::pending().await };
    tokio::time::sleep(away).await;
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            // Somebody else has the port meanwhile.
            Err(_) => tokio::time::sleep(REST).await,
        }
    }
}

/// One connection, from its beginning to its end.
async fn treat(stream: TcpStream, service: &Service, clock: &Clock, transport: Transport, life: &Life) {
    let mut line = Line::new(stream, service, clock);
    if let Transport::AtOnce(script) = transport {
        let nothing = Turn { request: &Request::new("", ""), answer: &Answer::new(200) };
        play::play(script, &nothing, line.stream()).await;
        return;
    }
    while let Some(request) = line.request().await {
        let number = life.count();
        let script = match transport {
            Transport::AtOnce(script) | Transport::Each(script) => script,
            Transport::EverySecond(script) if number % 2 == 1 => script,
            Transport::Mortal { .. } if life.is_over() => return,
            Transport::EverySecond(_) | Transport::Mortal { .. } => Script::GOOD,
        };
        let answer = line.decided(&request).await;
        if !play::play(script, &Turn { request: &request, answer: &answer }, line.stream()).await {
            return;
        }
    }
}
