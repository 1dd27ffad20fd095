//! Any bytes as a request.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(
    eks_auth_protocol::laws::request_survives,
    eks_auth_protocol::laws::request_keeps_its_limits
);
