//! Services that cannot load the world: the suite has a few tokens of one cluster, and no keys.

mod faults;
mod limits;
mod search;
mod setup;
mod tokens;
mod whole;
