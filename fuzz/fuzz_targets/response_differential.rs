//! Any bytes as a granted answer, beside the official client.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_fuzz::response_agrees_with_the_official_client);
