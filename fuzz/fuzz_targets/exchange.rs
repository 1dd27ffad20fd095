//! Any bytes as an answer that the judge sees, and good answers with a breach planted in them.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_suite::laws::answer_is_judged, eks_auth_suite::laws::planted_breach_is_seen);
