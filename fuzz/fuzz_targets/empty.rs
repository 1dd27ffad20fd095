//! Nothing: the floor that the speed of the other targets is measured against.
#![cfg_attr(fuzzing, no_main)]

eks_auth_fuzz::target!(eks_auth_fuzz::nothing);
