//! Judges one captured document by itself: a token, a request, a granted answer or an error.
//!
//! Pure like the [`judge`](crate::judge), whose checks it shares: no clock, no file and no socket. Whoever captured the
//! document may know more than its bytes (keys, an issuer, a time), and everything that cannot be judged without is named
//! in the [`Judgement`] instead of being passed over.
//!
//! Three things are said of a document, each with the requirement of the [`catalogue`](crate::catalogue) it rests on:
//!
//! - a [`Weight::Must`] makes it invalid;
//! - a [`Weight::Should`] is a warning;
//! - [`Weight::Open`] names what the sources leave to the reader: good ones take it, and good ones refuse it.
//!
//! # JSON
//!
//! [`json::write`] writes a judgement in the form `eks-auth-conformance/check/v1`:
//!
//! | member | holds |
//! | --- | --- |
//! | `schema` | `eks-auth-conformance/check/v1` |
//! | `document` | `token`, `request`, `response` or `error` |
//! | `verdict` | `valid`, or `invalid` if there is a violation of a `must` |
//! | `totals` | how many `violations`, `warnings` and `open` questions there are |
//! | `violations`, `warnings`, `open` | what is said of the document: `path` (empty for the whole), `message`, `requirement`, `level` and `text` of the requirement, and its `sources`, each with `name` and `reference` |
//! | `not_judged` | what was not judged: `what`, and `why` |
//!
//! # Example
//!
//! ```
//! use eks_auth_suite::check;
//!
//! let judgement = check::response(br#"{"audience":7}"#, None)?;
//! assert!(!judgement.is_valid());
//! let audience = judgement.violations().iter().find(|violation| violation.path() == "audience").unwrap();
//! assert_eq!(audience.requirement().id(), "RSP-002");
//! # Ok::<(), check::CaptureError>(())
//! ```

mod capture;
mod error;
pub mod json;
mod judgement;
mod lenient;
mod notes;
mod request;
mod response;
pub mod terminal;
mod token;

pub use capture::CaptureError;
pub use error::error;
pub use judgement::{Document, Judgement, Unjudged, Violation, Weight};
pub use request::request;
pub use response::response;
pub use token::{KeySet, KeySetError, TokenSight, token};
