//! A mock of Amazon EKS Auth: the service behind EKS Pod Identity, for tests.
//!
//! It knows the fixture world of [`eks_auth_world`] and answers `AssumeRoleForPodIdentity` as the real service is
//! documented and observed to: it verifies the service account token completely, finds the association and hands
//! out (invented) credentials, or refuses with the documented error. Or it does one thing wrong, by name: see
//! [`fault`]. Or it does things right, but otherwise than most would: see [`manner`].
//!
//! - [`Service`] is the decision, a pure function of request, world and [`Moment`].
//! - [`MockEksAuth`] mounts it on a `wiremock` server for somebody's own `#[tokio::test]`.
//! - [`Responder`] mounts it on a `wiremock` server that one has already.
//! - [`Server`] serves it for as long as one likes and keeps no request.
//! - [`WorldServer`] answers for the clusters, to services that look keys or tokens up.
//!
//! # Example
//!
//! ```
//! # tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap().block_on(async {
//! // In a `#[tokio::test]`; point your client at `mock.uri()`.
//! let mock = eks_auth_mock::MockEksAuth::start().await;
//! let (cluster, token) = mock.first_pod();
//! # assert!(!cluster.is_empty() && token.starts_with("ey") && mock.uri().starts_with("http://"));
//! # });
//! ```
//!
//! # What it decides where the sources are silent
//!
//! - A token is good until `exp`, without leeway; `nbf` may lie 60 seconds ahead. A fraction in either is read.
//! - A JSON object that names a member twice is refused, in the request and in the token.
//! - `Content-Type` is required; `Accept` is ignored; a query is ignored; so are the signature of the request and
//!   the caller's identity, unless the service has the manner `sigv4.verified`.
//! - Patterns are read as the whole value. A string that is no compact JWS is an `InvalidTokenException`; a token
//!   that is missing, null, empty or no string an `InvalidParameterException`.
//! - Where several things are wrong the first of this order is reported: path, method, cluster name, content type,
//!   body, members, cluster, form of the token, signature, times, issuer, audience, subject, association, role.
//!
//! No message, header or `Debug` of this crate ever holds a token or a secret; only the body of a grant does.

mod answer;
mod base64url;
mod clock;
mod decide;
mod delivery;
mod errand;
pub mod fault;
mod json;
#[cfg(feature = "laws")]
#[doc(hidden)]
pub mod laws;
mod lookup;
pub mod manner;
mod memory;
mod moment;
mod raw;
mod reception;
mod refusal;
mod reply;
mod request;
mod responder;
mod server;
mod service;
mod sigv4;
mod start;

pub use answer::Answer;
pub use clock::Clock;
pub use fault::Fault;
pub use lookup::WorldServer;
pub use manner::Manner;
pub use moment::Moment;
pub use request::{Flaw, Request};
pub use responder::Responder;
pub use server::{RunningServer, Server};
pub use service::Service;
pub use start::MockEksAuth;

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
