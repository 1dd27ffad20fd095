//! Requests, answers and errors: what they print.

use eks_auth_protocol::strategies;
use eks_auth_protocol::token::Parts;
use eks_auth_protocol::{
    AssumeRoleForPodIdentityRequest, AssumeRoleForPodIdentityResponse, AssumedRoleUser, Credentials,
    EpochSeconds, ErrorCode, Exception, Fault, PodIdentityAssociation, Secret, ServiceError, Subject,
};
use proptest::prelude::*;

proptest! {
    #[test]
    fn no_debug_output_holds_a_secret(
        cluster in strategies::cluster_name(),
        token in strategies::signed_token(),
        session_token in "[A-Za-z0-9+/]{40}",
        key in "[A-Za-z0-9+/]{40}",
    ) {
        let text = token.expose();
        let signature = Parts::split(text).unwrap().signature();
        // The worst that a service or a caller can do: the token in every member that is a text.
        let request = AssumeRoleForPodIdentityRequest::new(cluster, token.clone())
            .with_eks_node_name(text)
            .with_instance_id(text)
            .with_zone(text);
        let credentials = Credentials::new(
            Secret::new(&session_token),
            Secret::new(&key),
            text,
            EpochSeconds::from_seconds(1),
        );
        let response = AssumeRoleForPodIdentityResponse::new(
            Subject::new(text, text),
            text,
            PodIdentityAssociation::new(text, text),
            AssumedRoleUser::new(text, text),
            credentials,
        )
        .with_workload_identity_provider_arn(text);
        let error = ServiceError::new(400)
            .with_code(ErrorCode::from_wire(text))
            .with_message(format!("no good: {text}"))
            .with_request_id(text);
        let printed =
            format!("{request:?} {request:#?} {response:?} {response:#?} {error:?} {error:#?} {error} {token:?}");
        let printed = format!("{printed} {:?} {:#?}", Secret::new(&key), Secret::new(&session_token));
        for secret in [signature, &session_token, &key] {
            prop_assert!(!printed.contains(secret));
        }
    }

    #[test]
    fn code_is_the_same_however_it_is_dressed(
        code in strategies::error_code(),
        namespace in "([a-z.]{0,12}#)?",
        uri in "(:[a-z:/#.]{0,12})?",
    ) {
        prop_assert_eq!(&ErrorCode::from_wire(code.name()), &code);
        prop_assert_eq!(ErrorCode::from_wire(&format!("{namespace}{}{uri}", code.name())), code);
    }

    #[test]
    fn no_text_makes_a_code_panic(text in strategies::any_text()) {
        let code = ErrorCode::from_wire(&text);
        prop_assert!(text.contains(code.name()));
        prop_assert!(!code.name().contains(':'));
    }
}

#[test]
fn exceptions_are_found_by_exactly_their_name() {
    for exception in Exception::ALL {
        assert_eq!(Exception::from_name(exception.name()), Some(exception));
        assert_eq!(Exception::from_name(&exception.name().to_ascii_lowercase()), None);
        assert_eq!(Exception::from_name(exception.name().trim_end_matches("Exception")), None);
        let side = if exception.status() < 500 { Fault::Client } else { Fault::Server };
        assert_eq!(exception.fault(), side, "{exception}");
    }
}

#[test]
fn statuses_are_those_of_the_model() {
    let statuses = Exception::ALL.map(|exception| (exception.name(), exception.status()));
    assert_eq!(
        statuses,
        [
            ("AccessDeniedException", 400),
            ("ExpiredTokenException", 400),
            ("InternalServerException", 500),
            ("InvalidParameterException", 400),
            ("InvalidRequestException", 400),
            ("InvalidTokenException", 400),
            ("ResourceNotFoundException", 404),
            ("ServiceUnavailableException", 503),
            ("ThrottlingException", 429),
        ]
    );
}
