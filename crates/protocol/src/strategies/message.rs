//! Requests, answers and errors.

use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::name::{
    access_key_id, association_arn, assume_role_id, assumed_role_arn, cluster_name, namespace, role_arn,
    service_account_name,
};
use super::text::any_text;
use super::token::{token, token_text};
use crate::{
    AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse, AssumedRoleUser, Credentials,
    EpochSeconds, ErrorCode, Exception, PodIdentityAssociation, Secret, ServiceError, Subject, operation,
};

/// Requests, with and without the optional inputs.
pub fn request() -> impl Strategy<Value = AssumeRoleForPodIdentityRequest> + Clone {
    let tokens = prop_oneof![token(), token_text()];
    (cluster_name(), tokens, option::of(any_text()), option::of(any_text()), option::of(any_text()))
        .prop_map(|(cluster, token, node, instance, zone)| {
            let mut request = AssumeRoleForPodIdentityRequest::new(cluster, token);
            if let Some(node) = node {
                request = request.with_eks_node_name(node);
            }
            if let Some(instance) = instance {
                request = request.with_instance_id(instance);
            }
            match zone {
                Some(zone) => request.with_zone(zone),
                None => request,
            }
        })
        .boxed()
}

/// Answers: as real ones are, and with any text where the model allows it.
pub fn response() -> impl Strategy<Value = AssumeRoleForPodIdentityResponse> + Clone {
    let audience = prop_oneof![4 => Just(operation::AUDIENCE.to_owned()), 1 => any_text()];
    (
        subject(),
        audience,
        pod_identity_association(),
        assumed_role_user(),
        credentials(),
        option::of(any_text()),
    )
        .prop_map(|(subject, audience, association, user, credentials, provider)| {
            let response =
                AssumeRoleForPodIdentityResponse::new(subject, audience, association, user, credentials);
            match provider {
                Some(provider) => response.with_workload_identity_provider_arn(provider),
                None => response,
            }
        })
        .boxed()
}

/// Subjects of answers.
pub fn subject() -> impl Strategy<Value = Subject> + Clone {
    prop_oneof![
        4 => (namespace(), service_account_name()).prop_map(|(namespace, name)| Subject::new(namespace, name)),
        1 => (any_text(), any_text()).prop_map(|(namespace, name)| Subject::new(namespace, name)),
    ]
    .boxed()
}

/// Associations of answers.
pub fn pod_identity_association() -> impl Strategy<Value = PodIdentityAssociation> + Clone {
    prop_oneof![
        4 => association_arn().prop_map(|arn| PodIdentityAssociation::new(arn.as_str(), arn.id().as_str())),
        1 => (any_text(), any_text()).prop_map(|(arn, id)| PodIdentityAssociation::new(arn, id)),
    ]
    .boxed()
}

/// Sessions of answers; the role's own ARN is among them.
pub fn assumed_role_user() -> impl Strategy<Value = AssumedRoleUser> + Clone {
    prop_oneof![
        3 => (assumed_role_arn(), assume_role_id()).prop_map(|(arn, id)| AssumedRoleUser::new(arn, id)),
        1 => (role_arn(), assume_role_id()).prop_map(|(arn, id)| AssumedRoleUser::new(arn, id)),
        1 => (any_text(), any_text()).prop_map(|(arn, id)| AssumedRoleUser::new(arn, id)),
    ]
    .boxed()
}

/// Credentials of answers.
pub fn credentials() -> impl Strategy<Value = Credentials> + Clone {
    (secret(), secret(), access_key_id(), epoch_seconds())
        .prop_map(|(token, key, id, expiration)| Credentials::new(token, key, id, expiration))
        .boxed()
}

/// Secrets: forty characters, and any text.
pub fn secret() -> impl Strategy<Value = Secret> + Clone {
    prop_oneof![4 => "[A-Za-z0-9/+]{40}", 1 => any_text()].prop_map(Secret::new).boxed()
}

/// Points in time in every spelling of a JSON number.
pub fn epoch_seconds() -> impl Strategy<Value = EpochSeconds> + Clone {
    prop_oneof![
        4 => (0..=4_102_444_800_i64).prop_map(EpochSeconds::from_seconds),
        1 => any::<i64>().prop_map(EpochSeconds::from_seconds),
        2 => "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,12})?([eE][+-]?[0-9]{1,4})?"
            .prop_filter_map("a JSON number", |literal| EpochSeconds::parse(&literal).ok()),
    ]
    .boxed()
}

/// The model's exceptions.
pub fn exception() -> impl Strategy<Value = Exception> + Clone {
    select(Exception::ALL.to_vec())
}

/// Names of errors: modelled, common to AWS, and made up.
pub fn error_code() -> impl Strategy<Value = ErrorCode> + Clone {
    prop_oneof![
        exception().prop_map(ErrorCode::from),
        select(vec!["ValidationException", "SerializationException", "invalidtokenexception"])
            .prop_map(ErrorCode::from_wire),
        "[A-Za-z][A-Za-z0-9]{0,40}".prop_map(|name| ErrorCode::from_wire(&name)),
    ]
    .boxed()
}

/// Errors with any of their parts missing.
pub fn service_error() -> impl Strategy<Value = ServiceError> + Clone {
    let request_id = option::of("[0-9a-f]{8}-[0-9a-f]{4}");
    (400..=599_u16, option::of(error_code()), option::of(any_text()), request_id)
        .prop_map(|(status, code, message, request_id)| {
            let mut error = ServiceError::new(status);
            if let Some(code) = code {
                error = error.with_code(code);
            }
            if let Some(message) = message {
                error = error.with_message(message);
            }
            match request_id {
                Some(request_id) => error.with_request_id(request_id),
                None => error,
            }
        })
        .boxed()
}
