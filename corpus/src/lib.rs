//! Judged examples of what passes between a pod identity agent and Amazon EKS Auth.
//!
//! Each example is a file, `<kind>/<verdict>/<member>-<twist>.<extension>`: the folder is the verdict, the
//! name says what is special. The verdicts were given by hand, each with its reason, its source and its
//! [reach](Reach) in `<kind>/entries.json`, and by nothing in this repository's code: so they are a third opinion
//! beside the library that reads such documents and the service that answers them.
//!
//! # Example
//!
//! ```
//! use eks_auth_corpus::{Kind, Verdict};
//!
//! let tokens = eks_auth_corpus::entries(Kind::Token)?;
//! let (good, rest): (Vec<_>, Vec<_>) = tokens.iter().partition(|entry| entry.verdict() == Verdict::Accept);
//! assert!(!good.is_empty() && !rest.is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```

mod entry;
mod failure;
mod index;
mod kind;
mod message;
mod reach;
mod setting;
mod targets;

pub use entry::{Entry, entries};
pub use kind::{Kind, Verdict};
pub use message::Message;
pub use reach::Reach;
pub use setting::{Setting, Settings};
pub use targets::{folders, targets};
