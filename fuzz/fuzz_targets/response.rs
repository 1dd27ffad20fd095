//! Any bytes as the body of a granted answer.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_protocol::laws::response_survives);
