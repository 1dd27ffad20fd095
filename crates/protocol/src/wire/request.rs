//! The body of a request.

use std::ops::ControlFlow;

use super::field::{Field, REQUEST};
use super::text::ObjectText;
use super::walk::{Step, Walk, document, first, string, walk};
use super::{Limits, Sink, Value, Violation};
use crate::token::Token;
use crate::{AssumeRoleForPodIdentityRequest, ClusterName};

/// Reads the body of a request for a cluster, whose name stands in the request's path.
///
/// # Errors
///
/// The first violation because of which no request can be made of the body.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::ClusterName;
/// use eks_auth_protocol::wire::{ViolationKind, read_request};
///
/// let cluster = ClusterName::parse("conformance")?;
/// let request = read_request(cluster.clone(), br#"{"token":"e30.e30.c2ln","zone":"usw2-az1","later":1}"#)?;
/// assert_eq!(request.zone(), Some("usw2-az1"));
///
/// let violation = read_request(cluster, br#"{"zone":"usw2-az1"}"#).unwrap_err();
/// assert_eq!((violation.path(), violation.kind()), ("token", &ViolationKind::Missing));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn read_request(cluster: ClusterName, body: &[u8]) -> Result<AssumeRoleForPodIdentityRequest, Violation> {
    first(|sink| read_request_into(cluster, body, Limits::default(), sink))
}

/// Reads the body of a request and reports every violation into a sink. `None` comes with at least one.
pub fn read_request_into(
    cluster: ClusterName,
    body: &[u8],
    limits: Limits,
    sink: &mut (impl Sink + ?Sized),
) -> Option<AssumeRoleForPodIdentityRequest> {
    document(body, limits, sink, |root, sink| read_request_value(cluster, root, sink))
}

/// As [`read_request_into`], for a document that has been parsed before.
pub fn read_request_value(
    cluster: ClusterName,
    root: Value<'_, '_>,
    sink: &mut (impl Sink + ?Sized),
) -> Option<AssumeRoleForPodIdentityRequest> {
    walk(sink, |walk| request(cluster, root, walk))
}

/// Writes the body of a request; [`operation::path`](crate::operation::path) takes the cluster's name.
///
/// The members come in the order of the model, without white space, and absent ones are left out.
///
/// # Example
///
/// ```
/// use eks_auth_protocol::token::Token;
/// use eks_auth_protocol::wire::write_request;
/// use eks_auth_protocol::{AssumeRoleForPodIdentityRequest, ClusterName};
///
/// let request = AssumeRoleForPodIdentityRequest::new(ClusterName::parse("a")?, Token::parse("e30.e30.c2ln")?);
/// assert_eq!(write_request(&request), br#"{"token":"e30.e30.c2ln"}"#);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_request(request: &AssumeRoleForPodIdentityRequest) -> Vec<u8> {
    let [token, node, instance, zone] = REQUEST.each_ref().map(Field::name);
    let mut body = ObjectText::new();
    body.string(token, request.token().expose());
    body.optional(node, request.eks_node_name());
    body.optional(instance, request.instance_id());
    body.optional(zone, request.zone());
    body.into_bytes()
}

fn request<S: Sink + ?Sized>(
    cluster: ClusterName,
    root: Value<'_, '_>,
    walk: &mut Walk<'_, S>,
) -> Step<AssumeRoleForPodIdentityRequest> {
    let [token, node, instance, zone] = walk.root(root, &REQUEST)?;
    let token = walk.parsed(token, &REQUEST[0], Token::parse)?;
    ControlFlow::Continue(token.map(|token| {
        let mut request = AssumeRoleForPodIdentityRequest::new(cluster, token);
        if let Some(node) = string(node) {
            request = request.with_eks_node_name(node);
        }
        if let Some(instance) = string(instance) {
            request = request.with_instance_id(instance);
        }
        if let Some(zone) = string(zone) {
            request = request.with_zone(zone);
        }
        request
    }))
}
