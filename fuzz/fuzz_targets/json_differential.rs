//! Any bytes as JSON, beside `serde_json`.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_protocol::laws::json_agrees_with_serde_json);
