//! The wire form: bytes to types and back.
//!
//! [`Document`] reads JSON in one pass over borrowed bytes and loses nothing of it. The readers of requests, responses
//! and errors walk over a document, make the owned types of this crate from it, and report into a [`Sink`] what is
//! not as the service model says: the first violation, or every one with its path. The model sets no limits on what a
//! response's members say, so neither do the readers; members that it does not know are passed over.
//!
//! Length and nesting are bounded by [`Limits`], and no input makes a reader panic.
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::wire::{Limits, read_response_into};
//!
//! let mut violations = Vec::new();
//! let body = br#"{"audience":"pods.eks.amazonaws.com","audience":"","subject":{"namespace":"payments"},"x":0}"#;
//! assert!(read_response_into(body, Limits::default(), &mut violations).is_none());
//! let lines: Vec<_> = violations.iter().map(|violation| violation.to_string()).collect();
//! assert_eq!(
//!     lines,
//!     [
//!         "audience is there more than once",
//!         "podIdentityAssociation is missing",
//!         "assumedRoleUser is missing",
//!         "credentials is missing",
//!         "subject.serviceAccount is missing",
//!     ]
//! );
//! ```

mod document;
mod error;
mod field;
mod identity;
mod limits;
mod number;
mod request;
mod response;
mod scan;
mod sink;
mod string;
mod syntax;
mod text;
mod value;
mod violation;
mod walk;

pub use document::Document;
pub use error::{ErrorAnswer, ErrorReading, read_error, read_error_into, write_error};
pub use field::{Field, Presence, request_fields, response_fields};
pub use identity::{Identity, Place, identities};
pub use limits::Limits;
pub use number::Number;
pub use request::{read_request, read_request_into, read_request_value, write_request};
pub use response::{read_response, read_response_into, read_response_value, write_response};
pub use sink::{First, Ignore, Sink};
pub use syntax::{SyntaxError, SyntaxErrorKind};
pub use value::{Elements, Kind, Member, Members, Value};
pub use violation::{Violation, ViolationKind};
