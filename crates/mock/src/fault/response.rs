//! Faults of the granted answer.

use super::edit::Edit;
use super::{Fault, Hook};

pub(super) static FAULTS: &[Fault] = &[Fault::new(
    "response.audience.wrong",
    "RSP-004",
    "audience names another service",
    Hook::Document(Edit::Set("audience", "\"sts.amazonaws.com\"")),
)];
