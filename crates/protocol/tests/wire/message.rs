//! Requests, responses and errors: round trips, and the laws over mangled ones.

use eks_auth_protocol::wire::{write_error, write_request, write_response};
use eks_auth_protocol::{laws, strategies};
use proptest::prelude::*;

use crate::mangle;
use crate::model_text::{self, Model};

fn response_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        strategies::response().prop_map(|response| write_response(&response)),
        model_text::text(Model::Response).prop_map(String::into_bytes),
    ]
}

fn request_bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        strategies::request().prop_map(|request| write_request(&request)),
        model_text::text(Model::Request).prop_map(String::into_bytes),
    ]
}

/// A whole message, as the law of a request's limits takes it: a path near the operation's and a body.
fn request_message() -> impl Strategy<Value = Vec<u8>> {
    let label = prop_oneof![
        strategies::cluster_name().prop_map(|name| name.as_str().to_owned()),
        "[0-9A-Za-z_.%/-]{0,8}",
        "[a-z]{97,104}",
        "(%[0-9A-Fa-f]{2}){0,4}",
    ];
    (label, request_bytes()).prop_map(|(label, body)| {
        let line = format!("POST /clusters/{label}/assume-role-for-pod-identity HTTP/1.1\r\n\r\n");
        [line.as_bytes(), &body].concat()
    })
}

/// A whole message, as the law of errors takes it.
fn error_bytes() -> impl Strategy<Value = Vec<u8>> {
    let bodies = prop_oneof![
        strategies::service_error().prop_map(|error| write_error(&error).body().to_vec()),
        model_text::text(Model::Error).prop_map(String::into_bytes),
    ];
    let name = prop_oneof![
        Just(None),
        strategies::error_code().prop_map(|code| Some(code.name().to_owned())),
        "[ -~]{0,20}".prop_map(Some)
    ];
    (400..600_u16, prop::collection::vec(name, 0..3), bodies).prop_map(|(status, names, body)| {
        let names = names
            .into_iter()
            .flatten()
            .map(|name| format!("X-Amzn-ErrorType: {name}\r\n"))
            .collect::<String>();
        let mut message =
            format!("HTTP/1.1 {status} Refused\r\n{names}x-amzn-RequestId: 6d5\r\n\r\n").into_bytes();
        message.extend(body);
        message
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn responses_round_trip(response in strategies::response()) {
        laws::response_round_trips(&response);
    }

    #[test]
    fn requests_round_trip(request in strategies::request()) {
        laws::request_round_trips(&request);
    }

    #[test]
    fn errors_round_trip(error in strategies::service_error()) {
        laws::error_round_trips(&error);
    }

    #[test]
    fn responses_survive(bytes in response_bytes()) {
        laws::response_survives(&bytes);
    }

    #[test]
    fn requests_survive(bytes in request_bytes()) {
        laws::request_survives(&bytes);
    }

    #[test]
    fn errors_survive(bytes in error_bytes()) {
        laws::error_survives(&bytes);
    }

    #[test]
    fn mangled_responses(bytes in mangle::mangled(response_bytes())) {
        laws::response_survives(&bytes);
        laws::json_agrees_with_serde_json(&bytes);
    }

    #[test]
    fn mangled_requests(bytes in mangle::mangled(request_bytes())) {
        laws::request_survives(&bytes);
    }

    #[test]
    fn requests_keep_their_limits(bytes in mangle::mangled(request_message())) {
        laws::request_keeps_its_limits(&bytes);
    }

    #[test]
    fn drawn_responses_round_trip(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        laws::drawn_response_round_trips(&bytes);
    }

    #[test]
    fn mangled_errors(bytes in mangle::mangled(error_bytes())) {
        laws::error_survives(&bytes);
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        laws::response_survives(&bytes);
        laws::request_survives(&bytes);
        laws::request_keeps_its_limits(&bytes);
        laws::error_survives(&bytes);
    }
}
