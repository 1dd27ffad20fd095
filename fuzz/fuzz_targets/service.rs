//! Any bytes as a request to the mock, and good requests with edits.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(
    eks_auth_mock::laws::request_is_decided,
    eks_auth_mock::laws::edited_request_is_decided
);
