//! Any bytes as the body of a granted answer, and as the members of one.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(
    eks_auth_protocol::laws::response_survives,
    eks_auth_protocol::laws::drawn_response_round_trips
);
