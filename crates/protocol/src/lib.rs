//! The documented API as types.

mod arn;
pub mod constraint;
mod error;
mod exception;
mod id;
mod name;
pub mod operation;
mod secret;
mod text;
mod timestamp;
pub mod token;
pub mod wire;

#[cfg(feature = "laws")]
pub mod laws;

pub use arn::{Arn, ArnError, AssociationArn, AssumedRoleArn, ClusterArn, RoleArn};
pub use error::{ErrorCode, ServiceError};
pub use exception::{Exception, Fault};
pub use id::{
    AccessKeyId, AccountId, AssociationId, AssumeRoleId, RoleId, RoleName, RolePath, RoleSessionName,
};
pub use name::{ClusterName, NameError, Namespace, PodName, ServiceAccountName};
pub use secret::Secret;
pub use timestamp::{EpochSeconds, EpochSecondsError};
