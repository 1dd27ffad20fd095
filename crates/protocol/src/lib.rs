//! The documented API as types.

#[cfg(feature = "laws")]
pub mod laws;
pub mod wire;
