//! The wire form: bytes to types and back.
//!
//! [`Document`] reads JSON in one pass over borrowed bytes and loses nothing of it.

mod document;
mod limits;
mod number;
mod scan;
mod string;
mod syntax;
mod value;

pub use document::Document;
pub use limits::Limits;
pub use number::Number;
pub use syntax::{SyntaxError, SyntaxErrorKind};
pub use value::{Elements, Kind, Member, Members, Value};
