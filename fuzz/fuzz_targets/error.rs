//! Any bytes as an answer that refuses.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(
    eks_auth_protocol::laws::error_survives,
    eks_auth_fuzz::error_agrees_with_the_official_client
);
