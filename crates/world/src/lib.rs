//! The fixture world of the EKS Auth conformance suite.
//!
//! A service under test must know the same clusters, signing keys and associations as the suite that tests it. This
//! crate is that shared knowledge, and the only place that signs tokens:
//!
//! - [`World`] has the [clusters](Cluster), their [associations](Association) and [keys](SigningKey), and
//!   [exports](World::export) them as files without the private halves;
//! - [`TokenDraft`] is the mint: a valid token unless told otherwise;
//! - [`defect`] is the table of named ways in which a token can be wrong, or unusual;
//! - [`Outside`] is a world of somebody else's, of which only a few tokens are here;
//! - [`boundary`] has the lengths, numbers and texts at which implementations change their mind.
//!
//! It opens no file and no socket and reads no clock: times and identifiers are passed in. What a service should make
//! of a token is not said here either.
//!
//! # Example
//!
//! ```
//! use eks_auth_world::{Partition, Scene, World, defect};
//!
//! let world = World::standard(Partition::Aws);
//! let scene = Scene::first(&world, 1_800_000_000, "2c4e4f0e-0c0d-4f5c-8f0a-3f4f8a3c6d51");
//!
//! let token = scene.draft().sign();
//! let unsigned = defect::find("alg-none-kept").unwrap().mint(&scene);
//! # assert_ne!(token.expose(), unsigned);
//! ```

pub mod boundary;
mod caller;
mod cluster;
pub mod defect;
mod der;
mod document;
mod draft;
mod export;
mod fixture;
mod given;
mod key;
mod keys;
mod members;
mod memory;
mod minted;
mod outside;
mod p256;
mod partition;
mod plan;
mod pod;
mod public_key;
mod scene;
mod world;

#[cfg(test)]
mod verify;

pub use caller::Caller;
pub use cluster::{Association, Cluster};
pub use document::WorldDocument;
pub use draft::{LIFETIME, TokenDraft};
pub use export::ExportedFile;
pub use fixture::Fixture;
pub use given::{GivenToken, GivenTokenError};
pub use key::{Algorithm, SigningKey};
pub use members::Members;
pub use minted::MintedToken;
pub use outside::{Outside, OutsideAssociation};
pub use partition::{Partition, PartitionError};
pub use pod::Pod;
pub use public_key::PublicKey;
pub use scene::Scene;
pub use world::World;

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
