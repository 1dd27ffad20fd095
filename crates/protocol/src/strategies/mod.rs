//! proptest generators for the types of this crate, drawn from the constraint table.
//!
//! Each function is named for what it makes. Lengths lean towards both ends of their range, where mistakes live.
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::{ClusterName, strategies};
//! use proptest::prelude::*;
//!
//! proptest!(|(name in strategies::cluster_name())| {
//!     prop_assert_eq!(ClusterName::parse(name.as_str()).unwrap(), name);
//! });
//! ```

mod message;
mod name;
mod text;
mod token;

pub use message::*;
pub use name::*;
pub use text::{any_text, text};
pub use token::*;
