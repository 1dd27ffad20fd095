//! What stands before the mock: it ends TLS, and carries bytes to and fro.

use std::net::{Ipv4Addr, SocketAddr};

use eks_auth_mock::{RunningServer, Server, Service};
use eks_auth_suite::client::Endpoint;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

/// A mock behind TLS.
pub(crate) struct Front {
    address: SocketAddr,
    // The mock stops with it.
    _mock: RunningServer,
}

impl Front {
    pub(crate) async fn before(service: Service, acceptor: TlsAcceptor) -> Self {
        let mock = Server::bind(free_port(), service).await.expect("a free port");
        let behind = mock.local_addr();
        let listener = TcpListener::bind(free_port()).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(carry(socket, acceptor.clone(), behind));
            }
        });
        Self { address, _mock: mock.spawn() }
    }

    pub(crate) fn endpoint(&self, scheme: &str) -> Endpoint {
        format!("{scheme}://{}", self.address).parse().expect("an endpoint")
    }
}

pub(crate) fn free_port() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

async fn carry(socket: TcpStream, acceptor: TlsAcceptor, behind: SocketAddr) {
    let _ = socket.set_nodelay(true);
    let Ok(mut outer) = acceptor.accept(socket).await else { return };
    let Ok(mut inner) = TcpStream::connect(behind).await else { return };
    let _ = inner.set_nodelay(true);
    // Whichever side ends first, and however: the other side sees it.
    let _ = tokio::io::copy_bidirectional(&mut outer, &mut inner).await;
}
