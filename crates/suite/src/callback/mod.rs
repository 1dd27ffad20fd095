//! A listener of the suite: whoever connects to it followed a URL in a token, which nobody may.
//!
//! It serves what would be found behind such a URL (a key set, a discovery document, a certificate, all of the key that
//! signed the forged tokens), so that a service that follows goes on to use it, and remembers what was asked for. Each
//! token points to a path of its own, by which a request is traced back to it.

mod address;
mod answer;
mod contact;
mod listener;

#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use eks_auth_world::World;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

pub(crate) use address::loopback;
pub use address::{CallbackAddress, CallbackAddressError};
pub(crate) use contact::{Followed, Trail};

use answer::Library;
use contact::Contacts;

use crate::client::Endpoint;

/// A running listener; it stops when this is dropped.
pub(crate) struct Callback {
    url: String,
    contacts: Arc<Contacts>,
    task: JoinHandle<()>,
}

impl Callback {
    /// Listens where the options say, or on a free port of the loopback interface where the endpoint is on it; `None`
    /// where the service may be on another machine and nothing was said.
    pub(crate) async fn listen(
        chosen: Option<&CallbackAddress>,
        endpoint: &Endpoint,
        world: &World,
    ) -> io::Result<Option<Self>> {
        match (chosen, CallbackAddress::beside(endpoint)) {
            (Some(address), _) => Self::bind(address, world).await.map(Some),
            // Nobody asked for it: where no port can be had, its cases are skipped.
            (None, Some(address)) => Ok(Self::bind(&address, world).await.ok()),
            (None, None) => Ok(None),
        }
    }

    async fn bind(address: &CallbackAddress, world: &World) -> io::Result<Self> {
        let mut tried = Err(io::ErrorKind::AddrNotAvailable.into());
        for interface in address.interfaces() {
            tried = TcpListener::bind(interface).await;
            if tried.is_ok() {
                break;
            }
        }
        let listener = tried?;
        let url = address.url(listener.local_addr()?.port());
        let contacts = Arc::new(Contacts::default());
        let library = Arc::new(Library::new(world, &url));
        let task = tokio::spawn(listener::serve(listener, library, Arc::clone(&contacts)));
        Ok(Self { url, contacts, task })
    }

    /// Where it can be reached, without a slash at the end.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// What came of the tokens that a probe sent.
    pub(crate) fn followed(&self, trail: &Trail) -> Followed {
        Followed::Watched(self.contacts.of(trail))
    }
}

impl Drop for Callback {
    fn drop(&mut self) {
        self.task.abort();
    }
}
