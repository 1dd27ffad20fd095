//! The documented API as types.

pub mod wire;
