//! The doors: the hyper server over a socket, and wiremock.

mod client;
mod fetching;
mod framing;
mod lookup;
mod plain;
mod server;
mod transport;
mod wiremock;
