//! What the service model fixes about the one operation: its names, its route and its headers.

use crate::ClusterName;

/// The service's own name for itself, as SDKs report it.
pub const SERVICE_ID: &str = "EKS Auth";

/// The version of the API that this crate describes.
pub const API_VERSION: &str = "2023-11-26";

/// The only operation of the service.
pub const OPERATION: &str = "AssumeRoleForPodIdentity";

/// The service name in the scope of a Signature Version 4 signature.
pub const SIGNING_NAME: &str = "eks-auth";

/// The HTTP method of the operation.
pub const METHOD: &str = "POST";

/// The HTTP status of a granted request. Some clients take any 2xx for success; the model names this one.
pub const SUCCESS_STATUS: u16 = 200;

/// The media type of requests and answers. Parameters such as `charset` may follow it on the wire.
pub const CONTENT_TYPE: &str = "application/json";

/// The audience that a token must be issued for, and the value of the answer's `audience`, in every partition.
pub const AUDIENCE: &str = "pods.eks.amazonaws.com";

/// The answer's header that names an error, in lower case. Header names have no case on the wire.
pub const ERROR_TYPE_HEADER: &str = "x-amzn-errortype";

/// The answer's header with the request id, in lower case. Header names have no case on the wire.
pub const REQUEST_ID_HEADER: &str = "x-amzn-requestid";

/// The path that assumes a role for a pod of `cluster`.
///
/// A [`ClusterName`] has no character that a path would have to escape, so the name stands in it as it is.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::{ClusterName, operation};
///
/// let cluster = ClusterName::parse("conformance")?;
/// assert_eq!(operation::path(&cluster), "/clusters/conformance/assume-role-for-pod-identity");
/// # Ok::<(), eks_auth_protocol::NameError>(())
/// ```
#[must_use]
pub fn path(cluster: &ClusterName) -> String {
    format!("/clusters/{cluster}/assume-role-for-pod-identity")
}
