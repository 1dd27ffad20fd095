//! Amazon EKS Auth `AssumeRoleForPodIdentity` as types: what is sent, what comes back, and the token in between.
//!
//! | to | use |
//! | --- | --- |
//! | name a cluster, a namespace, a role | [`ClusterName`], [`Namespace`], [`RoleName`] and the like, each parsed once |
//! | take an ARN apart | [`Arn`], [`RoleArn`], [`AssumedRoleArn`], [`AssociationArn`], [`ClusterArn`] |
//! | look into a token | [`token::Token`], [`token::DecodedToken`] |
//! | build a request or an answer | [`AssumeRoleForPodIdentityRequest`], [`AssumeRoleForPodIdentityResponse`] |
//! | tell errors apart | [`ServiceError`], [`ErrorCode`], [`Exception`] |
//! | read and write the wire form | [`wire`] |
//! | look a constant or a limit up | [`operation`], [`constraint`] |
//!
//! There is no I/O here, no clock, no randomness and no async runtime: times and bytes come in as arguments, and so
//! the crate serves an agent, an emulator and a test suite alike. No input makes it panic. No `Debug` output and no
//! error text shows a secret access key, a session token or the signature of a service account token.
//!
//! # Features
//!
//! Neither is on by default.
//!
//! - `strategies`: proptest generators for the types of this crate.
//! - `laws`: plain functions that hold for any bytes, for property tests and fuzz targets.
//!
//! # Example
//!
//! ```
//! use eks_auth_protocol::token::Token;
//! use eks_auth_protocol::{AssumeRoleForPodIdentityRequest, ClusterName, operation};
//!
//! let cluster = ClusterName::parse("conformance")?;
//! let token = Token::parse("eyJhbGciOiJSUzI1NiJ9.e30.c2ln")?;
//! let request = AssumeRoleForPodIdentityRequest::new(cluster, token);
//! let path = operation::path(request.cluster_name());
//! assert_eq!(path, "/clusters/conformance/assume-role-for-pod-identity");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod arn;
pub mod constraint;
mod error;
mod exception;
mod id;
mod name;
pub mod operation;
mod request;
mod response;
mod secret;
mod text;
mod timestamp;
pub mod token;
pub mod wire;

#[cfg(feature = "laws")]
pub mod laws;
#[cfg(feature = "strategies")]
pub mod strategies;

pub use arn::{Arn, ArnError, AssociationArn, AssumedRoleArn, ClusterArn, RoleArn};
pub use error::{ErrorCode, ServiceError};
pub use exception::{Exception, Fault};
pub use id::{
    AccessKeyId, AccountId, AssociationId, AssumeRoleId, RoleId, RoleName, RolePath, RoleSessionName,
};
pub use name::{ClusterName, NameError, Namespace, PodName, ServiceAccountName};
pub use request::AssumeRoleForPodIdentityRequest;
pub use response::{
    AssumeRoleForPodIdentityResponse, AssumedRoleUser, Credentials, PodIdentityAssociation, Subject,
};
pub use secret::Secret;
pub use timestamp::{EpochSeconds, EpochSecondsError};

/// Runs the README's example.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
