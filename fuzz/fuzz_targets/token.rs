//! Any bytes as a token.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_protocol::laws::token_survives);
