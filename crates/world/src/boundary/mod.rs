//! Boundary values: the lengths, counts, depths, numbers, texts and types at which implementations change their mind.
//!
//! What breaks at one value only is found nowhere else. The values stand here once, for everything that sends them: each is
//! an input in words and as text, and what a service should make of it is not said here.
//!
//! - [`lengths`], [`counts`] and [`depths`] lie around the limits in [`LIMITS`] and those of common parsers;
//! - [`INTEGERS`] are where integer types and calendars end, [`spellings`] other ways to write one number;
//! - [`TEXTS`] are odd characters, [`METACHARACTERS`] texts that mean more than themselves to some interpreter;
//! - [`JSON`] has a value of each JSON type, and [`NOT_JSON`] what lenient readers take for one;
//! - [`near`] makes the near misses of a text: cut, extended, changed, in other letters.
//!
//! # Example
//!
//! ```
//! use eks_auth_world::boundary;
//!
//! assert_eq!(boundary::lengths(62..=65), [62, 63, 64, 65]);
//! assert!(boundary::INTEGERS.iter().any(|integer| integer.value() == i128::from(i32::MAX)));
//! ```

mod integer;
mod json;
mod length;
pub mod near;
mod number;
mod sample;
mod text;

pub use integer::{INTEGERS, Integer};
pub use json::{JSON, NOT_JSON};
pub use length::{LIMITS, Limit, counts, depths, lengths, nested_arrays, nested_objects, powers_of_two};
pub use number::{not_numbers, spellings};
pub use sample::Sample;
pub use text::{METACHARACTERS, TEXTS, printable};
