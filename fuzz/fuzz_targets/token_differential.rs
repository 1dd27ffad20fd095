//! Any bytes as a token, beside `jsonwebtoken`.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_fuzz::token_agrees_with_jsonwebtoken);
